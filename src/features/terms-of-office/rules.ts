import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";

export type TermRefusal = "termInOrder" | "termOverlaps" | "termLeavesSeatOutside";

interface Days {
  startsOn: PlainDate;
  endsOn: PlainDate;
}

interface Span {
  from: PlainDate;
  to: PlainDate | null;
}

/** Tells whether a time lies within a term; one without an end lasts as long as the term does. */
export function liesWithinTerm(span: Span, term: Days): boolean {
  return span.from >= term.startsOn && span.from <= term.endsOn && (span.to === null || span.to <= term.endsOn);
}

/** Judges a term's days, and that no seat that has been given in it falls outside them. Refused: termInOrder, termLeavesSeatOutside. */
export function judgeTerm(term: Days, seats: readonly Span[]): Result<null, TermRefusal> {
  if (term.endsOn <= term.startsOn) return refuse("termInOrder");
  return seats.every((seat) => liesWithinTerm(seat, term)) ? succeed(null) : refuse("termLeavesSeatOutside");
}

/** The term's years as people name it, such as 2026–2030. */
export function nameTerm(term: Days): string {
  return `${term.startsOn.slice(0, 4)}–${term.endsOn.slice(0, 4)}`;
}
