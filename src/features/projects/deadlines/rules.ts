import { addDays, daysInMonth, makePlainDate, type PlainDate } from "@/domain/plain-date";
import type { RetentionBound } from "@/domain/registers";
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

const reachedOn = (which: string) => `(SELECT max(s.changed_on) FROM status_change s WHERE s.project_id = r.id AND s.to_status = r.status AND s.taken_back_at IS NULL AND ${which})`;

/**
 * The day on which a project was over, of `r`: its last day, or when that is later the day on which it was closed, cancelled or turned down. One that was over when it was logged
 * counts from its last day, if that is known. As SQL, for what is reckoned across registers.
 */
export const PROJECT_ENDED_ON = `CASE WHEN r.status IN ('CLOSED', 'CANCELLED', 'REJECTED') THEN coalesce(greatest(r.ends_on, ${reachedOn("s.from_status IS NOT NULL")}), ${reachedOn("true")}, (r.updated_at AT TIME ZONE 'Europe/Stockholm')::date) END`;

const FINAL_PAYMENT_ON = "(SELECT max(s.changed_on) FROM status_change s WHERE s.project_id = r.id AND s.to_status = 'FINAL_PAYMENT_RECEIVED' AND s.taken_back_at IS NULL)";
/** The last day of so many years after the year of an end or a payment. A day that isn't known keeps what was carried out; of what came to nothing no payment was ever made. */
const endOfYears = (years: string, from: string) =>
  `coalesce(make_date(extract(year FROM coalesce(CASE ${from} WHEN 'PROJECT_END' THEN r.ends_on ELSE ${FINAL_PAYMENT_ON} END, CASE WHEN r.status = 'CANCELLED' THEN ${PROJECT_ENDED_ON} END))::int + ${years}, 12, 31), 'infinity'::date)`;

/** What keeps the records of a project, of `r`, for longer than the rule of their kind: its programme, its own agreement and the municipality's minimum. Nothing of what was turned down was ever carried out. */
export function projectKeptUntil(minimum: { readonly years: number; readonly from: "PROJECT_END" | "FINAL_PAYMENT" } | null): { by: RetentionBound; until: string }[] {
  return [
    { by: "PROGRAMME", until: `SELECT ${endOfYears("g.keep_years", "g.keep_from::text")} FROM programme g WHERE g.id = r.programme_id AND g.keep_years IS NOT NULL AND r.status <> 'REJECTED'` },
    { by: "AGREEMENT", until: "SELECT max(o.due_on) FROM project_deadline o WHERE o.project_id = r.id AND o.kind = 'KEEP_RECORDS' AND o.removed_at IS NULL" },
    ...(minimum === null ? [] : [{ by: "MUNICIPALITY" as const, until: `CASE WHEN r.status <> 'REJECTED' THEN ${endOfYears(String(Math.trunc(minimum.years)), `'${minimum.from}'`)} END` }]),
  ];
}
