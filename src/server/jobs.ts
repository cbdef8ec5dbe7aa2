import "server-only";
import PgBoss from "pg-boss";
import type { Actor } from "@/domain/actor";
import { database } from "./db";
import { getSettings } from "./env";
import { log } from "./log";
import { systemActor } from "./session";

const PURGE = "purge-expired";

/** What a feature removes when its time has come, by the name under which the log tells how many. */
export type Housekeeping = Readonly<Record<string, (system: Actor, now: Date) => Promise<number>>>;

/**
 * Starts this instance's worker. Jobs lie in the same database, so several instances share them, and one that dies leaves its
 * jobs to the others. Queues are made by the migration step: the app's role may not.
 */
export async function startWorker(housekeeping: Housekeeping): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: getSettings().DATABASE_URL, schema: "pgboss", migrate: false, max: 2, application_name: "utblick-worker" });
  boss.on("error", (error) => {
    log.error({ event: "worker", error: error.message });
  });
  await boss.start();
  await boss.schedule(PURGE, "17 3 * * *", undefined, { tz: "Europe/Stockholm" });
  await boss.work(PURGE, { pollingIntervalSeconds: 60 }, async () => {
    const now = new Date();
    log.info({ event: "purged", ...(await purgeExpired(now)) });
    for (const [what, remove] of Object.entries(housekeeping)) log.info({ event: "purged", [what]: await remove(systemActor(), now) });
  });
  return boss;
}

/**
 * Removes what has served its time and is no record: sessions ended a week ago, forms parked two days ago, keys of requests
 * carried out 30 days ago, lists that have lain half read in for a week, counters of the day before. Answers how many of each.
 */
export async function purgeExpired(now: Date): Promise<{ sessions: number; forms: number; keys: number; imports: number; counters: number }> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const client = database();
  return {
    sessions: await client.$executeRaw`DELETE FROM session WHERE greatest(created_at, last_seen_at) < ${daysAgo(7)}`,
    forms: await client.$executeRaw`DELETE FROM parked_form WHERE created_at < ${daysAgo(2)}`,
    keys: await client.$executeRaw`DELETE FROM idempotency_key WHERE created_at < ${daysAgo(30)}`,
    imports: await client.$executeRaw`DELETE FROM import_draft WHERE updated_at < ${daysAgo(7)}`,
    counters: await client.$executeRaw`DELETE FROM rate_counter WHERE window_start < ${daysAgo(1)}`,
  };
}

const RETRY_MS = 30_000;

/** Starts the worker, and tries again while the database is away: pages must be served all the same. */
export function keepWorkerRunning(housekeeping: Housekeeping): void {
  startWorker(housekeeping).catch((error: unknown) => {
    log.warn({ event: "worker not started", error: error instanceof Error ? error.message.slice(0, 200) : "unknown" });
    setTimeout(() => keepWorkerRunning(housekeeping), RETRY_MS).unref();
  });
}
