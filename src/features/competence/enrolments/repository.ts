import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { OwnTime } from "@/domain/registers";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { InCalendar, OpenTo, Times } from "../rules";
import type { ActivityKind } from "../schema";
import type { EnrolmentState } from "./schema";

/** An activity as far as it decides who may sign up, and what is told of it. */
export interface OpenActivity extends OpenTo, InCalendar {
  version: number;
  title: string;
  unitId: string | null;
  hoursHundredths: number;
  isArchived: boolean;
  /** How many have signed up or were there. */
  enrolled: number;
}

export interface StoredEnrolment {
  version: number;
  state: EnrolmentState;
  hoursHundredths: number | null;
}

/** Reads an activity; null when there is none. */
export async function findActivity(read: Read, id: string): Promise<OpenActivity | null> {
  const [row] = await queryRows<OpenActivity>(read, Prisma.sql`
    SELECT a.id, a.version, a.kind::text AS kind, a.unit_id AS "unitId", a.title, a.organiser, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.place, a.link, a.sign_up_by::text AS "signUpBy", a.most_enrolled AS "mostEnrolled",
      a.hours_hundredths AS "hoursHundredths", a.cancelled_at AS "cancelledAt", a.archived_at IS NOT NULL AS "isArchived", (SELECT count(*)::int FROM enrolment e WHERE e.activity_id = a.id AND e.state IN ('ENROLLED', 'ATTENDED')) AS enrolled
    FROM competence_activity a WHERE a.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an activity until the transaction ends, so that two who sign up in the same moment do not take one place; null when there is none. */
export async function lockActivity(tx: Tx, id: string): Promise<OpenActivity | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM competence_activity WHERE id = ${id}::uuid FOR UPDATE`;
  return findActivity(tx, id);
}

/** Reads a person's own row in an activity; null when there is none. */
export async function findEnrolment(read: Read, activityId: string, personId: string): Promise<StoredEnrolment | null> {
  const [row] = await queryRows<StoredEnrolment>(read, Prisma.sql`
    SELECT e.version, e.state::text AS state, e.hours_hundredths AS "hoursHundredths" FROM enrolment e WHERE e.activity_id = ${activityId}::uuid AND e.person_id = ${personId}::uuid`);
  return row ?? null;
}

const holdsOn = (personId: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`
  SELECT 1 FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}
  WHERE c.person_id = ${personId} AND daterange(c.valid_from, c.valid_to, '[]') @> ${day}`;

/** Tells whether a person is contact person or deputy on a day of a unit that is there then; where it is held, the appointment ends only when the transaction has. */
export async function isContactPerson(read: Read, personId: string, day: PlainDate, isHeld = false): Promise<boolean> {
  const asked = holdsOn(Prisma.sql`${personId}::uuid`, Prisma.sql`${day}::date`);
  return (await queryRows(read, isHeld ? Prisma.sql`${asked} ORDER BY c.id FOR SHARE OF c` : Prisma.sql`${asked} LIMIT 1`)).length > 0;
}

/** Activities to come that somebody is invited or signed up to who is no longer contact person or deputy on their day. */
const left = Prisma.sql`e.state IN ('INVITED', 'ENROLLED') AND NOT EXISTS (${holdsOn(Prisma.sql`e.person_id`, Prisma.sql`(a.starts_at AT TIME ZONE 'Europe/Stockholm')::date`)})`;

/** Holds the activities to come that people stand on who are no longer contact persons on their day. */
export async function lockLeft(tx: Tx, now: Date): Promise<OpenActivity[]> {
  const found = await clientOf(tx).$queryRaw<{ id: string }[]>`
    SELECT a.id FROM competence_activity a WHERE a.starts_at > ${now} AND a.cancelled_at IS NULL AND a.archived_at IS NULL AND EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = a.id AND ${left}) ORDER BY a.id FOR UPDATE`;
  const activities = await Promise.all(found.map(({ id }) => findActivity(tx, id)));
  return activities.filter((activity) => activity !== null);
}

/** Takes back what they had signed up to, of those who are no longer contact persons on the day of an activity; gives who they are. */
export async function withdrawLeft(tx: Tx, permit: Permit<"enrolments.follow">, activityId: string, now: Date): Promise<string[]> {
  requirePermitFor(permit, activityId);
  const rows = await clientOf(tx).$queryRaw<{ id: string }[]>`
    UPDATE enrolment AS e SET state = 'WITHDRAWN', hours_hundredths = NULL, updated_at = ${now}, version = e.version + 1 FROM competence_activity a WHERE a.id = e.activity_id AND a.id = ${activityId}::uuid AND ${left} RETURNING e.person_id AS id`;
  return rows.map(({ id }) => id).sort();
}

/** Cancels an activity that was one person's own. */
export async function cancelOwn(tx: Tx, permit: Permit<"enrolments.follow">, { id, version }: Pick<OpenActivity, "id" | "version">, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  if ((await clientOf(tx).$executeRaw`UPDATE competence_activity SET cancelled_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`) === 0) throw new AppError("CONFLICT");
}

/** Stores that a person has signed up, in the one row that it has in the activity. */
export async function upsertEnrolled(tx: Tx, permit: Permit<"enrolments.signUp">, activityId: string, personId: string, now: Date): Promise<void> {
  requirePermitFor(permit, activityId);
  await clientOf(tx).$executeRaw`
    INSERT INTO enrolment (activity_id, person_id, state, created_at, updated_at) VALUES (${activityId}::uuid, ${personId}::uuid, 'ENROLLED', ${now}, ${now})
    ON CONFLICT (activity_id, person_id) DO UPDATE SET state = 'ENROLLED', hours_hundredths = NULL, updated_at = ${now}, version = enrolment.version + 1`;
}

async function update(tx: Tx, { activityId, personId, version }: { activityId: string; personId: string; version: number }, state: EnrolmentState, hoursHundredths: number | null, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`
    UPDATE enrolment SET state = ${state}::"EnrolmentState", hours_hundredths = ${hoursHundredths}::int, updated_at = ${now}, version = version + 1
    WHERE activity_id = ${activityId}::uuid AND person_id = ${personId}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateWithdrawn(tx: Tx, permit: Permit<"enrolments.withdraw">, of: { activityId: string; personId: string; version: number }, now: Date): Promise<void> {
  requirePermitFor(permit, of.activityId);
  await update(tx, of, "WITHDRAWN", null, now);
}

/** Stores whether a person was there, and for how long; null for whoever was not. */
export async function updateAttendance(tx: Tx, permit: Permit<"enrolments.attend">, of: { activityId: string; personId: string; version: number }, hoursHundredths: number | null, now: Date): Promise<void> {
  requirePermitFor(permit, of.activityId);
  await update(tx, of, hoursHundredths === null ? "ABSENT" : "ATTENDED", hoursHundredths, now);
}

/** Stores who of the invited and signed up was there; the others who had signed up were not. Hours that somebody has told already are kept. */
export async function updateAttendances(tx: Tx, permit: Permit<"competence.attend">, { id, version, hoursHundredths }: Pick<OpenActivity, "id" | "version" | "hoursHundredths">, presentIds: readonly string[], now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  if ((await client.$executeRaw`UPDATE competence_activity SET updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`) === 0) throw new AppError("CONFLICT");
  await client.$executeRaw`
    UPDATE enrolment SET state = 'ATTENDED', hours_hundredths = ${hoursHundredths}::int, updated_at = ${now}, version = version + 1
    WHERE activity_id = ${id}::uuid AND person_id = ANY (${[...presentIds]}::uuid[]) AND state <> 'ATTENDED'`;
  await client.$executeRaw`
    UPDATE enrolment SET state = 'ABSENT', hours_hundredths = NULL, updated_at = ${now}, version = version + 1
    WHERE activity_id = ${id}::uuid AND NOT person_id = ANY (${[...presentIds]}::uuid[]) AND state IN ('ENROLLED', 'ATTENDED')`;
}

export interface EnrolmentRow extends StoredEnrolment {
  personId: string;
  personName: string;
  /** The units whose contact person or deputy the person is on the day of the activity. */
  units: string[];
  isInvited: boolean;
  /** Whether that day is its last as contact person. */
  leavesThatDay: boolean;
}

/** Reads who is invited to an activity, has signed up or was there, by name. */
export async function selectEnrolments(read: Read, activityId: string, day: PlainDate): Promise<EnrolmentRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT e.person_id AS "personId", d.name AS "personName", e.version, e.state::text AS state, e.is_invited AS "isInvited", e.hours_hundredths AS "hoursHundredths",
      coalesce((SELECT jsonb_agg(DISTINCT ${bodyNameOn(Prisma.sql`c.unit_id`, day)}) FROM contact_person_appointment c WHERE c.person_id = e.person_id AND daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date), '[]') AS units,
      coalesce((SELECT bool_and(c.valid_to = ${day}::date) FROM contact_person_appointment c WHERE c.person_id = e.person_id AND daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date), false) AS "leavesThatDay"
    FROM enrolment e JOIN person_details d ON d.person_id = e.person_id WHERE e.activity_id = ${activityId}::uuid ORDER BY d.name, e.person_id`);
}

/** Reads the contact persons and deputies of a day who have not signed up to an activity, by name. */
export async function selectCandidates(read: Read, activityId: string, day: PlainDate): Promise<{ id: string; name: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT DISTINCT d.person_id AS id, d.name FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date JOIN person_details d ON d.person_id = c.person_id
    WHERE daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = ${activityId}::uuid AND e.person_id = c.person_id AND e.state IN ('ENROLLED', 'ATTENDED'))
    ORDER BY d.name, d.person_id`);
}

/** An activity that a person has a part in. */
export interface OwnEnrolment extends Times, StoredEnrolment {
  activityId: string;
  kind: ActivityKind;
  title: string;
  organiser: string;
  place: string | null;
  link: string | null;
  signUpBy: PlainDate | null;
  cancelledAt: Date | null;
}

/** Reads what a person is invited to, has signed up to or was at, the latest first, at most 500. */
export async function selectOwn(read: Read, personId: string): Promise<OwnEnrolment[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id AS "activityId", a.kind::text AS kind, a.title, a.organiser, a.place, a.link, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.sign_up_by::text AS "signUpBy", a.cancelled_at AS "cancelledAt", e.version, e.state::text AS state, e.hours_hundredths AS "hoursHundredths"
    FROM enrolment e JOIN competence_activity a ON a.id = e.activity_id AND a.archived_at IS NULL WHERE e.person_id = ${personId}::uuid ORDER BY a.starts_at DESC, a.id LIMIT 500`);
}

/** Reads what a person has signed up to, or had, that ends at an instant or later, the first first, at most 500; an invitation alone is no part of anybody's time. */
export async function selectSignedUp(read: Read, personId: string, from: Date): Promise<(Omit<OwnTime, "text"> & { organiser: string })[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id, CASE WHEN a.archived_at IS NULL THEN a.title END AS title, a.organiser, CASE WHEN a.archived_at IS NULL THEN coalesce(a.place, a.link) END AS place, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
      (a.cancelled_at IS NOT NULL OR a.archived_at IS NOT NULL OR e.state = 'WITHDRAWN') AS "isOff", (a.version + e.version - 2)::int AS change, greatest(a.updated_at, e.updated_at) AS "changedAt"
    FROM enrolment e JOIN competence_activity a ON a.id = e.activity_id WHERE e.person_id = ${personId}::uuid AND e.state <> 'INVITED' AND a.ends_at >= ${from} ORDER BY a.starts_at, a.id LIMIT 500`);
}
