import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, type Result } from "@/domain/result";
import type { Translate } from "@/lib/record-contents";
import { toPrint } from "@/lib/printed-record";
import type { Table } from "@/lib/table";
import { reading } from "@/server/db";
import { typeset } from "@/server/documents/typesetter";
import { writeXlsx } from "@/server/documents/xlsx";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import type { Surroundings } from "@/server/record-contents";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { listExamined, type ExaminedRecord } from "../records/service";
import type { RequestRefusal } from "../rules";
import { answerWithin, getRequest, noteFetched } from "../service";
import * as repository from "./repository";
import { layOutAnswer, logOf, release, tableOfAnswer, tracesIn, weigh, writeJson, type AnswerFacts, type RecordToRelease, type ReleasedRecord } from "./report";
import { judgeAnswer, outcomeOf, type AnswerRefusal } from "./rules";
import type { AnswerInput, DisclosureFileKind, DisclosureOutcome } from "./schema";

export type { StoredAnswer } from "./repository";

/** The words that an official answer is written in, whoever writes it. */
export interface Wording {
  words: Translate;
}

/** Reading two hundred records, setting the files and storing them; whoever answers the same request waits meanwhile. */
const LONGEST_ANSWER_MS = 60_000;

const toRelease = ({ record, told, parts }: ExaminedRecord): RecordToRelease => ({ kind: record.subject.kind, marking: told.marking, parts, isWithheld: record.isWithheld, provision: record.provision, reason: record.reason, choices: record.choices });

/** What an answer would come to, before it is given. */
export interface AnswerCheck {
  /** Why it can't be given yet, with how many records that is so for. */
  hindrances: { reason: "disclosureUndecided" | "disclosureRecordChanged" | "disclosureRecordGone"; count: number }[];
  outcome: DisclosureOutcome;
  weighed: { records: number; released: number; masked: number };
  /** Where what is masked stands in what is released. */
  traces: string[];
}

function hindrancesOf(examined: readonly { examined: ExaminedRecord | null }[]): AnswerCheck["hindrances"] {
  const count = (is: (one: ExaminedRecord | null) => boolean) => examined.filter((each) => is(each.examined)).length;
  return [
    { reason: "disclosureRecordGone" as const, count: count((one) => one === null) },
    { reason: "disclosureRecordChanged" as const, count: count((one) => one?.isChanged === true) },
    { reason: "disclosureUndecided" as const, count: count((one) => one !== null && one.undecided > 0) },
  ].filter((hindrance) => hindrance.count > 0);
}

/** Tells what an answer to a request would come to as its records have been examined; throws NOT_FOUND when the request is not the actor's to see. */
export async function checkAnswer(actor: Actor, requestId: string, around: Surroundings & Wording, now = new Date()): Promise<AnswerCheck> {
  const examined = await listExamined(actor, { id: requestId }, around, now);
  const hindrances = hindrancesOf(examined);
  const records = examined.flatMap((each) => (each.examined === null ? [] : [toRelease(each.examined)]));
  if (hindrances.length > 0) return { hindrances, outcome: "PARTLY", weighed: { records: examined.length, released: 0, masked: 0 }, traces: [] };
  const released = release(records, around.words);
  const weighed = weigh(released);
  return { hindrances, outcome: outcomeOf(weighed), weighed, traces: tracesIn(records, released, [], around.words) };
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const found: Uint8Array[] = [];
  for await (const piece of pieces) found.push(piece);
  return new Uint8Array(Buffer.concat(found));
}

async function* inOnePiece({ rows }: Table) {
  yield await Promise.resolve(rows);
}

/** Makes the files of an answer: what is masked is in none of them. */
async function makeFiles(facts: AnswerFacts, released: readonly ReleasedRecord[], words: Translate, day: PlainDate): Promise<Readonly<Record<DisclosureFileKind, Uint8Array<ArrayBuffer>>>> {
  const { municipality } = getPack();
  const { read, register } = typeset("record.typ", toPrint(layOutAnswer(facts, released, words), { name: municipality.name, colour: municipality.profile.light.profile, day }));
  const table = tableOfAnswer(released, words);
  return {
    READ: read,
    REGISTER: register,
    XLSX: await bytesOf(writeXlsx({ columns: table.columns, rows: inOnePiece(table) }, words("disclosures.file.sheet"))),
    JSON: new Uint8Array(new TextEncoder().encode(writeJson(facts, released))),
  };
}

