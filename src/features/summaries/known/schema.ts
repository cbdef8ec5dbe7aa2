import { addDays, readPlainDate, type PlainDate } from "@/domain/plain-date";

/** Why what was written is no day to look back at. */
export type KnownFault = "unreadable" | "future";

/** The day that an address asks about, what was written of it, and why it can't be shown; no day where nothing was asked. */
export interface AskedDay {
  on: PlainDate | null;
  written: string;
  fault: KnownFault | null;
}

/** Reads the day of an address, as people write days; the day may not be after today. */
export function readAskedDay(parameter: string | string[] | undefined, today: PlainDate): AskedDay {
  const written = (typeof parameter === "string" ? parameter : (parameter?.[0] ?? "")).slice(0, 60).trim();
  if (written === "") return { on: null, written, fault: null };
  const on = readPlainDate(written);
  if (on === null) return { on, written, fault: "unreadable" };
  return on > today ? { on: null, written, fault: "future" } : { on, written, fault: null };
}

/** The day after which a day is over. */
export function dayAfter(day: PlainDate): PlainDate {
  return addDays(day, 1);
}
