import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import { NOTIFICATIONS_A_PAGE, type Audience, type CalendarDays, type Language, type NotificationChoice, type NotificationDelivery, type NotificationFilter, type NotificationInput, type StoredNotification } from "./schema";

const columns = Prisma.sql`n.id, n.person_id AS "personId", n.kind::text AS kind, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.path, n.params, n.created_at AS "createdAt", n.read_at AS "readAt"`;

interface InsertedNotification {
  id: string;
  personId: string;
  delivery: NotificationDelivery;
  hasAddress: boolean;
}

/**
 * Stores what each person is told, as each has chosen; what a person has been told of by the same key already is not told again, and
 * nothing is told to who is archived. Answers with those that were stored, and whether each has an address to be mailed at.
 */
export async function insertNotifications(tx: Tx, input: Omit<NotificationInput, "to" | "calendar">, to: readonly string[], usual: NotificationDelivery, now: Date): Promise<InsertedNotification[]> {
  return clientOf(tx).$queryRaw<InsertedNotification[]>`
    INSERT INTO notification (person_id, kind, subject_kind, subject_id, path, params, dedupe_key, delivery, created_at)
    SELECT p.id, ${input.kind}::"NotificationKind", ${input.subject?.kind ?? null}, ${input.subject?.id ?? null}::uuid, ${input.path}, ${JSON.stringify(input.params ?? {})}::jsonb, ${input.dedupeKey ?? null},
      coalesce(c.delivery, ${usual}::"NotificationDelivery"), ${now}
    FROM person p LEFT JOIN notification_choice c ON c.person_id = p.id WHERE p.id = ANY (${[...new Set(to)]}::uuid[]) AND p.archived_at IS NULL ORDER BY p.id
    ON CONFLICT (person_id, dedupe_key) DO NOTHING RETURNING id, person_id AS "personId", delivery::text AS delivery,
      EXISTS (SELECT 1 FROM person_details d WHERE d.person_id = notification.person_id AND d.email IS NOT NULL) AS "hasAddress"`;
}

