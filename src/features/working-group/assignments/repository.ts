import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { AssignmentInput } from "./schema";

/** An assignment as stored. */
export interface StoredAssignment extends AssignmentInput {
  id: string;
  version: number;
  isArchived: boolean;
  isDemonstration: boolean;
}

/** A new record's id. */
export function newAssignmentId(): string {
  return randomUUID();
}

const select = Prisma.sql`
  SELECT a.id, a.version, a.title, a.assignment, a.mandate, a.starts_on::text AS "startsOn", a.ends_on::text AS "endsOn", a.archived_at IS NOT NULL AS "isArchived", a.is_demonstration AS "isDemonstration" FROM group_assignment a`;

/** Reads an assignment; null when there is none. */
export async function findAssignment(read: Read, id: string): Promise<StoredAssignment | null> {
  const [row] = await queryRows<StoredAssignment>(read, Prisma.sql`${select} WHERE a.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an assignment until the transaction ends; null when there is none. */
export async function lockAssignment(tx: Tx, id: string): Promise<StoredAssignment | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM group_assignment WHERE id = ${id}::uuid FOR UPDATE`;
  return findAssignment(tx, id);
}

/** Reads the assignments in the register, the latest first, at most 100. */
export async function selectAssignments(read: Read): Promise<StoredAssignment[]> {
  return queryRows(read, Prisma.sql`${select} WHERE a.archived_at IS NULL ORDER BY a.starts_on DESC, a.id LIMIT 100`);
}

export async function insertAssignment(tx: Tx, permit: Permit<"groupAssignments.propose">, id: string, { title, assignment, mandate, startsOn, endsOn }: AssignmentInput, isDemonstration: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO group_assignment (id, title, assignment, mandate, starts_on, ends_on, is_demonstration, created_by_id, created_at)
    VALUES (${id}::uuid, ${title}, ${assignment}, ${mandate}, ${startsOn}::date, ${endsOn}::date, ${isDemonstration}, ${permit.actor.personId}::uuid, ${now})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE group_assignment SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateAssignment(tx: Tx, permit: Permit<"groupAssignments.edit">, id: string, version: number, { title, assignment, mandate, startsOn, endsOn }: AssignmentInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`title = ${title}, assignment = ${assignment}, mandate = ${mandate}, starts_on = ${startsOn}::date, ends_on = ${endsOn}::date`, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"groupAssignments.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}

/** Reads an assignment as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findAssignmentVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { assignment: AssignmentInput }) | null> {
  const found = await findRowVersion<{ title: string; assignment: string; mandate: string | null; starts_on: PlainDate; ends_on: PlainDate | null }>(read, "group_assignment", id, version);
  if (found?.row == null) return null;
  const { title, assignment, mandate, starts_on, ends_on } = found.row;
  return { byName: found.byName, at: found.at, assignment: { title, assignment, mandate, startsOn: starts_on, endsOn: ends_on } };
}
