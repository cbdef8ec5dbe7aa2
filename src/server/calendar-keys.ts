import "server-only";
import { createHmac } from "node:crypto";
import { Prisma } from "@db/client";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { database, queryRows, reading } from "./db";
import { getSettings } from "./env";
import { followPack, packStampOn } from "./pack";
import { hashKey, loadActor } from "./session";

const KEY = /^[A-Za-z0-9_-]{43}$/;
/** How often at most it is written that a key has been used. */
const NOTED_AFTER_MS = 3_600_000;

/**
 * The key of a calendar's address, 256 bits that only this installation can make: of a person, and of the form that asked for it, so that a
 * form that is sent twice asks for one key. Only its hash is stored.
 */
export function makeCalendarKey(personId: string, form: string): string {
  return createHmac("sha256", getSettings().UTBLICK_SECRET).update(`calendar ${personId} ${form}`).digest("base64url");
}

/** The stored form of a calendar's key: a stolen table opens no calendar. */
export function hashCalendarKey(key: string): Uint8Array<ArrayBuffer> {
  return hashKey(key);
}

/**
 * Who has a calendar's key, with the rights of the day, and which calendar it opens; null for a key that opens none, or whose person is gone or may no
 * longer sign in. That it was used is noted, at most once an hour.
 */
export async function findKeyHolder(key: string, now = new Date()): Promise<{ actor: Actor; feedId: string } | null> {
  if (!KEY.test(key)) return null;
  const today = dateInStockholm(now);
  const [row] = await queryRows<{ feedId: string; personId: string; lastUsedAt: Date | null; pack: string | null }>(reading(), Prisma.sql`
    SELECT f.id AS "feedId", f.person_id AS "personId", k.last_used_at AS "lastUsedAt", ${packStampOn(today)} AS pack
    FROM calendar_feed_key k JOIN calendar_feed f ON f.id = k.feed_id
    WHERE k.key_hash = ${hashKey(key)} AND f.closed_at IS NULL AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = f.person_id AND a.disabled_at IS NULL)`);
  if (row === undefined) return null;
  await followPack(row.pack);
  const actor = await loadActor(row.personId, today);
  if (actor === null) return null;
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= NOTED_AFTER_MS) {
    await database().$executeRaw`UPDATE calendar_feed_key SET last_used_at = ${now} WHERE feed_id = ${row.feedId}::uuid AND key_hash = ${hashKey(key)}`;
  }
  return { actor, feedId: row.feedId };
}
