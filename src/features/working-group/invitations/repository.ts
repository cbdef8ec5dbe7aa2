import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { OwnTime } from "@/domain/registers";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** A meeting that people are called to, as their calendars are to show it. */
export interface CalledMeeting {
  id: string;
  startsAt: Date;
  endsAt: Date;
  place: string | null;
}

/** Holds the meetings to come that people are called to, so that two who change the group in the same moment call each person once. */
export async function lockComing(tx: Tx, now: Date): Promise<CalledMeeting[]> {
  return clientOf(tx).$queryRaw<CalledMeeting[]>`
    SELECT m.id, m.starts_at AS "startsAt", m.ends_at AS "endsAt", m.place FROM group_meeting m WHERE m.called_at IS NOT NULL AND m.cancelled_at IS NULL AND m.ends_at > ${now} ORDER BY m.id FOR UPDATE`;
}

/** Reads whoever is contact person or deputy on a day in a unit that is there then: the group's members (V23). */
export async function selectMemberIds(tx: Tx, day: PlainDate): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, Prisma.sql`
    SELECT DISTINCT c.person_id AS id FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date
    WHERE daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date ORDER BY 1`);
  return rows.map(({ id }) => id);
}

/** Reads who is called to a meeting. */
export async function selectCalledIds(tx: Tx, meetingId: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, Prisma.sql`SELECT a.person_id AS id FROM group_meeting_attendee a WHERE a.meeting_id = ${meetingId}::uuid AND a.is_called ORDER BY 1`);
  return rows.map(({ id }) => id);
}

/** Stores who is called to a meeting from now on, and who no longer is. */
export async function writeCall(tx: Tx, permit: Permit<"groupMeetings.follow">, meetingId: string, { come, gone }: { come: readonly string[]; gone: readonly string[] }): Promise<void> {
  requirePermitFor(permit, meetingId);
  const client = clientOf(tx);
  if (come.length > 0) {
    await client.$executeRaw`
      INSERT INTO group_meeting_attendee (meeting_id, person_id) SELECT ${meetingId}::uuid, p.id FROM unnest(${[...come]}::uuid[]) AS p(id) ORDER BY p.id
      ON CONFLICT (meeting_id, person_id) DO UPDATE SET is_called = true, version = group_meeting_attendee.version + 1`;
  }
  if (gone.length > 0) await client.$executeRaw`UPDATE group_meeting_attendee SET is_called = false, version = version + 1 WHERE meeting_id = ${meetingId}::uuid AND person_id = ANY (${[...gone]}::uuid[]) AND is_called`;
}

/** Reads the meetings that a person is or was called to and that end at an instant or later, the first first, at most 500. */
export async function selectCalledTo(read: Read, personId: string, from: Date): Promise<Omit<OwnTime, "text">[]> {
  return queryRows(read, Prisma.sql`
    SELECT m.id, m.title, m.place, m.starts_at AS "startsAt", m.ends_at AS "endsAt", (m.cancelled_at IS NOT NULL OR NOT a.is_called) AS "isOff", (m.version + a.version - 2)::int AS change, m.updated_at AS "changedAt"
    FROM group_meeting_attendee a JOIN group_meeting m ON m.id = a.meeting_id WHERE a.person_id = ${personId}::uuid AND m.ends_at >= ${from} ORDER BY m.starts_at, m.id LIMIT 500`);
}
