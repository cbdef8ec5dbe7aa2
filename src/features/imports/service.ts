import "server-only";
import { createHash } from "node:crypto";
import { isCoordinator, type Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { storableText } from "@/lib/form-values";
import { recordAudits, type AuditFacts } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { limitRate } from "@/server/rate-limit";
import { inTransaction } from "@/server/transaction";
import { looksLikeWorkbook, readWorkbook, WORKBOOK_LIMITS } from "@/server/workbooks/workbook";
import { columnName, decodeText, layOut, layOutSheet, makeRowReader, readCsv, type ImportField, type Sheet, type Translate } from "./import";
import { importDraftPolicy, importPolicy } from "./policy";
import * as repository from "./repository";
import { countOutcomes, describeOutcome, judgeList, judgeRows, refuseUndo, writeSource, type ImportedRow, type ImportRefusal, type JudgedRow, type ReadRow, type RowFinding } from "./rules";
import { MOST_ROWS, type ColumnChoice, type DraftVersion, type RowAnswers, type RowOutcome, type SheetChoice, type Upload } from "./schema";

export type { DraftHead, ImportHead, StoredImport } from "./repository";

/** What a register offers those who have its records in a list. */
export interface Importable {
  /** The kind of record, as the audit trail names it. */
  kind: string;
  /** The register's list. */
  path: string;
  pathOf: (id: string) => string;
  mayImport: (actor: Actor) => boolean;
  /** The fields that a list may have columns for, with the answers that the actor may give. */
  fields: (handle: Read, actor: Actor, now: Date) => Promise<ImportField[]>;
  /** What each row comes to, by the register's own schema and rules. */
  judge: (tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date) => Promise<RowFinding[]>;
  /** Adds rows that are new, in few statements; the entries go to the audit trail as the transaction's last. */
  add: (tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date) => Promise<{ id: string; entries: readonly AuditEntry[] }[]>;
  /** Those of the records that something points to since. */
  pointedTo: (handle: Read, actor: Actor, ids: readonly string[]) => Promise<string[]>;
  /** Takes records out of the register as the register does. */
  takeBack: (tx: Tx, actor: Actor, ids: readonly string[], now: Date) => Promise<readonly AuditEntry[]>;
}
export type AuditEntry = Omit<AuditFacts, "actor">;
export type Importables = readonly Importable[];

/** What a use case is handed: the registers that take lists, and the languages that lists are written in, the reader's own first. */
export interface Surroundings {
  importables: Importables;
  languages: readonly Translate[];
}

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: ImportRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, ImportRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

const must = (judged: Result<unknown, ImportRefusal>) => {
  if (!judged.ok) throw new Refused(judged);
};

/** The register that takes lists of a kind, for who may read one in; throws NOT_FOUND for others. */
function importableOf({ importables }: Pick<Surroundings, "importables">, actor: Actor, kind: string): Importable {
  const found = importables.find((one) => one.kind === kind);
  // A register that takes no list from the actor is not there for it.
  authorize(importDraftPolicy, "view", actor, { id: kind, personId: found?.mayImport(actor) === true ? actor.personId : "" });
  if (found === undefined) throw new AppError("NOT_FOUND");
  return found;
}

const LONG_WORK = { timeoutMs: 60_000 };

async function readFile(bytes: Uint8Array): Promise<{ sheets: Sheet[] } | { problem: string }> {
  if (looksLikeWorkbook(bytes)) return readWorkbook(bytes);
  const text = decodeText(bytes);
  if (text === null) return { problem: "notText" };
  const read = readCsv(storableText(text.replace(/^\uFEFF/, "")), WORKBOOK_LIMITS);
  return "problem" in read ? read : { sheets: [{ name: "", rows: read.rows }] };
}

/**
 * Takes a list to be read in: its cells are kept as texts with what its columns are guessed to mean, its file is not kept. With a draft's id the list
 * takes the place of that draft's, and what has been told of its columns stays. Throws NOT_FOUND, and RATE_LIMITED beyond 30 files an hour.
 * Refused: importFileUnreadable, with the reason in its words.
 */
export async function uploadList(actor: Actor, { kind, draftId, fileName, bytes }: Upload, around: Surroundings, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  const importable = importableOf(around, actor, kind);
  await limitRate(`upload ${actor.personId}`, 30, 3_600, now);
  const read = await readFile(bytes);
  const problem = "problem" in read ? read.problem : read.sheets.every(({ rows }) => rows.length < 2) ? "empty" : null;
  if ("problem" in read || problem !== null) return refuse("importFileUnreadable", { issues: [{ field: "file", message: `imports.errors.file.${problem ?? ""}`, params: { rows: MOST_ROWS, columns: WORKBOOK_LIMITS.columns } }] });
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const fields = await importable.fields(tx, actor, now);
      if (draftId === null) {
        const usual = Object.fromEntries(fields.flatMap(({ name, usual: value }) => (value === undefined ? [] : [[name, value] as const])));
        const permit = authorize(importDraftPolicy, "change", actor, { id: "*", personId: actor.personId });
        return { id: await repository.insertDraft(tx, permit, { kind, fileName, sheets: read.sheets, defaults: usual, ...layOut(read.sheets, fields, around.languages) }) };
      }
      const { draft, permit } = await openDraft(tx, actor, draftId);
      if (draft.kind !== kind) throw new AppError("NOT_FOUND");
      const header = draft.sheets[draft.sheet]?.rows[draft.headerRow - 1] ?? [];
      const before = Object.fromEntries(Object.entries(draft.columns).map(([name, index]) => [name, header[index] ?? ""]));
      await repository.updateDraft(tx, permit, draftId, { fileName, sheets: read.sheets, answers: {}, ...layOut(read.sheets, fields, around.languages, before) });
      return { id: draftId };
    }),
  );
}

