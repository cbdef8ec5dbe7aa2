import { anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";
import { addDays, readPlainDate, type PlainDate } from "@/domain/plain-date";
import { NONE } from "./rules";

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

/** The part of the year that an address asks about, and the page of the projects that counted; all of it where neither unit nor programme is named. */
export interface AskedPart {
  unitId: string | null;
  /** A programme's id, or NONE. */
  programmeId: string | null;
  page: number;
}

/** How many changed records of each register are named, and how many projects that counted a page holds. */
export const MOST_NAMED = 50;

export const WHOLE: AskedPart = { unitId: null, programmeId: null, page: 1 };

/** Reads the part that an address asks about; what it doesn't understand is left out. */
export function readAskedPart(parameters: ListAddress): AskedPart {
  const { known } = readListAddress(parameters, new Set(["on", "unit", "programme", "page"]));
  return { unitId: known("unit", anId), programmeId: known("programme", (written) => (written === NONE ? NONE : anId(written))), page: known("page", within(1, 1_000_000)) ?? 1 };
}

/** The address of what was known of a year, or of a part of it, on a day; without a day it is asked for there. */
export function knownPath(year: number, on: string | null, { unitId, programmeId, page }: Partial<AskedPart> = {}): string {
  return `/year/${String(year)}/summary/known${writeListAddress({ on, unit: unitId ?? null, programme: programmeId ?? null, page: page !== undefined && page > 1 ? page : null })}`;
}

/** The day after which a day is over. */
export function dayAfter(day: PlainDate): PlainDate {
  return addDays(day, 1);
}
