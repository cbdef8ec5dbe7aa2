import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { GIVES_BASIS } from "@/features/decisions/rules";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { DECIDING_MATTER, type Held } from "./rules";
import type { PriorityFilter, PriorityInput, PriorityKind, PriorityStatus } from "./schema";

/** As many priorities as a list shows. */
const MOST = 500;

export interface PriorityStepTaken {
  from: PriorityStatus;
  to: PriorityStatus;
  on: PlainDate;
}

/** A priority as stored, with the name of the body that sets it and the steps it has taken. */
export interface StoredPriority extends PriorityInput, Held {
  id: string;
  version: number;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  setByName: string;
  isArchived: boolean;
  isDemonstration: boolean;
  steps: PriorityStepTaken[];
}

export interface PriorityRow extends Held {
  id: string;
  kind: PriorityKind;
  title: string;
  description: string | null;
  setById: string;
  setByName: string;
}

const held = Prisma.sql`p.status::text AS status, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn", p.ended_on::text AS "endedOn"`;

/** What is in force on a day, as `standingOn` says it. */
const inForceOn = (day: PlainDate) => Prisma.sql`(p.status <> 'PROPOSED' AND p.starts_on <= ${day}::date AND (p.ends_on IS NULL OR p.ends_on >= ${day}::date) AND (p.ended_on IS NULL OR p.ended_on > ${day}::date))`;

/** Reads a whole priority; null when there is none. */
export async function findPriority(read: Read, id: string, day: PlainDate): Promise<StoredPriority | null> {
  const [row] = await queryRows<StoredPriority>(read, Prisma.sql`
    SELECT p.id, p.version, p.kind::text AS kind, p.title, p.description, p.set_by_id AS "setById", ${bodyNameOn(Prisma.sql`p.set_by_id`, day)} AS "setByName", ${held},
      p.archived_at IS NOT NULL AS "isArchived", p.is_demonstration AS "isDemonstration",
      coalesce((SELECT jsonb_agg(jsonb_build_object('from', s.from_status, 'to', s.to_status, 'on', s.taken_on) ORDER BY s.priority_version) FROM priority_step s WHERE s.priority_id = p.id), '[]') AS steps
    FROM strategic_priority p WHERE p.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a priority until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockPriority(tx: Tx, id: string, day: PlainDate): Promise<StoredPriority | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM strategic_priority WHERE id = ${id}::uuid FOR UPDATE`;
  return findPriority(tx, id, day);
}

/** What only the program may say of a priority. */
export interface PriorityOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new record's id. */
export function newPriorityId(): string {
  return randomUUID();
}

export async function insertPriority(tx: Tx, permit: Permit<"priorities.propose">, id: string, input: PriorityInput, origin: PriorityOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO strategic_priority (id, kind, title, description, set_by_id, starts_on, ends_on, is_demonstration, certainty, created_by_id, created_at)
    VALUES (${id}::uuid, ${input.kind}::"PriorityKind", ${input.title}, ${input.description}, ${input.setById}::uuid, ${input.startsOn}::date, ${input.endsOn}::date, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE strategic_priority SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updatePriority(tx: Tx, permit: Permit<"priorities.edit">, id: string, version: number, input: PriorityInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`kind = ${input.kind}::"PriorityKind", title = ${input.title}, description = ${input.description}, set_by_id = ${input.setById}::uuid, starts_on = ${input.startsOn}::date, ends_on = ${input.endsOn}::date`, now);
}

/** Moves a priority to another status, with the dated step that it took; ended, it no longer holds from the step's day on. */
export async function moveTo(tx: Tx, permit: Permit<"priorities.step">, id: string, version: number, step: PriorityStepTaken, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`status = ${step.to}::"PriorityStatus", ended_on = ${step.to === "ENDED" ? step.on : null}::date`, now);
  await clientOf(tx).$executeRaw`
    INSERT INTO priority_step (priority_id, priority_version, from_status, to_status, taken_on) VALUES (${id}::uuid, ${version + 1}::int, ${step.from}::"PriorityStatus", ${step.to}::"PriorityStatus", ${step.on}::date)`;
}

export async function updateArchived(tx: Tx, permit: Permit<"priorities.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}

/** Reads the register's priorities and profile areas by title, of one kind or in force on a day alone where that is asked. */
export async function selectPriorities(read: Read, { kind, on }: PriorityFilter, today: PlainDate): Promise<PriorityRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.kind::text AS kind, p.title, p.description, p.set_by_id AS "setById", ${bodyNameOn(Prisma.sql`p.set_by_id`, today)} AS "setByName", ${held}
    FROM strategic_priority p WHERE p.archived_at IS NULL AND ${kind === null ? Prisma.sql`true` : Prisma.sql`p.kind = ${kind}::"PriorityKind"`} AND ${on === null ? Prisma.sql`true` : inForceOn(on)} ORDER BY p.title, p.id LIMIT ${MOST}`);
}

/** Counts the priorities of a kind in force on a day. */
export async function countInForce(read: Read, kind: PriorityKind, on: PlainDate): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM strategic_priority p WHERE p.archived_at IS NULL AND p.kind = ${kind}::"PriorityKind" AND ${inForceOn(on)}`);
  return row?.count ?? 0;
}

const hasBasis = Prisma.sql`EXISTS (SELECT 1 FROM decision d WHERE d.subject_id = p.id AND d.archived_at IS NULL AND d.matter = CASE p.kind WHEN 'PRIORITY' THEN ${DECIDING_MATTER.PRIORITY}::"MatterKind" ELSE ${DECIDING_MATTER.PROFILE_AREA}::"MatterKind" END AND d.verdict = ANY (${[...GIVES_BASIS]}::"DecisionVerdict"[]))`;

interface Undecided {
  id: string;
  kind: PriorityKind;
  title: string;
  status: PriorityStatus;
}

/** Reads priorities that have no decision to stand on, those in force first; at most 200. */
export async function selectUndecided(read: Read): Promise<Undecided[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.kind::text AS kind, p.title, p.status::text AS status FROM strategic_priority p WHERE p.archived_at IS NULL AND p.status <> 'ENDED' AND NOT ${hasBasis} ORDER BY p.status DESC, p.starts_on, p.id LIMIT 200`);
}

/** Reads proposals that have been decided on and are not in force yet, at most 50. */
export async function selectDecided(read: Read): Promise<{ id: string; title: string; startsOn: PlainDate }[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.title, p.starts_on::text AS "startsOn" FROM strategic_priority p WHERE p.archived_at IS NULL AND p.status = 'PROPOSED' AND ${hasBasis} ORDER BY p.starts_on, p.id LIMIT 50`);
}

interface PriorityColumns {
  kind: PriorityKind;
  title: string;
  description: string | null;
  set_by_id: string;
  starts_on: PlainDate;
  ends_on: PlainDate | null;
}

/** Reads a priority as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findPriorityVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { priority: PriorityInput }) | null> {
  const found = await findRowVersion<PriorityColumns>(read, "strategic_priority", id, version);
  if (found?.row == null) return null;
  const { kind, title, description, set_by_id, starts_on, ends_on } = found.row;
  return { byName: found.byName, at: found.at, priority: { kind, title, description, setById: set_by_id, startsOn: starts_on, endsOn: ends_on } };
}
