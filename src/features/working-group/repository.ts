import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { MEETINGS_A_PAGE, type GroupMeetingInput, type MeetingFilter } from "./schema";

/** A meeting as stored. */
export interface StoredMeeting extends Pick<GroupMeetingInput, "title" | "place" | "agenda"> {
  id: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  notes: string | null;
  calledAt: Date | null;
  cancelledAt: Date | null;
  isDemonstration: boolean;
}

export interface MeetingRow extends StoredMeeting {
  /** How many are called, and how many of them were there. */
  called: number;
  present: number;
}

export interface MeetingTimes {
  startsAt: Date;
  endsAt: Date;
}

/** A new record's id. */
export function newMeetingId(): string {
  return randomUUID();
}

const said = Prisma.sql`m.id, m.version, m.title, m.starts_at AS "startsAt", m.ends_at AS "endsAt", m.place, m.agenda, m.notes, m.called_at AS "calledAt", m.cancelled_at AS "cancelledAt", m.is_demonstration AS "isDemonstration"`;

/** Reads a meeting; null when there is none. */
export async function findMeeting(read: Read, id: string): Promise<StoredMeeting | null> {
  const [row] = await queryRows<StoredMeeting>(read, Prisma.sql`SELECT ${said} FROM group_meeting m WHERE m.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a meeting until the transaction ends; null when there is none. */
export async function lockMeeting(tx: Tx, id: string): Promise<StoredMeeting | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM group_meeting WHERE id = ${id}::uuid FOR UPDATE`;
  return findMeeting(tx, id);
}

export async function insertMeeting(tx: Tx, permit: Permit<"groupMeetings.plan">, id: string, { title, place, agenda }: GroupMeetingInput, { startsAt, endsAt }: MeetingTimes, isDemonstration: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO group_meeting (id, title, starts_at, ends_at, place, agenda, is_demonstration, created_by_id, created_at)
    VALUES (${id}::uuid, ${title}, ${startsAt}, ${endsAt}, ${place}, ${agenda}, ${isDemonstration}, ${permit.actor.personId}::uuid, ${now})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE group_meeting SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateMeeting(tx: Tx, permit: Permit<"groupMeetings.edit">, id: string, version: number, { title, place, agenda }: GroupMeetingInput, { startsAt, endsAt }: MeetingTimes, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`title = ${title}, starts_at = ${startsAt}, ends_at = ${endsAt}, place = ${place}, agenda = ${agenda}`, now);
}

export async function updateCalled(tx: Tx, permit: Permit<"groupMeetings.call">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`called_at = ${now}`, now);
}

export async function updateCancelled(tx: Tx, permit: Permit<"groupMeetings.cancel">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`cancelled_at = ${now}`, now);
}

/** Stores what was said, and who of the called was there. */
export async function updateMinutes(tx: Tx, permit: Permit<"groupMeetings.minute">, id: string, version: number, notes: string | null, presentIds: readonly string[], now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`notes = ${notes}`, now);
  await clientOf(tx).$executeRaw`
    UPDATE group_meeting_attendee SET was_present = (person_id = ANY (${[...presentIds]}::uuid[])), version = version + 1
    WHERE meeting_id = ${id}::uuid AND is_called AND was_present IS DISTINCT FROM (person_id = ANY (${[...presentIds]}::uuid[]))`;
}

function conditionsOf({ when, year, until }: Omit<MeetingFilter, "page">, now: Date): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (when !== null) conditions.push(when === "COMING" ? Prisma.sql`m.ends_at > ${now} AND m.cancelled_at IS NULL` : Prisma.sql`m.ends_at <= ${now} AND m.called_at IS NOT NULL AND m.cancelled_at IS NULL`);
  if (year !== null) conditions.push(Prisma.sql`extract(year FROM m.starts_at AT TIME ZONE 'Europe/Stockholm') = ${year}::int`);
  if (until !== null) conditions.push(Prisma.sql`(m.ends_at AT TIME ZONE 'Europe/Stockholm')::date <= ${until}::date`);
  return Prisma.join(conditions, " AND ");
}