/**
 * Answers a request: freezes what is released as files with their hashes, and logs what was masked by which provision. The same key answers once, and of two who answer at the same
 * time one does. Throws NOT_FOUND, and CONFLICT when something has become of the request since. Refused: disclosureClosed, disclosureUndecided, disclosureRecordChanged,
 * disclosureRecordGone, disclosureMaskedElsewhere, and what `judgeAnswer` refuses.
 */
export async function answerRequest(actor: Actor, { key, ...input }: AnswerInput, around: Surroundings & Wording, now = new Date()): Promise<Result<{ id: string }, AnswerRefusal | RequestRefusal>> {
  return orRefuse(() =>
    inTransaction(
      (tx) =>
        once(tx, actor, "disclosures.answer", key, input, () =>
          answerWithin(tx, actor, { id: input.requestId, version: input.version }, now, async (request, permit) => {
            const examined = await listExamined(actor, request, around, now);
            const [hindrance] = hindrancesOf(examined);
            if (hindrance !== undefined) must(refuse(hindrance.reason, { about: { count: hindrance.count } }));
            const records = examined.flatMap((each) => (each.examined === null ? [] : [toRelease(each.examined)]));
            const released = release(records, around.words);
            const weighed = weigh(released);
            must(judgeAnswer(input, weighed, dateInStockholm(now)));
            const traces = tracesIn(records, released, [input.reason ?? "", input.decidedBy, request.caseNumber ?? ""], around.words);
            if (traces.length > 0 && !input.isSeen) must(refuse("disclosureMaskedElsewhere" as const, { field: "isSeen", about: { where: traces.slice(0, 5).join("; ") } }));
            const { outcome, decidedBy, decidedOn, reason } = input;
            const facts: AnswerFacts = { receivedOn: request.receivedOn, caseNumber: request.caseNumber, examination: request.examination.number, outcome, decidedBy, decidedOn, reason };
            const files = await makeFiles(facts, released, around.words, dateInStockholm(now));
            const log = logOf(released, examined.map(({ record }) => record.subject));
            const stored = await repository.insertAnswer(tx, permit, request.id, { examinationId: request.examination.id, outcome, decidedBy, decidedOn, reason, weighed, log, files }, now);
            const hashes = Object.fromEntries(Object.entries(stored.hashes).map(([kind, sha256]) => [`sha256${kind}`, sha256]));
            return { answer: { id: stored.id }, details: { answerId: stored.id, outcome, ...weighed, ...hashes } };
          }),
        ),
      { timeoutMs: LONGEST_ANSWER_MS },
    ),
  );
}

/** A request's answers, the latest first; throws NOT_FOUND when the request is not the actor's to see. */
export async function listAnswers(actor: Actor, requestId: string): Promise<repository.StoredAnswer[]> {
  await getRequest(actor, requestId);
  return repository.selectAnswers(reading(), requestId);
}

/** A file that was released, byte for byte as it was stored, for whoever hands it over; that it was fetched is kept. Throws NOT_FOUND when there is none or it is not the actor's to see. */
export async function fetchFile(actor: Actor, answerId: string, kind: DisclosureFileKind): Promise<{ bytes: Uint8Array<ArrayBuffer>; answer: repository.StoredAnswer }> {
  const answer = await repository.findAnswer(reading(), answerId);
  if (answer === null) throw new AppError("NOT_FOUND");
  // Who may fetch it is asked before anything of it is read.
  await getRequest(actor, answer.requestId);
  const file = await repository.findFile(reading(), answerId, kind);
  if (file === null) throw new AppError("NOT_FOUND");
  await noteFetched(actor, answer.requestId, { answerId, kind, sha256: file.sha256 });
  return { bytes: file.bytes, answer };
}
