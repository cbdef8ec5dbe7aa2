import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import { searchTextOf } from "./rules";
import { ENTRIES_A_PAGE, type CoordinationKind, type EntryFilter, type EntryInput } from "./schema";

interface Named {
  id: string;
  name: string;
}

/** An entry as stored, with the names of what it points to. */
export interface StoredEntry extends Omit<EntryInput, "unitIds"> {
  id: string;
  version: number;
  doneOn: PlainDate | null;
  responsibleName: string;
  units: Named[];
  priorityTitle: string | null;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface EntryRow {
  id: string;
  kind: CoordinationKind;
  notedOn: PlainDate;
  title: string;
  text: string | null;
  responsible: string;
  units: string[];
  priority: string | null;
  dueOn: PlainDate | null;
  doneOn: PlainDate | null;
}

const days = Prisma.sql`e.kind::text AS kind, e.noted_on::text AS "notedOn", e.due_on::text AS "dueOn", e.done_on::text AS "doneOn"`;

/** Reads a whole entry; null when there is none. */
export async function findEntry(read: Read, id: string, day: PlainDate): Promise<StoredEntry | null> {
  const [row] = await queryRows<StoredEntry>(read, Prisma.sql`
    SELECT e.id, e.version, ${days}, e.title, e.text, e.responsible_id AS "responsibleId", ${bodyNameOn(Prisma.sql`e.responsible_id`, day)} AS "responsibleName",
      e.priority_id AS "priorityId", (SELECT p.title FROM strategic_priority p WHERE p.id = e.priority_id) AS "priorityTitle",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.unit_id, 'name', ${bodyNameOn(Prisma.sql`u.unit_id`, day)}) ORDER BY ${bodyNameOn(Prisma.sql`u.unit_id`, day)}, u.unit_id) FROM coordination_unit u WHERE u.entry_id = e.id AND u.removed_at IS NULL), '[]') AS units,
      e.archived_at IS NOT NULL AS "isArchived", e.is_demonstration AS "isDemonstration"
    FROM coordination_entry e WHERE e.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an entry until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockEntry(tx: Tx, id: string, day: PlainDate): Promise<StoredEntry | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM coordination_entry WHERE id = ${id}::uuid FOR UPDATE`;
  return findEntry(tx, id, day);
}

/** What only the program may say of an entry. */
export interface EntryOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new record's id. */
export function newEntryId(): string {
  return randomUUID();
}

export async function insertEntry(tx: Tx, permit: Permit<"coordination.note">, id: string, input: EntryInput, origin: EntryOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO coordination_entry (id, kind, noted_on, title, text, responsible_id, priority_id, due_on, is_demonstration, certainty, search_text, created_by_id, created_at)
    VALUES (${id}::uuid, ${input.kind}::"CoordinationKind", ${input.notedOn}::date, ${input.title}, ${input.text}, ${input.responsibleId}::uuid, ${input.priorityId}::uuid, ${input.dueOn}::date,
      ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${searchTextOf(input)}, ${permit.actor.personId}::uuid, ${now})`;
  await writeUnits(tx, id, input.unitIds);
}

async function writeUnits(tx: Tx, id: string, unitIds: readonly string[]): Promise<void> {
  await clientOf(tx).$executeRaw`
    WITH held AS (SELECT * FROM coordination_unit WHERE entry_id = ${id}::uuid AND removed_at IS NULL),
    gone AS (UPDATE coordination_unit SET removed_at = now(), version = version + 1 WHERE id IN (SELECT held.id FROM held WHERE held.unit_id <> ALL (${[...unitIds]}::uuid[])))
    INSERT INTO coordination_unit (entry_id, unit_id)
    SELECT ${id}::uuid, w.unit_id FROM unnest(${[...unitIds]}::uuid[]) AS w(unit_id) WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.unit_id = w.unit_id)`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE coordination_entry SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Changes an entry and then its units: in this order a version ends before the units that it did not have begin. */
export async function updateEntry(tx: Tx, permit: Permit<"coordination.edit">, id: string, version: number, input: EntryInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const sets = Prisma.sql`kind = ${input.kind}::"CoordinationKind", noted_on = ${input.notedOn}::date, title = ${input.title}, text = ${input.text}, responsible_id = ${input.responsibleId}::uuid,
    priority_id = ${input.priorityId}::uuid, due_on = ${input.dueOn}::date, search_text = ${searchTextOf(input)}`;
  await update(tx, id, version, sets, now);
  await writeUnits(tx, id, input.unitIds);
}

export async function updateDone(tx: Tx, permit: Permit<"coordination.edit">, id: string, version: number, on: PlainDate | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`done_on = ${on}::date`, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"coordination.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}

const yearOf = (year: number) => Prisma.sql`e.noted_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`;
const inRegister = Prisma.sql`e.archived_at IS NULL`;
const isOpen = Prisma.sql`(e.kind = 'TASK' AND e.done_on IS NULL)`;
/** Entries that one of the bodies is to see to, or that concern it. */
const concerns = (bodyIds: Prisma.Sql) => Prisma.sql`(e.responsible_id = ANY (${bodyIds}) OR EXISTS (SELECT 1 FROM coordination_unit u WHERE u.entry_id = e.id AND u.removed_at IS NULL AND u.unit_id = ANY (${bodyIds})))`;

function conditionsOf(filter: EntryFilter, today: PlainDate): Prisma.Sql {
  const conditions = [inRegister];
  if (filter.kind !== null) conditions.push(Prisma.sql`e.kind = ${filter.kind}::"CoordinationKind"`);
  if (filter.tasks === "open" || filter.tasks === "late") conditions.push(isOpen);
  if (filter.tasks === "late") conditions.push(Prisma.sql`e.due_on < ${today}::date`);
  if (filter.tasks === "done") conditions.push(Prisma.sql`e.done_on IS NOT NULL`);
  // A unit that others have been merged into answers for what concerned them as well.
  if (filter.unitId !== null) conditions.push(concerns(Prisma.sql`${withPredecessors(filter.unitId)}`));
  if (filter.year !== null) conditions.push(yearOf(filter.year));
  if (filter.until !== null) conditions.push(Prisma.sql`e.noted_on <= ${filter.until}::date`);
  if (filter.priorityId !== null) conditions.push(Prisma.sql`e.priority_id = ${filter.priorityId}::uuid`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`e.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: EntryFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<EntryRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const column = { noted: Prisma.sql`e.noted_on`, title: Prisma.sql`e.title`, responsible: Prisma.sql`responsible`, due: Prisma.sql`e.due_on` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT e.id, ${days}, e.title, e.text, ${bodyNameOn(Prisma.sql`e.responsible_id`, today)} AS responsible, (SELECT p.title FROM strategic_priority p WHERE p.id = e.priority_id) AS priority,
      coalesce((SELECT jsonb_agg(${bodyNameOn(Prisma.sql`u.unit_id`, today)} ORDER BY ${bodyNameOn(Prisma.sql`u.unit_id`, today)}) FROM coordination_unit u WHERE u.entry_id = e.id AND u.removed_at IS NULL), '[]') AS units
    FROM coordination_entry e WHERE ${conditionsOf(filter, today)} ORDER BY ${column} ${direction} NULLS LAST, e.noted_on DESC, e.created_at DESC, e.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectEntries(read: Read, filter: EntryFilter, today: PlainDate): Promise<{ rows: EntryRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: ENTRIES_A_PAGE, offset: (filter.page - 1) * ENTRIES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM coordination_entry e WHERE ${conditionsOf(filter, today)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamEntries(tx: Tx, filter: EntryFilter, today: PlainDate): AsyncGenerator<EntryRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years in which something is noted, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM e.noted_on)::int AS year FROM coordination_entry e WHERE ${inRegister} ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts what is noted from the first of a day's year up to that day. */
export async function countNoted(read: Read, on: PlainDate): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM coordination_entry e WHERE ${inRegister} AND e.noted_on BETWEEN ${`${on.slice(0, 4)}-01-01`}::date AND ${on}::date`);
  return row?.count ?? 0;
}

export interface OpenTask {
  id: string;
  title: string;
  dueOn: PlainDate | null;
  responsibleId: string;
  responsible: string;
}

/** Reads open tasks, those of some bodies alone where they are given, the first due first, at most 50. */
export async function selectOpen(read: Read, bodyIds: readonly string[] | null, today: PlainDate): Promise<OpenTask[]> {
  return queryRows(read, Prisma.sql`
    SELECT e.id, e.title, e.due_on::text AS "dueOn", e.responsible_id AS "responsibleId", ${bodyNameOn(Prisma.sql`e.responsible_id`, today)} AS responsible FROM coordination_entry e
    WHERE ${inRegister} AND ${isOpen} AND ${bodyIds === null ? Prisma.sql`true` : concerns(Prisma.sql`${[...bodyIds]}::uuid[]`)} ORDER BY e.due_on NULLS LAST, e.noted_on, e.id LIMIT 50`);
}

interface EntryColumns {
  kind: CoordinationKind;
  noted_on: PlainDate;
  title: string;
  text: string | null;
  responsible_id: string;
  priority_id: string | null;
  due_on: PlainDate | null;
}

/** Reads an entry as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findEntryVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { entry: EntryInput }) | null> {
  const found = await findRowVersion<EntryColumns>(read, "coordination_entry", id, version);
  if (found?.row == null) return null;
  // The units that were there at the version's end, or are there now that it still is the latest.
  const units = await queryRows<{ unitId: string }>(read, Prisma.sql`
    SELECT v.row ->> 'unit_id' AS "unitId" FROM record_version v JOIN record_version e ON e.table_name = 'coordination_entry' AND e.record_id = ${id}::uuid AND e.version = ${version}::int
    WHERE v.table_name = 'coordination_unit' AND v.root_id = ${id}::uuid AND v.row ->> 'removed_at' IS NULL
      AND CASE WHEN upper_inf(e.sys_period) THEN upper_inf(v.sys_period) ELSE v.sys_period @> (upper(e.sys_period) - interval '1 microsecond') END`);
  const { kind, noted_on, title, text, responsible_id, priority_id, due_on } = found.row;
  const entry: EntryInput = { kind, notedOn: noted_on, title, text, responsibleId: responsible_id, unitIds: units.map(({ unitId }) => unitId).sort(), priorityId: priority_id, dueOn: due_on };
  return { byName: found.byName, at: found.at, entry };
}
