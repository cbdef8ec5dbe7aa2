import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Registers, Task } from "@/domain/registers";
import { forgetGone, listTasks } from "@/features/tasks/service";
import { reading } from "@/server/db";
import { log } from "@/server/log";
import { mailMode } from "@/server/mail";
import { findOutage } from "@/server/outage";
import { refreshPack } from "@/server/pack";
import { authorizeAll } from "@/server/permit";
import { actAsRecipient } from "@/server/recipient";
import { inTransaction } from "@/server/transaction";
import type { NotificationInput } from "../schema";
import { notify, queueDigest } from "../service";
import { schedulePolicy } from "./policy";
import * as repository from "./repository";
import { calendarKind, dueRun, isToldOf, SCHEDULED, type Schedule } from "./rules";

/** A worker that has been at a run for this long has fallen. */
const FALLEN_AFTER_MS = 15 * 60_000;

type Run = (actor: Actor, registers: Registers, now: Date) => Promise<number>;

const RUNS: Readonly<Record<(typeof SCHEDULED)[number]["name"], Run>> = {
  tasks: tellTasks,
  "daily-digest": (actor, _registers, now) => gather(actor, "DAILY", now),
  "weekly-digest": (actor, _registers, now) => gather(actor, "WEEKLY", now),
};
const SCHEDULES: readonly (Schedule & { run: Run })[] = SCHEDULED.map((schedule) => ({ ...schedule, run: RUNS[schedule.name] }));

/** Does what is due by the clock and not done yet for its day or week: of several workers one does each, and what fell half-way is taken up again. Answers with what was done. */
export async function runSchedules(actor: Actor, registers: Registers, now = new Date(), schedules: readonly (Schedule & { run: Run })[] = SCHEDULES): Promise<string[]> {
  const permit = authorizeAll(schedulePolicy, "run", actor);
  const done: string[] = [];
  for (const { run, ...schedule } of schedules) {
    const day = dueRun(schedule, now);
    if (day === null || !(await inTransaction((tx) => repository.takeRun(tx, permit, schedule.name, day, new Date(now.getTime() - FALLEN_AFTER_MS), now)))) continue;
    const count = await run(actor, registers, now);
    await inTransaction((tx) => repository.finishRun(tx, permit, schedule.name, day, now));
    log.info({ event: "schedule run", schedule: schedule.name, day, count });
    done.push(schedule.name);
  }
  return done;
}

/** Tells everybody who can sign in what of theirs falls due soon, each task and day once for ever, takes out of calendars what waits no longer, and forgets what was put off or handed over of it. */
async function tellTasks(actor: Actor, registers: Registers, now: Date): Promise<number> {
  await refreshPack(now);
  let told = 0;
  for (const personId of await repository.selectReaders(reading())) {
    const reader = await actAsRecipient(actor, personId);
    if (reader !== null) told += await orSkip(personId, () => tellPerson(actor, reader, registers, now));
  }
  return told;
}

/** One person's fault keeps nobody else from being told; a database that is away ends the run, which is taken up again. */
async function orSkip(personId: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (findOutage(error) !== null) throw error;
    log.error({ event: "tasks not told", personId, error: error instanceof Error ? error.message.slice(0, 300) : "unknown" });
    return 0;
  }
}

async function tellPerson(actor: Actor, reader: Actor, registers: Registers, now: Date): Promise<number> {
  const today = dateInStockholm(now);
  const [standing, listed] = await Promise.all([repository.selectTaskDays(reading(), reader.personId, today), listTasks(reader, { registers }, now)]);
  await forgetGone(actor, reader, listed, { registers }, now);
  let told = 0;
  for (const { kind, path } of registers) {
    const tasks = listed.filter(({ register, form, isByRight }) => register === kind && form === "TASK" && isByRight);
    // What has been put off waits for its day, and what somebody else does is told to them.
    const near = tasks.flatMap((task) => (task.standing === "open" && isToldOf(task, today) ? [{ ...task, dueOn: task.dueOn }] : []));
    const gone = standing.filter((day) => day.kind === calendarKind(kind) && !tasks.some(({ calendarId }) => calendarId === day.id));
    if (near.length === 0 && gone.length === 0) continue;
    await inTransaction(async (tx) => {
      for (const task of near) await notify(tx, actor, describeTask(kind, task, reader.personId), now);
      for (const day of gone) await notify(tx, actor, describeGone(kind, path(day.id), day, reader.personId), now);
    });
    told += near.length;
  }
  return told;
}

function describeTask(kind: string, { key, path, dueOn, calendarId }: Pick<Task, "key" | "path" | "calendarId"> & { dueOn: PlainDate }, personId: string): NotificationInput {
  return {
    kind: "TASK_DUE",
    to: [personId],
    subject: { kind, id: null },
    path,
    params: { key, dueOn },
    dedupeKey: `task ${key} ${dueOn}`,
    ...(calendarId === undefined ? {} : { calendar: { method: "REQUEST", of: { kind: calendarKind(kind), id: calendarId }, startsOn: dueOn, endsOn: dueOn } }),
  };
}

function describeGone(kind: string, path: string, day: repository.TaskDay, personId: string): NotificationInput {
  return { kind: "TASK_DUE", to: [personId], subject: { kind, id: null }, path, params: {}, calendar: { method: "CANCEL", of: { kind: day.kind, id: day.id }, startsOn: day.startsOn, endsOn: day.endsOn } };
}

/** Gathers in one mail each what people have not read and want gathered so. */
async function gather(actor: Actor, delivery: "DAILY" | "WEEKLY", now: Date): Promise<number> {
  if (mailMode() === "off") return 0;
  const people = await repository.selectWaiting(reading(), delivery);
  for (const personId of people)
    await inTransaction(async (tx) => {
      const notificationIds = await repository.lockWaiting(tx, personId, delivery);
      if (notificationIds.length > 0) await queueDigest(tx, actor, { personId, occasion: `${delivery}_DIGEST`, notificationIds }, now);
    });
  return people.length;
}
