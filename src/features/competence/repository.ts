import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { escapeLike } from "@/lib/like";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { clocksOf, searchTextOf, type Times } from "./rules";
import { ACTIVITIES_A_PAGE, type ActivityFilter, type ActivityInput, type ActivityKind, type Part } from "./schema";

/** An activity as stored. */
export interface StoredActivity extends ActivityInput, Times {
  id: string;
  version: number;
  kind: ActivityKind;
  /** The unit whose contact person's own it is. */
  unitId: string | null;
  unitName: string | null;
  programmeSv: string | null;
  programmeEn: string | null;
  invitedAt: Date | null;
  cancelledAt: Date | null;
  /** How many are invited, have signed up, and were there. */
  invited: number;
  enrolled: number;
  attended: number;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface ActivityRow extends Times {
  id: string;
  kind: ActivityKind;
  title: string;
  audience: string | null;
  organiser: string;
  place: string | null;
  link: string | null;
  signUpBy: PlainDate | null;
  mostEnrolled: number | null;
  cancelledAt: Date | null;
  /** Whose own it is. */
  person: string | null;
  unit: string | null;
  /** Of the person that the list is about, and of the activity where it is about nobody. */
  hoursHundredths: number;
  invited: number;
  enrolled: number;
  attended: number;
}

/** What only the program may say of an activity. */
export interface ActivityOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new activity's id. */
export function newActivityId(): string {
  return randomUUID();
}

const heads = Prisma.sql`
  (SELECT count(*)::int FROM enrolment e WHERE e.activity_id = a.id AND e.is_invited) AS invited,
  (SELECT count(*)::int FROM enrolment e WHERE e.activity_id = a.id AND e.state IN ('ENROLLED', 'ATTENDED')) AS enrolled,
  (SELECT count(*)::int FROM enrolment e WHERE e.activity_id = a.id AND e.state = 'ATTENDED') AS attended`;

/** Reads a whole activity; null when there is none. */
export async function findActivity(read: Read, id: string, day: PlainDate): Promise<StoredActivity | null> {
  const [row] = await queryRows<Omit<StoredActivity, "startsOn" | "from" | "endsOn" | "to">>(read, Prisma.sql`
    SELECT a.id, a.version, a.kind::text AS kind, a.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`a.unit_id`, day)} AS "unitName", a.title, a.audience, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.place, a.link, a.organiser,
      a.hours_hundredths AS "hoursHundredths", a.sign_up_by::text AS "signUpBy", a.most_enrolled AS "mostEnrolled", a.about, a.programme_id AS "programmeId", g.name_sv AS "programmeSv", g.name_en AS "programmeEn",
      a.invited_at AS "invitedAt", a.cancelled_at AS "cancelledAt", ${heads}, a.archived_at IS NOT NULL AS "isArchived", a.is_demonstration AS "isDemonstration"
    FROM competence_activity a LEFT JOIN programme g ON g.id = a.programme_id WHERE a.id = ${id}::uuid`);
  return row === undefined ? null : { ...row, ...clocksOf(row) };
}

/** Holds an activity until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockActivity(tx: Tx, id: string, day: PlainDate): Promise<StoredActivity | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM competence_activity WHERE id = ${id}::uuid FOR UPDATE`;
  return findActivity(tx, id, day);
}

const columnsOf = (input: ActivityInput, { startsAt, endsAt }: Times): Record<string, Prisma.Sql> => ({
  title: Prisma.sql`${input.title}`,
  audience: Prisma.sql`${input.audience}`,
  starts_at: Prisma.sql`${startsAt}::timestamptz`,
  ends_at: Prisma.sql`${endsAt}::timestamptz`,
  place: Prisma.sql`${input.place}`,
  link: Prisma.sql`${input.link}`,
  organiser: Prisma.sql`${input.organiser}`,
  hours_hundredths: Prisma.sql`${input.hoursHundredths}::int`,
  sign_up_by: Prisma.sql`${input.signUpBy}::date`,
  most_enrolled: Prisma.sql`${input.mostEnrolled}::int`,
  about: Prisma.sql`${input.about}`,
  programme_id: Prisma.sql`${input.programmeId}::uuid`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertActivity(tx: Tx, permit: Permit<"competence.plan">, id: string, of: { kind: ActivityKind; unitId: string | null }, input: ActivityInput, times: Times, origin: ActivityOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input, times);
  await clientOf(tx).$executeRaw`
    INSERT INTO competence_activity (id, kind, unit_id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${of.kind}::"CompetenceActivityKind", ${of.unitId}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

/** Stores whose own an activity is: signed up to what lies ahead, and there for so long at what is over. */
export async function insertOwner(tx: Tx, permit: Permit<"competence.plan">, id: string, personId: string, attendedHundredths: number | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO enrolment (activity_id, person_id, state, hours_hundredths, created_at, updated_at)
    VALUES (${id}::uuid, ${personId}::uuid, ${attendedHundredths === null ? "ENROLLED" : "ATTENDED"}::"EnrolmentState", ${attendedHundredths}::int, ${now}, ${now})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE competence_activity SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateActivity(tx: Tx, permit: Permit<"competence.edit">, id: string, version: number, input: ActivityInput, times: Times, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input, times), now);
}

