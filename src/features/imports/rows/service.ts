import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import type { Issue } from "@/domain/values";
import type { AuditFacts } from "@/server/audit";
import type { Read, Tx } from "@/server/db";
import { workOverlapped } from "@/lib/overlapped";
import { makeGivingWay } from "@/server/giving-way";
import type { Permit } from "@/server/permit";
import { makeRowReader, type ImportField, type Sheet, type Translate } from "../import";
import { countOutcomes, describeOutcome, joinFaults, makeRowJudge, writeSource, type JudgedRow, type ReadRow, type RowFinding } from "../rules";
import type { RowOutcome, StoredDraft } from "../schema";
import * as repository from "./repository";

/** What a register offers those who have its records in a list. */
export interface Importable {
  /** The kind of record, as the audit trail names it, and the register's list. */
  kind: string;
  path: string;
  pathOf: (id: string) => string;
  mayImport: (actor: Actor) => boolean;
  /** As many rows as can be read in at once. */
  mostRows: number;
  /** The fields that a list may have columns for, with the answers that the actor may give. */
  fields: (handle: Read, actor: Actor, now: Date) => Promise<ImportField[]>;
  /** What each row comes to, by the register's own schema and rules. */
  judge: (tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date) => Promise<RowFinding[]>;
  /** Adds rows that are new, in few statements; the entries go to the audit trail as the transaction's last. */
  add: (tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date) => Promise<{ id: string; entries: readonly AuditEntry[] }[]>;
  /** Changes records to what rows say, where the register has lists change them; the entries go to the audit trail as the transaction's last. */
  change?: (tx: Tx, actor: Actor, rows: readonly { id: string; read: ReadRow }[], now: Date) => Promise<readonly AuditEntry[]>;
  /** Gives records back what they said before an import changed them. */
  restore?: (tx: Tx, actor: Actor, importId: string, ids: readonly string[], now: Date) => Promise<readonly AuditEntry[]>;
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

/** A list with its register and the fields that it may have. */
export interface OpenList {
  draft: StoredDraft;
  importable: Importable;
  fields: ImportField[];
  around: Surroundings;
}

/** Stores the cells of a list, in the place of those that it had. */
export async function storeRows(tx: Tx, permit: Permit<"importDrafts.change">, draftId: string, sheets: readonly Sheet[]): Promise<void> {
  await repository.storeCells(tx, permit, draftId, sheets);
}

/** A list's rows below one, as they stand in its sheet with those that say nothing between them, as far as so many that say something. */
export async function readTop(read: Read, _permit: Permit<"importDrafts.view"> | Permit<"importDrafts.change">, { draft: { id }, sheet, after = 0, most }: { draft: Pick<StoredDraft, "id">; sheet: number; after?: number; most: number }): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { row, cells } of await repository.selectCells(read, { id, sheet }, { after, most })) {
    while (rows.length < row - after - 1) rows.push([]);
    rows.push(cells);
  }
  return rows;
}

/** How many rows below its headings a list has that say anything. */
export async function countRows(read: Read, _permit: Permit<"importDrafts.view"> | Permit<"importDrafts.change">, draft: StoredDraft): Promise<number> {
  return repository.countCells(read, draft, draft.headerRow);
}

/** As many rows as are held read at once. */
const PIECE = 1_000;

/** What is done after each piece, of so many rows. */
type AfterPiece = (rows: number) => Promise<void>;

type ReadListRow = ReadRow & { issues: readonly Issue[] };

async function readRows<Row extends repository.CellRow>(rows: readonly Row[], readRow: ReturnType<typeof makeRowReader>, { fileName }: StoredDraft): Promise<(ReadListRow & { of: Row })[]> {
  const giveWay = makeGivingWay();
  const read: (ReadListRow & { of: Row })[] = [];
  for (const of of rows) {
    read.push({ ...readRow(of.cells), row: of.row, source: writeSource(fileName, of.row), of });
    await giveWay();
  }
  return read;
}

const readerOf = ({ draft, fields, around: { languages } }: OpenList) => makeRowReader(fields, draft, languages, draft.header);

/** What the rows of a list come to: how many to what, and a digest of all of it, as the list was told of then. */
export interface Judgement {
  counts: Record<RowOutcome, number>;
  digest: string;
}