/** Reads one page of the meetings, the latest first, and how many there are. */
export async function selectMeetings(read: Read, filter: MeetingFilter, now: Date): Promise<{ rows: MeetingRow[]; total: number }> {
  const where = conditionsOf(filter, now);
  const order = filter.when === "COMING" ? Prisma.sql`m.starts_at, m.id` : Prisma.sql`m.starts_at DESC, m.id`;
  const [rows, [counted]] = await Promise.all([
    queryRows<MeetingRow>(read, Prisma.sql`
      SELECT ${said}, (SELECT count(*)::int FROM group_meeting_attendee a WHERE a.meeting_id = m.id AND a.is_called) AS called,
        (SELECT count(*)::int FROM group_meeting_attendee a WHERE a.meeting_id = m.id AND a.is_called AND a.was_present) AS present
      FROM group_meeting m WHERE ${where} ORDER BY ${order} LIMIT ${MEETINGS_A_PAGE}::int OFFSET ${(filter.page - 1) * MEETINGS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM group_meeting m WHERE ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Counts the meetings of a year that people were called to and that are over, or were by the end of a day (V24). */
export async function countHeld(read: Read, year: number, until: PlainDate | null, now: Date): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM group_meeting m WHERE ${conditionsOf({ when: "HELD", year, until }, now)}`);
  return row?.count ?? 0;
}

/** Reads the meetings that the office has something left to do with: those that lie ahead and nobody is called to, and those that are over and lack notes, at most 50. */
export async function selectUnfinished(read: Read, now: Date): Promise<StoredMeeting[]> {
  return queryRows(read, Prisma.sql`
    SELECT ${said} FROM group_meeting m WHERE m.cancelled_at IS NULL AND ((m.called_at IS NULL AND m.ends_at > ${now}) OR (m.called_at IS NOT NULL AND m.notes IS NULL AND m.ends_at <= ${now})) ORDER BY m.starts_at, m.id LIMIT 50`);
}

/** Somebody who was called to a meeting. */
export interface Attendee {
  personId: string;
  personName: string;
  /** The units whose contact person or deputy it was that day. */
  units: string[];
  isCalled: boolean;
  wasPresent: boolean | null;
  /** Whether that day is its last in the group. */
  leavesThatDay: boolean;
}

/** Reads who has been called to a meeting, by name, with the units of each on the day of it. */
export async function selectAttendees(read: Read, meetingId: string, day: PlainDate): Promise<Attendee[]> {
  const holds = Prisma.sql`daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date`;
  return queryRows(read, Prisma.sql`
    SELECT a.person_id AS "personId", d.name AS "personName", a.is_called AS "isCalled", a.was_present AS "wasPresent",
      coalesce((SELECT jsonb_agg(n.name ORDER BY n.name) FROM contact_person_appointment c JOIN body_name n ON n.body_id = c.unit_id AND daterange(n.valid_from, n.valid_to, '[]') @> ${day}::date
        WHERE c.person_id = a.person_id AND ${holds}), '[]') AS units,
      coalesce((SELECT bool_and(c.valid_to = ${day}::date) FROM contact_person_appointment c WHERE c.person_id = a.person_id AND ${holds}), false) AS "leavesThatDay"
    FROM group_meeting_attendee a JOIN person_details d ON d.person_id = a.person_id WHERE a.meeting_id = ${meetingId}::uuid ORDER BY d.name, a.person_id`);
}

/** Reads a meeting as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findMeetingVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { meeting: Pick<StoredMeeting, "title" | "startsAt" | "endsAt" | "place" | "agenda"> }) | null> {
  const found = await findRowVersion<{ title: string; starts_at: string; ends_at: string; place: string | null; agenda: string | null }>(read, "group_meeting", id, version);
  if (found?.row == null) return null;
  const { title, starts_at, ends_at, place, agenda } = found.row;
  return { byName: found.byName, at: found.at, meeting: { title, startsAt: new Date(starts_at), endsAt: new Date(ends_at), place, agenda } };
}
