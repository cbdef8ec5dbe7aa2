import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ViewThing } from "./policy";
import type { ChangeViewInput, ViewInput, ViewList } from "./schema";

/** A view as it is kept. */
export interface StoredView extends ViewThing {
  version: number;
  list: ViewList;
  name: string;
  query: string;
}

/** A view among others, with whose it is, and whether the reader's own menu opens its list with it. */
export interface ListedView extends StoredView {
  ownerName: string;
  isDefault: boolean;
}

export const newViewId = (): string => randomUUID();

const stored = Prisma.sql`v.id, v.version, v.person_id AS "personId", v.list, v.name, v.query, v.sharing::text AS sharing, v.unit_id AS "unitId"`;

/** A view whose row is held until the transaction ends, or null. */
export async function lockView(tx: Tx, id: string): Promise<StoredView | null> {
  const [row] = await queryRows<StoredView>(tx, Prisma.sql`SELECT ${stored} FROM saved_view v WHERE v.id = ${id}::uuid AND v.archived_at IS NULL FOR UPDATE`);
  return row ?? null;
}

/** Reads a view that is kept, or null. */
export async function findView(read: Read, id: string): Promise<StoredView | null> {
  const [row] = await queryRows<StoredView>(read, Prisma.sql`SELECT ${stored} FROM saved_view v WHERE v.id = ${id}::uuid AND v.archived_at IS NULL`);
  return row ?? null;
}

/** Whose views are asked for: one's own, those of one's units, and everyone's; the office sees those of every unit. */
export interface Reader {
  personId: string;
  unitIds: readonly string[];
  isOffice: boolean;
}

const isSeen = ({ personId, unitIds, isOffice }: Reader) => Prisma.sql`v.archived_at IS NULL AND (v.person_id = ${personId}::uuid OR v.sharing = 'EVERYONE' OR (v.sharing = 'UNIT' AND (${isOffice} OR v.unit_id = ANY (${[...unitIds]}::uuid[]))))`;

/** Reads the views that somebody sees, of one list or of all; one's own first, each by name. */
export async function selectViews(read: Read, reader: Reader, list: ViewList | null): Promise<ListedView[]> {
  return queryRows(read, Prisma.sql`
    SELECT ${stored}, d.name AS "ownerName", f.view_id IS NOT NULL AS "isDefault" FROM saved_view v JOIN person_details d ON d.person_id = v.person_id
      LEFT JOIN default_view f ON f.view_id = v.id AND f.person_id = ${reader.personId}::uuid
    WHERE ${isSeen(reader)} AND (${list}::text IS NULL OR v.list = ${list})
    ORDER BY v.person_id <> ${reader.personId}::uuid, v.list, lower(v.name) COLLATE "sv-SE-x-icu", v.id LIMIT 300`);
}

/** Reads what somebody's menu opens lists with, as far as those views are still seen. */
export async function selectDefaults(read: Read, reader: Reader): Promise<{ list: string; query: string }[]> {
  return queryRows(read, Prisma.sql`SELECT f.list, v.query FROM default_view f JOIN saved_view v ON v.id = f.view_id WHERE f.person_id = ${reader.personId}::uuid AND ${isSeen(reader)}`);
}

/** Counts the views that somebody keeps; two that are saved at once wait for each other. */
export async function countKept(tx: Tx, permit: Permit<"savedViews.save">): Promise<number> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('views of ' || ${permit.actor.personId}, 0))`;
  const [row] = await queryRows<{ count: number }>(tx, Prisma.sql`SELECT count(*)::int AS count FROM saved_view v WHERE v.person_id = ${permit.actor.personId}::uuid AND v.archived_at IS NULL`);
  return row?.count ?? 0;
}

export async function insertView(tx: Tx, permit: Permit<"savedViews.save">, id: string, { list, name, query, sharing, unitId }: ViewInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO saved_view (id, person_id, list, name, query, sharing, unit_id, created_at, updated_at)
    VALUES (${id}::uuid, ${permit.actor.personId}::uuid, ${list}, ${name}, ${query}, ${sharing}::"ViewSharing", ${unitId}::uuid, ${now}, ${now})`;
}

export async function updateView(tx: Tx, permit: Permit<"savedViews.change">, { id, version, name, sharing, unitId }: ChangeViewInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE saved_view SET name = ${name}, sharing = ${sharing}::"ViewSharing", unit_id = ${unitId}::uuid, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function archiveView(tx: Tx, permit: Permit<"savedViews.change">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE saved_view SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
  await clientOf(tx).$executeRaw`DELETE FROM default_view WHERE view_id = ${id}::uuid`;
}

/** Has somebody's menu open a list with a view, in place of another, or no longer with it. */
export async function storeDefault(tx: Tx, permit: Permit<"savedViews.makeDefault">, { id, list }: { id: string; list: string }, isDefault: boolean): Promise<void> {
  requirePermitFor(permit, id);
  const { personId } = permit.actor;
  await (isDefault
    ? clientOf(tx).$executeRaw`INSERT INTO default_view (person_id, list, view_id) VALUES (${personId}::uuid, ${list}, ${id}::uuid) ON CONFLICT (person_id, list) DO UPDATE SET view_id = EXCLUDED.view_id`
    : clientOf(tx).$executeRaw`DELETE FROM default_view WHERE person_id = ${personId}::uuid AND view_id = ${id}::uuid`);
}