/** A draft held for a change; throws NOT_FOUND for another's, and CONFLICT when it has been changed since, in another window. */
async function openDraft(tx: Tx, actor: Actor, id: string, revision: number | null = null) {
  const draft = await repository.findDraft(tx, id, true);
  if (draft === null) throw new AppError("NOT_FOUND");
  const permit = authorize(importDraftPolicy, "change", actor, draft);
  if (revision !== null && draft.revision !== revision) throw new AppError("CONFLICT");
  return { draft, permit };
}

/** Chooses the sheet and the row of its headings, and guesses anew what the columns mean. Throws CONFLICT when the list has been told of since. */
export async function chooseSheet(actor: Actor, { id, revision, sheet, headerRow }: SheetChoice, around: Surroundings, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id, revision);
    const fields = await importableOf(around, actor, draft.kind).fields(tx, actor, now);
    const chosen = Math.min(sheet, draft.sheets.length - 1);
    const rows = draft.sheets[chosen]?.rows ?? [];
    // Another sheet has its headings elsewhere.
    const at = chosen === draft.sheet ? Math.min(Math.max(1, headerRow), Math.max(1, rows.length)) : null;
    await repository.updateDraft(tx, permit, id, { sheet: chosen, answers: {}, ...layOutSheet(rows, fields, around.languages, at) });
    return { id };
  });
}

/** Tells what each column means, and what holds for rows that say nothing. Throws CONFLICT when the list has been told of since. */
export async function tellColumns(actor: Actor, { id, revision, columns, defaults }: ColumnChoice, around: Surroundings, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id, revision);
    const fields = await importableOf(around, actor, draft.kind).fields(tx, actor, now);
    const known = <Value>(told: Record<string, Value>) => Object.fromEntries(Object.entries(told).filter(([name]) => fields.some((field) => field.name === name)));
    await repository.updateDraft(tx, permit, id, { columns: known(columns), defaults: known(defaults), answers: {} });
    return { id };
  });
}

/** Tells of rows that are like a record whether they are new or the same. Throws CONFLICT when the list has been told of since. */
export async function answerRows(actor: Actor, { id, revision, answers, rest }: RowAnswers, around: Surroundings, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id, revision);
    const told = { ...draft.answers, ...answers };
    const open = rest === null ? [] : (await judge(tx, actor, { ...draft, answers: told }, importableOf(around, actor, draft.kind), around, now)).judged.filter(({ outcome }) => outcome === "LIKE");
    for (const { row, of } of open) told[String(row)] = rest === "new" ? "new" : (of[0]?.id ?? "new");
    await repository.updateDraft(tx, permit, id, { answers: told });
    return { id };
  }, LONG_WORK);
}

/** Throws away a list that has not been read in. */
export async function discardList(actor: Actor, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { permit } = await openDraft(tx, actor, id);
    await repository.removeDraft(tx, permit, id);
  });
}

const isFilled = (cells: readonly string[]) => cells.some((cell) => cell !== "");

