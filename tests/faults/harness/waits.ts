import type pg from "pg";

const TURN_MS = 25;
/** Long enough for a machine that does everything else at the same time; whoever waits in vain is told what for. */
const LONGEST_MS = 60_000;

/** Waits until a statement finds something, or nothing more. */
export async function until(looker: pg.Client, statement: string, found: boolean): Promise<void> {
  for (const began = Date.now(); Date.now() - began < LONGEST_MS; ) {
    if ((await looker.query(statement)).rows.length > 0 === found) return;
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  }
  throw new Error(`waited in vain for ${found ? "" : "the end of "}${statement}`);
}

/**
 * Waits until nobody else does anything in the database: what a killed program's backend was at is rolled back when the server notices, which may take a moment. What the
 * server does by itself, such as a vacuum that takes its time, isn't waited for.
 */
export async function untilOthersAreGone(looker: pg.Client): Promise<void> {
  await until(looker, "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'", false);
}

/** Waits until somebody stands in the queue for a lock that the looker holds. */
export async function untilHeldUp(looker: pg.Client): Promise<void> {
  await until(looker, "SELECT 1 FROM pg_locks l WHERE NOT l.granted AND pg_backend_pid() = ANY (pg_blocking_pids(l.pid))", true);
}
