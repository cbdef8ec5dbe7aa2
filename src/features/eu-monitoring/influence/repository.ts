import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { escapeLike } from "@/lib/like";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { ACTIONS_A_PAGE, type InfluenceFilter, type InfluenceInput, type InfluenceKind } from "./schema";

/** An action as stored, with what it went through and served by name. */
export interface StoredInfluence extends InfluenceInput {
  id: string;
  version: number;
  network: string | null;
  priority: string | null;
}

/** An action in a list, with the item that it is of. */
export interface InfluenceRow extends StoredInfluence {
  itemId: string;
  item: string;
  unit: string;
}

/** A new action's id. */
export function newInfluenceId(): string {
  return randomUUID();
}

const said = Prisma.sql`a.id, a.version, a.kind::text AS kind, a.title, a.acted_on::text AS "actedOn", a.network_id AS "networkId", a.through, a.priority_id AS "priorityId", a.position, a.outcome,
  (SELECT n.name FROM network n WHERE n.id = a.network_id) AS network, (SELECT p.title FROM strategic_priority p WHERE p.id = a.priority_id) AS priority`;

/** Reads what has been done to influence an item, the latest first. */
export async function selectOfItem(read: Read, itemId: string): Promise<StoredInfluence[]> {
  return queryRows(read, Prisma.sql`SELECT ${said} FROM influence_action a WHERE a.item_id = ${itemId}::uuid AND a.removed_at IS NULL ORDER BY a.acted_on DESC, a.created_at DESC, a.id`);
}

const columnsOf = (action: InfluenceInput): Record<string, Prisma.Sql> => ({
  kind: Prisma.sql`${action.kind}::"InfluenceKind"`,
  title: Prisma.sql`${action.title}`,
  acted_on: Prisma.sql`${action.actedOn}::date`,
  network_id: Prisma.sql`${action.networkId}::uuid`,
  through: Prisma.sql`${action.through}`,
  priority_id: Prisma.sql`${action.priorityId}::uuid`,
  position: Prisma.sql`${action.position}`,
  outcome: Prisma.sql`${action.outcome}`,
});

export async function insertInfluence(tx: Tx, permit: Permit<"euMonitoring.tell">, itemId: string, id: string, action: InfluenceInput, now: Date): Promise<void> {
  requirePermitFor(permit, itemId);
  const stored = columnsOf(action);
  await clientOf(tx).$executeRaw`INSERT INTO influence_action (id, item_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))}) VALUES (${id}::uuid, ${itemId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

/** Reads an action of an item that has not been taken away; null when there is none. */
export async function findInfluence(read: Read, itemId: string, id: string): Promise<StoredInfluence | null> {
  const [row] = await queryRows<StoredInfluence>(read, Prisma.sql`SELECT ${said} FROM influence_action a WHERE a.id = ${id}::uuid AND a.item_id = ${itemId}::uuid AND a.removed_at IS NULL`);
  return row ?? null;
}

async function update(tx: Tx, itemId: string, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>): Promise<void> {
  const assignments = Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE influence_action SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND item_id = ${itemId}::uuid AND version = ${version} AND removed_at IS NULL`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateInfluence(tx: Tx, permit: Permit<"euMonitoring.tell">, itemId: string, id: string, version: number, action: InfluenceInput): Promise<void> {
  requirePermitFor(permit, itemId);
  await update(tx, itemId, id, version, columnsOf(action));
}

/** Takes an action away from its item; throws CONFLICT when somebody has changed it or taken it away since. */
export async function removeInfluence(tx: Tx, permit: Permit<"euMonitoring.tell">, itemId: string, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, itemId);
  await update(tx, itemId, id, version, { removed_at: Prisma.sql`${now}::timestamptz` });
}

function conditionsOf(filter: InfluenceFilter): Prisma.Sql {
  const conditions = [Prisma.sql`m.archived_at IS NULL AND a.removed_at IS NULL`];
  if (filter.unitId !== null) conditions.push(Prisma.sql`m.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(Prisma.sql`a.acted_on BETWEEN ${`${String(filter.year)}-01-01`}::date AND ${`${String(filter.year)}-12-31`}::date`);
  if (filter.until !== null) conditions.push(Prisma.sql`a.acted_on <= ${filter.until}::date`);
  if (filter.kind !== null) conditions.push(Prisma.sql`a.kind = ${filter.kind}::"InfluenceKind"`);
  if (filter.serves !== null) conditions.push(filter.serves === "PRIORITY" ? Prisma.sql`a.priority_id IS NOT NULL` : Prisma.sql`a.priority_id IS NULL`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) {
    const like = `%${escapeLike(word)}%`;
    conditions.push(Prisma.sql`(a.title ILIKE ${like} OR m.search_text ILIKE ${like})`);
  }
  return Prisma.join(conditions, " AND ");
}

const fromBoth = Prisma.sql`influence_action a JOIN monitoring_item m ON m.id = a.item_id`;

async function selectRows(read: Read, filter: InfluenceFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<InfluenceRow[]> {
  const column = { acted: Prisma.sql`a.acted_on`, title: Prisma.sql`a.title`, unit: Prisma.sql`unit` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT ${said}, m.id AS "itemId", m.title AS item, ${bodyNameOn(Prisma.sql`m.unit_id`, today)} AS unit FROM ${fromBoth}
    WHERE ${conditionsOf(filter)} ORDER BY ${column} ${Prisma.raw(filter.descending ? "DESC" : "ASC")}, a.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of what has been done to influence, and how many there are in all. */
export async function selectActions(read: Read, filter: InfluenceFilter, today: PlainDate): Promise<{ rows: InfluenceRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: ACTIONS_A_PAGE, offset: (filter.page - 1) * ACTIONS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${fromBoth} WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamActions(tx: Tx, filter: InfluenceFilter, today: PlainDate): AsyncGenerator<InfluenceRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the networks that an action may have gone through. */
export async function selectNetworks(read: Read): Promise<{ id: string; name: string }[]> {
  return queryRows(read, Prisma.sql`SELECT n.id, n.name FROM network n WHERE n.archived_at IS NULL AND n.merged_into_id IS NULL ORDER BY n.name, n.id LIMIT 300`);
}

interface InfluenceColumns {
  kind: InfluenceKind;
  title: string;
  acted_on: PlainDate;
  network_id: string | null;
  through: string | null;
  priority_id: string | null;
  position: string | null;
  outcome: string | null;
}

/** Reads an action as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findInfluenceVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { action: InfluenceInput }) | null> {
  const found = await findRowVersion<InfluenceColumns>(read, "influence_action", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  const action = { kind: row.kind, title: row.title, actedOn: row.acted_on, networkId: row.network_id, through: row.through, priorityId: row.priority_id, position: row.position, outcome: row.outcome };
  return { byName: found.byName, at: found.at, action };
}