/** Judges every row of a list as it is told of now, by the register as it is now. */
async function judge(tx: Tx, actor: Actor, draft: repository.StoredDraft, importable: Importable, { languages }: Surroundings, now: Date): Promise<{ fields: ImportField[]; rows: ReadRow[]; judged: JudgedRow[] }> {
  const fields = await importable.fields(tx, actor, now);
  const readRow = makeRowReader(fields, draft, languages);
  const all = (draft.sheets[draft.sheet]?.rows ?? []).flatMap((cells, index) => (index < draft.headerRow || !isFilled(cells) ? [] : [{ cells, row: index + 1 }]));
  const read = all.slice(0, MOST_ROWS).map(({ cells, row }) => ({ ...readRow(cells), row, source: writeSource(draft.fileName, row) }));
  const readable = read.filter(({ issues }) => issues.length === 0);
  const found = new Map((await importable.judge(tx, actor, readable, now)).map((finding, place) => [readable[place]?.row, finding]));
  const titleOf = (values: ReadRow["values"]) => [values["name"], values["town"]].find((text): text is string => typeof text === "string" && text !== "") ?? "";
  const judged = judgeRows(read.map((row) => ({ read: row, finding: found.get(row.row) ?? { outcome: "FAULT" as const, title: titleOf(row.values), issues: row.issues } })), draft.answers);
  const beyond = all.slice(MOST_ROWS, MOST_ROWS + 1).map(({ row }): JudgedRow => ({ row, outcome: "FAULT", title: "", of: [], twiceOf: null, issues: [{ field: "", message: "imports.errors.file.tooManyRows", params: { rows: MOST_ROWS } }] }));
  return { fields, rows: read, judged: [...judged, ...beyond] };
}

const digestOf = (judged: readonly JudgedRow[], revision: number) => createHash("sha256").update(`${String(revision)} ${describeOutcome(judged)}`).digest("hex");

/**
 * Reads a list into its register, all of it or nothing: every row that is new is added by the register's rules, each with its entry in the audit trail. What it comes
 * to must be what was shown. One list is read in once, however often it is sent. Throws NOT_FOUND. Refused: importChangedMeanwhile, importHasFaults,
 * importHasQuestions, importNothingNew.
 */
export async function runImport(actor: Actor, { id, digest }: { id: string; digest: string }, around: Surroundings, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  return orRefuse(() =>
    inTransaction(
      (tx) =>
        once(tx, actor, "imports.run", id, { id, digest }, async () => {
          const { draft, permit } = await openDraft(tx, actor, id);
          const importable = importableOf(around, actor, draft.kind);
          await repository.lockRegister(tx, draft.kind);
          const { rows, judged } = await judge(tx, actor, draft, importable, around, now);
          if (digestOf(judged, draft.revision) !== digest) throw new Refused(refuse("importChangedMeanwhile"));
          must(judgeList(judged));
          const isNew = new Set(judged.filter(({ outcome }) => outcome === "NEW").map(({ row }) => row));
          const wanted = rows.filter(({ row }) => isNew.has(row));
          const added = await importable.add(tx, actor, wanted, now);
          const ids = new Map(wanted.map(({ row }, place) => [row, added[place]?.id ?? ""]));
          const became = judged.flatMap(({ row, title, outcome, of: [same] }): ImportedRow[] => {
            if (outcome === "NEW") return [{ row, title, outcome: "ADDED", id: ids.get(row) ?? "" }];
            return outcome === "SAME" && same !== undefined ? [{ row, title, outcome: "SAME", id: same.id }] : [];
          });
          const importId = repository.newImportId();
          const running = authorize(importPolicy, "run", actor, { id: importId, personId: actor.personId });
          await repository.insertImport(tx, running, importId, { kind: draft.kind, fileName: draft.fileName, rows: became }, now);
          await repository.removeDraft(tx, permit, id);
          const details = { register: draft.kind, rows: wanted.length };
          await recordAudits(tx, actor, [...added.flatMap(({ entries }) => entries), { action: "imports.run", subject: { kind: "listImport", id: importId }, details }]);
          return { id: importId };
        }),
      LONG_WORK,
    ),
  );
}

/**
 * Undoes a list that has been read in: what it added is taken out of the register as the register does it, with nothing removed. Throws NOT_FOUND, FORBIDDEN where the
 * register keeps that for others, and CONFLICT. Refused: importUndoneAlready, importRowsChanged (with which, where some have been changed or are pointed to since).
 */
