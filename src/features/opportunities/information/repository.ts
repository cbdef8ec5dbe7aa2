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
import type { UnitInformation } from "../rules";
import { INFORMATION_A_PAGE, type InformationFilter, type InformationInput, type InformationKind } from "./schema";

/** An entry of an information log as stored. */
export interface StoredInformation extends InformationInput {
  id: string;
  version: number;
  unitName: string;
  /** The opportunity that was told of, where it is in the feed. */
  opportunity: { id: string; title: string } | null;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface InformationRow extends Omit<InformationInput, "unitId"> {
  id: string;
  unit: string;
  opportunity: string | null;
}

/** What only the program may say of an entry. */
export interface InformationOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new entry's id. */
export function newInformationId(): string {
  return randomUUID();
}

const said = Prisma.sql`a.kind::text AS kind, a.title, a.text, a.held_on::text AS "heldOn", a.reached, a.opportunity_id AS "opportunityId"`;

/** Reads a whole entry; null when there is none. */
export async function findInformation(read: Read, id: string, day: PlainDate): Promise<StoredInformation | null> {
  const [row] = await queryRows<StoredInformation>(read, Prisma.sql`
    SELECT a.id, a.version, a.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`a.unit_id`, day)} AS "unitName", ${said},
      (SELECT jsonb_build_object('id', o.id, 'title', o.title) FROM opportunity o WHERE o.id = a.opportunity_id AND o.archived_at IS NULL) AS opportunity,
      a.archived_at IS NOT NULL AS "isArchived", a.is_demonstration AS "isDemonstration"
    FROM information_activity a WHERE a.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an entry until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockInformation(tx: Tx, id: string, day: PlainDate): Promise<StoredInformation | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM information_activity WHERE id = ${id}::uuid FOR UPDATE`;
  return findInformation(tx, id, day);
}

/** Holds an opportunity of the feed until the transaction ends and reads its last day; null when it is not there. */
export async function holdOpportunity(tx: Tx, id: string): Promise<{ deadline: PlainDate | null } | null> {
  const [row] = await queryRows<{ deadline: PlainDate | null }>(tx, Prisma.sql`
    SELECT coalesce((SELECT k.closes_on FROM call k WHERE k.id = o.call_id), o.deadline)::text AS deadline FROM opportunity o WHERE o.id = ${id}::uuid AND o.archived_at IS NULL FOR SHARE`);
  return row ?? null;
}

const columnsOf = (input: InformationInput): Record<string, Prisma.Sql> => ({
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  kind: Prisma.sql`${input.kind}::"InformationKind"`,
  title: Prisma.sql`${input.title}`,
  text: Prisma.sql`${input.text}`,
  held_on: Prisma.sql`${input.heldOn}::date`,
  reached: Prisma.sql`${input.reached}::int`,
  opportunity_id: Prisma.sql`${input.opportunityId}::uuid`,
  search_text: Prisma.sql`${[input.title, input.text].filter((part) => part !== null).join("\n")}`,
});

export async function insertInformation(tx: Tx, permit: Permit<"information.log">, id: string, input: InformationInput, origin: InformationOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO information_activity (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE information_activity SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateInformation(tx: Tx, permit: Permit<"information.edit">, id: string, version: number, input: InformationInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"information.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

const inLog = Prisma.sql`a.archived_at IS NULL`;

function conditionsOf(filter: InformationFilter): Prisma.Sql {
  const conditions = [inLog];
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`a.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(Prisma.sql`a.held_on BETWEEN ${`${String(filter.year)}-01-01`}::date AND ${`${String(filter.year)}-12-31`}::date`);
  if (filter.until !== null) conditions.push(Prisma.sql`a.held_on <= ${filter.until}::date`);
  if (filter.kind !== null) conditions.push(Prisma.sql`a.kind = ${filter.kind}::"InformationKind"`);
  if (filter.opportunityId !== null) conditions.push(Prisma.sql`a.opportunity_id = ${filter.opportunityId}::uuid`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`a.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: InformationFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<InformationRow[]> {
  const column = { held: Prisma.sql`a.held_on`, title: Prisma.sql`a.title`, unit: Prisma.sql`unit` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT a.id, ${bodyNameOn(Prisma.sql`a.unit_id`, today)} AS unit, ${said}, (SELECT o.title FROM opportunity o WHERE o.id = a.opportunity_id AND o.archived_at IS NULL) AS opportunity
    FROM information_activity a WHERE ${conditionsOf(filter)} ORDER BY ${column} ${Prisma.raw(filter.descending ? "DESC" : "ASC")} NULLS LAST, a.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the log and how many entries there are in all. */
export async function selectInformation(read: Read, filter: InformationFilter, today: PlainDate): Promise<{ rows: InformationRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: INFORMATION_A_PAGE, offset: (filter.page - 1) * INFORMATION_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM information_activity a WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamInformation(tx: Tx, filter: InformationFilter, today: PlainDate): AsyncGenerator<InformationRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years of which something is told, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM a.held_on)::int AS year FROM information_activity a WHERE ${inLog} ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts unit by unit, in the order of their names, what a filter shows; a unit that has been merged counts where it has gone. */
export async function countInformation(read: Read, filter: InformationFilter, today: PlainDate): Promise<UnitInformation[]> {
  return queryRows(read, Prisma.sql`
    WITH told AS (SELECT unit_today(a.unit_id) AS unit_id, a.kind, a.reached FROM information_activity a WHERE ${conditionsOf(filter)})
    SELECT t.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`t.unit_id`, today)} AS unit, count(*)::int AS activities, count(*) FILTER (WHERE t.kind = 'FORWARDED')::int AS forwarded, coalesce(sum(t.reached), 0)::int AS reached
    FROM told t GROUP BY t.unit_id ORDER BY unit, t.unit_id`);
}

interface InformationColumns {
  unit_id: string;
  kind: InformationKind;
  title: string;
  text: string | null;
  held_on: PlainDate;
  reached: number | null;
  opportunity_id: string | null;
}

/** Reads an entry as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findInformationVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { activity: InformationInput }) | null> {
  const found = await findRowVersion<InformationColumns>(read, "information_activity", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return { byName: found.byName, at: found.at, activity: { unitId: row.unit_id, kind: row.kind, title: row.title, text: row.text, heldOn: row.held_on, reached: row.reached, opportunityId: row.opportunity_id } };
}
