import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { notDisposed } from "@/server/disposed";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import { INFORMATION_DAYS, type Needed } from "./rules";
import type { ReportInput } from "./schema";

export interface StoredReport extends ReportInput {
  version: number;
}

/** Reads a visit's report; null while there is none. */
export async function findReport(read: Read, visitId: string): Promise<StoredReport | null> {
  const [row] = await queryRows<StoredReport>(read, Prisma.sql`
    SELECT r.version, r.told_on::text AS "toldOn", r.outcome, to_jsonb(r.added_value) AS "addedValue", r.benefit, r.spread_to AS "spreadTo" FROM visit_report r WHERE r.visit_id = ${visitId}::uuid`);
  return row ?? null;
}

/** Stores a visit's report, as the first one or in the place of the version that the form showed; throws CONFLICT when there is another. */
export async function saveReport(tx: Tx, permit: Permit<"visits.edit">, visitId: string, version: number, report: ReportInput): Promise<void> {
  requirePermitFor(permit, visitId);
  const { toldOn, outcome, addedValue, benefit, spreadTo } = report;
  const written =
    version === 0
      ? await clientOf(tx).$executeRaw`
          INSERT INTO visit_report (id, visit_id, told_on, outcome, added_value, benefit, spread_to)
          VALUES (${randomUUID()}::uuid, ${visitId}::uuid, ${toldOn}::date, ${outcome}, ${addedValue}::"AddedValue"[], ${benefit}, ${spreadTo}) ON CONFLICT (visit_id) DO NOTHING`
      : await clientOf(tx).$executeRaw`
          UPDATE visit_report SET told_on = ${toldOn}::date, outcome = ${outcome}, added_value = ${addedValue}::"AddedValue"[], benefit = ${benefit}, spread_to = ${spreadTo}, version = version + 1
          WHERE visit_id = ${visitId}::uuid AND version = ${version}`;
  if (written === 0) throw new AppError("CONFLICT");
}

/** Closes a visit on a day, or opens it again; throws CONFLICT when the version isn't the stored one. */
export async function updateClosed(tx: Tx, permit: Permit<"visits.edit">, visitId: string, version: number, on: PlainDate | null, now: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  const changed = await clientOf(tx).$executeRaw`UPDATE visit SET closed_on = ${on}::date, updated_at = ${now}, version = version + 1 WHERE id = ${visitId}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

const isOf = (unitIds: readonly string[]) => Prisma.sql`v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.closed_on IS NULL AND v.unit_id = ANY (${[...unitIds]}::uuid[])`;

/** Reads the units' visits that were over before a day and after another, and have no report, the first ones first, at most 50. */
export async function selectUnreported(read: Read, unitIds: readonly string[], after: PlainDate, before: PlainDate): Promise<{ id: string; unitId: string; title: string; endsOn: PlainDate }[]> {
  return queryRows(read, Prisma.sql`
    SELECT v.id, v.unit_id AS "unitId", v.title, v.ends_on::text AS "endsOn" FROM visit v
    WHERE ${isOf(unitIds)} AND v.ends_on > ${after}::date AND v.ends_on < ${before}::date AND ${Prisma.raw(notDisposed("v.id"))} AND NOT EXISTS (SELECT 1 FROM visit_report r WHERE r.visit_id = v.id) ORDER BY v.ends_on, v.id LIMIT 50`);
}

const hasParticipant = (roles: readonly string[]) => Prisma.sql`EXISTS (SELECT 1 FROM visit_participant p WHERE p.visit_id = v.id AND p.removed_at IS NULL AND p.role = ANY (${[...roles]}::"VisitRole"[]))`;

/** What each thing that is needed is looked for in: the visit's own words, and its parts. */
const LACKS: Readonly<Record<Needed, Prisma.Sql>> = {
  purpose: Prisma.sql`v.purpose IS NULL`,
  counterpart: Prisma.sql`(v.counterpart IS NULL AND NOT ${hasParticipant(["GUEST"])})`,
  hosts: Prisma.sql`(v.hosts IS NULL AND NOT ${hasParticipant(["HOST", "TRAVELLER"])})`,
  places: Prisma.sql`(v.places IS NULL AND NOT EXISTS (SELECT 1 FROM visit_programme_item i WHERE i.visit_id = v.id AND i.removed_at IS NULL))`,
};
const lacking = Prisma.sql`array_remove(ARRAY[${Prisma.join(Object.entries(LACKS).map(([needed, lacks]) => Prisma.sql`CASE WHEN ${lacks} THEN ${needed}::text END`))}], NULL)`;

/** Reads what is not known of a visit that those who prepare it need. */
export async function selectLacking(read: Read, visitId: string): Promise<Needed[]> {
  const [row] = await queryRows<{ lacking: Needed[] }>(read, Prisma.sql`SELECT to_jsonb(${lacking}) AS lacking FROM visit v WHERE v.id = ${visitId}::uuid`);
  return row?.lacking ?? [];
}

/** Reads the units' visits that begin within so many days of a day and of which something needed is not known, the first ones first, at most 50. */
export async function selectIncomplete(read: Read, unitIds: readonly string[], day: PlainDate): Promise<{ id: string; unitId: string; title: string; startsOn: PlainDate; count: number }[]> {
  return queryRows(read, Prisma.sql`
    SELECT * FROM (
      SELECT v.id, v.unit_id AS "unitId", v.title, v.starts_on::text AS "startsOn", cardinality(${lacking})::int AS count FROM visit v
      WHERE ${isOf(unitIds)} AND v.ends_on >= ${day}::date AND v.starts_on <= ${day}::date + ${INFORMATION_DAYS}::int) soon
    WHERE soon.count > 0 ORDER BY soon."startsOn", soon.id LIMIT 50`);
}