export async function undoImport(actor: Actor, { id, version }: { id: string; version: number }, { importables }: Pick<Surroundings, "importables">, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await repository.findImport(tx, id, true);
      if (stored === null) throw new AppError("NOT_FOUND");
      const permit = authorize(importPolicy, "undo", actor, { id, personId: stored.personId });
      if (stored.undoneAt !== null) throw new Refused(refuse("importUndoneAlready"));
      if (stored.version !== version) throw new AppError("CONFLICT");
      const importable = importableOf({ importables }, actor, stored.kind);
      await repository.lockRegister(tx, stored.kind);
      const ids = stored.rows.filter(({ outcome }) => outcome === "ADDED").map((row) => row.id);
      const changed = [...(await repository.selectWrittenSince(tx, id, ids)), ...(await importable.pointedTo(tx, actor, ids))];
      if (changed.length > 0) must(refuseUndo(stored.rows, changed));
      const entries = await importable.takeBack(tx, actor, ids, now);
      await repository.updateUndone(tx, permit, id, version, now);
      await recordAudits(tx, actor, [...entries, { action: "imports.undone", subject: { kind: "listImport", id }, details: { register: stored.kind, rows: ids.length } }]);
      return { id };
    }, LONG_WORK),
  );
}

export interface DraftView extends DraftVersion {
  kind: string;
  fileName: string;
  fields: ImportField[];
  sheets: string[];
  sheet: number;
  headerRow: number;
  /** The headings, each with the first cell below it that says something. */
  columns: { letter: string; heading: string; example: string }[];
  chosen: Readonly<Record<string, number>>;
  defaults: Readonly<Record<string, string>>;
  rowCount: number;
}

/** A list that is about to be read in, with what has been told of it; throws NOT_FOUND for another's. */
export async function getDraft(actor: Actor, id: string, { importables }: Pick<Surroundings, "importables">, now = new Date()): Promise<DraftView> {
  const draft = await repository.findDraft(reading(), id);
  if (draft === null) throw new AppError("NOT_FOUND");
  authorize(importDraftPolicy, "view", actor, draft);
  const fields = await importableOf({ importables }, actor, draft.kind).fields(reading(), actor, now);
  const rows = draft.sheets[draft.sheet]?.rows ?? [];
  const below = rows.slice(draft.headerRow);
  const header = rows[draft.headerRow - 1] ?? [];
  const width = Math.max(header.length, ...below.slice(0, 50).map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => ({ letter: columnName(index), heading: header[index] ?? "", example: (below.find((cells) => (cells[index] ?? "") !== "")?.[index] ?? "").slice(0, 60) }));
  return { id, revision: draft.revision, kind: draft.kind, fileName: draft.fileName, fields, sheets: draft.sheets.map(({ name }) => name), sheet: draft.sheet, headerRow: draft.headerRow, columns, chosen: draft.columns, defaults: draft.defaults, rowCount: below.filter(isFilled).length };
}

export interface Preview extends DraftVersion {
  kind: string;
  fileName: string;
  counts: Record<RowOutcome, number>;
  rows: JudgedRow[];
  /** Where each field stands in the file: the column's letter and heading. */
  placeOf: Readonly<Record<string, { letter: string; heading: string }>>;
  digest: string;
}

/** What a list would come to, row by row, as the register is now; throws NOT_FOUND for another's. */
export async function previewList(actor: Actor, id: string, around: Surroundings, now = new Date()): Promise<Preview> {
  return inTransaction(async (tx) => {
    const draft = await repository.findDraft(tx, id);
    if (draft === null) throw new AppError("NOT_FOUND");
    authorize(importDraftPolicy, "view", actor, draft);
    const { judged } = await judge(tx, actor, draft, importableOf(around, actor, draft.kind), around, now);
    const header = draft.sheets[draft.sheet]?.rows[draft.headerRow - 1] ?? [];
    const placeOf = Object.fromEntries(Object.entries(draft.columns).map(([name, index]) => [name, { letter: columnName(index), heading: header[index] ?? "" }]));
    return { id, revision: draft.revision, kind: draft.kind, fileName: draft.fileName, counts: countOutcomes(judged), rows: judged, placeOf, digest: digestOf(judged, draft.revision) };
  }, LONG_WORK);
}

/** The lists that the actor has half read in, and those that have been read in, by the actor or for the office by anyone, latest first. */
export async function listImports(actor: Actor): Promise<{ drafts: repository.DraftHead[]; imports: repository.ImportHead[] }> {
  const [drafts, imports] = await Promise.all([repository.selectDrafts(reading(), actor.personId), repository.selectImports(reading(), isCoordinator(actor) ? null : actor.personId)]);
  return { drafts, imports };
}

/** A list that has been read in, row by row, with whether the actor may undo it; throws NOT_FOUND when it isn't the actor's to see. */
export async function getImport(actor: Actor, id: string): Promise<repository.StoredImport & { mayUndo: boolean }> {
  const stored = await repository.findImport(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  const thing = { id, personId: stored.personId };
  authorize(importPolicy, "view", actor, thing);
  return { ...stored, mayUndo: stored.undoneAt === null && may(importPolicy, "undo", actor, thing) };
}
