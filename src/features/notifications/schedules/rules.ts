import { addDays, type PlainDate } from "@/domain/plain-date";
import type { Task } from "@/domain/registers";

/** Something that is done once a day, or once a week from Monday on, at a time of day in Sweden. */
export interface Schedule {
  name: string;
  every: "day" | "week";
  /** HH:MM. */
  at: string;
}

/** What is done by the clock, in Sweden's time, in this order: what falls due is told before it is gathered. */
export const SCHEDULED = [
  { name: "tasks", every: "day", at: "06:00" },
  { name: "daily-digest", every: "day", at: "07:00" },
  { name: "weekly-digest", every: "week", at: "07:00" },
] as const satisfies readonly Schedule[];

const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The day and the time of day in Sweden. */
function inStockholm(instant: Date): { day: PlainDate; time: string } {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${part["year"] ?? ""}-${part["month"] ?? ""}-${part["day"] ?? ""}`, time: `${part["hour"] ?? ""}:${part["minute"] ?? ""}` };
}

/** The Monday of a day's week. */
export function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/**
 * The day, or the Monday of the week, whose run is due at an instant; null while it is not yet time. A time that the clock leaps over is
 * due right after, one that comes twice is due the first time and has been run the second, and what was missed is due until its day or week is over.
 */
export function dueRun({ every, at }: Schedule, now: Date): PlainDate | null {
  const { day, time } = inStockholm(now);
  if (every === "day") return time >= at ? day : null;
  const monday = mondayOf(day);
  return day > monday || time >= at ? monday : null;
}

const USUAL_NOTICE_DAYS = 14;
/** What fell due longer ago is no news. */
const LATE_DAYS = 30;

/** Tells whether a person is told of a task today: its day is near, or has passed and not long ago. */
export function isToldOf(task: Pick<Task, "dueOn" | "noticeDays">, today: PlainDate): task is { dueOn: PlainDate } {
  return task.dueOn !== null && task.dueOn <= addDays(today, task.noticeDays ?? USUAL_NOTICE_DAYS) && task.dueOn >= addDays(today, -LATE_DAYS);
}

/** As what a register's tasks stand in people's calendars. */
export function calendarKind(kind: string): string {
  return `task ${kind}`;
}
