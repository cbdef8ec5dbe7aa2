import "server-only";
import PgBoss from "pg-boss";
import type { Actor } from "@/domain/actor";
import { clientOf, database, type Tx } from "./db";
import { getSettings } from "./env";
import { log } from "./log";
import { systemActor } from "./session";

/** The library's own, through which it starts what is scheduled. */
const SCHEDULED = "__pgboss__send-it";
const PURGE = "purge-expired";
const SEND = "send-mail";
const TICK = "tick";
const READ_LIST = "read-list";
const CHECK_AUDIT = "check-audit";

/** What a feature removes when its time has come, by the name under which the log tells how many. */
export type Housekeeping = Readonly<Record<string, (system: Actor, now: Date) => Promise<number>>>;

/** What this instance's worker does besides: send what waits to be sent, read in the lists that wait for it, recount the log when asked, and each minute look what is due. */
export interface Work {
  housekeeping: Housekeeping;
  send: (system: Actor) => Promise<void>;
  readLists: (system: Actor) => Promise<void>;
  checkAudit: (system: Actor) => Promise<void>;
  tick: (system: Actor, now: Date) => Promise<void>;
}

/** Several rings at once are one round of sending. */
const MOST_RINGS = 500;

/**
 * Starts this instance's worker. Jobs lie in the same database, so several instances share them, and one that dies leaves its
 * jobs to the others. Queues are made by the migration step: the app's role may not, and without its own queue the library would start nothing that is scheduled, and not say so.
 */
export async function startWorker({ housekeeping, send, readLists, checkAudit, tick }: Work, { lookEverySeconds = 15 }: { lookEverySeconds?: number } = {}): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: getSettings().DATABASE_URL, schema: "pgboss", migrate: false, max: 3, application_name: "utblick-worker", cronMonitorIntervalSeconds: lookEverySeconds, cronWorkerIntervalSeconds: lookEverySeconds });
  boss.on("error", (error) => {
    log.error({ event: "worker", error: error.message });
  });
  await boss.start();
  if ((await boss.getQueue(SCHEDULED)) === null) {
    await boss.stop({ graceful: false });
    throw new Error("the queue of what is scheduled is missing: migrate the database");
  }
  await boss.schedule(PURGE, "17 3 * * *", undefined, { tz: "Europe/Stockholm" });
  await boss.schedule(TICK, "* * * * *", undefined, { tz: "Europe/Stockholm", retryLimit: 0, expireInSeconds: 900 });
  // Each minute somebody looks besides, and takes over from a worker that fell.
  await boss.schedule(READ_LIST, "* * * * *", undefined, { tz: "Europe/Stockholm", retryLimit: 0, expireInSeconds: 900 });
  await boss.schedule(CHECK_AUDIT, "* * * * *", undefined, { tz: "Europe/Stockholm", retryLimit: 0, expireInSeconds: 1_800 });
  await boss.work(PURGE, { pollingIntervalSeconds: 60 }, async () => {
    const now = new Date();
    log.info({ event: "purged", ...(await purgeExpired(now)) });
    for (const [what, remove] of Object.entries(housekeeping)) log.info({ event: "purged", [what]: await remove(systemActor(), now) });
  });
  await boss.work(SEND, { pollingIntervalSeconds: 2, batchSize: MOST_RINGS }, async () => send(systemActor()));
  await boss.work(READ_LIST, { pollingIntervalSeconds: 2, batchSize: MOST_RINGS }, async () => readLists(systemActor()));
  await boss.work(CHECK_AUDIT, { pollingIntervalSeconds: 2, batchSize: MOST_RINGS }, async () => checkAudit(systemActor()));
  await boss.work(TICK, { pollingIntervalSeconds: 5 }, async () => tick(systemActor(), new Date()));
  return boss;
}

let ringer: PgBoss | undefined;

/** Tells the worker, when the transaction commits, that there is a mail to send; of a transaction that is rolled back nothing is heard. */
export async function ringForMail(tx: Tx): Promise<void> {
  await ring(tx, SEND);
}

/** Tells the worker, when the transaction commits, that there is a list to read in. */
export async function ringForList(tx: Tx): Promise<void> {
  await ring(tx, READ_LIST);
}

/** Tells the worker, when the transaction commits, that the log is to be recounted. */
export async function ringForCheck(tx: Tx): Promise<void> {
  await ring(tx, CHECK_AUDIT);
}

/** Has a queue's job run when the transaction commits; one that has nothing to do does nothing. */
export async function ring(tx: Tx, name: string): Promise<void> {
  const client = clientOf(tx);
  // Never started: it only makes the statement, which then runs in the caller's transaction.
  ringer ??= new PgBoss({ db: { executeSql: () => Promise.reject(new Error("a job is sent through the transaction that causes it")) }, schema: "pgboss", migrate: false });
  await ringer.insert([{ name, retryLimit: 0, expireInSeconds: 900 }], {
    db: { executeSql: async (text, values: unknown[]) => ({ rows: await client.$queryRawUnsafe<unknown[]>(text, ...values) }) },
  });
}

/**
 * Removes what has served its time and is no record: sessions ended a week ago, forms parked two days ago, keys of requests
 * carried out 30 days ago, lists that have lain half read in for a week, what was told 30 days ago of lists that the worker read in, counters of the day before.
 * Answers how many of each.
 */
export async function purgeExpired(now: Date): Promise<{ sessions: number; forms: number; keys: number; imports: number; runs: number; counters: number }> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const client = database();
  return {
    sessions: await client.$executeRaw`DELETE FROM session WHERE greatest(created_at, last_seen_at) < ${daysAgo(7)}`,
    forms: await client.$executeRaw`DELETE FROM parked_form WHERE created_at < ${daysAgo(2)}`,
    keys: await client.$executeRaw`DELETE FROM idempotency_key WHERE created_at < ${daysAgo(30)}`,
    imports: await client.$executeRaw`DELETE FROM import_draft WHERE updated_at < ${daysAgo(7)}`,
    runs: await client.$executeRaw`DELETE FROM import_run WHERE finished_at < ${daysAgo(30)}`,
    counters: await client.$executeRaw`DELETE FROM rate_counter WHERE window_start < ${daysAgo(1)}`,
  };
}

const RETRY_MS = 30_000;

/** Starts the worker, and tries again while the database is away: pages must be served all the same. */
export function keepWorkerRunning(work: Work): void {
  startWorker(work).catch((error: unknown) => {
    log.warn({ event: "worker not started", error: error instanceof Error ? error.message.slice(0, 200) : "unknown" });
    setTimeout(() => keepWorkerRunning(work), RETRY_MS).unref();
  });
}
