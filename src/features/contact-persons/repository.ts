import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { AppointmentState, Sitting, UnitForGaps, UnitState } from "./rules";
import type { AppointmentInput, ContactPersonKind } from "./schema";

export interface StoredAppointment extends AppointmentState {
  id: string;
  version: number;
  unitId: string;
  personId: string;
  kind: ContactPersonKind;
  timePercent: number | null;
  timeConfirmedOn: PlainDate | null;
}

export interface AppointmentOfUnit extends StoredAppointment {
  personName: string;
  appointedOn: PlainDate | null;
  appointedBy: string | null;
}

/** An appointment with the names of its unit and its person. */
export interface AppointmentFacts extends AppointmentState {
  id: string;
  unitId: string;
  unitName: string;
  personId: string;
  personName: string;
  kind: ContactPersonKind;
  timePercent: number | null;
}

export interface Member {
  appointmentId: string;
  personId: string;
  personName: string;
  kind: ContactPersonKind;
  unitId: string;
  unitName: string;
  unitShortName: string | null;
  since: PlainDate;
}

/** The unit's row and the person's, held so that neither can end or be archived meanwhile; null for what isn't there. */
export async function lockParties(tx: Tx, unitId: string, personId: string): Promise<{ unit: UnitState | null; person: { isArchived: boolean } | null }> {
  const client = clientOf(tx);
  const [unit] = await client.$queryRaw<UnitState[]>`
    SELECT kind, valid_from::text AS "validFrom", valid_to::text AS "validTo" FROM body WHERE id = ${unitId}::uuid AND archived_at IS NULL FOR SHARE`;
  // Two who appoint in one unit at once see each other's contact person.
  await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('contact persons of ' || ${unitId}, 0))`;
  const [person] = await client.$queryRaw<{ isArchived: boolean }[]>`
    SELECT archived_at IS NOT NULL AS "isArchived" FROM person WHERE id = ${personId}::uuid FOR SHARE`;
  return { unit: unit ?? null, person: person ?? null };
}

export async function lockAppointment(tx: Tx, id: string): Promise<StoredAppointment | null> {
  const [row] = await clientOf(tx).$queryRaw<StoredAppointment[]>`
    SELECT id, version, unit_id AS "unitId", person_id AS "personId", kind, valid_from::text AS "from", valid_to::text AS "to",
      time_percent AS "timePercent", time_confirmed_on::text AS "timeConfirmedOn"
    FROM contact_person_appointment WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

/** Holds what persons are appointed to beyond a day. */
export async function lockOfPersons(tx: Tx, personIds: readonly string[], lastDay: PlainDate): Promise<{ id: string; version: number; unitId: string; personId: string; from: PlainDate }[]> {
  return queryRows(tx, Prisma.sql`
    SELECT c.id, c.version, c.unit_id AS "unitId", c.person_id AS "personId", c.valid_from::text AS "from" FROM contact_person_appointment c
    WHERE c.person_id = ANY (${[...personIds]}::uuid[]) AND (c.valid_to IS NULL OR c.valid_to > ${lastDay}::date) ORDER BY c.id FOR UPDATE`);
}

export async function insertAppointment(tx: Tx, permit: Permit<"contactPersons.appoint">, appointment: AppointmentInput): Promise<string> {
  requirePermitFor(permit, appointment.unitId);
  const client = clientOf(tx);
  // Asked at once instead of at commit, while it is still known what was written.
  await client.$executeRaw`SET CONSTRAINTS contact_person_appointment_once_at_a_time IMMEDIATE`;
  const [row] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO contact_person_appointment (unit_id, person_id, kind, appointed_on, appointed_by, time_percent, valid_from, valid_to)
    VALUES (${appointment.unitId}::uuid, ${appointment.personId}::uuid, ${appointment.kind}::"ContactPersonKind", ${appointment.appointedOn}::date,
            ${appointment.appointedBy}, ${appointment.timePercent}::int, ${appointment.from}::date, ${appointment.to}::date) RETURNING id`;
  if (!row) throw new Error("an appointment could not be stored");
  return row.id;
}

export async function setEnd(tx: Tx, permit: Permit<"contactPersons.end">, id: string, version: number, to: PlainDate): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE contact_person_appointment SET valid_to = ${to}::date, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function setConfirmedTime(tx: Tx, permit: Permit<"contactPersons.confirmTime">, id: string, version: number, timePercent: number, on: PlainDate): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE contact_person_appointment SET time_percent = ${timePercent}::int, time_confirmed_on = ${on}::date, version = version + 1
    WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** The appointment's unit and person by name, as what belongs with it depends on them; null when there is none. */
export async function findAppointment(read: Read, id: string, day: PlainDate): Promise<AppointmentFacts | null> {
  const [row] = await queryRows<AppointmentFacts>(read, Prisma.sql`
    SELECT c.id, c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, day)} AS "unitName", c.person_id AS "personId", d.name AS "personName", c.kind,
      c.valid_from::text AS "from", c.valid_to::text AS "to", c.time_percent AS "timePercent"
    FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id WHERE c.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds the appointments of others as the unit's contact persons that overlap a time, the first first. */
