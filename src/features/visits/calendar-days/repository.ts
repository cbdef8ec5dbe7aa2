import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { OwnTime } from "@/domain/registers";
import { bodyNameOn, bodyShortNameOn, withPredecessors } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { VisitDays } from "./schema";

/** Whose visits: one; those of whom who represents, or has represented, or whose unit it is; a unit's, with what has gone up into it; those at which a presidium represents, and those at which nobody does; or all of them. */
export type VisitsOf = { visitId: string } | { personId: string; unitIds: readonly string[] } | { unitId: string } | { presidiumId: string } | "ALL";

function conditionOf(of: VisitsOf): Prisma.Sql {
  if (of === "ALL") return Prisma.sql`true`;
  if ("visitId" in of) return Prisma.sql`v.id = ${of.visitId}::uuid`;
  if ("presidiumId" in of) return Prisma.sql`(a.body_id = ${of.presidiumId}::uuid OR a.id IS NULL)`;
  if ("unitId" in of) {
    return Prisma.sql`v.unit_id = ANY (${withPredecessors(of.unitId)})`;
  }
  return Prisma.sql`(v.unit_id = ANY (${[...of.unitIds]}::uuid[]) OR EXISTS (SELECT 1 FROM visit_assignment x WHERE x.visit_id = v.id AND x.person_id = ${of.personId}::uuid))`;
}

/** Reads the visits that are known to the day and end on a day or later, the first ones first. */
export async function selectVisitDays(read: Read, of: VisitsOf, from: PlainDate, today: PlainDate, most: number): Promise<VisitDays[]> {
  // Few bodies have many visits: each is named once.
  return queryRows<VisitDays>(read, Prisma.sql`
    WITH chosen AS MATERIALIZED (
      SELECT v.*, a.person_id, a.body_id FROM visit v LEFT JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL
      WHERE v.start_precision = 'DAY' AND (v.end_precision IS NULL OR v.end_precision = 'DAY') AND v.ends_on >= ${from}::date AND ${conditionOf(of)}
      ORDER BY v.starts_on, v.id LIMIT ${most}::int),
    named AS MATERIALIZED (
      SELECT b.id, ${bodyNameOn(Prisma.sql`b.id`, today)} AS name, ${bodyShortNameOn(Prisma.sql`b.id`, today)} AS short_name FROM body b WHERE b.id IN (SELECT unit_id FROM chosen UNION SELECT body_id FROM chosen)),
    steps AS MATERIALIZED (
      SELECT x.visit_id, count(x.taken_at) + count(x.ended_at) AS steps, greatest(max(x.taken_at), max(x.ended_at)) AS latest FROM visit_assignment x WHERE x.visit_id IN (SELECT id FROM chosen) GROUP BY x.visit_id)
    SELECT v.id, v.unit_id AS "unitId", CASE WHEN v.archived_at IS NULL THEN v.title END AS title, v.counterpart, v.places, u.short_name AS unit, v.direction::text AS direction, v.starts_on::text AS "startsOn", v.ends_on::text AS "endsOn",
      v.needs_representation AS "needsRepresentation", v.concerns_unit_directly AS "concernsUnitDirectly", (v.cancelled_on IS NOT NULL OR v.archived_at IS NOT NULL) AS "isCancelled",
      CASE WHEN v.person_id IS NULL THEN NULL ELSE jsonb_build_object('personId', v.person_id, 'name', d.name, 'bodyId', v.body_id, 'bodyName', p.name) END AS representative,
      (v.version - 1 + coalesce(t.steps, 0))::int AS change, greatest(v.updated_at, t.latest) AS "changedAt"
    FROM chosen v JOIN named u ON u.id = v.unit_id LEFT JOIN named p ON p.id = v.body_id LEFT JOIN person_details d ON d.person_id = v.person_id LEFT JOIN steps t ON t.visit_id = v.id
    ORDER BY v.starts_on, v.id`);
}

/** Reads what is in the programmes of visits at which a person represents, or has represented, or whose unit is the person's, that ends at an instant or later, the first first. */
export async function selectProgrammeTimes(read: Read, { personId, unitIds }: { personId: string; unitIds: readonly string[] }, from: Date, most: number): Promise<(Omit<OwnTime, "text" | "path"> & { visitId: string; visit: string })[]> {
  return queryRows(read, Prisma.sql`
    WITH own AS MATERIALIZED (
      SELECT v.id, v.title, v.version, v.updated_at, v.archived_at IS NOT NULL AS is_gone, v.cancelled_on IS NOT NULL OR v.archived_at IS NOT NULL AS is_off,
        v.unit_id = ANY (${[...unitIds]}::uuid[]) OR EXISTS (SELECT 1 FROM visit_assignment a WHERE a.visit_id = v.id AND a.person_id = ${personId}::uuid AND a.ended_at IS NULL) AS is_own,
        (SELECT count(a.taken_at) + count(a.ended_at) FROM visit_assignment a WHERE a.visit_id = v.id) AS steps
      FROM visit v WHERE ${conditionOf({ personId, unitIds })})
    SELECT i.id, v.id AS "visitId", v.title AS visit, CASE WHEN NOT v.is_gone THEN i.what END AS title, CASE WHEN NOT v.is_gone THEN i.place END AS place, i.starts_at AS "startsAt", coalesce(i.ends_at, i.starts_at) AS "endsAt",
      (v.is_off OR NOT v.is_own OR i.removed_at IS NOT NULL) AS "isOff", (i.version + v.version - 2 + v.steps)::int AS change, v.updated_at AS "changedAt"
    FROM own v JOIN visit_programme_item i ON i.visit_id = v.id WHERE coalesce(i.ends_at, i.starts_at) >= ${from} ORDER BY i.starts_at, i.id LIMIT ${most}::int`);
}
