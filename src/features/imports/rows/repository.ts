import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { Sheet } from "../import";
import type { JudgedRow } from "../rules";
import type { RowOutcome } from "../schema";

type Change = Permit<"importDrafts.change">;

/** As many rows as one statement stores. */
const ROWS_A_STATEMENT = 1_000;

/** Stores the rows of a list that say anything, in the place of those that it had. */
export async function storeCells(tx: Tx, permit: Change, draftId: string, sheets: readonly Sheet[]): Promise<void> {
  requirePermitFor(permit, draftId);
  await clientOf(tx).$executeRaw`DELETE FROM import_draft_row WHERE draft_id = ${draftId}::uuid`;
  for (const [sheet, { rows }] of sheets.entries()) {
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const filled = rows.slice(from, from + ROWS_A_STATEMENT).flatMap((cells, place) => (cells.some((cell) => cell !== "") ? [[from + place + 1, cells]] : []));
      if (filled.length === 0) continue;
      await clientOf(tx).$executeRaw`
        INSERT INTO import_draft_row (draft_id, sheet, "row", cells)
        SELECT ${draftId}::uuid, ${sheet}::int, (r.value ->> 0)::int, r.value -> 1 FROM jsonb_array_elements(${JSON.stringify(filled)}::jsonb) AS r(value)`;
    }
  }
}

/** A row as it stands in its file. */
export interface CellRow {
  row: number;
  cells: string[];
}

/** Where a piece of a list begins: at the row after this one, of so many at most. */
interface Piece {
  after: number;
  most: number;
}

/** Reads the next rows of a sheet that say anything. */
export async function selectCells(read: Read, { id, sheet }: { id: string; sheet: number }, { after, most }: Piece): Promise<CellRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT r."row", r.cells FROM import_draft_row r WHERE r.draft_id = ${id}::uuid AND r.sheet = ${sheet}::int AND r."row" > ${after}::int ORDER BY r."row" LIMIT ${most}::int`);
}

/** Counts the rows of a sheet below one that say anything. */
export async function countCells(read: Read, { id, sheet }: { id: string; sheet: number }, after: number): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM import_draft_row r WHERE r.draft_id = ${id}::uuid AND r.sheet = ${sheet}::int AND r."row" > ${after}::int`);
  return row?.count ?? 0;
}

/** A row that is to be written: one that is new, or one that changes a record. */
export interface RowToWrite extends CellRow {
  outcome: "NEW" | "CHANGED";
  recordId: string | null;
}

/** Reads the next rows of a sheet that are new or change a record. */
export async function selectToWrite(read: Read, { id, sheet }: { id: string; sheet: number }, { after, most }: Piece): Promise<RowToWrite[]> {
  return queryRows(read, Prisma.sql`
    SELECT j."row", r.cells, j.outcome, j.record_id AS "recordId" FROM import_judged_row j JOIN import_draft_row r ON r.draft_id = j.draft_id AND r.sheet = ${sheet}::int AND r."row" = j."row"
    WHERE j.draft_id = ${id}::uuid AND j."row" > ${after}::int AND j.outcome IN ('NEW', 'CHANGED') ORDER BY j."row" LIMIT ${most}::int`);
}

/** Forgets what the rows of a list came to. */
export async function forgetJudged(tx: Tx, permit: Change, draftId: string): Promise<void> {
  requirePermitFor(permit, draftId);
  await clientOf(tx).$executeRaw`DELETE FROM import_judged_row WHERE draft_id = ${draftId}::uuid`;
}

/** Stores what some rows of a list come to, and of those that are in the register which record each is. */
export async function storeJudged(tx: Tx, permit: Change, draftId: string, judged: readonly JudgedRow[]): Promise<void> {
  requirePermitFor(permit, draftId);
  await clientOf(tx).$executeRaw`
    INSERT INTO import_judged_row (draft_id, "row", outcome, judged, record_id)
    SELECT ${draftId}::uuid, (r.value ->> 'row')::int, r.value ->> 'outcome', r.value - 'row' - 'outcome', CASE WHEN r.value ->> 'outcome' IN ('SAME', 'CHANGED') THEN (r.value #>> '{of,0,id}')::uuid END
    FROM jsonb_array_elements(${JSON.stringify(judged)}::jsonb) AS r(value)`;
}

/** Stores which records some rows have become. */
export async function nameRecords(tx: Tx, permit: Change, draftId: string, became: readonly { row: number; id: string }[]): Promise<void> {
  requirePermitFor(permit, draftId);
  await clientOf(tx).$executeRaw`
    UPDATE import_judged_row j SET record_id = b.id FROM jsonb_to_recordset(${JSON.stringify(became)}::jsonb) AS b("row" int, id uuid) WHERE j.draft_id = ${draftId}::uuid AND j."row" = b."row"`;
}

/** How many rows of a list come to what. */
export async function selectCounts(read: Read, draftId: string): Promise<{ outcome: RowOutcome; count: number }[]> {
  return queryRows(read, Prisma.sql`SELECT j.outcome, count(*)::int AS count FROM import_judged_row j WHERE j.draft_id = ${draftId}::uuid GROUP BY j.outcome`);
}

/** Reads what some rows of a list come to, in their order, each with its cells. */
export async function selectJudged(read: Read, { id, sheet }: { id: string; sheet: number }, outcome: RowOutcome | null, { from, most }: { from: number; most: number }): Promise<(JudgedRow & { cells: string[] })[]> {
  const rows = await queryRows<{ row: number; outcome: RowOutcome; judged: Omit<JudgedRow, "row" | "outcome">; cells: string[] | null }>(read, Prisma.sql`
    SELECT j."row", j.outcome, j.judged, r.cells FROM import_judged_row j LEFT JOIN import_draft_row r ON r.draft_id = j.draft_id AND r.sheet = ${sheet}::int AND r."row" = j."row"
    WHERE j.draft_id = ${id}::uuid AND (${outcome}::text IS NULL OR j.outcome = ${outcome}) ORDER BY j."row" OFFSET ${from}::int LIMIT ${most}::int`);
  return rows.map(({ judged, cells, ...row }) => ({ ...judged, ...row, cells: cells ?? [] }));
}