/** Stores for how long the one whose own an activity is was there. */
export async function updateOwnerHours(tx: Tx, permit: Permit<"competence.edit">, id: string, hoursHundredths: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    UPDATE enrolment SET hours_hundredths = ${hoursHundredths}::int, updated_at = ${now}, version = version + 1 WHERE activity_id = ${id}::uuid AND state = 'ATTENDED' AND hours_hundredths <> ${hoursHundredths}::int`;
}

export async function updateCancelled(tx: Tx, permit: Permit<"competence.cancel">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { cancelled_at: Prisma.sql`${now}::timestamptz` }, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"competence.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** Invites whoever is contact person or deputy on a day, in a unit that is there then, and has not been invited; gives those who are invited thereby. */
export async function inviteContactPersons(tx: Tx, permit: Permit<"competence.invite">, id: string, version: number, day: PlainDate, now: Date): Promise<string[]> {
  requirePermitFor(permit, id);
  const invited = await clientOf(tx).$queryRaw<{ id: string }[]>`
    WITH there AS (
      SELECT c.person_id FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date
      WHERE daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date ORDER BY c.id FOR SHARE OF c)
    INSERT INTO enrolment (activity_id, person_id, state, is_invited, created_at, updated_at)
    SELECT DISTINCT ${id}::uuid, t.person_id, 'INVITED'::"EnrolmentState", true, ${now}::timestamptz, ${now}::timestamptz FROM there t
    ON CONFLICT (activity_id, person_id) DO UPDATE SET is_invited = true, updated_at = ${now}, version = enrolment.version + 1 WHERE NOT enrolment.is_invited
    RETURNING person_id AS id`;
  if (invited.length > 0) await update(tx, id, version, { invited_at: Prisma.sql`${now}::timestamptz` }, now);
  return invited.map((one) => one.id);
}

/** Reads who is to know of what becomes of an activity: those who are invited or have signed up. */
export async function selectConcerned(read: Read, id: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`SELECT e.person_id AS id FROM enrolment e WHERE e.activity_id = ${id}::uuid AND e.state IN ('INVITED', 'ENROLLED') ORDER BY 1`);
  return rows.map((one) => one.id);
}

/** Reads an appointment as contact person or deputy, and whether it holds on a day; null when there is none. */
export async function findAppointment(read: Read, id: string, day: PlainDate): Promise<{ unitId: string; personId: string; holds: boolean } | null> {
  const [row] = await queryRows<{ unitId: string; personId: string; holds: boolean }>(read, Prisma.sql`
    SELECT c.unit_id AS "unitId", c.person_id AS "personId", b.archived_at IS NULL AND daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date AS holds
    FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id WHERE c.id = ${id}::uuid`);
  return row ?? null;
}

/** Tells whether a programme is in the register. */
export async function hasProgramme(read: Read, id: string): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 FROM programme g WHERE g.id = ${id}::uuid AND g.archived_at IS NULL`)).length > 0;
}

/** Whom a form offers: a person in the unit that it is contact person or deputy of. */
export interface ContactChoice {
  appointmentId: string;
  unitId: string;
  unitName: string;
  personId: string;
  personName: string;
}

/** Reads who is contact person or deputy on a day, by unit and name. */
export async function selectContactPersons(read: Read, day: PlainDate): Promise<ContactChoice[]> {
  return queryRows(read, Prisma.sql`
    SELECT c.id AS "appointmentId", c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, day)} AS "unitName", c.person_id AS "personId", d.name AS "personName"
    FROM contact_person_appointment c JOIN body b ON b.id = c.unit_id AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date JOIN person_details d ON d.person_id = c.person_id
    WHERE daterange(c.valid_from, c.valid_to, '[]') @> ${day}::date ORDER BY "unitName", d.name, c.id`);
}

const dayOf = (instant: Prisma.Sql) => Prisma.sql`(${instant} AT TIME ZONE 'Europe/Stockholm')::date`;
/** That somebody, or the person who is named, had a part in an activity. */
const hadPart = (personId: string | null, part: Part | null): Prisma.Sql => {
  const conditions = [Prisma.sql`e.activity_id = a.id`];
  if (personId !== null) conditions.push(Prisma.sql`e.person_id = ${personId}::uuid`);
  conditions.push(part === "ATTENDED" ? Prisma.sql`e.state = 'ATTENDED'` : part === "INVITED" ? Prisma.sql`e.is_invited` : Prisma.sql`e.state <> 'WITHDRAWN'`);
  return Prisma.sql`EXISTS (SELECT 1 FROM enrolment e WHERE ${Prisma.join(conditions, " AND ")})`;
};
const isOpen = (today: PlainDate, now: Date) => Prisma.sql`(a.kind <> 'INDIVIDUAL' AND a.cancelled_at IS NULL AND a.starts_at > ${now} AND (a.sign_up_by IS NULL OR a.sign_up_by >= ${today}::date)
  AND (a.most_enrolled IS NULL OR a.most_enrolled > (SELECT count(*) FROM enrolment e WHERE e.activity_id = a.id AND e.state IN ('ENROLLED', 'ATTENDED'))))`;

