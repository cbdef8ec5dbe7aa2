import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, type Result } from "@/domain/result";
import { listDocumentsOf } from "@/features/documents/service";
import type { RecordPart } from "@/lib/record-contents";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { findHolderOrNull } from "@/server/holder";
import { once } from "@/server/idempotency";
import { askQuietly, grantScope } from "@/server/permit";
import { digestOf, readContents, readRecord, type Surroundings, type ToldRecord } from "@/server/record-contents";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { disclosurePolicy } from "../policy";
import type { RequestRefusal } from "../rules";
import { examineWithin, getRequest, type StoredRequest } from "../service";
import * as repository from "./repository";
import { settleChoices, undecidedOf, type ExamineRefusal } from "./rules";
import { MOST_RECORDS, type ExamineInput, type PickFilter, type PickInput } from "./schema";

export type { CandidateRow, StoredRecord } from "./repository";

/** Long enough for two hundred records. */
const LONG_WORK = { timeoutMs: 60_000 };
const AT_ONCE = 3;

/** The records of the registers that the actor may pick for a request, by what they are called, their register, unit and year. */
export async function listCandidates(actor: Actor, requestId: string, filter: PickFilter, around: Surroundings, now = new Date()): Promise<{ rows: repository.CandidateRow[]; total: number }> {
  const request = await getRequest(actor, requestId);
  const scope = grantScope(disclosurePolicy.feature, actor, isCoordinator(actor));
  return repository.selectCandidates(reading(), around.registers, scope, request.examination.id, filter, dateInStockholm(now));
}

/** Picks records for a request's examination, those already there left as they are; the same key picks once. Refused: disclosureRecordNotThere, disclosureTooMany, disclosureClosed. */
export async function pickRecords(actor: Actor, { key, requestId, subjects, ids }: PickInput, around: Surroundings, now = new Date()): Promise<Result<{ requestId: string; added: number }, ExamineRefusal | RequestRefusal>> {
  return orRefuse(() =>
    inTransaction(
      (tx) =>
        once(tx, actor, "disclosures.pick", key, { requestId, subjects, ids }, async () =>
          examineWithin(tx, actor, { id: requestId, action: "picked" }, now, async (request, permit) => {
            if (subjects.length + ids.length > MOST_RECORDS) must(refuse("disclosureTooMany" as const, { about: { most: MOST_RECORDS } }));
            const named = await repository.selectKinds(tx, around.registers, ids);
            if (ids.some((id) => !named.some((subject) => subject.id === id))) must(refuse("disclosureRecordNotThere" as const, { field: "addresses" }));
            const all = [...subjects, ...named];
            // Each register is asked whether the actor may see its record at all.
            for (const subject of all) if ((await askQuietly(() => findHolderOrNull(actor, subject, around))) === null) must(refuse("disclosureRecordNotThere" as const, { field: ids.length > 0 ? "addresses" : "picked" }));
            const added = await repository.insertRecords(tx, permit, { requestId, examinationId: request.examination.id }, all, now);
            if ((await repository.selectRecords(tx, request.examination.id)).length > MOST_RECORDS) must(refuse("disclosureTooMany" as const, { about: { most: MOST_RECORDS } }));
            return { answer: { requestId, added }, details: { added } };
          }),
        ),
      LONG_WORK,
    ),
  );
}

/** Takes a record out of a request's examination. Throws NOT_FOUND, CONFLICT. Refused: disclosureClosed. */
export async function dropRecord(actor: Actor, { requestId, recordId, version }: { requestId: string; recordId: string; version: number }, now = new Date()): Promise<Result<{ requestId: string }, RequestRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      examineWithin(tx, actor, { id: requestId, action: "dropped" }, now, async (request, permit) => {
        const stored = await repository.findRecord(tx, recordId);
        if (stored?.examinationId !== request.examination.id) throw new AppError("NOT_FOUND");
        if (stored.version !== version) throw new AppError("CONFLICT");
        await repository.removeRecord(tx, permit, stored, version, now);
        return { answer: { requestId }, details: { recordId } };
      }),
    ),
  );
}

