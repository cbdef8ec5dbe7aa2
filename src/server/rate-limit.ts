import "server-only";
import { Prisma } from "@db/client";
import { queryRows, reading } from "./db";
import { AppError } from "./errors";

/** Counts one try in the database, so that the limit holds over several instances; throws RATE_LIMITED with `retryAfterSeconds` beyond it. */
export async function limitRate(key: string, limit: number, windowSeconds: number, now = new Date()): Promise<void> {
  const windowStart = new Date(Math.floor(now.getTime() / 1000 / windowSeconds) * windowSeconds * 1000);
  const [row] = await queryRows<{ count: number }>(reading(), Prisma.sql`
    INSERT INTO rate_counter (key, window_start, count) VALUES (${key}, ${windowStart}, 1)
    ON CONFLICT (key, window_start) DO UPDATE SET count = rate_counter.count + 1 RETURNING count`);
  if ((row?.count ?? 0) > limit) {
    throw new AppError("RATE_LIMITED", { retryAfterSeconds: Math.ceil((windowStart.getTime() + windowSeconds * 1000 - now.getTime()) / 1000) });
  }
}