function conditionsOf(filter: ActivityFilter, today: PlainDate, now: Date): Prisma.Sql {
  const conditions = [Prisma.sql`a.archived_at IS NULL`];
  if (filter.kind !== null) conditions.push(Prisma.sql`a.kind = ${filter.kind}::"CompetenceActivityKind"`);
  if (filter.state !== null) conditions.push({ CANCELLED: Prisma.sql`a.cancelled_at IS NOT NULL`, HELD: Prisma.sql`(a.cancelled_at IS NULL AND a.ends_at <= ${now})`, COMING: Prisma.sql`(a.cancelled_at IS NULL AND a.ends_at > ${now})` }[filter.state]);
  if (filter.year !== null) conditions.push(Prisma.sql`extract(year FROM a.starts_at AT TIME ZONE 'Europe/Stockholm') = ${filter.year}::int`);
  if (filter.until !== null) conditions.push(Prisma.sql`${dayOf(Prisma.sql`a.starts_at`)} <= ${filter.until}::date`);
  if (filter.personId !== null || filter.part !== null) conditions.push(hadPart(filter.personId, filter.part));
  // What was called off is nothing that anybody had.
  if (filter.part !== null) conditions.push(Prisma.sql`a.cancelled_at IS NULL`);
  if (filter.open) conditions.push(isOpen(today, now));
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`a.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: ActivityFilter, today: PlainDate, now: Date, { limit, offset }: { limit: number; offset: number }): Promise<ActivityRow[]> {
  const column = { starts: Prisma.sql`a.starts_at`, title: Prisma.sql`a.title`, kind: Prisma.sql`a.kind` }[filter.sort];
  const hours = filter.personId === null ? Prisma.sql`a.hours_hundredths` : Prisma.sql`coalesce((SELECT e.hours_hundredths FROM enrolment e WHERE e.activity_id = a.id AND e.person_id = ${filter.personId}::uuid), a.hours_hundredths)`;
  return queryRows(read, Prisma.sql`
    SELECT a.id, a.kind::text AS kind, a.title, a.audience, a.organiser, a.place, a.link, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.sign_up_by::text AS "signUpBy", a.most_enrolled AS "mostEnrolled", a.cancelled_at AS "cancelledAt",
      ${hours} AS "hoursHundredths", ${heads}, ${bodyNameOn(Prisma.sql`a.unit_id`, today)} AS unit,
      CASE WHEN a.kind = 'INDIVIDUAL' THEN (SELECT d.name FROM enrolment e JOIN person_details d ON d.person_id = e.person_id WHERE e.activity_id = a.id LIMIT 1) END AS person
    FROM competence_activity a WHERE ${conditionsOf(filter, today, now)} ORDER BY ${column} ${Prisma.raw(filter.descending ? "DESC" : "ASC")}, a.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectActivities(read: Read, filter: ActivityFilter, today: PlainDate, now: Date): Promise<{ rows: ActivityRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, now, { limit: ACTIVITIES_A_PAGE, offset: (filter.page - 1) * ACTIVITIES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM competence_activity a WHERE ${conditionsOf(filter, today, now)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamActivities(tx: Tx, filter: ActivityFilter, today: PlainDate, now: Date): AsyncGenerator<ActivityRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, now, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years in which something begins, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`
    SELECT DISTINCT extract(year FROM a.starts_at AT TIME ZONE 'Europe/Stockholm')::int AS year FROM competence_activity a WHERE a.archived_at IS NULL ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

interface ActivityColumns {
  title: string;
  audience: string | null;
  starts_at: string;
  ends_at: string;
  place: string | null;
  link: string | null;
  organiser: string;
  hours_hundredths: number;
  sign_up_by: PlainDate | null;
  most_enrolled: number | null;
  about: string | null;
  programme_id: string | null;
}

/** Reads an activity as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findActivityVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { activity: ActivityInput }) | null> {
  const found = await findRowVersion<ActivityColumns>(read, "competence_activity", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return {
    byName: found.byName,
    at: found.at,
    activity: {
      title: row.title,
      audience: row.audience,
      ...clocksOf({ startsAt: new Date(row.starts_at), endsAt: new Date(row.ends_at) }),
      place: row.place,
      link: row.link,
      organiser: row.organiser,
      hoursHundredths: row.hours_hundredths,
      signUpBy: row.sign_up_by,
      mostEnrolled: row.most_enrolled,
      about: row.about,
      programmeId: row.programme_id,
    },
  };
}
