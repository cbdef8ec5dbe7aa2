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
import { searchTextOf, type UnitWatch } from "./rules";
import { ITEMS_A_PAGE, type DossierStage, type ItemFilter, type ItemInput, type Lack, type Relevance } from "./schema";

/** An item as stored. */
export interface StoredItem extends ItemInput {
  id: string;
  version: number;
  unitName: string;
  /** That the unit has said what it means and what is to be done. */
  isReady: boolean;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface ItemRow extends ItemInput {
  id: string;
  unit: string;
  isReady: boolean;
  actions: number;
}

/** What only the program may say of an item. */
export interface ItemOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new item's id. */
export function newItemId(): string {
  return randomUUID();
}

const said = Prisma.sql`m.unit_id AS "unitId", m.title, m.reference, m.source, m.stage::text AS stage, m.relevance::text AS relevance, m.meaning, m.begun_on::text AS "begunOn", m.ended_on::text AS "endedOn",
  m.assessed_by AS "assessedBy", m.assessed_on::text AS "assessedOn", m.next_check_on::text AS "nextCheckOn", m.responsible`;

/** That a unit had made itself ready for an item by a day. */
const isReadyBy = (day: PlainDate) => Prisma.sql`EXISTS (SELECT 1 FROM readiness r WHERE r.item_id = m.id AND r.removed_at IS NULL AND r.assessed_on <= ${day}::date)`;

/** Reads a whole item; null when there is none. */
export async function findItem(read: Read, id: string, day: PlainDate): Promise<StoredItem | null> {
  const [row] = await queryRows<StoredItem>(read, Prisma.sql`
    SELECT m.id, m.version, ${bodyNameOn(Prisma.sql`m.unit_id`, day)} AS "unitName", ${said}, ${isReadyBy(day)} AS "isReady", m.archived_at IS NOT NULL AS "isArchived", m.is_demonstration AS "isDemonstration"
    FROM monitoring_item m WHERE m.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an item until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockItem(tx: Tx, id: string, day: PlainDate): Promise<StoredItem | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM monitoring_item WHERE id = ${id}::uuid FOR UPDATE`;
  return findItem(tx, id, day);
}

const columnsOf = (input: ItemInput): Record<string, Prisma.Sql> => ({
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  title: Prisma.sql`${input.title}`,
  reference: Prisma.sql`${input.reference}`,
  source: Prisma.sql`${input.source}`,
  stage: Prisma.sql`${input.stage}::"DossierStage"`,
  relevance: Prisma.sql`${input.relevance}::"Relevance"`,
  meaning: Prisma.sql`${input.meaning}`,
  begun_on: Prisma.sql`${input.begunOn}::date`,
  ended_on: Prisma.sql`${input.endedOn}::date`,
  assessed_by: Prisma.sql`${input.assessedBy}`,
  assessed_on: Prisma.sql`${input.assessedOn}::date`,
  next_check_on: Prisma.sql`${input.nextCheckOn}::date`,
  responsible: Prisma.sql`${input.responsible}`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertItem(tx: Tx, permit: Permit<"euMonitoring.log">, id: string, input: ItemInput, origin: ItemOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO monitoring_item (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE monitoring_item SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateItem(tx: Tx, permit: Permit<"euMonitoring.edit">, id: string, version: number, input: ItemInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"euMonitoring.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** The day that a filter looks from: today, or the last one that it takes in. */
function dayOf({ year, until }: Pick<ItemFilter, "year" | "until">, today: PlainDate): PlainDate {
  return [today, until ?? today, year === null ? today : `${String(year)}-12-31`].sort()[0] ?? today;
}

const inRegister = Prisma.sql`m.archived_at IS NULL`;
const isFollowed = (day: PlainDate) => Prisma.sql`(m.ended_on IS NULL OR m.ended_on >= ${day}::date)`;
/** That a unit is to make itself ready for an item (H8). */
const asksForReadiness = (day: PlainDate) => Prisma.sql`(${isFollowed(day)} AND m.relevance <> 'LOW')`;
const lacking = (lack: Lack, day: PlainDate): Prisma.Sql =>
  ({
    RESPONSIBLE: Prisma.sql`(${isFollowed(day)} AND m.responsible IS NULL)`,
    CHECK: Prisma.sql`(${isFollowed(day)} AND m.next_check_on IS NULL)`,
    READINESS: Prisma.sql`(${asksForReadiness(day)} AND NOT ${isReadyBy(day)})`,
  })[lack];
const isLate = (day: PlainDate) => Prisma.sql`(${isFollowed(day)} AND m.next_check_on < ${day}::date)`;

function conditionsOf(filter: ItemFilter, today: PlainDate): Prisma.Sql {
  const day = dayOf(filter, today);
  const conditions = [inRegister];
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`m.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(Prisma.sql`m.begun_on <= ${`${String(filter.year)}-12-31`}::date AND (m.ended_on IS NULL OR m.ended_on >= ${`${String(filter.year)}-01-01`}::date)`);
  if (filter.until !== null) conditions.push(Prisma.sql`m.begun_on <= ${filter.until}::date`);
  if (filter.state !== null) conditions.push({ ENDED: Prisma.sql`NOT ${isFollowed(day)}`, LATE: isLate(day), FOLLOWED: isFollowed(day) }[filter.state]);
  if (filter.stage !== null) conditions.push(Prisma.sql`m.stage = ${filter.stage}::"DossierStage"`);
  if (filter.relevance !== null) conditions.push(Prisma.sql`m.relevance = ${filter.relevance}::"Relevance"`);
  if (filter.lacks !== null) conditions.push(lacking(filter.lacks, day));
  if (filter.ready) conditions.push(Prisma.sql`${asksForReadiness(day)} AND ${isReadyBy(day)}`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`m.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: ItemFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<ItemRow[]> {
  const column = { check: Prisma.sql`m.next_check_on`, title: Prisma.sql`m.title`, unit: Prisma.sql`n.name`, relevance: Prisma.sql`m.relevance`, begun: Prisma.sql`m.begun_on` }[filter.sort];
  // Said of a column that has none, it would keep the index of its order from being used.
  const nulls = filter.sort === "check" ? Prisma.sql`NULLS LAST` : Prisma.empty;
  const order = Prisma.sql`${column} ${Prisma.raw(filter.descending ? "DESC" : "ASC")} ${nulls}, m.id`;
  // What is told of a row is looked up for those of the page alone, and what a unit is called once a unit.
  return queryRows(read, Prisma.sql`
    WITH named AS MATERIALIZED (SELECT b.id, ${bodyNameOn(Prisma.sql`b.id`, today)} AS name FROM body b),
    page AS MATERIALIZED (
      SELECT m.* FROM monitoring_item m ${filter.sort === "unit" ? Prisma.sql`JOIN named n ON n.id = m.unit_id` : Prisma.empty} WHERE ${conditionsOf(filter, today)} ORDER BY ${order} LIMIT ${limit}::int OFFSET ${offset}::bigint)
    SELECT m.id, n.name AS unit, ${said}, ${isReadyBy(dayOf(filter, today))} AS "isReady", (SELECT count(*) FROM influence_action a WHERE a.item_id = m.id AND a.removed_at IS NULL)::int AS actions
    FROM page m JOIN named n ON n.id = m.unit_id ORDER BY ${order}`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectItems(read: Read, filter: ItemFilter, today: PlainDate): Promise<{ rows: ItemRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: ITEMS_A_PAGE, offset: (filter.page - 1) * ITEMS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM monitoring_item m WHERE ${conditionsOf(filter, today)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamItems(tx: Tx, filter: ItemFilter, today: PlainDate): AsyncGenerator<ItemRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years from the first in which something was followed to this one, latest first, at most 60. */
export async function selectYears(read: Read, today: PlainDate): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`
    SELECT generate_series(extract(year FROM ${today}::date)::int, (SELECT extract(year FROM min(m.begun_on))::int FROM monitoring_item m WHERE ${inRegister}), -1) AS year LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts unit by unit, in the order of their names, what a filter shows and the influence of its year; a unit that has been merged counts where it has gone. */
export async function countWatch(read: Read, filter: ItemFilter & { year: number }, today: PlainDate): Promise<UnitWatch[]> {
  const day = dayOf(filter, today);
  const last = filter.until ?? `${String(filter.year)}-12-31`;
  return queryRows(read, Prisma.sql`
    WITH followed AS (
      SELECT unit_today(m.unit_id) AS unit_id, count(*)::int AS items, count(*) FILTER (WHERE ${lacking("RESPONSIBLE", day)})::int AS unassigned,
        count(*) FILTER (WHERE ${asksForReadiness(day)} AND ${isReadyBy(day)})::int AS ready, count(*) FILTER (WHERE ${lacking("READINESS", day)})::int AS unready
      FROM monitoring_item m WHERE ${conditionsOf(filter, today)} GROUP BY 1
    ), acted AS (
      SELECT unit_today(m.unit_id) AS unit_id, count(*)::int AS actions, count(a.priority_id)::int AS priorities
      FROM influence_action a JOIN monitoring_item m ON m.id = a.item_id
      WHERE ${inRegister} AND a.removed_at IS NULL AND a.acted_on BETWEEN ${`${String(filter.year)}-01-01`}::date AND ${last}::date GROUP BY 1
    )
    SELECT u.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`u.unit_id`, today)} AS unit, coalesce(f.items, 0) AS items, coalesce(f.unassigned, 0) AS unassigned, coalesce(f.ready, 0) AS ready, coalesce(f.unready, 0) AS unready,
      coalesce(a.actions, 0) AS actions, coalesce(a.priorities, 0) AS "inPriorities"
    FROM (SELECT unit_id FROM followed UNION SELECT unit_id FROM acted) u LEFT JOIN followed f USING (unit_id) LEFT JOIN acted a USING (unit_id) ORDER BY unit, u.unit_id`);
}

export interface ItemAhead {
  id: string;
  title: string;
  unitId: string;
  responsible: string | null;
  nextCheckOn: PlainDate | null;
}

/** Reads what the units follow that nobody sees to, that has no day to look again, or whose day comes by `until`; those whose day comes first come first, at most 100. */
export async function selectAhead(read: Read, unitIds: readonly string[], day: PlainDate, until: PlainDate): Promise<ItemAhead[]> {
  return queryRows(read, Prisma.sql`
    SELECT m.id, m.title, m.unit_id AS "unitId", m.responsible, m.next_check_on::text AS "nextCheckOn" FROM monitoring_item m
    WHERE ${inRegister} AND ${isFollowed(day)} AND m.unit_id = ANY (${[...unitIds]}::uuid[]) AND (m.responsible IS NULL OR m.next_check_on IS NULL OR m.next_check_on <= ${until}::date)
    ORDER BY m.next_check_on NULLS FIRST, m.id LIMIT 100`);
}

export interface MeasureAhead {
  id: string;
  itemId: string;
  title: string;
  unitId: string;
  measure: string;
  dueOn: PlainDate;
}

/** Reads the units' open measures that are to be done by `until`, the most pressing first, at most 100. */
export async function selectMeasures(read: Read, unitIds: readonly string[], until: PlainDate): Promise<MeasureAhead[]> {
  return queryRows(read, Prisma.sql`
    SELECT r.id, m.id AS "itemId", m.title, m.unit_id AS "unitId", r.measure, r.due_on::text AS "dueOn" FROM readiness r JOIN monitoring_item m ON m.id = r.item_id
    WHERE ${inRegister} AND r.removed_at IS NULL AND r.state IN ('PLANNED', 'GOING') AND r.measure IS NOT NULL AND m.unit_id = ANY (${[...unitIds]}::uuid[]) AND r.due_on <= ${until}::date ORDER BY r.due_on, r.id LIMIT 100`);
}

interface ItemColumns {
  unit_id: string;
  title: string;
  reference: string | null;
  source: string | null;
  stage: DossierStage;
  relevance: Relevance;
  meaning: string | null;
  begun_on: PlainDate;
  ended_on: PlainDate | null;
  assessed_by: string;
  assessed_on: PlainDate;
  next_check_on: PlainDate | null;
  responsible: string | null;
}

/** Reads an item as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findItemVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { item: ItemInput }) | null> {
  const found = await findRowVersion<ItemColumns>(read, "monitoring_item", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return {
    byName: found.byName,
    at: found.at,
    item: {
      unitId: row.unit_id,
      title: row.title,
      reference: row.reference,
      source: row.source,
      stage: row.stage,
      relevance: row.relevance,
      meaning: row.meaning,
      begunOn: row.begun_on,
      endedOn: row.ended_on,
      assessedBy: row.assessed_by,
      assessedOn: row.assessed_on,
      nextCheckOn: row.next_check_on,
      responsible: row.responsible,
    },
  };
}
