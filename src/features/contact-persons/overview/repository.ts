import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { queryRows, type Read } from "@/server/db";
import type { UnitForGaps } from "../rules";
import type { Holder, UnitContacts } from "./rules";

/** A unit with its people, before it is known whether it is asked for any. */
export interface StoredUnit extends UnitForGaps, Pick<UnitContacts, "next"> {
  holders: Holder[];
}

/** Reads the units that are there on a day, by name, with who is contact person or deputy then, what each has answered of a year, and who comes after. */
export async function selectUnits(read: Read, on: PlainDate, year: number): Promise<StoredUnit[]> {
  return queryRows(read, Prisma.sql`
    SELECT b.id, b.kind::text AS kind, n.name, n.short_name AS "shortName", b.bound_by_other AS "boundByOther", b.valid_from::text AS "validFrom", coalesce(c.has, false) AS "hasContactPerson",
      c.last_ended::text AS "lastEndedOn", coalesce(c.holders, '[]') AS holders, c.next
    FROM body b
    JOIN body_name n ON n.body_id = b.id AND daterange(n.valid_from, n.valid_to, '[]') @> ${on}::date
    LEFT JOIN LATERAL (
      SELECT bool_or(a.kind = 'PRIMARY' AND daterange(a.valid_from, a.valid_to, '[]') @> ${on}::date) AS has, max(a.valid_to) FILTER (WHERE a.kind = 'PRIMARY' AND a.valid_to < ${on}::date) AS last_ended,
        jsonb_agg(jsonb_build_object('appointmentId', a.id, 'personId', a.person_id, 'personName', d.name, 'kind', a.kind, 'from', a.valid_from, 'to', a.valid_to, 'appointedOn', a.appointed_on,
          'appointedBy', a.appointed_by, 'timePercent', a.time_percent, 'timeConfirmedOn', a.time_confirmed_on, 'space', s.answer) ORDER BY a.kind, a.valid_from, d.name)
          FILTER (WHERE daterange(a.valid_from, a.valid_to, '[]') @> ${on}::date) AS holders,
        (array_agg(jsonb_build_object('personName', d.name, 'from', a.valid_from) ORDER BY a.valid_from) FILTER (WHERE a.kind = 'PRIMARY' AND a.valid_from > ${on}::date))[1] AS next
      FROM contact_person_appointment a JOIN person_details d ON d.person_id = a.person_id LEFT JOIN space_answer s ON s.appointment_id = a.id AND s.year = ${year}::int
      WHERE a.unit_id = b.id
    ) c ON true
    WHERE b.kind IN ('OFFICE', 'DEPARTMENT', 'COMPANY') AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${on}::date
    ORDER BY n.name, b.id`);
}

/** Reads in which of some bodies the contact person's time is to be confirmed: those with one whose time has not been. */
export async function selectUnconfirmed(read: Read, unitIds: readonly string[], on: PlainDate): Promise<{ appointmentId: string; unitId: string; unitName: string; personName: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id AS "appointmentId", a.unit_id AS "unitId", n.name AS "unitName", d.name AS "personName"
    FROM contact_person_appointment a JOIN person_details d ON d.person_id = a.person_id JOIN body_name n ON n.body_id = a.unit_id AND daterange(n.valid_from, n.valid_to, '[]') @> ${on}::date
    WHERE a.unit_id = ANY (${[...unitIds]}::uuid[]) AND a.kind = 'PRIMARY' AND a.time_confirmed_on IS NULL AND daterange(a.valid_from, a.valid_to, '[]') @> ${on}::date
    ORDER BY n.name, d.name`);
}
