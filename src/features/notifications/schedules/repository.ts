import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { NotificationDelivery } from "../schema";

/** Takes a run upon this worker: of several one gets it, and one that a fallen worker had begun is taken over. */
export async function takeRun(tx: Tx, permit: Permit<"schedules.run">, name: string, day: PlainDate, fallenBefore: Date, now: Date): Promise<boolean> {
  requirePermitFor(permit, "*");
  const taken = await clientOf(tx).$executeRaw`
    INSERT INTO schedule_run AS r (name, day, started_at) VALUES (${name}, ${day}::date, ${now})
    ON CONFLICT (name, day) DO UPDATE SET started_at = EXCLUDED.started_at WHERE r.finished_at IS NULL AND r.started_at < ${fallenBefore}`;
  return taken > 0;
}

export async function finishRun(tx: Tx, permit: Permit<"schedules.run">, name: string, day: PlainDate, now: Date): Promise<void> {
  requirePermitFor(permit, "*");
  await clientOf(tx).$executeRaw`UPDATE schedule_run SET finished_at = ${now} WHERE name = ${name} AND day = ${day}::date`;
}

/** Reads everybody who can sign in. */
export async function selectReaders(read: Read): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`SELECT p.id FROM person p WHERE p.archived_at IS NULL AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id AND a.disabled_at IS NULL) ORDER BY p.id`);
  return rows.map(({ id }) => id);
}

/** Reads who has something unread that no mail tells of, of those who want it gathered so and have an address. */
export async function selectWaiting(read: Read, delivery: NotificationDelivery): Promise<string[]> {
  const rows = await queryRows<{ personId: string }>(read, Prisma.sql`SELECT DISTINCT n.person_id AS "personId" FROM notification n JOIN person_details d ON d.person_id = n.person_id AND d.email IS NOT NULL
    WHERE n.delivery = ${delivery}::"NotificationDelivery" AND n.mail_id IS NULL AND n.read_at IS NULL ORDER BY 1`);
  return rows.map(({ personId }) => personId);
}

/** Holds a person's unread notifications that no mail tells of, the first first, at most 100. */
export async function lockWaiting(tx: Tx, personId: string, delivery: NotificationDelivery): Promise<string[]> {
  const rows = await clientOf(tx).$queryRaw<{ id: string }[]>`
    SELECT n.id FROM notification n WHERE n.person_id = ${personId}::uuid AND n.delivery = ${delivery}::"NotificationDelivery" AND n.mail_id IS NULL AND n.read_at IS NULL ORDER BY n.created_at, n.id LIMIT 100 FOR UPDATE SKIP LOCKED`;
  return rows.map(({ id }) => id);
}

/** A task's day in somebody's calendar. */
export interface TaskDay {
  kind: string;
  id: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
}

/** Reads what tasks stand in a person's calendar, of days to come. */
export async function selectTaskDays(read: Read, personId: string, today: PlainDate): Promise<TaskDay[]> {
  return queryRows(read, Prisma.sql`
    SELECT i.subject_kind AS kind, i.subject_id AS id, i.starts_on::text AS "startsOn", i.ends_on::text AS "endsOn" FROM calendar_invitation i
    WHERE i.person_id = ${personId}::uuid AND i.subject_kind LIKE 'task %' AND NOT i.is_cancelled AND i.starts_on >= ${today}::date`);
}
