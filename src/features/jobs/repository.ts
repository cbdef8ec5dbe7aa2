import "server-only";
import { Prisma } from "@db/client";
import { queryRows, type Read } from "@/server/db";
import { QUEUES, type Queue } from "./schema";

/** A queue with what has become of its jobs; nothing of what they carry. */
export interface QueueRow {
  name: Queue;
  cron: string | null;
  waiting: number;
  isRunning: boolean;
  doneAt: Date | null;
  failedAt: Date | null;
  /** What the queue has kept of the failure, for us to sort it by; never shown. */
  said: string | null;
}

/** Reads the queues in their order. */
export async function selectQueues(read: Read): Promise<QueueRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT q.name, s.cron, coalesce(j.waiting, 0)::int AS waiting, coalesce(j.running, false) AS "isRunning",
      greatest(j.done_at, (SELECT max(a.completed_on) FROM pgboss.archive a WHERE a.name = q.name AND a.state = 'completed')) AS "doneAt", f.completed_on AS "failedAt", f.output ->> 'message' AS said
    FROM unnest(${[...QUEUES]}::text[]) WITH ORDINALITY AS q(name, place) LEFT JOIN pgboss.schedule s ON s.name = q.name
    LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE state IN ('created', 'retry') AND start_after <= now()) AS waiting, bool_or(state = 'active') AS running, max(completed_on) FILTER (WHERE state = 'completed') AS done_at
      FROM pgboss.job WHERE name = q.name) j ON true
    LEFT JOIN LATERAL (SELECT completed_on, output FROM (SELECT completed_on, output FROM pgboss.job WHERE name = q.name AND state = 'failed' UNION ALL SELECT completed_on, output FROM pgboss.archive WHERE name = q.name AND state = 'failed') x
      ORDER BY completed_on DESC NULLS LAST LIMIT 1) f ON true
    ORDER BY q.place`);
}

/** What is done at a set time, as it was last done. */
export interface ScheduleRow {
  name: string;
  day: string;
  startedAt: Date;
  finishedAt: Date | null;
}

/** Reads the latest run of each schedule. */
export async function selectRuns(read: Read): Promise<ScheduleRow[]> {
  return queryRows(read, Prisma.sql`SELECT DISTINCT ON (name) name, day::text AS day, started_at AS "startedAt", finished_at AS "finishedAt" FROM schedule_run ORDER BY name, day DESC`);
}
