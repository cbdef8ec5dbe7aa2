import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { MeetingInput } from "./schema";

/** A recurring meeting as stored, with the names of what it points to and the visits that have been announced for it. */
export interface StoredMeeting extends MeetingInput {
  id: string;
  version: number;
  /** From 1. */
  ownPlace: number;
  /** The relation's or network's name. */
  ofName: string;
  unitName: string;
  visits: { id: string; title: string; year: number }[];
  /** Whether what it belongs to has come to its end. */
  isOver: boolean;
  isArchived: boolean;
  isDemonstration: boolean;
}

/** What only the program may say of a recurring meeting. */
export interface MeetingOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

const meeting = (day: PlainDate) => Prisma.sql`
  m.id, m.version, m.name, m.relation_id AS "relationId", m.network_id AS "networkId", coalesce(r.name, n.name) AS "ofName", m.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`m.unit_id`, day)} AS "unitName",
  m.every_years AS "everyYears", m.first_year AS "firstYear", m.held_month AS "heldMonth", to_jsonb(m.hosts) AS hosts, m.own_place AS "ownPlace", m.note, m.source,
  m.archived_at IS NOT NULL AS "isArchived", m.is_demonstration AS "isDemonstration",
  (coalesce(n.status IN ('LEFT', 'DECLINED'), false) OR EXISTS (SELECT 1 FROM town_relation_episode e
    WHERE e.relation_id = r.id AND e.removed_at IS NULL AND e.state IN ('ENDED', 'COUNTERPART_GONE') AND daterange(e.starts_on, e.ends_on, '[]') @> ${day}::date)) AS "isOver",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', v.id, 'title', v.title, 'year', extract(year FROM v.starts_on)) ORDER BY v.starts_on)
    FROM visit v WHERE v.meeting_id = m.id AND v.archived_at IS NULL AND v.cancelled_on IS NULL), '[]') AS visits`;

/** A meeting belongs to the relation or network that it was entered under, and to the one which that has been merged into. */
const from = Prisma.sql`recurring_meeting m
  LEFT JOIN town_relation q ON q.id = m.relation_id LEFT JOIN town_relation r ON r.id = coalesce(q.merged_into_id, q.id)
  LEFT JOIN network o ON o.id = m.network_id LEFT JOIN network n ON n.id = coalesce(o.merged_into_id, o.id)`;
/** A meeting is in the register while what it belongs to is. */
const inRegister = Prisma.sql`m.archived_at IS NULL AND coalesce(r.archived_at, n.archived_at) IS NULL`;

/** Reads a whole recurring meeting; null when there is none. */
export async function findMeeting(read: Read, id: string, day: PlainDate): Promise<StoredMeeting | null> {
  const [row] = await queryRows<StoredMeeting>(read, Prisma.sql`SELECT ${meeting(day)} FROM ${from} WHERE m.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a recurring meeting until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockMeeting(tx: Tx, id: string, day: PlainDate): Promise<StoredMeeting | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM recurring_meeting WHERE id = ${id}::uuid FOR UPDATE`;
  return findMeeting(tx, id, day);
}

/** Reads the recurring meetings in the register, of one relation or network where it is given, by name; at most 500. */
export async function selectMeetings(read: Read, ofId: string | null, day: PlainDate): Promise<StoredMeeting[]> {
  return queryRows(read, Prisma.sql`
    SELECT ${meeting(day)} FROM ${from} WHERE ${inRegister} AND ${ofId === null ? Prisma.sql`true` : Prisma.sql`${ofId}::uuid IN (r.id, n.id)`} ORDER BY m.name, m.id LIMIT 500`);
}

/** A new record's id. */
export function newMeetingId(): string {
  return randomUUID();
}

const columnsOf = (input: MeetingInput, ownPlace: number): Record<string, Prisma.Sql> => ({
  name: Prisma.sql`${input.name}`,
  relation_id: Prisma.sql`${input.relationId}::uuid`,
  network_id: Prisma.sql`${input.networkId}::uuid`,
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  every_years: Prisma.sql`${input.everyYears}::int`,
  first_year: Prisma.sql`${input.firstYear}::int`,
  held_month: Prisma.sql`${input.heldMonth}::int`,
  hosts: Prisma.sql`${[...input.hosts]}::text[]`,
  own_place: Prisma.sql`${ownPlace}::int`,
  note: Prisma.sql`${input.note}`,
  source: Prisma.sql`${input.source}`,
});

export async function insertMeeting(tx: Tx, permit: Permit<"recurringMeetings.add">, id: string, input: MeetingInput, ownPlace: number, origin: MeetingOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const columns = columnsOf(input, ownPlace);
  await clientOf(tx).$executeRaw`
    INSERT INTO recurring_meeting (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(columns).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(columns))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE recurring_meeting SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateMeeting(tx: Tx, permit: Permit<"recurringMeetings.edit">, id: string, version: number, input: MeetingInput, ownPlace: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.join(Object.entries(columnsOf(input, ownPlace)).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`)), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"recurringMeetings.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}
