import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";

/** A new record's id. */
export function newId(): string {
  return randomUUID();
}

export interface StoredSnooze {
  taskId: string;
  until: PlainDate;
}

/** Reads what a person has put off until a day that is still to come. */
export async function selectSnoozes(read: Read, personId: string, today: PlainDate): Promise<StoredSnooze[]> {
  return queryRows(read, Prisma.sql`SELECT s.task_id AS "taskId", s.until::text AS until FROM task_snooze s WHERE s.person_id = ${personId}::uuid AND s.until > ${today}::date`);
}

/** Puts a task off; one that has been put off already gets the new day. */
export async function writeSnooze(tx: Tx, permit: Permit<"tasks.snooze">, { personId, taskId, register, until }: { personId: string; taskId: string; register: string; until: PlainDate }): Promise<void> {
  requirePermitFor(permit, personId);
  await clientOf(tx).$executeRaw`
    INSERT INTO task_snooze (person_id, task_id, register_kind, until) VALUES (${personId}::uuid, ${taskId}, ${register}, ${until}::date) ON CONFLICT (person_id, task_id) DO UPDATE SET until = EXCLUDED.until`;
}

/** Takes up again what a person has put off; what has not been put off stays so. */
export async function removeSnooze(tx: Tx, permit: Permit<"tasks.snooze">, personId: string, taskId: string): Promise<void> {
  requirePermitFor(permit, personId);
  await clientOf(tx).$executeRaw`DELETE FROM task_snooze WHERE person_id = ${personId}::uuid AND task_id = ${taskId}`;
}

/** Forgets what a person has put off of the given registers and that is no longer there, and whatever has come back. */
export async function removeGoneSnoozes(tx: Tx, permit: Permit<"tasks.forget">, personId: string, taskIds: readonly string[], registers: readonly string[], today: PlainDate): Promise<void> {
  requirePermitFor(permit, personId);
  await clientOf(tx).$executeRaw`
    DELETE FROM task_snooze WHERE person_id = ${personId}::uuid AND (until <= ${today}::date OR (register_kind = ANY (${[...registers]}::text[]) AND NOT task_id = ANY (${[...taskIds]}::text[])))`;
}

export interface StoredHandover {
  id: string;
  version: number;
  taskId: string;
  register: string;
  unitId: string | null;
  byId: string;
  byName: string | null;
  toId: string;
  toName: string | null;
  handedAt: Date;
}

const nameOf = (personId: Prisma.Sql) => Prisma.sql`(SELECT d.name FROM person_details d WHERE d.person_id = ${personId})`;
const columns = Prisma.sql`h.id, h.version, h.task_id AS "taskId", h.register_kind AS register, h.unit_id AS "unitId", h.by_id AS "byId", ${nameOf(Prisma.sql`h.by_id`)} AS "byName", h.to_id AS "toId", ${nameOf(Prisma.sql`h.to_id`)} AS "toName", h.handed_at AS "handedAt"`;

const during = (from: Prisma.Sql, to: Prisma.Sql, day: PlainDate) => Prisma.sql`daterange(${from}, ${to}, '[]') @> ${day}::date`;

/** That a person is still there and works at the office on a day, or answers for the unit or the one that it has gone up into: whoever may do what is that unit's, or for null the office's. */
const mayDo = (person: Prisma.Sql, unit: Prisma.Sql, day: PlainDate) => Prisma.sql`
  EXISTS (SELECT 1 FROM person p WHERE p.id = ${person} AND p.archived_at IS NULL) AND (
    EXISTS (SELECT 1 FROM role_assignment r WHERE r.person_id = ${person} AND r.role = 'COORDINATOR' AND ${during(Prisma.sql`r.valid_from`, Prisma.sql`r.valid_to`, day)})
    OR EXISTS (
      WITH RECURSIVE now AS (SELECT ${unit} AS id UNION SELECT b.merged_into_id FROM body b JOIN now ON b.id = now.id WHERE b.merged_into_id IS NOT NULL)
      SELECT 1 FROM contact_person_appointment c JOIN now ON now.id = c.unit_id WHERE c.person_id = ${person} AND ${during(Prisma.sql`c.valid_from`, Prisma.sql`c.valid_to`, day)}))`;

