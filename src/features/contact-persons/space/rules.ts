import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { AppointmentState } from "../rules";

export type SpaceRefusal = "spaceYearNotHeld" | "spaceYearToCome";

/** The month from which the question is asked of the year that is going on; before it, it is asked of the year before. */
const ASKED_FROM_MONTH = 10;

/** The year of which contact persons are asked whether they were given room: from October on the one that goes on, and until then the one before (V20b). */
export function askedYear(today: PlainDate): number {
  const year = Number(today.slice(0, 4));
  return Number(today.slice(5, 7)) >= ASKED_FROM_MONTH ? year : year - 1;
}

/** The day by which a year's question is to be answered. */
export function dueDayOf(year: number): PlainDate {
  return `${String(year + 1)}-01-31`;
}

/** Tells whether an appointment held on any day of a year. */
export function wasHeldIn({ from, to }: AppointmentState, year: number): boolean {
  return from <= `${String(year)}-12-31` && (to === null || to >= `${String(year)}-01-01`);
}

/** Judges of which year a contact person answers: one in which the appointment held, and that has begun. Refused: spaceYearNotHeld, spaceYearToCome. */
export function judgeYear(appointment: AppointmentState, year: number, today: PlainDate): Result<null, SpaceRefusal> {
  if (year > Number(today.slice(0, 4))) return refuse("spaceYearToCome", { about: { year: String(year) } });
  return wasHeldIn(appointment, year) ? succeed(null) : refuse("spaceYearNotHeld", { about: { year: String(year) } });
}