/**
 * Judges every row of a list as it is told of now, by the register as it is now, piece by piece. All that is at fault with a row is told at once: what its cells cannot
 * mean, and what its register says of the rest. What the rows come to is stored where it is to be shown.
 */
export async function judgeRows(tx: Tx, permit: Permit<"importDrafts.change">, list: OpenList, now: Date, { isStored }: { isStored: boolean }, afterPiece: AfterPiece = () => Promise.resolve()): Promise<Judgement> {
  const { draft, importable } = list;
  const [readRow, judgeRow, hash] = [readerOf(list), makeRowJudge(draft.answers), createHash("sha256").update(String(draft.revision))];
  if (isStored) await repository.forgetJudged(tx, permit, draft.id);
  let [counts, count, after] = [countOutcomes([]), 0, draft.headerRow];
  const take = async (judged: readonly JudgedRow[]) => {
    counts = countOutcomes(judged, counts);
    for (const row of judged) hash.update(`\n${describeOutcome(row)}`);
    if (isStored) await repository.storeJudged(tx, permit, draft.id, judged);
  };
  await workOverlapped({
    next: async () => {
      const piece = await readRows(await repository.selectCells(tx, draft, { after, most: Math.min(PIECE, importable.mostRows - count) }), readRow, draft);
      count += piece.length;
      after = piece.at(-1)?.row ?? after;
      return piece.length === 0 ? null : piece;
    },
    make: async (piece) => ({ piece, found: await importable.judge(tx, permit.actor, piece, now) }),
    take: async ({ piece, found }) => {
      await take(piece.map((row, place) => judgeRow(row, joinFaults(row, found[place]))));
      await afterPiece(piece.length);
    },
  });
  const [beyond] = await repository.selectCells(tx, draft, { after, most: 1 });
  if (beyond !== undefined) await take([{ row: beyond.row, outcome: "FAULT", title: "", of: [], twiceOf: null, changes: [], issues: [{ field: "", message: "imports.errors.file.tooManyRows", params: { rows: importable.mostRows } }] }]);
  return { counts, digest: hash.digest("hex") };
}

/** Adds the rows of a list that are new and changes what is to be changed, by what its rows were judged to come to, piece by piece; the entries that are owed to the audit trail. */
export async function writeRows(tx: Tx, permit: Permit<"importDrafts.change">, list: OpenList, now: Date, afterPiece: AfterPiece): Promise<AuditEntry[]> {
  const { draft, importable } = list;
  const readRow = readerOf(list);
  const entries: AuditEntry[] = [];
  for (let after = draft.headerRow; ; ) {
    const piece = await readRows(await repository.selectToWrite(tx, draft, { after, most: PIECE }), readRow, draft);
    if (piece.length === 0) return entries;
    const toAdd = piece.filter(({ of }) => of.outcome === "NEW");
    const toChange = piece.flatMap(({ of, ...read }) => (of.outcome === "CHANGED" && of.recordId !== null ? [{ id: of.recordId, read }] : []));
    if (toAdd.length > 0) {
      const added = await importable.add(tx, permit.actor, toAdd, now);
      await repository.nameRecords(tx, permit, draft.id, added.map(({ id }, place) => ({ row: toAdd[place]?.row ?? 0, id })));
      for (const { entries: owed } of added) entries.push(...owed);
    }
    if (toChange.length > 0) entries.push(...((await importable.change?.(tx, permit.actor, toChange, now)) ?? []));
    after = piece.at(-1)?.row ?? after;
    await afterPiece(piece.length);
  }
}

/** How many rows of a list came to what when it was last judged. */
export async function countJudged(read: Read, _permit: Permit<"importDrafts.change">, draftId: string): Promise<Record<RowOutcome, number>> {
  const counts = countOutcomes([]);
  for (const { outcome, count } of await repository.selectCounts(read, draftId)) counts[outcome] = count;
  return counts;
}

/** What some rows of a list came to when it was last judged, each with its cells. */
export async function listJudged(read: Read, _permit: Permit<"importDrafts.change">, draft: StoredDraft, outcome: RowOutcome | null, page: { from: number; most: number }): Promise<(JudgedRow & { cells: string[] })[]> {
  return repository.selectJudged(read, draft, outcome, page);
}
