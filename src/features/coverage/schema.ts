import { lastDayOf, readApproximateDate, type PlainDate } from "@/domain/plain-date";
import { asOfYear, type AsOf } from "@/domain/registers";

/** Why what was written is no year or day to look back at. */
export type AsOfFault = "unreadable" | "future" | "tooEarly";

/** What an address asks to see: the reckoning, what was written of it, and why that can't be shown, in which case it is today's. */
export interface AskedAsOf {
  asOf: AsOf;
  written: string;
  fault: AsOfFault | null;
}

const FIRST_YEAR = 1950;

/** Reads a year, or a day known to the day, month or quarter, to look back at; nothing written is this year as it stands today. */
export function readAsOf(parameter: string | string[] | undefined, today: PlainDate): AskedAsOf {
  const written = (typeof parameter === "string" ? parameter : (parameter?.[0] ?? "")).slice(0, 60).trim();
  const thisYear = asOfYear(Number(today.slice(0, 4)), today);
  if (written === "") return { asOf: thisYear, written, fault: null };
  const read = readApproximateDate(written);
  if (read === null) return { asOf: thisYear, written, fault: "unreadable" };
  const year = Number(read.on.slice(0, 4));
  if (read.on > today) return { asOf: thisYear, written, fault: "future" };
  if (year < FIRST_YEAR) return { asOf: thisYear, written, fault: "tooEarly" };
  if (read.precision === "YEAR") return { asOf: asOfYear(year, today), written, fault: null };
  const last = lastDayOf(read);
  const on = last > today ? today : last;
  return { asOf: { year, on, begunBy: on, isOver: false }, written, fault: null };
}

/** The first and the last year that an address may ask for. */
export function yearsBeside({ year }: AsOf, today: PlainDate): { before: number | null; after: number | null } {
  return { before: year > FIRST_YEAR ? year - 1 : null, after: year < Number(today.slice(0, 4)) ? year + 1 : null };
}
