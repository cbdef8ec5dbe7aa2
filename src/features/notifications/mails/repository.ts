import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { Language, StoredNotification } from "../schema";
import { MAILS_A_PAGE, type MailContent, type MailFailure, type MailFilter, type MailOccasion, type MailState } from "./schema";

/** A mail that a worker has taken up, with all that is needed to write it. */
export interface TakenMail {
  id: string;
  personId: string;
  occasion: MailOccasion;
  messageId: string;
  attempts: number;
  calendar: unknown;
}

/** Takes up mails whose time has come, and those that a fallen worker had taken; what another worker is about to take is left to it. */
export async function takeMails(tx: Tx, permit: Permit<"mails.deliver">, most: number, fallenBefore: Date, now: Date): Promise<TakenMail[]> {
  requirePermitFor(permit, "*");
  return clientOf(tx).$queryRaw<TakenMail[]>`
    WITH due AS (SELECT id FROM outgoing_mail WHERE state IN ('QUEUED', 'FAILED') AND next_try_at <= ${now} ORDER BY next_try_at, id LIMIT ${most}::int FOR UPDATE SKIP LOCKED),
      fallen AS (SELECT id FROM outgoing_mail WHERE state = 'SENDING' AND taken_at < ${fallenBefore} ORDER BY taken_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED)
    UPDATE outgoing_mail m SET state = 'SENDING', attempts = attempts + 1, taken_at = ${now}, version = version + 1 FROM (SELECT id FROM fallen UNION ALL SELECT id FROM due LIMIT ${most}::int) d WHERE m.id = d.id
    RETURNING m.id, m.person_id AS "personId", m.occasion::text AS occasion, m.message_id AS "messageId", m.attempts, m.calendar`;
}

/** Reads to which address and in which language a person is written to. */
export async function findAddress(read: Read, personId: string): Promise<{ email: string | null; language: Language } | null> {
  const [row] = await queryRows<{ email: string | null; language: Language }>(read, Prisma.sql`
    SELECT d.email, coalesce(c.language::text, 'SV') AS language FROM person p JOIN person_details d ON d.person_id = p.id LEFT JOIN notification_choice c ON c.person_id = p.id WHERE p.id = ${personId}::uuid AND p.archived_at IS NULL`);
  return row ?? null;
}

/** Reads what a mail tells of, the first first. */
export async function selectTold(read: Read, mailId: string): Promise<StoredNotification[]> {
  return queryRows(read, Prisma.sql`
    SELECT n.id, n.person_id AS "personId", n.kind::text AS kind, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.path, n.params, n.created_at AS "createdAt", n.read_at AS "readAt"
    FROM notification n WHERE n.mail_id = ${mailId}::uuid ORDER BY n.created_at, n.id`);
}

/** What became of a try. */
export interface Settled {
  state: "SENT" | "FAILED" | "DEAD";
  nextTryAt: Date;
  failure: MailFailure | null;
  response: string | null;
  content: MailContent | null;
}

/** Stores what became of a try, unless another worker has taken the mail meanwhile. */
export async function settleMail(tx: Tx, permit: Permit<"mails.deliver">, mail: Pick<TakenMail, "id" | "attempts">, settled: Settled, now: Date): Promise<void> {
  requirePermitFor(permit, "*");
  const { state, nextTryAt, failure, response, content } = settled;
  await clientOf(tx).$executeRaw`
    UPDATE outgoing_mail SET state = ${state}::"MailState", next_try_at = ${nextTryAt}, sent_at = ${state === "SENT" ? now : null}::timestamptz, failure = ${failure}::"MailFailure", response = ${response},
      content = ${content === null ? null : JSON.stringify(content)}::jsonb, version = version + 1
    WHERE id = ${mail.id}::uuid AND state = 'SENDING' AND attempts = ${mail.attempts}::int`;
}

export interface MailRow {
  id: string;
  version: number;
  personId: string;
  personName: string;
  occasion: MailOccasion;
  /** The kinds of what it tells of. */
  kinds: string[];
  state: MailState;
  attempts: number;
  failure: MailFailure | null;
  response: string | null;
  messageId: string;
  createdAt: Date;
  nextTryAt: Date;
  sentAt: Date | null;
}

/** How sending goes, out of the log. */
export interface MailHealth {
  lastSentAt: Date | null;
  /** The latest try that failed, of mails that haven't arrived since. */
  lastFailure: { at: Date; failure: MailFailure; response: string | null } | null;
  /** The oldest that waits to be sent, also for another try. */
  waitingSince: Date | null;
}

