import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, type Result } from "@/domain/result";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize, type Permit } from "@/server/permit";
import { limitRate } from "@/server/rate-limit";
import { orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { readList } from "@/server/workbooks/list";
import { WORKBOOK_LIMITS } from "@/server/workbooks/workbook";
import { applyTemplate, describeColumns, describePlaces, headingsKey, layOut, layOutSheet, writeTemplate, type ImportField, type Sheet } from "../import";
import { importDraftPolicy } from "../policy";
import { isLong, type ImportRefusal, type JudgedRow } from "../rules";
import { countJudged, countRows, judgeRows, listJudged, readTop, storeRows, type Importable, type OpenList, type Surroundings } from "../rows/service";
import { LONG_WORK, MOST_ASKED, type ColumnChoice, type DraftHead, type DraftVersion, type RowAnswers, type RowOutcome, type SheetChoice, type StoredDraft, type Upload } from "../schema";
import * as repository from "./repository";

export type { AuditEntry, Importable, Importables, Surroundings } from "../rows/service";

/** The register that takes lists of a kind, for who may read one in; throws NOT_FOUND for others. */
export function importableOf(actor: Actor, { importables }: Pick<Surroundings, "importables">, kind: string): Importable {
  const found = importables.find((one) => one.kind === kind);
  // A register that takes no list from the actor is not there for it.
  authorize(importDraftPolicy, "view", actor, { id: kind, personId: found?.mayImport(actor) === true ? actor.personId : "" });
  if (found === undefined) throw new AppError("NOT_FOUND");
  return found;
}

/** The fields that an empty list of a register has, for who may read one in; throws NOT_FOUND for others. */
export async function listTemplateFields(actor: Actor, kind: string, around: Pick<Surroundings, "importables">, now = new Date()): Promise<ImportField[]> {
  return importableOf(actor, around, kind).fields(reading(), actor, now);
}

/**
 * Takes a list to be read in: its cells are kept as texts with what its columns are guessed to mean, its file is not kept. With a draft's id the list
 * takes the place of that draft's, and what has been told of its columns stays. Throws NOT_FOUND, and RATE_LIMITED beyond 30 files an hour.
 * Refused: importFileUnreadable, with the reason in its words.
 */
export async function uploadList(actor: Actor, { kind, draftId, fileName, bytes }: Upload, around: Surroundings, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  const importable = importableOf(actor, around, kind);
  await limitRate(`upload ${actor.personId}`, 30, 3_600, now);
  const read = await readList(bytes);
  const problem = "problem" in read ? read.problem : read.sheets.every(({ rows }) => rows.length < 2) ? "empty" : null;
  if ("problem" in read || problem !== null) return refuse("importFileUnreadable", { issues: [{ field: "file", message: `imports.errors.file.${problem ?? ""}`, params: { rows: importable.mostRows, columns: WORKBOOK_LIMITS.columns } }] });
  return orRefuse<{ id: string }, ImportRefusal>(() =>
    inTransaction(async (tx) => {
      const fields = await importable.fields(tx, actor, now);
      if (draftId === null) {
        const usual = Object.fromEntries(fields.flatMap(({ name, usual: value }) => (value === undefined ? [] : [[name, value] as const])));
        const permit = authorize(importDraftPolicy, "change", actor, { id: "*", personId: actor.personId });
        const laid = layOut(read.sheets, fields, around.languages);
        const header = read.sheets[laid.sheet]?.rows[laid.headerRow - 1] ?? [];
        const template = await repository.findTemplate(tx, actor.personId, kind, headingsKey(header));
        const id = await repository.insertDraft(tx, permit, { kind, fileName, sheets: sizesOf(read.sheets), defaults: usual, ...laid, ...(template === null ? {} : applyTemplate(header, fields, template, usual)) });
        await storeRows(tx, authorize(importDraftPolicy, "change", actor, { id, personId: actor.personId }), id, read.sheets);
        return { id };
      }
      const { draft, permit } = await openDraft(tx, actor, draftId);
      if (draft.kind !== kind) throw new AppError("NOT_FOUND");
      const before = Object.fromEntries(Object.entries(draft.columns).map(([name, index]) => [name, draft.header[index] ?? ""]));
      await repository.updateDraft(tx, permit, draftId, { fileName, sheets: sizesOf(read.sheets), answers: {}, ...layOut(read.sheets, fields, around.languages, before) });
      await storeRows(tx, permit, draftId, read.sheets);
      await judgeIfLong(tx, actor, draftId, around, now);
      return { id: draftId };
    }, LONG_WORK),
  );
}

const sizesOf = (sheets: readonly Sheet[]) => sheets.map(({ name, rows }) => ({ name, rows: rows.length }));

/**
 * A draft held for a change; throws NOT_FOUND for another's, and CONFLICT when it has been changed since, in another window, or when the worker is to read it in
 * and this isn't the worker.
 */
export async function openDraft(tx: Tx, actor: Actor, id: string, { revision = null, isAwaited = false }: { revision?: number | null; isAwaited?: boolean } = {}) {
  // Asked before it is held, since the worker holds it for as long as it reads it in.
  const seen = await repository.findDraft(tx, id);
  if (seen === null) throw new AppError("NOT_FOUND");
  const permit = authorize(importDraftPolicy, "change", actor, seen);
  if (seen.runId !== null && !isAwaited) throw new AppError("CONFLICT");
  const draft = await repository.findDraft(tx, id, true);
  if (draft === null) throw new AppError("NOT_FOUND");
  if ((revision !== null && draft.revision !== revision) || (draft.runId !== null && !isAwaited)) throw new AppError("CONFLICT");
  return { draft, permit };
}

/** As many rows as headings, and examples of what stands below them, are looked for among. */
const HEADINGS_AMONG = 500;

/** Chooses the sheet and the row of its headings, and guesses anew what the columns mean. Throws CONFLICT when the list has been told of since. */
export async function chooseSheet(actor: Actor, { id, revision, sheet, headerRow }: SheetChoice, around: Surroundings, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id, { revision });
    const fields = await importableOf(actor, around, draft.kind).fields(tx, actor, now);
    const chosen = Math.min(sheet, draft.sheets.length - 1);
    // Another sheet has its headings elsewhere.
    const at = chosen === draft.sheet ? Math.min(Math.max(1, headerRow), Math.max(1, draft.sheets[chosen]?.rows ?? 0)) : null;
    const rows = await readTop(tx, permit, { draft, sheet: chosen, most: Math.max(HEADINGS_AMONG, at ?? 0) });
    await repository.updateDraft(tx, permit, id, { sheet: chosen, answers: {}, ...layOutSheet(rows, fields, around.languages, at) });
    return { id };
  });
}

