import "server-only";
import type { Actor } from "@/domain/actor";
import { SCHEDULED } from "@/features/notifications/schedules/rules";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { ring } from "@/server/jobs";
import { authorizeAll } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { jobPolicy } from "./policy";
import * as repository from "./repository";
import { everyOf, isWorking, nextOfSchedule, nextRun, reasonOf, stateOf, type FailureReason, type JobState } from "./rules";
import type { Queue } from "./schema";

/** A queue as the administrator sees it. */
export interface QueueView {
  name: Queue;
  state: JobState;
  every: ReturnType<typeof everyOf>;
  waiting: number;
  doneAt: Date | null;
  nextAt: Date | null;
  failure: { at: Date; reason: FailureReason } | null;
}

/** Something that is done at a set time. */
export interface ScheduleView {
  name: string;
  every: "day" | "week";
  at: string;
  state: JobState;
  doneAt: Date | null;
  nextAt: Date;
}

/** A run that has gone on for longer has fallen with its worker. */
const FALLEN_AFTER_MS = 15 * 60_000;

/** What the program does by itself: whether a worker is at work, the queues, and what is done at set times. For the administrator; throws NOT_FOUND. */
export async function listJobs(actor: Actor, now = new Date()): Promise<{ isWorking: boolean; heardAt: Date | null; queues: QueueView[]; schedules: ScheduleView[] }> {
  authorizeAll(jobPolicy, "view", actor);
  const [queues, runs] = await Promise.all([repository.selectQueues(reading()), repository.selectRuns(reading())]);
  const heardAt = queues.find(({ name }) => name === "tick")?.doneAt ?? null;
  return {
    isWorking: isWorking(heardAt, now),
    heardAt,
    queues: queues.map((queue): QueueView => {
      const [state, every] = [stateOf(queue), queue.cron === null ? null : everyOf(queue.cron)];
      return { name: queue.name, state, every, waiting: queue.waiting, doneAt: queue.doneAt, nextAt: nextRun(every, now), failure: state === "FAILING" && queue.failedAt !== null ? { at: queue.failedAt, reason: reasonOf(queue.said) } : null };
    }),
    schedules: SCHEDULED.map((schedule): ScheduleView => {
      const run = runs.find(({ name }) => name === schedule.name);
      const hasFallen = run !== undefined && run.finishedAt === null && now.getTime() - run.startedAt.getTime() > FALLEN_AFTER_MS;
      const state = stateOf({ isRunning: run !== undefined && run.finishedAt === null && !hasFallen, doneAt: run?.finishedAt ?? null, failedAt: hasFallen ? run.startedAt : null });
      return { ...schedule, state, doneAt: run?.finishedAt ?? null, nextAt: nextOfSchedule(schedule, run?.finishedAt == null ? null : run.day, now) };
    }),
  };
}

/** Has a job run as soon as a worker is there; what has been done already is not done again, so that no job can do harm by being run once more. Throws NOT_FOUND. */
export async function startJob(actor: Actor, { queue }: { queue: Queue }): Promise<{ queue: Queue }> {
  return inTransaction(async (tx) => {
    authorizeAll(jobPolicy, "start", actor);
    await ring(tx, queue);
    await recordAudit(tx, { actor, action: "jobs.started", subject: { kind: "job", id: null }, details: { queue } });
    return { queue };
  });
}