/** A record of an examination with all that it holds today. */
export interface ExaminedRecord {
  record: repository.StoredRecord;
  told: ToldRecord;
  parts: RecordPart[];
  digest: string;
  path: string;
  /** That the record holds something else now than when it was examined. */
  isChanged: boolean;
  /** How many of its fields nobody has decided of. */
  undecided: number;
}

/** Reads what a picked record holds, of what the actor may see; null when the record itself is not the actor's to see. */
async function readExamined(actor: Actor, record: repository.StoredRecord, around: Surroundings, now: Date): Promise<ExaminedRecord | null> {
  if ((await askQuietly(() => findHolderOrNull(actor, record.subject, around))) === null) return null;
  const { documents } = await listDocumentsOf(actor, record.subject, around);
  const [told, parts] = await Promise.all([readRecord(reading(), record.subject, around, dateInStockholm(now)), readContents(reading(), record.subject, around, documents.map(({ id }) => id))]);
  const register = around.registers.find(({ kind }) => kind === record.subject.kind);
  if (told === null || register === undefined) return null;
  const digest = digestOf(parts);
  return { record, told, parts, digest, path: register.path(record.subject.id), isChanged: record.examinedSha256 !== null && record.examinedSha256 !== digest, undecided: undecidedOf(parts, record).length };
}

/** The records of a request's examination, each with all that it holds; null in place of one that the actor may no longer see. Throws NOT_FOUND when the request is not the actor's to see. */
export async function listExamined(actor: Actor, request: Pick<StoredRequest, "id">, around: Surroundings, now = new Date()): Promise<{ record: repository.StoredRecord; examined: ExaminedRecord | null }[]> {
  const { examination } = await getRequest(actor, request.id);
  const records = await repository.selectRecords(reading(), examination.id);
  const found: { record: repository.StoredRecord; examined: ExaminedRecord | null }[] = [];
  // A few at a time, so that most of the database's connections are left for everyone else.
  for (let first = 0; first < records.length; first += AT_ONCE) found.push(...(await Promise.all(records.slice(first, first + AT_ONCE).map(async (record) => ({ record, examined: await readExamined(actor, record, around, now) })))));
  return found;
}

/** One of them; throws NOT_FOUND when it isn't there, or isn't the actor's to see. */
export async function getExamined(actor: Actor, requestId: string, recordId: string, around: Surroundings, now = new Date()): Promise<ExaminedRecord> {
  const { examination } = await getRequest(actor, requestId);
  const record = await repository.findRecord(reading(), recordId);
  if (record?.examinationId !== examination.id) throw new AppError("NOT_FOUND");
  const examined = await readExamined(actor, record, around, now);
  if (examined === null) throw new AppError("NOT_FOUND");
  return examined;
}

/**
 * Decides of a record's fields what is released and what is masked, by which provision and why. Throws NOT_FOUND, and CONFLICT when somebody has decided since or the record
 * holds something else than was shown. Refused: disclosureFieldUnknown, disclosureMaskUnexplained, disclosureClosed.
 */
export async function examineRecord(actor: Actor, input: ExamineInput, around: Surroundings, now = new Date()): Promise<Result<{ undecided: number }, ExamineRefusal | RequestRefusal>> {
  const { requestId, recordId, version } = input;
  return orRefuse(() =>
    inTransaction((tx) =>
      examineWithin(tx, actor, { id: requestId, action: "examined" }, now, async (request, permit) => {
        const stored = await repository.findRecord(tx, recordId);
        if (stored?.examinationId !== request.examination.id) throw new AppError("NOT_FOUND");
        if (stored.version !== version) throw new AppError("CONFLICT");
        const examined = await readExamined(actor, stored, around, now);
        if (examined === null) throw new AppError("NOT_FOUND");
        const choices = must(settleChoices(examined.parts, input));
        if (examined.digest !== input.digest) throw new AppError("CONFLICT");
        await repository.updateRecord(tx, permit, stored, version, { isWithheld: input.isWithheld, provision: input.provision, reason: input.reason, choices, examinedSha256: examined.digest });
        const masked = Object.values(choices).filter(({ state }) => state === "MASKED").length;
        return { answer: { undecided: undecidedOf(examined.parts, { isWithheld: input.isWithheld, choices }).length }, details: { recordId, masked, withheld: input.isWithheld ? 1 : 0 } };
      }),
    ),
  );
}

