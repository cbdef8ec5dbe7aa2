import { writeAmount } from "@/domain/money";
import { addDays, isWithin, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { Clock, PartInput, ParticipantInput, ProgrammeInput, TimeZone } from "./schema";

export type PartRefusal =
  | "visitClosed"
  | "visitTimeNotThere"
  | "visitItemOutside"
  | "visitPersonNotThere"
  | "visitParticipantNotThere"
  | "visitPayerNotThere"
  | "visitLinkNotThere"
  | "visitLinkTwice"
  | "visitHospitalityOutside";

const formats = new Map<TimeZone, Intl.DateTimeFormat>();

/** The day and the time of day that the clocks of a time zone show at an instant. */
export function clockIn(timeZone: TimeZone, instant: Date): { day: PlainDate; clock: Clock } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  const [day = "", clock = ""] = format.format(instant).split(" ");
  return { day, clock };
}

const DAY_MS = 86_400_000;

/** The instant at which the clocks of a time zone show a time of a day: the first of two where they are put back, null where they are put forward past it. */
export function instantOf(timeZone: TimeZone, day: PlainDate, clock: Clock): Date | null {
  const wanted = Date.parse(`${day}T${clock}:00Z`);
  // What the clocks are off from UTC a day before and a day after: one of the two holds at the time itself.
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((at) => {
    const shown = clockIn(timeZone, new Date(at));
    return Date.parse(`${shown.day}T${shown.clock}:00Z`) - at;
  });
  const shows = (at: Date) => {
    const shown = clockIn(timeZone, at);
    return shown.day === day && shown.clock === clock;
  };
  return offsets.map((offset) => new Date(wanted - offset)).filter(shows).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** When something in the programme begins and ends; refused where the clocks never show its time. Refused: visitTimeNotThere. */
export function timesOf({ day, from, to, timeZone }: Pick<ProgrammeInput, "day" | "from" | "to" | "timeZone">): Result<{ startsAt: Date; endsAt: Date | null }, "visitTimeNotThere"> {
  const startsAt = instantOf(timeZone, day, from);
  if (startsAt === null) return refuse("visitTimeNotThere", { field: "from" });
  if (to === null) return succeed({ startsAt, endsAt: null });
  const endsAt = instantOf(timeZone, to < from ? addDays(day, 1) : day, to);
  return endsAt === null || endsAt <= startsAt ? refuse("visitTimeNotThere", { field: "to" }) : succeed({ startsAt, endsAt });
}

/** Tells whether a day is one of the visit's, as far as those are known. */
export function isOfVisit(day: PlainDate, visit: { startsOn: PlainDate; endsOn: PlainDate }): boolean {
  return isWithin(day, visit.startsOn, visit.endsOn);
}

/** As many days after a visit as the names of those from elsewhere are kept, two years: then the programme erases them. */
export const NAME_DAYS = 731;

/** The programme by its days, in order, and those parts of it that lie outside the visit's days since it was moved. */
export function byDay<Item extends { day: PlainDate }>(items: readonly Item[], visit: { startsOn: PlainDate; endsOn: PlainDate }): { day: PlainDate; isOutside: boolean; items: Item[] }[] {
  const days = [...new Set(items.map(({ day }) => day))].sort();
  return days.map((day) => ({ day, isOutside: !isOfVisit(day, visit), items: items.filter((item) => item.day === day) }));
}

/** How many take part in each role. */
export function countRoles(participants: readonly Pick<ParticipantInput, "role" | "headcount">[]): { guests: number; own: number } {
  const sum = (roles: readonly string[]) => participants.filter(({ role }) => roles.includes(role)).reduce((all, { headcount }) => all + headcount, 0);
  return { guests: sum(["GUEST"]), own: sum(["HOST", "TRAVELLER"]) };
}

/** Writes a part as its form holds it. */
export function writePart(part: PartInput): Values {
  switch (part.kind) {
    case "programme":
      return { day: part.day, from: part.from, to: part.to ?? "", timeZone: part.timeZone, what: part.what, place: part.place ?? "" };
    case "participant":
      return { role: part.role, standing: part.standing ?? "", personId: part.personId ?? "", name: part.name ?? "", title: part.title ?? "", organisation: part.organisation ?? "", headcount: part.headcount === 1 ? "" : String(part.headcount) };
    case "link":
      return { subjectKind: part.subjectKind, subjectId: part.subjectId };
    case "hospitality":
      return { servedOn: part.servedOn, what: part.what, purpose: part.purpose, participantIds: part.participantIds };
    case "gift":
      return { direction: part.direction, what: part.what, whom: part.whom ?? "", value: part.valueOre === null ? "" : writeAmount(part.valueOre), keptWhere: part.keptWhere ?? "" };
    case "cost":
      return { costKind: part.costKind, payerId: part.payerId, amount: writeAmount(part.amountOre), note: part.note ?? "" };
    case "action":
      return { what: part.what, ownerId: part.ownerId, dueOn: part.dueOn };
  }
}