const holds = (day: PlainDate) => Prisma.sql`h.ended_at IS NULL AND ${mayDo(Prisma.sql`h.to_id`, Prisma.sql`h.unit_id`, day)}`;

/** Reads the handovers of some tasks that hold on a day: those to people who may still do them. */
export async function selectHandovers(read: Read, taskIds: readonly string[], day: PlainDate): Promise<StoredHandover[]> {
  return queryRows(read, Prisma.sql`SELECT ${columns} FROM task_handover h WHERE h.task_id = ANY (${[...taskIds]}::text[]) AND ${holds(day)}`);
}

/** Reads what a person has been given and may still do on a day. */
export async function selectReceived(read: Read, personId: string, day: PlainDate): Promise<StoredHandover[]> {
  return queryRows(read, Prisma.sql`SELECT ${columns} FROM task_handover h WHERE h.to_id = ${personId}::uuid AND ${holds(day)}`);
}

export interface LockedHandover extends StoredHandover {
  isEnded: boolean;
  /** Whether it is with somebody who may still do it. */
  isHeld: boolean;
}

const lock = async (tx: Tx, which: Prisma.Sql, day: PlainDate): Promise<LockedHandover | null> => {
  const [row] = await queryRows<LockedHandover>(tx, Prisma.sql`SELECT ${columns}, h.ended_at IS NOT NULL AS "isEnded", ${holds(day)} AS "isHeld" FROM task_handover h WHERE ${which} FOR UPDATE OF h`);
  return row ?? null;
};

/** Holds a handover until the transaction's end; null when there is none. */
export async function lockHandover(tx: Tx, id: string, day: PlainDate): Promise<LockedHandover | null> {
  return lock(tx, Prisma.sql`h.id = ${id}::uuid`, day);
}

/** Holds the handover of a task that has not ended; null when there is none. */
export async function lockHandoverOf(tx: Tx, taskId: string, day: PlainDate): Promise<LockedHandover | null> {
  return lock(tx, Prisma.sql`h.task_id = ${taskId} AND h.ended_at IS NULL`, day);
}

export interface NewHandover {
  id: string;
  taskId: string;
  register: string;
  unitId: string | null;
  toId: string;
}

/** Stores that somebody has been given a task; throws CONFLICT when somebody else has been meanwhile. */
export async function insertHandover(tx: Tx, permit: Permit<"handovers.handOver">, { id, taskId, register, unitId, toId }: NewHandover, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = await clientOf(tx).$executeRaw`
    INSERT INTO task_handover (id, task_id, register_kind, unit_id, by_id, to_id, handed_at) VALUES (${id}::uuid, ${taskId}, ${register}, ${unitId}::uuid, ${permit.actor.personId}::uuid, ${toId}::uuid, ${now})
    ON CONFLICT (task_id) WHERE ended_at IS NULL DO NOTHING`;
  if (stored === 0) throw new AppError("CONFLICT");
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE task_handover SET ${sets}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version} AND ended_at IS NULL`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Gives a task that is with somebody to somebody else; throws CONFLICT when that has been done since the version. */
export async function updateReceiver(tx: Tx, permit: Permit<"handovers.handOver">, id: string, version: number, toId: string, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`to_id = ${toId}::uuid, by_id = ${permit.actor.personId}::uuid, handed_at = ${now}`);
}

/** Ends a handover; throws CONFLICT when it has been changed since the version. */
export async function endHandover(tx: Tx, permit: Permit<"handovers.end">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`ended_at = greatest(${now}::timestamptz, handed_at)`);
}

/** Reads those who may do what is a unit's, or for null the office's, and can sign in; by name. */
export async function selectColleagues(read: Read, unitId: string | null, day: PlainDate): Promise<{ id: string; name: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT q.id, d.name FROM person q JOIN person_details d ON d.person_id = q.id
    WHERE d.name IS NOT NULL AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = q.id AND a.disabled_at IS NULL) AND ${mayDo(Prisma.sql`q.id`, Prisma.sql`${unitId}::uuid`, day)}
    ORDER BY d.name COLLATE "sv-SE-x-icu", q.id LIMIT 200`);
}
