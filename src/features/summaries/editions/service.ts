import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { hashTemplate, typeset, type Typeset } from "@/server/documents/typesetter";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize, authorizeAll } from "@/server/permit";
import { inSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { editionPolicy, summaryPolicy } from "../policy";
import { layOutSummary, type ReportWords } from "../report";
import { withoutChanges, writeCanonical, type SummaryData } from "../rules";
import { EDITION_FILE_KINDS, type EditionFileKind, type FreezeInput } from "../schema";
import { gatherSummary, holdWords, type Surroundings } from "../service";
import * as repository from "./repository";

export type { EditionLine, FileLine, StoredEdition } from "./repository";

const TEMPLATE = "report.typ";
/** Gathering, setting both files and storing them; others who freeze the same year wait meanwhile. */
const LONGEST_FREEZE_MS = 60_000;

const sha256Of = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

export type FreezeRefusal = "nothingNewToFreeze" | "yearNotBegun";

class Refused extends Error {
  constructor(readonly reason: FreezeRefusal) {
    super(reason);
  }
}

/**
 * Freezes the year's summary as its next edition: all data from one moment, both files set and stored with their hashes. The same
 * key again answers the same edition. Throws CONFLICT when the words have changed since they were read. Refused: yearNotBegun,
 * nothingNewToFreeze (the latest edition says the same). Clause V16c.
 */
export async function freezeSummary(actor: Actor, around: Surroundings, input: FreezeInput, key: string, now = new Date()): Promise<Result<{ year: number; number: number }, FreezeRefusal>> {
  try {
    return succeed(
      await inTransaction(
        (tx) =>
          once(tx, actor, "summaries.freeze", key, input, async () => {
            const permit = authorize(summaryPolicy, "freeze", actor, { id: String(input.year) });
            if (input.year > Number(dateInStockholm(now).slice(0, 4))) throw new Refused("yearNotBegun");
            await repository.holdNumbers(tx, input.year);
            const held = await holdWords(actor, tx, input.year);
            const { data, version } = await inSnapshot(() => gatherSummary(actor, around, input.year, now));
            if (held !== input.version || version !== input.version) throw new AppError("CONFLICT");
            const canonical = writeCanonical(data);
            const [latest] = await repository.selectEditions(tx, input.year);
            const dataSha256 = sha256Of(canonical);
            const before = latest === undefined ? null : await repository.findEdition(tx, input.year, latest.number);
            if (before !== null && writeCanonical(withoutChanges(before.data)) === writeCanonical(withoutChanges(data))) throw new Refused("nothingNewToFreeze");
            const number = (latest?.number ?? 0) + 1;
            const templateSha256 = hashTemplate(TEMPLATE);
            const { read, register } = setInPrint(data, around.words.sv, { number, caseNumber: input.caseNumber, dataSha256, templateSha256 }, now);
            const id = await repository.insertEdition(tx, permit, { year: input.year, number, frozenAt: now, caseNumber: input.caseNumber, canonical, dataSha256, templateSha256, files: { READ: read, REGISTER: register } });
            await recordAudit(tx, { actor, action: "summaries.frozen", subject: { kind: "edition", id }, details: { year: input.year, number, dataSha256, read: sha256Of(read), register: sha256Of(register) } });
            return { year: input.year, number };
          }),
        { timeoutMs: LONGEST_FREEZE_MS },
      ),
    );
  } catch (error) {
    if (error instanceof Refused) return refuse(error.reason);
    throw error;
  }
}

/** Sets a summary in both files. It is an official document, so it is in Swedish whoever freezes it. */
function setInPrint(data: SummaryData, words: ReportWords, facts: { number: number; caseNumber: string | null; dataSha256: string; templateSha256: string }, now: Date): Typeset {
  const { profile } = getPack().municipality;
  return typeset(TEMPLATE, layOutSummary(data, { ...facts, frozenOn: dateInStockholm(now), colour: profile.light.profile }, words));
}

/** The frozen editions of a year, or of all years, the latest first. */
export async function listEditions(actor: Actor, year: number | null = null): Promise<repository.EditionLine[]> {
  authorizeAll(editionPolicy, "view", actor);
  return repository.selectEditions(reading(), year);
}

/** An edition as it was frozen; throws NOT_FOUND when there is none. */
export async function getEdition(actor: Actor, year: number, number: number): Promise<repository.StoredEdition> {
  const edition = await repository.findEdition(reading(), year, number);
  if (edition === null) throw new AppError("NOT_FOUND");
  authorize(editionPolicy, "view", actor, edition);
  return edition;
}

/** An edition by its id: its year and number, and whether the actor may add to it; throws NOT_FOUND when there is none. */
export async function nameEdition(actor: Actor, id: string): Promise<{ year: number; number: number; mayAdd: boolean }> {
  const edition = (await listEditions(actor)).find((line) => line.id === id);
  if (edition === undefined) throw new AppError("NOT_FOUND");
  return { year: edition.year, number: edition.number, mayAdd: may(editionPolicy, "add", actor, edition) };
}

/** A file of an edition, byte for byte as it was stored; throws NOT_FOUND when there is none. */
export async function getEditionFile(actor: Actor, year: number, number: number, kind: EditionFileKind): Promise<Uint8Array<ArrayBuffer>> {
  const edition = await getEdition(actor, year, number);
  const file = await repository.findFile(reading(), edition.id, kind);
  if (file === null) throw new AppError("NOT_FOUND");
  return file.bytes;
}

/** Recomputes the hashes of what is stored of an edition and names what no longer agrees; nothing is set anew, and that it was checked is kept. Refused: editionBroken. */
export async function verifyEdition(actor: Actor, year: number, number: number): Promise<Result<{ year: number; number: number }, "editionBroken"> & { broken?: ("data" | EditionFileKind)[] }> {
  const edition = await getEdition(actor, year, number);
  authorize(editionPolicy, "verify", actor, edition);
  const broken: ("data" | EditionFileKind)[] = sha256Of(writeCanonical(edition.data)) === edition.dataSha256 ? [] : ["data"];
  for (const kind of EDITION_FILE_KINDS) {
    const file = await repository.findFile(reading(), edition.id, kind);
    if (file === null || sha256Of(file.bytes) !== file.sha256) broken.push(kind);
  }
  await inTransaction((tx) => recordAudit(tx, { actor, action: "editions.verified", subject: { kind: "edition", id: edition.id }, details: { year, number, broken } }));
  return broken.length === 0 ? succeed({ year, number }) : { ...refuse("editionBroken"), broken };
}