/** Tells what each column means, and what holds for rows that say nothing. Throws CONFLICT when the list has been told of since. */
export async function tellColumns(actor: Actor, { id, revision, columns, defaults }: ColumnChoice, around: Surroundings, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id, { revision });
    const fields = await importableOf(actor, around, draft.kind).fields(tx, actor, now);
    const known = <Value>(told: Record<string, Value>) => Object.fromEntries(Object.entries(told).filter(([name]) => fields.some((field) => field.name === name)));
    await repository.updateDraft(tx, permit, id, { columns: known(columns), defaults: known(defaults), answers: {} });
    await judgeIfLong(tx, actor, id, around, now);
    return { id };
  }, LONG_WORK);
}

/** Tells of rows that are like a record whether they are new or the same. Throws CONFLICT when the list has been told of since. */
export async function answerRows(actor: Actor, { id, revision, answers, rest }: RowAnswers, around: Surroundings, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id, { revision });
    const told = { ...draft.answers, ...answers };
    if (rest !== null) {
      const list = await openList(tx, actor, { ...draft, answers: told }, around, now);
      await judgeRows(tx, permit, list, now, { isStored: true });
      for (const { row, of } of await listJudged(tx, permit, draft, "LIKE", { from: 0, most: list.importable.mostRows })) told[String(row)] = rest === "new" ? "new" : (of[0]?.id ?? "new");
    }
    await repository.updateDraft(tx, permit, id, { answers: told });
    await judgeIfLong(tx, actor, id, around, now);
    return { id };
  }, LONG_WORK);
}

/** Remembers what was told of a list's columns, which has proved right, for the next list with the same headings, and removes the list. */
export async function settleDraft(tx: Tx, permit: Permit<"importDrafts.change">, draft: StoredDraft, now: Date): Promise<void> {
  await repository.storeTemplate(tx, permit, draft.kind, headingsKey(draft.header), writeTemplate(draft.header, draft), now);
  await repository.removeDraft(tx, permit, draft.id);
}

/** Has a list be judged anew the next time it is shown; throws NOT_FOUND for another's. */
export async function judgeAnew(actor: Actor, id: string, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => repository.keepDigest(tx, (await openDraft(tx, actor, id)).permit, id, null, now));
}

/** A person's lists that are about to be read in, latest first. */
export async function listDrafts(actor: Actor): Promise<DraftHead[]> {
  return repository.selectDrafts(reading(), actor.personId);
}

/** Throws away a list that has not been read in. */
export async function discardList(actor: Actor, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { permit } = await openDraft(tx, actor, id);
    await repository.removeDraft(tx, permit, id);
  });
}

