import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ImportedRow } from "./rules";

const BETWEEN_TRIES_MS = 100;

/**
 * Waits until nobody else is at something, and has it be this transaction's until its end. Whoever reads a long list in is at it for longer than a statement may take, so
 * it is asked for again and again, for as long as the transaction may take.
 */
async function holdTurn(tx: Tx, what: string): Promise<void> {
  for (;;) {
    const [turn] = await queryRows<{ isHeld: boolean }>(tx, Prisma.sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${what}, 11)) AS "isHeld"`);
    if (turn?.isHeld === true) return;
    await setTimeout(BETWEEN_TRIES_MS);
  }
}

/** Has lists of one register be read in one at a time, so that the second sees what the first has added. */
export async function lockRegister(tx: Tx, kind: string): Promise<void> {
  await holdTurn(tx, `import ${kind}`);
}

/** Has whoever reads in the same list a second time, or undoes it, wait for the first one's end. */
export async function lockList(tx: Tx, id: string): Promise<void> {
  await holdTurn(tx, `import of ${id}`);
}

export interface ImportHead {
  id: string;
  version: number;
  kind: string;
  fileName: string;
  addedCount: number;
  sameCount: number;
  changedCount: number;
  asideCount: number;
  personId: string;
  personName: string | null;
  createdAt: Date;
  undoneAt: Date | null;
}

export interface StoredImport extends ImportHead {
  rows: ImportedRow[];
}

const importHead = Prisma.sql`i.id, i.version, i.kind, i.file_name AS "fileName", i.added_count AS "addedCount", i.same_count AS "sameCount", i.changed_count AS "changedCount", i.aside_count AS "asideCount", i.created_by_id AS "personId",
  (SELECT p.name FROM person_details p WHERE p.person_id = i.created_by_id) AS "personName", i.created_at AS "createdAt", i.undone_at AS "undoneAt"`;

/** Reads a list that has been read in, held for whoever undoes it; null when there is none. */
export async function findImport(read: Read, id: string, isHeld = false): Promise<StoredImport | null> {
  const [row] = await queryRows<StoredImport>(read, Prisma.sql`SELECT ${importHead}, i.rows FROM list_import i WHERE i.id = ${id}::uuid ${isHeld ? Prisma.sql`FOR UPDATE` : Prisma.empty}`);
  return row ?? null;
}

/** Reads a list that has been read in with some of its rows; null when there is none. */
export async function findImportPage(read: Read, id: string, { from, most }: { from: number; most: number }): Promise<(StoredImport & { rowCount: number }) | null> {
  const [row] = await queryRows<StoredImport & { rowCount: number }>(read, Prisma.sql`
    SELECT ${importHead}, jsonb_array_length(i.rows) AS "rowCount",
      (SELECT coalesce(jsonb_agg(r.value ORDER BY r.place), '[]') FROM jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place) WHERE r.place > ${from}::int AND r.place <= ${from}::int + ${most}::int) AS rows
    FROM list_import i WHERE i.id = ${id}::uuid`);
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

/** Stores that a list has been read in, with what each of its rows became, by what they were judged to come to and the records that they have become. */
export async function insertImport(tx: Tx, permit: Permit<"imports.run">, id: string, { draftId, kind, fileName, asideCount }: { draftId: string; kind: string; fileName: string; asideCount: number }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO list_import (id, kind, file_name, rows, added_count, same_count, changed_count, aside_count, created_by_id, created_at)
    SELECT ${id}::uuid, ${kind}, ${fileName},
      jsonb_agg(jsonb_build_object('row', j."row", 'title', j.judged -> 'title', 'outcome', CASE j.outcome WHEN 'NEW' THEN 'ADDED' ELSE j.outcome END, 'id', j.record_id) ORDER BY j."row"),
      count(*) FILTER (WHERE j.outcome = 'NEW'), count(*) FILTER (WHERE j.outcome = 'SAME'), count(*) FILTER (WHERE j.outcome = 'CHANGED'), ${asideCount}::int, ${permit.actor.personId}::uuid, ${now}
    FROM import_judged_row j WHERE j.draft_id = ${draftId}::uuid AND j.outcome IN ('NEW', 'SAME', 'CHANGED')`;
}

export async function updateUndone(tx: Tx, permit: Permit<"imports.undo">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE list_import SET undone_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** The ids, among these, of which something has been written since the import: the records themselves, or what lies under them. */
export async function selectWrittenSince(read: Read, importId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    WITH ran AS (SELECT i.change_id, i.id AS last FROM record_version i WHERE i.table_name = 'list_import' AND i.record_id = ${importId}::uuid AND i.version = 1)
    SELECT DISTINCT v.root_id AS id FROM record_version v, ran WHERE v.root_id = ANY (${[...ids]}::uuid[]) AND v.change_id <> ran.change_id AND v.id > ran.last`);
  return rows.map(({ id }) => id);
}