/** Reads how sending goes. */
export async function readHealth(read: Read): Promise<MailHealth> {
  const [[row], [failed]] = await Promise.all([
    queryRows<Omit<MailHealth, "lastFailure">>(read, Prisma.sql`
      SELECT (SELECT max(sent_at) FROM outgoing_mail) AS "lastSentAt", (SELECT min(created_at) FROM outgoing_mail WHERE state IN ('QUEUED', 'SENDING', 'FAILED')) AS "waitingSince"`),
    queryRows<{ at: Date; failure: MailFailure; response: string | null }>(read, Prisma.sql`
      SELECT taken_at AS at, failure::text AS failure, response FROM outgoing_mail WHERE failure IS NOT NULL AND taken_at IS NOT NULL ORDER BY taken_at DESC, id LIMIT 1`),
  ]);
  return { lastSentAt: row?.lastSentAt ?? null, waitingSince: row?.waitingSince ?? null, lastFailure: failed ?? null };
}

/** Reads a page of the log, latest first, and how many there are in all and in each state. */
export async function selectMails(read: Read, { state, page }: MailFilter): Promise<{ rows: MailRow[]; counts: Partial<Record<MailState, number>> }> {
  const [rows, counted] = await Promise.all([
    queryRows<MailRow>(read, Prisma.sql`
      SELECT m.id, m.version, m.person_id AS "personId", d.name AS "personName", m.occasion::text AS occasion, m.state::text AS state, m.attempts, m.failure::text AS failure, m.response, m.message_id AS "messageId",
        m.created_at AS "createdAt", m.next_try_at AS "nextTryAt", m.sent_at AS "sentAt", coalesce((SELECT jsonb_agg(DISTINCT n.kind::text) FROM notification n WHERE n.mail_id = m.id), '[]') AS kinds
      FROM outgoing_mail m JOIN person_details d ON d.person_id = m.person_id WHERE ${state === null ? Prisma.sql`true` : Prisma.sql`m.state = ${state}::"MailState"`}
      ORDER BY m.created_at DESC, m.id LIMIT ${MAILS_A_PAGE}::int OFFSET ${(page - 1) * MAILS_A_PAGE}::bigint`),
    queryRows<{ state: MailState; count: number }>(read, Prisma.sql`SELECT m.state::text AS state, count(*)::int AS count FROM outgoing_mail m GROUP BY m.state`),
  ]);
  return { rows, counts: Object.fromEntries(counted.map(({ state: of, count }) => [of, count])) };
}

/** Holds a mail until the transaction ends; null when there is none. */
export async function lockMail(tx: Tx, id: string): Promise<{ id: string; version: number; personId: string; state: MailState } | null> {
  const [row] = await clientOf(tx).$queryRaw<{ id: string; version: number; personId: string; state: MailState }[]>`SELECT id, version, person_id AS "personId", state::text AS state FROM outgoing_mail WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

/** Queues a mail anew, as if it had never been tried. */
export async function requeueMail(tx: Tx, permit: Permit<"mails.resend">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE outgoing_mail SET state = 'QUEUED', attempts = 0, next_try_at = ${now}, failure = NULL, response = NULL, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export interface InboxRow {
  id: string;
  personId: string;
  personName: string;
  sentAt: Date;
  content: unknown;
}

/** Reads the mails that a demonstration has kept, a person's own alone where one is given, latest first, at most 100. */
export async function selectInbox(read: Read, personId: string | null): Promise<InboxRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT m.id, m.person_id AS "personId", d.name AS "personName", m.sent_at AS "sentAt", m.content FROM outgoing_mail m JOIN person_details d ON d.person_id = m.person_id
    WHERE m.content IS NOT NULL AND m.sent_at IS NOT NULL ${personId === null ? Prisma.empty : Prisma.sql`AND m.person_id = ${personId}::uuid`} ORDER BY m.sent_at DESC, m.id LIMIT 100`);
}

/** Reads one of them; null when there is none. */
export async function findInboxMail(read: Read, id: string): Promise<InboxRow | null> {
  const [row] = await queryRows<InboxRow>(read, Prisma.sql`
    SELECT m.id, m.person_id AS "personId", d.name AS "personName", m.sent_at AS "sentAt", m.content FROM outgoing_mail m JOIN person_details d ON d.person_id = m.person_id WHERE m.id = ${id}::uuid AND m.content IS NOT NULL AND m.sent_at IS NOT NULL`);
  return row ?? null;
}

/** Forgets what was told and sent before a day, and the runs of schedules before it: what waits to be sent stays. Answers how many rows. */
export async function forgetBefore(tx: Tx, permit: Permit<"mails.deliver">, before: Date): Promise<number> {
  requirePermitFor(permit, "*");
  const client = clientOf(tx);
  const told = await client.$executeRaw`DELETE FROM notification n WHERE n.created_at < ${before} AND NOT EXISTS (SELECT 1 FROM outgoing_mail m WHERE m.id = n.mail_id AND m.state IN ('QUEUED', 'SENDING', 'FAILED'))`;
  const sent = await client.$executeRaw`DELETE FROM outgoing_mail m WHERE m.created_at < ${before} AND m.state IN ('SENT', 'DEAD') AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.mail_id = m.id)`;
  const runs = await client.$executeRaw`DELETE FROM schedule_run WHERE started_at < ${before}`;
  return told + sent + runs;
}