/** Reads a page of what a person has been told, latest first, and how many there are. */
export async function selectNotifications(read: Read, personId: string, { unread, page }: NotificationFilter): Promise<{ rows: StoredNotification[]; total: number }> {
  const own = Prisma.sql`n.person_id = ${personId}::uuid ${unread ? Prisma.sql`AND n.read_at IS NULL` : Prisma.empty}`;
  const [rows, [counted]] = await Promise.all([
    queryRows<StoredNotification>(read, Prisma.sql`SELECT ${columns} FROM notification n WHERE ${own} ORDER BY n.created_at DESC, n.id LIMIT ${NOTIFICATIONS_A_PAGE}::int OFFSET ${(page - 1) * NOTIFICATIONS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM notification n WHERE ${own}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Counts what a person has not read, up to a hundred. */
export async function countUnread(read: Read, personId: string): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM (SELECT 1 FROM notification n WHERE n.person_id = ${personId}::uuid AND n.read_at IS NULL LIMIT 100) AS unread`);
  return row?.count ?? 0;
}

/** Reads what permission depends on; null when there is no such notification. */
export async function findOwner(read: Read, id: string): Promise<{ id: string; personId: string } | null> {
  const [row] = await queryRows<{ id: string; personId: string }>(read, Prisma.sql`SELECT id, person_id AS "personId" FROM notification WHERE id = ${id}::uuid`);
  return row ?? null;
}

/** Marks one as read, or all that a person had been told by an instant; what has been read stays as it was read. */
export async function markRead(tx: Tx, permit: Permit<"notifications.read">, which: { id: string } | { personId: string; until: Date }, now: Date): Promise<void> {
  if ("id" in which) {
    requirePermitFor(permit, which.id);
    await clientOf(tx).$executeRaw`UPDATE notification SET read_at = ${now} WHERE id = ${which.id}::uuid AND read_at IS NULL`;
  } else {
    requirePermitFor(permit, which.personId);
    await clientOf(tx).$executeRaw`UPDATE notification SET read_at = ${now} WHERE person_id = ${which.personId}::uuid AND read_at IS NULL AND created_at <= ${which.until}`;
  }
}

/** Reads how a person wants to be told; null until that has been chosen. */
export async function findChoice(read: Read, personId: string): Promise<(NotificationChoice & { version: number }) | null> {
  const [row] = await queryRows<{ version: number; delivery: NotificationDelivery; language: Language }>(read, Prisma.sql`SELECT version, delivery::text AS delivery, language::text AS language FROM notification_choice WHERE person_id = ${personId}::uuid`);
  return row ?? null;
}

/** Stores how a person wants to be told; throws CONFLICT when it has been chosen otherwise since the version. */
export async function writeChoice(tx: Tx, permit: Permit<"notifications.choose">, personId: string, version: number, choice: NotificationChoice): Promise<void> {
  requirePermitFor(permit, personId);
  const written =
    version === 0
      ? await clientOf(tx).$executeRaw`INSERT INTO notification_choice (person_id, delivery, language) VALUES (${personId}::uuid, ${choice.delivery}::"NotificationDelivery", ${choice.language}::"Language") ON CONFLICT (person_id) DO NOTHING`
      : await clientOf(tx).$executeRaw`
        UPDATE notification_choice SET delivery = ${choice.delivery}::"NotificationDelivery", language = ${choice.language}::"Language", version = version + 1 WHERE person_id = ${personId}::uuid AND version = ${version}::int`;
  if (written === 0) throw new AppError("CONFLICT");
}

/** What a calendar is told of an invitation: under which id, and as which word about it in order. */
export interface InvitationWord {
  invitationId: string;
  sequence: number;
  startsOn: PlainDate;
  endsOn: PlainDate;
  /** As the database writes instants in JSON; null of whole days. */
  startsAt: string | null;
  endsAt: string | null;
  place: string | null;
}

/**
 * Takes the next number of an invitation to a person: a first one, an update, or a new one after a cancellation. Null where there is nothing
 * new to say: the same days and times again, or the end of what the person was not invited to.
 */
export async function nextWord(tx: Tx, personId: string, subject: { kind: string; id: string }, days: Pick<CalendarDays, "method" | "startsOn" | "endsOn" | "at">): Promise<InvitationWord | null> {
  const word = Prisma.sql`id AS "invitationId", sequence, starts_on::text AS "startsOn", ends_on::text AS "endsOn", to_jsonb(starts_at)#>>'{}' AS "startsAt", to_jsonb(ends_at)#>>'{}' AS "endsAt", place`;
  const own = Prisma.sql`person_id = ${personId}::uuid AND subject_kind = ${subject.kind} AND subject_id = ${subject.id}::uuid`;
  const { startsAt = null, endsAt = null, place = null } = days.at ?? {};
  const [row] =
    days.method === "CANCEL"
      ? await clientOf(tx).$queryRaw<InvitationWord[]>`UPDATE calendar_invitation SET is_cancelled = true, sequence = sequence + 1 WHERE ${own} AND NOT is_cancelled RETURNING ${word}`
      : await clientOf(tx).$queryRaw<InvitationWord[]>`
        INSERT INTO calendar_invitation AS c (person_id, subject_kind, subject_id, starts_on, ends_on, starts_at, ends_at, place)
        VALUES (${personId}::uuid, ${subject.kind}, ${subject.id}::uuid, ${days.startsOn}::date, ${days.endsOn}::date, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${place})
        ON CONFLICT (person_id, subject_kind, subject_id) DO UPDATE
          SET starts_on = EXCLUDED.starts_on, ends_on = EXCLUDED.ends_on, starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at, place = EXCLUDED.place, is_cancelled = false, sequence = c.sequence + 1
          WHERE c.is_cancelled OR (c.starts_on, c.ends_on, c.starts_at, c.ends_at, c.place) IS DISTINCT FROM (EXCLUDED.starts_on, EXCLUDED.ends_on, EXCLUDED.starts_at, EXCLUDED.ends_at, EXCLUDED.place)
        RETURNING ${word}`;
  return row ?? null;
}

/** Reads what a person has been invited to, with the number of the last word about each. */
export async function selectInvitations(read: Read, personId: string): Promise<{ id: string; kind: string; subjectId: string; sequence: number }[]> {
  return queryRows(read, Prisma.sql`SELECT c.id, c.subject_kind AS kind, c.subject_id AS "subjectId", c.sequence FROM calendar_invitation c WHERE c.person_id = ${personId}::uuid`);
}

/** What goes into the calendar of who reads a mail. */
export interface MailCalendar extends InvitationWord {
  method: "REQUEST" | "CANCEL";
}

/** A mail to a person that tells of some of its notifications. */
export interface QueuedMail {
  personId: string;
  notificationIds: readonly string[];
  calendar: MailCalendar | null;
}

/** Queues mails in one statement, each under an id that two copies of it would share. */
export async function queueMails(tx: Tx, mails: readonly QueuedMail[], occasion: "NOTIFICATION" | "DAILY_DIGEST" | "WEEKLY_DIGEST", domain: string, now: Date): Promise<void> {
  const linked = await clientOf(tx).$executeRaw`
    WITH wanted AS MATERIALIZED (
      SELECT gen_random_uuid() AS id, w."personId", w."notificationIds", w.calendar FROM jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) AS w("personId" uuid, "notificationIds" uuid[], calendar jsonb)),
    queued AS (
      INSERT INTO outgoing_mail (id, person_id, occasion, message_id, next_try_at, calendar, created_at)
      SELECT w.id, w."personId", ${occasion}::"MailOccasion", '<' || w.id || '@' || ${domain}::text || '>', ${now}, nullif(w.calendar, 'null'), ${now} FROM wanted w)
    UPDATE notification SET mail_id = w.id FROM wanted w WHERE notification.id = ANY (w."notificationIds")`;
  if (linked < mails.length) throw new Error("a mail tells of something, and nothing was found");
}

/** Reads who belongs to an audience on a day: who holds a role, answers for or leads a unit, or sits in a body, its secretaries included. */
export async function selectAudience(read: Read, audience: Audience, day: PlainDate): Promise<string[]> {
  const during = (from: string, to: string) => Prisma.sql`daterange(${Prisma.raw(from)}, ${Prisma.raw(to)}, '[]') @> ${day}::date`;
  const held = during("r.valid_from", "r.valid_to");
  const statement =
    "role" in audience
      ? Prisma.sql`SELECT r.person_id FROM role_assignment r WHERE r.role = ${audience.role}::"Role" AND ${held}`
      : "unitId" in audience
        ? Prisma.sql`
          WITH RECURSIVE now AS (SELECT ${audience.unitId}::uuid AS id UNION SELECT b.merged_into_id FROM body b JOIN now ON b.id = now.id WHERE b.merged_into_id IS NOT NULL)
          SELECT c.person_id FROM contact_person_appointment c WHERE c.unit_id IN (SELECT id FROM now) AND ${during("c.valid_from", "c.valid_to")}`
        : "bodyKinds" in audience
          ? Prisma.sql`
            SELECT s.person_id FROM seat s JOIN body b ON b.id = s.body_id WHERE b.kind::text = ANY (${[...audience.bodyKinds]}::text[]) AND b.archived_at IS NULL AND ${during("s.valid_from", "s.valid_to")}
            UNION SELECT r.person_id FROM role_assignment r JOIN body b ON b.kind::text = ANY (${[...audience.bodyKinds]}::text[]) AND b.archived_at IS NULL
              WHERE r.role = 'BOARD_SECRETARY' AND ${held} AND (r.body_id = b.id OR EXISTS (SELECT 1 FROM body_placement l WHERE l.body_id = b.id AND l.parent_id = r.body_id AND ${during("l.valid_from", "l.valid_to")}))`
          : Prisma.sql`
            SELECT s.person_id FROM seat s WHERE s.body_id = ${audience.bodyId}::uuid AND s.position IN ('CHAIR', 'SECRETARY') AND ${during("s.valid_from", "s.valid_to")}
            UNION SELECT r.person_id FROM role_assignment r WHERE r.body_id = ${audience.bodyId}::uuid AND r.role IN ('UNIT_MANAGER', 'BOARD_SECRETARY') AND ${held}
            UNION SELECT c.person_id FROM contact_person_appointment c WHERE c.unit_id = ${audience.bodyId}::uuid AND ${during("c.valid_from", "c.valid_to")}`;
  const rows = await queryRows<{ person_id: string }>(read, statement);
  return [...new Set(rows.map(({ person_id }) => person_id))];
}
