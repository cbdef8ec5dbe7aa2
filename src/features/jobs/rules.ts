import { dueRun, type Schedule } from "@/features/notifications/schedules/rules";

/** How a job stands: it works, is under way, failed the last time, or has never been run. */
export type JobState = "FINE" | "RUNNING" | "FAILING" | "NEVER";

/** Tells how a job stands by what became of it last: a failure counts until it has been done once more. */
export function stateOf({ isRunning, doneAt, failedAt }: { isRunning: boolean; doneAt: Date | null; failedAt: Date | null }): JobState {
  if (isRunning) return "RUNNING";
  if (failedAt !== null && (doneAt === null || doneAt < failedAt)) return "FAILING";
  return doneAt === null ? "NEVER" : "FINE";
}

/** Why something failed, in a word of ours: what the error itself says may hold anything, and is for the operations log alone. */
export type FailureReason = "TOO_SLOW" | "DATABASE" | "FAULT";

/** Sorts a failure by what the queue has kept of it. */
export function reasonOf(said: string | null): FailureReason {
  if (said !== null && /timeout|timed out|expired/i.test(said)) return "TOO_SLOW";
  return said !== null && /connect|terminat|P10\d\d|ECONN|database/i.test(said) ? "DATABASE" : "FAULT";
}

/** When a job is run by itself: each minute, or each day at a time in Sweden; null for any other pattern. */
export function everyOf(cron: string): { every: "minute" } | { every: "day"; at: string } | null {
  if (cron === "* * * * *") return { every: "minute" };
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron) ?? [];
  return minute === undefined || hour === undefined ? null : { every: "day", at: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` };
}

const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The first minute after an instant at which it is the time of day in Sweden; a time that the clock leaps over is the minute after. */
function nextAt(at: string, now: Date): Date {
  const first = Math.floor(now.getTime() / 60_000) + 1;
  const dayOf = (minute: number) => clock.format(new Date(minute * 60_000)).slice(0, 10);
  const timeOf = (minute: number) => clock.format(new Date(minute * 60_000)).slice(11, 16);
  for (let minute = first; minute < first + 27 * 60; minute += 1) {
    const isIt = timeOf(minute) === at || (timeOf(minute) > at && timeOf(minute - 1) < at && dayOf(minute) === dayOf(minute - 1));
    if (isIt) return new Date(minute * 60_000);
  }
  return new Date((first + 27 * 60) * 60_000);
}

/** When something is run next; null for what is only run when asked. */
export function nextRun(every: { every: "minute" } | { every: "day"; at: string } | null, now: Date): Date | null {
  if (every === null) return null;
  return every.every === "minute" ? new Date((Math.floor(now.getTime() / 60_000) + 1) * 60_000) : nextAt(every.at, now);
}

/** When a schedule is run next: as soon as somebody is there where it is due and not done, else at its next day or week. */
export function nextOfSchedule(schedule: Schedule, lastDay: string | null, now: Date): Date {
  const due = dueRun(schedule, now);
  if (due !== null && lastDay !== due) return now;
  const next = nextAt(schedule.at, now);
  if (schedule.every === "day") return next;
  // Day by day, until it is a Monday.
  for (let days = 0; days < 8; days += 1) {
    const candidate = nextAt(schedule.at, new Date(now.getTime() + days * 86_400_000));
    const day = clock.format(candidate).slice(0, 10);
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 1) return candidate;
  }
  return next;
}

/** A worker that has not been heard of for so long stands still; it is heard of each minute. */
const STILL_AFTER_MS = 5 * 60_000;

/** Tells whether there is a worker at work. */
export function isWorking(heardAt: Date | null, now: Date): boolean {
  return heardAt !== null && now.getTime() - heardAt.getTime() < STILL_AFTER_MS;
}
