import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { Sheet } from "./import";
import type { ImportedRow } from "./rules";
import type { RowAnswer } from "./schema";

/** A list that is about to be read in, without its cells. */
export interface DraftHead {
  id: string;
  kind: string;
  personId: string;
  fileName: string;
  updatedAt: Date;
}

export interface StoredDraft extends DraftHead {
  sheets: Sheet[];
  sheet: number;
  headerRow: number;
  columns: Record<string, number>;
  defaults: Record<string, string>;
  answers: Record<string, RowAnswer>;
  revision: number;
}

const head = Prisma.sql`d.id, d.kind, d.person_id AS "personId", d.file_name AS "fileName", d.updated_at AS "updatedAt"`;

/** Reads a list that is about to be read in, held for whoever goes on with it; null when there is none. */
export async function findDraft(read: Read, id: string, isHeld = false): Promise<StoredDraft | null> {
  const [row] = await queryRows<StoredDraft>(read, Prisma.sql`
    SELECT ${head}, d.sheets, d.sheet, d.header_row AS "headerRow", d.columns, d.defaults, d.answers, d.revision FROM import_draft d WHERE d.id = ${id}::uuid ${isHeld ? Prisma.sql`FOR UPDATE` : Prisma.empty}`);
  return row ?? null;
}

/** Reads a person's lists that are about to be read in, latest first. */
export async function selectDrafts(read: Read, personId: string): Promise<DraftHead[]> {
  return queryRows(read, Prisma.sql`SELECT ${head} FROM import_draft d WHERE d.person_id = ${personId}::uuid ORDER BY d.updated_at DESC LIMIT 20`);
}

export type DraftContent = Omit<StoredDraft, "id" | "personId" | "updatedAt" | "revision">;

/** As many lists as a person may have half read in; the one that has lain longest goes. */
const MOST_DRAFTS = 10;

/** Stores a list that is about to be read in and returns its id. */
export async function insertDraft(tx: Tx, permit: Permit<"importDrafts.change">, { kind, fileName, sheets, sheet, headerRow, columns, defaults }: Omit<DraftContent, "answers">): Promise<string> {
  const { personId } = permit.actor;
  await clientOf(tx).$executeRaw`DELETE FROM import_draft WHERE id IN (SELECT id FROM import_draft WHERE person_id = ${personId}::uuid ORDER BY updated_at DESC OFFSET ${MOST_DRAFTS - 1}::int)`;
  const [row] = await queryRows<{ id: string }>(tx, Prisma.sql`
    INSERT INTO import_draft (kind, person_id, file_name, sheets, sheet, header_row, columns, defaults)
    VALUES (${kind}, ${personId}::uuid, ${fileName}, ${JSON.stringify(sheets)}::jsonb, ${sheet}::int, ${headerRow}::int, ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(defaults)}::jsonb) RETURNING id`);
  if (row === undefined) throw new Error("a list could not be stored");
  return row.id;
}

/** Changes what has been told of a list, or the list itself. */
export async function updateDraft(tx: Tx, permit: Permit<"importDrafts.change">, id: string, change: Partial<DraftContent>): Promise<void> {
  requirePermitFor(permit, id);
  const { fileName, sheets, sheet, headerRow, columns, defaults, answers } = change;
  const json = (column: string, value: unknown) => (value === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} = ${JSON.stringify(value)}::jsonb`]);
  const sets = [
    ...(fileName === undefined ? [] : [Prisma.sql`file_name = ${fileName}`]),
    ...(sheet === undefined ? [] : [Prisma.sql`sheet = ${sheet}::int`]),
    ...(headerRow === undefined ? [] : [Prisma.sql`header_row = ${headerRow}::int`]),
    ...json("sheets", sheets),
    ...json("columns", columns),
    ...json("defaults", defaults),
    ...json("answers", answers),
    Prisma.sql`revision = revision + 1`,
    Prisma.sql`updated_at = now()`,
  ];
  await clientOf(tx).$executeRaw`UPDATE import_draft SET ${Prisma.join(sets)} WHERE id = ${id}::uuid`;
}

/** Removes a list that has been read in, or that nobody wants to read in; it is no record. */
export async function removeDraft(tx: Tx, permit: Permit<"importDrafts.change">, id: string): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`DELETE FROM import_draft WHERE id = ${id}::uuid`;
}

/** Has lists of one register be read in one at a time, so that the second sees what the first has added. */
export async function lockRegister(tx: Tx, kind: string): Promise<void> {
  await clientOf(tx).$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${`import ${kind}`}, 11))`;
}

export interface ImportHead {
  id: string;
  version: number;
  kind: string;
  fileName: string;
  addedCount: number;
  sameCount: number;
  personId: string;
  personName: string | null;
  createdAt: Date;
  undoneAt: Date | null;
}

export interface StoredImport extends ImportHead {
  rows: ImportedRow[];
}

const importHead = Prisma.sql`i.id, i.version, i.kind, i.file_name AS "fileName", i.added_count AS "addedCount", i.same_count AS "sameCount", i.created_by_id AS "personId",
  (SELECT p.name FROM person_details p WHERE p.person_id = i.created_by_id) AS "personName", i.created_at AS "createdAt", i.undone_at AS "undoneAt"`;

/** Reads a list that has been read in, held for whoever undoes it; null when there is none. */
export async function findImport(read: Read, id: string, isHeld = false): Promise<StoredImport | null> {
  const [row] = await queryRows<StoredImport>(read, Prisma.sql`SELECT ${importHead}, i.rows FROM list_import i WHERE i.id = ${id}::uuid ${isHeld ? Prisma.sql`FOR UPDATE` : Prisma.empty}`);
  return row ?? null;
}

/** Reads the lists that have been read in by a person, or by anyone for null, latest first. */
export async function selectImports(read: Read, personId: string | null): Promise<ImportHead[]> {
  const whose = personId === null ? Prisma.sql`true` : Prisma.sql`i.created_by_id = ${personId}::uuid`;
  return queryRows(read, Prisma.sql`SELECT ${importHead} FROM list_import i WHERE ${whose} ORDER BY i.created_at DESC, i.id LIMIT 100`);
}

/** A new record's id. */
export function newImportId(): string {
  return randomUUID();
}

export async function insertImport(tx: Tx, permit: Permit<"imports.run">, id: string, { kind, fileName, rows }: { kind: string; fileName: string; rows: readonly ImportedRow[] }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const added = rows.filter(({ outcome }) => outcome === "ADDED").length;
  await clientOf(tx).$executeRaw`
    INSERT INTO list_import (id, kind, file_name, rows, added_count, same_count, created_by_id, created_at)
    VALUES (${id}::uuid, ${kind}, ${fileName}, ${JSON.stringify(rows)}::jsonb, ${added}::int, ${rows.length - added}::int, ${permit.actor.personId}::uuid, ${now})`;
}

export async function updateUndone(tx: Tx, permit: Permit<"imports.undo">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE list_import SET undone_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** The ids, among these, of which something has been written since the import: the records themselves, or what lies under them. */
export async function selectWrittenSince(read: Read, importId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT DISTINCT v.root_id AS id FROM record_version v WHERE v.root_id = ANY (${[...ids]}::uuid[])
      AND v.change_id <> (SELECT i.change_id FROM record_version i WHERE i.table_name = 'list_import' AND i.record_id = ${importId}::uuid AND i.version = 1)`);
  return rows.map(({ id }) => id);
}
