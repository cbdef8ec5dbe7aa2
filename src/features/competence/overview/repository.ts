import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { Had } from "../rules";

/** A contact person with what the person has had of a year. */
export interface PersonRow extends Had {
  personId: string;
  personName: string;
  units: { id: string; name: string }[];
}

/** What is looked at: the contact persons of a day, and the activities of a year that had begun by another day where one is given. */
export interface Looked {
  year: number;
  until: PlainDate | null;
  on: PlainDate;
  unitId: string | null;
}

/** Reads the contact persons of a day, deputies aside, by unit and name, with what each has had of the year. */
export async function selectPersons(read: Read, { year, until, on, unitId }: Looked): Promise<PersonRow[]> {
  const ofUnit = unitId === null ? Prisma.sql`true` : Prisma.sql`c.unit_id = ANY (${withPredecessors(unitId)})`;
  const byDay = until === null ? Prisma.sql`true` : Prisma.sql`(a.starts_at AT TIME ZONE 'Europe/Stockholm')::date <= ${until}::date`;
  return queryRows(read, Prisma.sql`
    WITH current AS (
      SELECT c.person_id, jsonb_agg(jsonb_build_object('id', unit_today(c.unit_id), 'name', ${bodyNameOn(Prisma.sql`c.unit_id`, on)}) ORDER BY ${bodyNameOn(Prisma.sql`c.unit_id`, on)}, c.id) AS units
      FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id AND b.archived_at IS NULL
      WHERE c.kind = 'PRIMARY' AND daterange(c.valid_from, c.valid_to, '[]') @> ${on}::date AND ${ofUnit} GROUP BY c.person_id
    ), had AS (
      SELECT e.person_id, count(*) FILTER (WHERE a.kind = 'JOINT' AND e.is_invited)::int AS invited,
        count(*) FILTER (WHERE a.kind = 'JOINT' AND e.state = 'ATTENDED')::int AS joint, count(*) FILTER (WHERE a.kind = 'INDIVIDUAL' AND e.state = 'ATTENDED')::int AS individual,
        count(*) FILTER (WHERE a.kind = 'ALL_STAFF' AND e.state = 'ATTENDED')::int AS all_staff, coalesce(sum(e.hours_hundredths), 0)::int AS hours
      FROM enrolment e JOIN competence_activity a ON a.id = e.activity_id
      WHERE a.archived_at IS NULL AND a.cancelled_at IS NULL AND extract(year FROM a.starts_at AT TIME ZONE 'Europe/Stockholm') = ${year}::int AND ${byDay} GROUP BY e.person_id
    )
    SELECT p.person_id AS "personId", d.name AS "personName", p.units, coalesce(h.invited, 0) AS invited, coalesce(h.joint, 0) AS joint, coalesce(h.individual, 0) AS individual, coalesce(h.all_staff, 0) AS "allStaff", coalesce(h.hours, 0) AS "hoursHundredths"
    FROM current p JOIN person_details d ON d.person_id = p.person_id LEFT JOIN had h ON h.person_id = p.person_id ORDER BY p.units -> 0 ->> 'name' COLLATE "sv-SE-x-icu", d.name, p.person_id`);
}