export async function lockSitting(tx: Tx, unitId: string, personId: string, time: AppointmentState): Promise<Sitting[]> {
  return clientOf(tx).$queryRaw<Sitting[]>`
    SELECT c.id, c.version, c.person_id AS "personId", d.name AS "personName", c.valid_from::text AS "from", c.valid_to::text AS "to"
    FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id
    WHERE c.unit_id = ${unitId}::uuid AND c.kind = 'PRIMARY' AND c.person_id <> ${personId}::uuid
      AND daterange(c.valid_from, c.valid_to, '[]') && daterange(${time.from}::date, ${time.to}::date, '[]')
    ORDER BY c.valid_from, c.id FOR UPDATE OF c`;
}

/** Gives the sitting contact persons their last day, for the one who comes after them. */
export async function endSitting(tx: Tx, permit: Permit<"contactPersons.appoint">, unitId: string, ids: readonly string[], to: PlainDate): Promise<void> {
  requirePermitFor(permit, unitId);
  await clientOf(tx).$executeRaw`
    UPDATE contact_person_appointment SET valid_to = ${to}::date, version = version + 1 WHERE unit_id = ${unitId}::uuid AND id = ANY (${[...ids]}::uuid[])`;
}

/** Gives every appointment of the unit that holds beyond a day that day as its last, and says how many there were. */
export async function endAllBeyond(tx: Tx, permit: Permit<"contactPersons.end">, unitId: string, lastDay: PlainDate): Promise<number> {
  requirePermitFor(permit, unitId);
  return clientOf(tx).$executeRaw`
    UPDATE contact_person_appointment SET valid_to = ${lastDay}::date, version = version + 1
    WHERE unit_id = ${unitId}::uuid AND valid_from <= ${lastDay}::date AND (valid_to IS NULL OR valid_to > ${lastDay}::date)`;
}

/** All who have been appointed in a unit, the latest first. */
export async function listOfUnit(read: Read, unitId: string): Promise<AppointmentOfUnit[]> {
  return clientOf(read).$queryRaw<AppointmentOfUnit[]>`
    SELECT c.id, c.version, c.unit_id AS "unitId", c.person_id AS "personId", c.kind, c.valid_from::text AS "from", c.valid_to::text AS "to",
      c.time_percent AS "timePercent", c.time_confirmed_on::text AS "timeConfirmedOn", d.name AS "personName",
      c.appointed_on::text AS "appointedOn", c.appointed_by AS "appointedBy"
    FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id
    WHERE c.unit_id = ${unitId}::uuid ORDER BY c.valid_to DESC NULLS FIRST, c.kind, c.valid_from DESC, d.name`;
}

/** The units there on a day, with whether each has a contact person then. */
export async function listUnitsForGaps(read: Read, on: PlainDate): Promise<UnitForGaps[]> {
  return clientOf(read).$queryRaw<UnitForGaps[]>`
    SELECT b.id, b.kind, n.name, n.short_name AS "shortName", b.bound_by_other AS "boundByOther", b.valid_from::text AS "validFrom",
      coalesce(c.has, false) AS "hasContactPerson", c.last_ended::text AS "lastEndedOn"
    FROM body b
    JOIN body_name n ON n.body_id = b.id AND daterange(n.valid_from, n.valid_to, '[]') @> ${on}::date
    LEFT JOIN LATERAL (
      SELECT bool_or(daterange(valid_from, valid_to, '[]') @> ${on}::date) AS has, max(valid_to) FILTER (WHERE valid_to < ${on}::date) AS last_ended
      FROM contact_person_appointment WHERE unit_id = b.id AND kind = 'PRIMARY'
    ) c ON true
    WHERE b.kind IN ('OFFICE', 'DEPARTMENT', 'COMPANY') AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${on}::date
    ORDER BY n.name`;
}

/** Who is contact person or deputy on a day, in the units that are there then. */
export async function listMembers(read: Read, on: PlainDate): Promise<Member[]> {
  return clientOf(read).$queryRaw<Member[]>`
    SELECT c.id AS "appointmentId", c.person_id AS "personId", d.name AS "personName", c.kind, c.unit_id AS "unitId", n.name AS "unitName",
      n.short_name AS "unitShortName", c.valid_from::text AS since
    FROM contact_person_appointment c
    JOIN body b ON b.id = c.unit_id AND daterange(b.valid_from, b.valid_to, '[]') @> ${on}::date
    JOIN body_name n ON n.body_id = b.id AND daterange(n.valid_from, n.valid_to, '[]') @> ${on}::date
    JOIN person_details d ON d.person_id = c.person_id
    WHERE daterange(c.valid_from, c.valid_to, '[]') @> ${on}::date
    ORDER BY n.name, c.kind, d.name`;
}

/** Counts the contact persons that each unit has on a day, and how many of them have had their time confirmed by then. */
export async function countCurrent(read: Read, on: PlainDate): Promise<{ unitId: string; current: number; confirmed: number }[]> {
  return clientOf(read).$queryRaw`
    SELECT c.unit_id AS "unitId", count(*)::int AS current, count(*) FILTER (WHERE c.time_confirmed_on <= ${on}::date)::int AS confirmed FROM contact_person_appointment c
    WHERE c.kind = 'PRIMARY' AND daterange(c.valid_from, c.valid_to, '[]') @> ${on}::date GROUP BY c.unit_id`;
}
