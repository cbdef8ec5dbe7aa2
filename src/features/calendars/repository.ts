import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { PresidiumKind } from "@/features/visits/rules";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { CalendarChoice, CalendarFeedKind } from "./schema";

/** A unit or presidium whose calendar can be followed. */
export interface CalendarBody {
  id: string;
  name: string;
  kind: "DEPARTMENT" | "COMPANY" | "OFFICE" | PresidiumKind;
  parentId: string | null;
}

/** A calendar that a person follows. */
export interface StoredFeed {
  id: string;
  version: number;
  personId: string;
  kind: CalendarFeedKind;
  body: CalendarBody | null;
  isClosed: boolean;
  issuedAt: Date;
  lastUsedAt: Date | null;
}

const bodyOf = (day: PlainDate) => Prisma.sql`jsonb_build_object('id', b.id, 'name', ${bodyNameOn(Prisma.sql`b.id`, day)}, 'kind', b.kind,
  'parentId', (SELECT l.parent_id FROM body_placement l WHERE l.body_id = b.id AND daterange(l.valid_from, l.valid_to, '[]') @> ${day}::date LIMIT 1))`;

const select = (day: PlainDate) => Prisma.sql`
  SELECT f.id, f.version, f.person_id AS "personId", f.kind::text AS kind, CASE WHEN b.id IS NULL THEN NULL ELSE ${bodyOf(day)} END AS body,
    f.closed_at IS NOT NULL AS "isClosed", k.issued_at AS "issuedAt", k.last_used_at AS "lastUsedAt"
  FROM calendar_feed f JOIN calendar_feed_key k ON k.feed_id = f.id LEFT JOIN body b ON b.id = f.body_id`;

/** Reads the units and presidia that are there on a day, in the order of their names; one of them where an id is given. */
export async function selectCalendarBodies(read: Read, day: PlainDate, id: string | null = null): Promise<CalendarBody[]> {
  const rows = await queryRows<{ body: CalendarBody }>(read, Prisma.sql`
    SELECT ${bodyOf(day)} AS body FROM body b
    WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE', 'COUNCIL_PRESIDIUM', 'EXECUTIVE_BOARD_PRESIDIUM') AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date
      AND ${id === null ? Prisma.sql`true` : Prisma.sql`b.id = ${id}::uuid`}
    ORDER BY ${bodyNameOn(Prisma.sql`b.id`, day)}`);
  return rows.map(({ body }) => body);
}

/** Reads the calendars that a person follows. */
export async function selectFeeds(read: Read, personId: string, day: PlainDate): Promise<StoredFeed[]> {
  return queryRows<StoredFeed>(read, Prisma.sql`${select(day)} WHERE f.person_id = ${personId}::uuid AND f.closed_at IS NULL ORDER BY f.kind, f.created_at, f.id`);
}

/** Reads one of them; null when there is none. */
export async function findFeed(read: Read, id: string, day: PlainDate): Promise<StoredFeed | null> {
  const [row] = await queryRows<StoredFeed>(read, Prisma.sql`${select(day)} WHERE f.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds one of them until the transaction ends; null when there is none. */
export async function lockFeed(tx: Tx, id: string, day: PlainDate): Promise<StoredFeed | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM calendar_feed WHERE id = ${id}::uuid FOR UPDATE`;
  return findFeed(tx, id, day);
}

/** Reads the one that a person follows by a key that was given after an instant; null when there is none. */
export async function findFeedOfKey(read: Read, personId: string, keyHash: Uint8Array, after: Date): Promise<{ id: string } | null> {
  const [row] = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT f.id FROM calendar_feed_key k JOIN calendar_feed f ON f.id = k.feed_id
    WHERE k.key_hash = ${keyHash} AND f.person_id = ${personId}::uuid AND f.closed_at IS NULL AND k.issued_at > ${after}`);
  return row ?? null;
}

/** A new record's id. */
export function newFeedId(): string {
  return randomUUID();
}

/** Stores that a person follows a calendar; false where the person follows it already. */
export async function insertFeed(tx: Tx, permit: Permit<"calendars.follow">, id: string, { kind, bodyId }: CalendarChoice, keyHash: Uint8Array, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const added = await client.$executeRaw`
    INSERT INTO calendar_feed (id, person_id, kind, body_id, created_at) VALUES (${id}::uuid, ${permit.actor.personId}::uuid, ${kind}::"CalendarFeedKind", ${bodyId}::uuid, ${now}) ON CONFLICT DO NOTHING`;
  if (added === 0) return false;
  await client.$executeRaw`INSERT INTO calendar_feed_key (feed_id, key_hash, issued_at) VALUES (${id}::uuid, ${keyHash}, ${now})`;
  return true;
}

async function update(tx: Tx, id: string, version: number, closedAt: Date | null): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE calendar_feed SET closed_at = ${closedAt}::timestamptz, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Gives a calendar another key, by which alone it is found from now on. */
export async function updateKey(tx: Tx, permit: Permit<"calendars.follow">, id: string, version: number, keyHash: Uint8Array, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, null);
  await clientOf(tx).$executeRaw`UPDATE calendar_feed_key SET key_hash = ${keyHash}, issued_at = ${now}, last_used_at = NULL WHERE feed_id = ${id}::uuid`;
}

export async function closeFeed(tx: Tx, permit: Permit<"calendars.close">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, now);
}
