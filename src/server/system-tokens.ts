import "server-only";
import { createHmac } from "node:crypto";
import { Prisma } from "@db/client";
import type { ClientSystem } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { database, queryRows, reading } from "./db";
import { getSettings } from "./env";
import { followPack, packStampOn } from "./pack";
import { countingTry, rateStateOf, windowStartOf, type RateState } from "./rate-limit";
import { hashKey } from "./session";

/** What every token begins with, so that programs that look for secrets in the wrong places know one. */
export const TOKEN_START = "utb_";
const TOKEN = new RegExp(`^${TOKEN_START}[A-Za-z0-9_-]{43}$`);
/** How often at most it is written that a token has been used. */
const NOTED_AFTER_MS = 3_600_000;
/** How often a system may ask, in times a minute. */
export const REQUESTS_A_MINUTE = 600;
const WINDOW_SECONDS = 60;

/**
 * A system's token, 256 bits that only this installation can make: of the administrator who asked for it, and of the form that did, so that a form
 * that is sent twice asks for one token. Only its hash is stored.
 */
export function makeSystemToken(personId: string, form: string): string {
  return TOKEN_START + createHmac("sha256", getSettings().UTBLICK_SECRET).update(`system ${personId} ${form}`).digest("base64url");
}

/** The stored form of a token: a stolen table opens nothing. */
export function hashSystemToken(token: string): Uint8Array<ArrayBuffer> {
  return hashKey(token);
}

/** What a token was found to be. */
export type FoundSystem = { state: "live"; system: ClientSystem; rate: RateState } | { state: "unknown" | "revoked" | "expired" };

/**
 * Which system holds a token, with the registers that it may read today, and how it stands to its limit: looked up and counted in one
 * statement, so that all instances count together. That it was used is noted, at most once an hour.
 */
export async function findClientSystem(token: string, now = new Date()): Promise<FoundSystem> {
  if (!TOKEN.test(token)) return { state: "unknown" };
  const [hash, today] = [hashKey(token), dateInStockholm(now)];
  const [row] = await queryRows<{ tokenId: string; name: string; registers: string[]; isRevoked: boolean; isOver: boolean; lastUsedAt: Date | null; count: number | null; pack: string | null }>(reading(), Prisma.sql`
    WITH t AS (
      SELECT s.id, s.name, s.registers, s.revoked_at IS NOT NULL AS is_revoked, s.valid_to < ${today}::date AS is_over, k.last_used_at
      FROM system_token_key k JOIN system_token s ON s.id = k.token_id WHERE k.key_hash = ${hash}),
    counted AS (${countingTry(Prisma.sql`SELECT 'api ' || t.id FROM t WHERE NOT t.is_revoked AND NOT t.is_over`, windowStartOf(now, WINDOW_SECONDS))})
    SELECT t.id AS "tokenId", t.name, t.registers, t.is_revoked AS "isRevoked", t.is_over AS "isOver", t.last_used_at AS "lastUsedAt", (SELECT count FROM counted) AS count, ${packStampOn(today)} AS pack FROM t`);
  if (row === undefined) return { state: "unknown" };
  if (row.isRevoked || row.isOver) return { state: row.isRevoked ? "revoked" : "expired" };
  await followPack(row.pack);
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= NOTED_AFTER_MS) {
    await database().$executeRaw`UPDATE system_token_key SET last_used_at = ${now} WHERE token_id = ${row.tokenId}::uuid AND key_hash = ${hash}`;
  }
  return { state: "live", system: mint(row), rate: rateStateOf(row.count ?? 0, REQUESTS_A_MINUTE, WINDOW_SECONDS, now) };
}

function mint({ tokenId, name, registers }: { tokenId: string; name: string; registers: readonly string[] }): ClientSystem {
  // Its seal has no shape, so that what reads for a system can be reached through a token that was found here and by nothing else.
  return Object.freeze({ tokenId, name, registers: Object.freeze([...registers]) }) as unknown as ClientSystem;
}
