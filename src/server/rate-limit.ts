import "server-only";
import { Prisma } from "@db/client";
import { queryRows, reading } from "./db";
import { AppError } from "./errors";

/** How tries stand to their limit within a window of time. */
export interface RateState {
  limit: number;
  /** How many more the window holds. */
  remaining: number;
  resetSeconds: number;
  isBeyond: boolean;
}

/** The beginning of the window that an instant lies in. */
export function windowStartOf(now: Date, windowSeconds: number): Date {
  return new Date(Math.floor(now.getTime() / 1000 / windowSeconds) * windowSeconds * 1000);
}

/** A statement that counts one try of what `from` selects under the name `key`, and gives the `count`. */
export function countingTry(from: Prisma.Sql, windowStart: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO rate_counter (key, window_start, count) SELECT c.key, ${windowStart}::timestamptz, 1 FROM (${from}) AS c(key)
    ON CONFLICT (key, window_start) DO UPDATE SET count = rate_counter.count + 1 RETURNING count`;
}

/** How a count stands to a limit. */
export function rateStateOf(count: number, limit: number, windowSeconds: number, now: Date): RateState {
  const end = windowStartOf(now, windowSeconds).getTime() + windowSeconds * 1000;
  return { limit, remaining: Math.max(0, limit - count), resetSeconds: Math.ceil((end - now.getTime()) / 1000), isBeyond: count > limit };
}

/** Counts one try in the database, so that the limit holds over several instances, and tells how it stands. */
export async function countTry(key: string, limit: number, windowSeconds: number, now = new Date()): Promise<RateState> {
  const [row] = await queryRows<{ count: number }>(reading(), countingTry(Prisma.sql`SELECT ${key}::text`, windowStartOf(now, windowSeconds)));
  return rateStateOf(row?.count ?? 0, limit, windowSeconds, now);
}

/** Counts one try; throws RATE_LIMITED with `retryAfterSeconds` beyond the limit. */
export async function limitRate(key: string, limit: number, windowSeconds: number, now = new Date()): Promise<void> {
  const { isBeyond, resetSeconds } = await countTry(key, limit, windowSeconds, now);
  if (isBeyond) throw new AppError("RATE_LIMITED", { retryAfterSeconds: resetSeconds });
}
