import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { FollowUpInput } from "./schema";

export interface StoredFollowUp extends FollowUpInput {
  id: string;
  version: number;
  meetingId: string;
  meetingTitle: string;
  ownerName: string;
  doneOn: PlainDate | null;
}

const select = Prisma.sql`
  SELECT f.id, f.version, f.meeting_id AS "meetingId", m.title AS "meetingTitle", f.what, f.owner_id AS "ownerId", d.name AS "ownerName", f.due_on::text AS "dueOn", f.done_on::text AS "doneOn"
  FROM group_meeting_action f JOIN group_meeting m ON m.id = f.meeting_id JOIN person_details d ON d.person_id = f.owner_id`;

/** A new record's id. */
export function newFollowUpId(): string {
  return randomUUID();
}

/** Reads what a meeting agreed that people are to do, those due first first. */
export async function selectFollowUps(read: Read, meetingId: string): Promise<StoredFollowUp[]> {
  return queryRows(read, Prisma.sql`${select} WHERE f.meeting_id = ${meetingId}::uuid AND f.removed_at IS NULL ORDER BY f.due_on, f.id`);
}

/** Reads what a person is to do and has not done, those due first first, at most 50. */
export async function selectOpenOf(read: Read, personId: string): Promise<StoredFollowUp[]> {
  return queryRows(read, Prisma.sql`${select} WHERE f.owner_id = ${personId}::uuid AND f.removed_at IS NULL AND f.done_on IS NULL ORDER BY f.due_on, f.id LIMIT 50`);
}

/** Holds something to do until the transaction ends; null when it is not there. */
export async function lockFollowUp(tx: Tx, id: string): Promise<StoredFollowUp | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM group_meeting_action WHERE id = ${id}::uuid FOR UPDATE`;
  const [row] = await queryRows<StoredFollowUp>(tx, Prisma.sql`${select} WHERE f.id = ${id}::uuid AND f.removed_at IS NULL`);
  return row ?? null;
}

/** Tells whether there is a meeting, and such a person in the register. */
export async function areThere(tx: Tx, meetingId: string, personId: string): Promise<{ meeting: boolean; person: boolean }> {
  const [row] = await queryRows<{ meeting: boolean; person: boolean }>(tx, Prisma.sql`
    SELECT EXISTS (SELECT 1 FROM group_meeting m WHERE m.id = ${meetingId}::uuid) AS meeting, EXISTS (SELECT 1 FROM person p WHERE p.id = ${personId}::uuid AND p.archived_at IS NULL) AS person`);
  return row ?? { meeting: false, person: false };
}

export async function insertFollowUp(tx: Tx, permit: Permit<"groupFollowUps.add">, id: string, meetingId: string, { what, ownerId, dueOn }: FollowUpInput): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`INSERT INTO group_meeting_action (id, meeting_id, what, owner_id, due_on) VALUES (${id}::uuid, ${meetingId}::uuid, ${what}, ${ownerId}::uuid, ${dueOn}::date)`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE group_meeting_action SET ${sets}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateDone(tx: Tx, permit: Permit<"groupFollowUps.settle">, id: string, version: number, on: PlainDate): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`done_on = ${on}::date`);
}

export async function updateRemoved(tx: Tx, permit: Permit<"groupFollowUps.remove">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`removed_at = ${now}`);
}
