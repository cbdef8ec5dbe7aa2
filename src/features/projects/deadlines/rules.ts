import { addDays, daysInMonth, makePlainDate, type PlainDate } from "@/domain/plain-date";
import type { ProjectStatus } from "../schema";
import { MOST_REPEATED, type DeadlineKind } from "./schema";

const APPLYING: readonly ProjectStatus[] = ["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY"];
const RUNNING: readonly ProjectStatus[] = ["GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION"];

/** In which states of a project each deadline is still to be met; a step further is what meets it. What is kept is kept of whatever has been carried out. */
export const OPEN_WHILE: Readonly<Record<DeadlineKind, readonly ProjectStatus[]>> = {
  CALL_CLOSES: APPLYING,
  REPORT: RUNNING,
  FINAL_REPORT: RUNNING,
  FINAL_PAYMENT: [...RUNNING, "FINAL_REPORT_SUBMITTED"],
  KEEP_RECORDS: [...RUNNING, "FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED", "CLOSED"],
  OTHER: [...APPLYING, "SUBMITTED", "RESERVE_LIST", ...RUNNING, "FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED", "CLOSED"],
};

/** Within how many days a deadline is soon. */
export const SOON_DAYS = 30;

/** Where a deadline comes from: the call, the programme's rules, the project's own agreement, or the municipality's own rule of how long records are kept. */
export type DeadlineOrigin = "CALL" | "PROGRAMME" | "OWN" | "MUNICIPALITY";

/** A deadline of a project, stated or reckoned. */
export interface Deadline {
  kind: DeadlineKind;
  title: string | null;
  dueOn: PlainDate;
  doneOn: PlainDate | null;
  origin: DeadlineOrigin;
}

export type DeadlineStanding = "DONE" | "LATE" | "SOON" | "COMING";

/** How a deadline stands on a day: its own day is still in time. */
export function standingOf({ dueOn, doneOn }: Pick<Deadline, "dueOn" | "doneOn">, day: PlainDate): DeadlineStanding {
  if (doneOn !== null) return "DONE";
  if (dueOn < day) return "LATE";
  return dueOn <= addDays(day, SOON_DAYS) ? "SOON" : "COMING";
}

/** Of all that says how long a project's records are kept, what holds: the longest; null when nothing is known. */
export function longestOf<Kept extends Pick<Deadline, "dueOn">>(kept: readonly Kept[]): Kept | null {
  return kept.reduce<Kept | null>((longest, one) => (longest === null || one.dueOn > longest.dueOn ? one : longest), null);
}

/** The same day some months later, or the month's last one where it has none such. */
export function monthsLater(date: PlainDate, months: number): PlainDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return makePlainDate(year, month, Math.min(Number(date.slice(8, 10)), daysInMonth(year, month))) ?? date;
}

/** The days of a deadline that comes back every so many months until a day, counted from the first; only that one where it doesn't come back. */
export function daysOf({ dueOn, everyMonths, until }: { dueOn: PlainDate; everyMonths: number | null; until: PlainDate | null }): PlainDate[] {
  if (everyMonths === null || until === null) return [dueOn];
  return Array.from({ length: MOST_REPEATED }, (_none, index) => monthsLater(dueOn, index * everyMonths)).filter((day) => day <= until);
}

export type DeadlineRefusal = "deadlineDoneInFuture";
