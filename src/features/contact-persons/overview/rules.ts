import { addDays, type PlainDate } from "@/domain/plain-date";
import type { AppointmentState } from "../rules";
import { foldName } from "@/lib/folded-names";
import type { ContactPersonKind } from "../schema";
import { wasHeldIn } from "../space/rules";
import type { SpaceGiven } from "../space/schema";
import { OF_ANSWERS, type ContactFilter, type Lack } from "./schema";

/** Somebody who is contact person or deputy of a unit today. */
export interface Holder extends AppointmentState {
  appointmentId: string;
  personId: string;
  personName: string;
  kind: ContactPersonKind;
  appointedOn: PlainDate | null;
  appointedBy: string | null;
  timePercent: number | null;
  timeConfirmedOn: PlainDate | null;
  /** What the person has answered of the year that is asked about; null where nothing has been. */
  space: SpaceGiven | null;
}

/** A unit with those who are contact person or deputy today, and who comes after them. */
export interface UnitContacts {
  unitId: string;
  unitName: string;
  /** Whether the governing document asks it for a contact person. */
  isAsked: boolean;
  holders: readonly Holder[];
  next: { personName: string; from: PlainDate } | null;
  lastEndedOn: PlainDate | null;
}

/** How long before a contact person's last day the office is told that nobody comes after. */
export const ENDING_DAYS = 90;

/** The last day of a unit's contact persons, where it is near and nobody comes after; null else (V20a). */
export function endOf({ holders, next }: { holders: readonly Pick<Holder, "kind" | "to">[]; next: { from: PlainDate } | null }, today: PlainDate): PlainDate | null {
  const ends = holders.filter(({ kind }) => kind === "PRIMARY").map(({ to }) => to);
  const last = ends.reduce<PlainDate | null>((latest, to) => (latest === null || to === null || to > latest ? to : latest), ends[0] ?? null);
  if (last === null || ends.includes(null) || last > addDays(today, ENDING_DAYS)) return null;
  return next !== null && next.from <= addDays(last, 1) ? null : last;
}

/** What a unit lacks today of what the governing document asks (V20a, V20b); nothing where it asks nothing of the unit. */
export function lacksOf(unit: UnitContacts, year: number, today: PlainDate): Lack[] {
  if (!unit.isAsked) return [];
  const primary = unit.holders.filter(({ kind }) => kind === "PRIMARY");
  const asked = primary.filter((holder) => wasHeldIn(holder, year));
  const lacks: Readonly<Record<Lack, boolean>> = {
    PERSON: primary.length === 0,
    SEVERAL: primary.length > 1,
    ENDING: endOf(unit, today) !== null,
    TIME: primary.some(({ timeConfirmedOn }) => timeConfirmedOn === null),
    ANSWER: asked.some(({ space }) => space === null),
    ROOM: asked.some(({ space }) => space === "NO" || space === "PARTLY"),
  };
  return (Object.keys(lacks) as Lack[]).filter((lack) => lacks[lack]);
}

/** A unit with what it lacks, as far as the reader is told. */
export interface JudgedContacts extends UnitContacts {
  lacks: Lack[];
}

/** Judges units for a reader, who is told of the answers or is not: those that lack most come first, in their own order. */
export function judgeUnits(units: readonly UnitContacts[], { year, today, showsAnswers }: { year: number; today: PlainDate; showsAnswers: boolean }): JudgedContacts[] {
  const judged = units.map((unit) => ({
    ...unit,
    holders: showsAnswers ? unit.holders : unit.holders.map((holder) => ({ ...holder, space: null })),
    lacks: lacksOf(unit, year, today).filter((lack) => showsAnswers || !OF_ANSWERS.includes(lack)),
  }));
  return judged.sort((a, b) => Number(b.lacks.includes("PERSON")) - Number(a.lacks.includes("PERSON")) || b.lacks.length - a.lacks.length);
}

/** The units that a filter asks for: by what they lack, and by a part of the unit's or the person's name. */
export function pickUnits(units: readonly JudgedContacts[], { q, lacks }: Pick<ContactFilter, "q" | "lacks">): JudgedContacts[] {
  const wanted = foldName(q);
  return units.filter((unit) => (lacks === null || unit.lacks.includes(lacks)) && (wanted === "" || [unit.unitName, ...unit.holders.map(({ personName }) => personName)].some((name) => foldName(name).includes(wanted))));
}
