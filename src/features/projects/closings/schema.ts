import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { codes, optionalChoice, optionalText, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

/** Whom the international work is to create added value for (V5a). */
export const ADDED_VALUES = ["MUNICIPALITY", "RESIDENTS"] as const;
export type AddedValue = (typeof ADDED_VALUES)[number];
export const GOALS_MET = ["ALL", "PARTLY", "NONE"] as const;
export type GoalsMet = (typeof GOALS_MET)[number];
export const WOULD_DO_AGAIN = ["YES", "OTHERWISE", "NO"] as const;
export type WouldDoAgain = (typeof WOULD_DO_AGAIN)[number];

export const LONGEST_CLOSING_TEXT = 4000;

/** What a person states of what a project came to. */
export interface ClosingInput {
  /** The day that it was told. */
  toldOn: PlainDate;
  /** What is different now, and how that is known. */
  benefit: string;
  addedValue: AddedValue[];
  goalsMet: GoalsMet | null;
  goalsText: string | null;
  competence: string | null;
  experience: string | null;
  /** What it brought in money and other economic resources. */
  resources: string | null;
  /** The development in which what was gained is used. */
  usedIn: string | null;
  lessons: string | null;
  spreadTo: string | null;
  wouldDoAgain: WouldDoAgain | null;
  againReason: string | null;
}

/** The fields of a closing form, in the order they are shown. */
export const CLOSING_FIELDS = ["toldOn", "addedValue", "benefit", "goalsMet", "goalsText", "competence", "experience", "resources", "usedIn", "lessons", "spreadTo", "wouldDoAgain", "againReason"] as const;

const text = () => optionalText(LONGEST_CLOSING_TEXT);

const addedValue = () =>
  codes("closings.errors.addedValueMissing").transform((given, context): AddedValue[] => {
    const chosen = ADDED_VALUES.filter((value) => given.includes(value));
    if (chosen.length === given.length) return chosen;
    context.addIssue({ code: "custom", message: "fields.choice", params: {} });
    return z.NEVER;
  });

const facts = {
  toldOn: requiredDate("closings.errors.toldOnMissing"),
  addedValue: addedValue(),
  benefit: requiredText(LONGEST_CLOSING_TEXT, "closings.errors.benefitMissing"),
  goalsMet: optionalChoice(GOALS_MET),
  goalsText: text(),
  competence: text(),
  experience: text(),
  resources: text(),
  usedIn: text(),
  lessons: text(),
  spreadTo: text(),
  wouldDoAgain: optionalChoice(WOULD_DO_AGAIN),
  againReason: text(),
};

export interface SaveClosingInput {
  projectId: string;
  key: string;
  /** Of the closing that the form showed; 0 where there was none. */
  version: number;
  closing: ClosingInput;
}

/** The form in which a project is closed, also as the conflict view sends it with a choice for each field that both changed. */
export const saveClosingSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ projectId: requiredId("fields.choice"), _key: requiredId("fields.choice"), _version: version(), ...facts }))
  .transform(({ projectId, _key, _version, ...closing }): SaveClosingInput => ({ projectId, key: _key, version: _version, closing }));

/** A button that takes a closing away that was told of the wrong project. */
export const closingVersionSchema = z.object({ projectId: requiredId("fields.choice"), _version: version() }).transform(({ projectId, _version }) => ({ projectId, version: _version }));

/** What a closing may say or be silent about, which a list can be held to. */
export const CLOSING_TRAITS = ["lessons", "competence", "resources"] as const;
export type ClosingTrait = (typeof CLOSING_TRAITS)[number];

export const LESSON_SORTS = ["told", "title", "unit"] as const;
export type LessonSort = (typeof LESSON_SORTS)[number];
export const LESSONS_A_PAGE = 25;

/** A list's filter, order and page, as the address holds them. */
export interface LessonFilter {
  q: string;
  unitId: string | null;
  programmeId: string | null;
  /** The year that it was told. */
  year: number | null;
  /** Told on this day at the latest. */
  until: PlainDate | null;
  addedValue: AddedValue | null;
  goalsMet: GoalsMet | null;
  again: WouldDoAgain | null;
  /** Those alone that say this. */
  states: ClosingTrait | null;
  /** Leaves confidential projects out, as figures that everyone sees do. */
  open: boolean;
  sort: LessonSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "programme", "year", "until", "value", "goals", "again", "states", "open", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readLessonFilter(parameters: ListAddress): { filter: LessonFilter; ignored: string[] } {
  const { ignored, text: written, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (sort) => among(LESSON_SORTS)(sort.replace(/^-/, "")));
  const filter: LessonFilter = {
    q: [...written("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    programmeId: known("programme", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    addedValue: known("value", among(ADDED_VALUES)),
    goalsMet: known("goals", among(GOALS_MET)),
    again: known("again", among(WOULD_DO_AGAIN)),
    states: known("states", among(CLOSING_TRAITS)),
    open: known("open", ticked) ?? false,
    sort: order ?? "told",
    descending: order === null ? true : written("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeLessonFilter(filter: LessonFilter, changes: Partial<LessonFilter> = {}): string {
  const { q, unitId, programmeId, year, until, addedValue: value, goalsMet, again, states, open, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, programme: programmeId, year, until, value, goals: goalsMet, again, states, open, ...writePlace(order, "told") });
}