/** Finds a list's register and fields; throws NOT_FOUND where the register takes no lists from the actor. */
export async function openList(tx: Tx, actor: Actor, draft: StoredDraft, around: Surroundings, now: Date): Promise<OpenList> {
  const importable = importableOf(actor, around, draft.kind);
  return { draft, importable, fields: await importable.fields(tx, actor, now), around };
}

/** How long it is shown as it was found; reading in judges anew, and refuses what is not what was shown. */
const KEPT_MS = 10 * 60_000;

/** Judges the rows of a list and stores what they come to, with what stands for all of it. */
async function judgeAndKeep(tx: Tx, permit: Permit<"importDrafts.change">, list: OpenList, now: Date): Promise<string> {
  const { digest } = await judgeRows(tx, permit, list, now, { isStored: true });
  await repository.keepDigest(tx, permit, list.draft.id, digest, now);
  return digest;
}

/** Judges a long list once it has been told of, so that its pages are there at once. */
async function judgeIfLong(tx: Tx, actor: Actor, id: string, around: Surroundings, now: Date): Promise<void> {
  const { draft, permit } = await openDraft(tx, actor, id);
  if (isLong(draft)) await judgeAndKeep(tx, permit, await openList(tx, actor, draft, around, now), now);
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
  /** What the worker is to read it in by; null where it isn't. */
  runId: string | null;
  /** When what is told of the columns was remembered from another list; null where it wasn't. */
  rememberedAt: Date | null;
}

/** A list that is about to be read in, with what has been told of it; throws NOT_FOUND for another's. */
export async function getDraft(actor: Actor, id: string, { importables }: Pick<Surroundings, "importables">, now = new Date()): Promise<DraftView> {
  const draft = await repository.findDraft(reading(), id);
  if (draft === null) throw new AppError("NOT_FOUND");
  const permit = authorize(importDraftPolicy, "view", actor, draft);
  const fields = await importableOf(actor, { importables }, draft.kind).fields(reading(), actor, now);
  const template = draft.revision === 1 ? await repository.findTemplate(reading(), actor.personId, draft.kind, headingsKey(draft.header)) : null;
  const [rowCount, below] = await Promise.all([countRows(reading(), permit, draft), readTop(reading(), permit, { draft, sheet: draft.sheet, after: draft.headerRow, most: HEADINGS_AMONG })]);
  return { id, revision: draft.revision, kind: draft.kind, fileName: draft.fileName, fields, sheets: draft.sheets.map(({ name }) => name), sheet: draft.sheet, headerRow: draft.headerRow, columns: describeColumns(draft.header, below), chosen: draft.columns, defaults: draft.defaults, rowCount, runId: draft.runId, rememberedAt: template?.updatedAt ?? null };
}

export interface Preview extends DraftVersion {
  kind: string;
  fileName: string;
  counts: Record<RowOutcome, number>;
  /** Those of the rows that were asked for, each with its cells as they stand in the file. */
  rows: (JudgedRow & { cells: readonly string[] })[];
  /** The first of those that are like a record. */
  questions: JudgedRow[];
  /** The headings, and where each field stands: the column's letter and heading. */
  header: readonly string[];
  placeOf: Readonly<Record<string, { letter: string; heading: string }>>;
  fields: ImportField[];
  /** Which column each field is read from. */
  chosen: Readonly<Record<string, number>>;
  digest: string;
}

/** Which rows of a list are asked for. */
export interface RowsWanted {
  outcome: RowOutcome | null;
  from: number;
  most: number;
}

/** What a list would come to, as the register is now, and some of its rows; throws NOT_FOUND for another's. */
export async function previewList(actor: Actor, id: string, { outcome, ...page }: RowsWanted, around: Surroundings, now = new Date()): Promise<Preview> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id);
    const list = await openList(tx, actor, draft, around, now);
    const isKept = isLong(draft) && draft.judgedAt !== null && now.getTime() - draft.judgedAt.getTime() < KEPT_MS;
    const digest = isKept && draft.digest !== null ? draft.digest : await judgeAndKeep(tx, permit, list, now);
    const [counts, rows, questions] = [await countJudged(tx, permit, id), await listJudged(tx, permit, draft, outcome, page), await listJudged(tx, permit, draft, "LIKE", { from: 0, most: MOST_ASKED })];
    return { id, revision: draft.revision, kind: draft.kind, fileName: draft.fileName, fields: list.fields, chosen: draft.columns, counts, rows, questions, header: draft.header, placeOf: describePlaces(draft.header, draft.columns), digest };
  }, LONG_WORK);
}
