import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ActivityKind } from "../schema";
import { STAFF_A_PAGE, type StaffFilter, type StaffInput } from "./schema";

/** An activity as far as it decides whether a unit may tell its numbers. */
export interface OfferedActivity {
  id: string;
  kind: ActivityKind;
  title: string;
  unitId: string | null;
  startsAt: Date;
  cancelledAt: Date | null;
  isArchived: boolean;
}

export interface StoredStaff extends StaffInput {
  version: number;
}

export interface StaffRow extends StaffInput {
  activityId: string;
  title: string;
  startsAt: Date;
  unitId: string;
  unit: string;
  version: number;
}

/** What one unit's staff were offered and took part in. */
export interface UnitStaff extends StaffInput {
  unitId: string;
  unit: string;
  /** How many activities were offered to some of them. */
  offers: number;
}

/** Reads an activity; null when there is none. */
export async function findActivity(read: Read, id: string): Promise<OfferedActivity | null> {
  const [row] = await queryRows<OfferedActivity>(read, Prisma.sql`
    SELECT a.id, a.kind::text AS kind, a.title, a.unit_id AS "unitId", a.starts_at AS "startsAt", a.cancelled_at AS "cancelledAt", a.archived_at IS NOT NULL AS "isArchived" FROM competence_activity a WHERE a.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an activity until the transaction ends; null when there is none. */
export async function lockActivity(tx: Tx, id: string): Promise<OfferedActivity | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM competence_activity WHERE id = ${id}::uuid FOR UPDATE`;
  return findActivity(tx, id);
}

/** Reads a unit's numbers in an activity; null until they are told. */
export async function findStaff(read: Read, activityId: string, unitId: string): Promise<StoredStaff | null> {
  const [row] = await queryRows<StoredStaff>(read, Prisma.sql`SELECT s.version, s.offered, s.took_part AS "tookPart" FROM staff_participation s WHERE s.activity_id = ${activityId}::uuid AND s.unit_id = ${unitId}::uuid`);
  return row ?? null;
}

export async function insertStaff(tx: Tx, permit: Permit<"staffParticipations.tell">, activityId: string, unitId: string, { offered, tookPart }: StaffInput, now: Date): Promise<void> {
  requirePermitFor(permit, activityId);
  await clientOf(tx).$executeRaw`
    INSERT INTO staff_participation (activity_id, unit_id, offered, took_part, created_at, updated_at) VALUES (${activityId}::uuid, ${unitId}::uuid, ${offered}::int, ${tookPart}::int, ${now}, ${now})`;
}

export async function updateStaff(tx: Tx, permit: Permit<"staffParticipations.tell">, activityId: string, unitId: string, version: number, { offered, tookPart }: StaffInput, now: Date): Promise<void> {
  requirePermitFor(permit, activityId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE staff_participation SET offered = ${offered}::int, took_part = ${tookPart}::int, updated_at = ${now}, version = version + 1
    WHERE activity_id = ${activityId}::uuid AND unit_id = ${unitId}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

// What nobody was offered, and what was called off, is no offer.
function conditionsOf({ unitId, year, until }: Omit<StaffFilter, "page">): Prisma.Sql {
  const conditions = [Prisma.sql`a.archived_at IS NULL AND a.cancelled_at IS NULL AND s.offered > 0`];
  if (unitId !== null) conditions.push(Prisma.sql`s.unit_id = ANY (${withPredecessors(unitId)})`);
  if (year !== null) conditions.push(Prisma.sql`extract(year FROM a.starts_at AT TIME ZONE 'Europe/Stockholm') = ${year}::int`);
  if (until !== null) conditions.push(Prisma.sql`(a.starts_at AT TIME ZONE 'Europe/Stockholm')::date <= ${until}::date`);
  return Prisma.join(conditions, " AND ");
}

const joined = Prisma.sql`staff_participation s JOIN competence_activity a ON a.id = s.activity_id`;

async function selectRows(read: Read, filter: StaffFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<StaffRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id AS "activityId", a.title, a.starts_at AS "startsAt", s.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`s.unit_id`, today)} AS unit, s.version, s.offered, s.took_part AS "tookPart"
    FROM ${joined} WHERE ${conditionsOf(filter)} ORDER BY a.starts_at DESC, unit, a.id, s.unit_id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the numbers, the latest activity first, with how many there are and what they come to in all. */
export async function selectStaff(read: Read, filter: StaffFilter, today: PlainDate): Promise<{ rows: StaffRow[]; total: number; sum: StaffInput }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: STAFF_A_PAGE, offset: (filter.page - 1) * STAFF_A_PAGE }),
    queryRows<{ total: number; offered: number; tookPart: number }>(read, Prisma.sql`SELECT count(*)::int AS total, coalesce(sum(s.offered), 0)::int AS offered, coalesce(sum(s.took_part), 0)::int AS "tookPart" FROM ${joined} WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0, sum: { offered: counted?.offered ?? 0, tookPart: counted?.tookPart ?? 0 } };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamStaff(tx: Tx, filter: StaffFilter, today: PlainDate): AsyncGenerator<StaffRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the numbers of an activity, unit by unit. */
export async function selectOfActivity(read: Read, activityId: string, today: PlainDate): Promise<Omit<StaffRow, "activityId" | "title" | "startsAt">[]> {
  return queryRows(read, Prisma.sql`
    SELECT s.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`s.unit_id`, today)} AS unit, s.version, s.offered, s.took_part AS "tookPart" FROM staff_participation s WHERE s.activity_id = ${activityId}::uuid ORDER BY unit, s.unit_id`);
}

/** Counts unit by unit, in the order of their names; a unit that has been merged counts where it has gone. */
export async function countStaff(read: Read, filter: Omit<StaffFilter, "page">, today: PlainDate): Promise<UnitStaff[]> {
  return queryRows(read, Prisma.sql`
    WITH counted AS (SELECT unit_today(s.unit_id) AS unit_id, count(*)::int AS offers, sum(s.offered)::int AS offered, sum(s.took_part)::int AS took_part FROM ${joined} WHERE ${conditionsOf(filter)} GROUP BY 1)
    SELECT c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, today)} AS unit, c.offers, c.offered, c.took_part AS "tookPart" FROM counted c ORDER BY unit, c.unit_id`);
}
