import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { field, optionalCount, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";

export const LONGEST_LEAD = 400;
export const LONGEST_COMMENTARY = 6_000;
export const LONGEST_CHANGE_NOTE = 2_000;
/** The most chapters that a form may hold texts of. */
const MOST_CHAPTERS = 60;
const LONGEST_CASE_NUMBER = 60;
const MOST_RESIDENTS = 10_000_000;

/** The kinds of file that an edition is kept as. */
export const EDITION_FILE_KINDS = ["READ", "REGISTER"] as const;
export type EditionFileKind = (typeof EDITION_FILE_KINDS)[number];

export interface WordsInput {
  year: number;
  /** 0 when nothing has been written yet. */
  version: number;
  lead: string | null;
  commentary: string | null;
  /** Texts by the place of the governing document's chapter; those that are absent are left as they stand. */
  chapters?: { place: number; text: string | null }[];
  /** Absent where it is left as it stands. */
  changeNote?: string | null;
  /** How many lived in the municipality at the year's end; absent where it is left as it stands. */
  residents?: number | null;
}

export interface FreezeInput {
  year: number;
  version: number;
  caseNumber: string | null;
}

/** The year of an address, or null when it is none that the program keeps. */
export function readYear(text: string): number | null {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return year >= 1990 && year <= 2100 ? year : null;
}

/** What the figures of money are asked about: the year's own, whole periods, or amounts that no sum can hold. */
export type MoneyAbout = "year" | "period" | "unconverted";

/** What an address asks of money; the year's own where it says nothing else. */
export function readMoneyAbout(parameters: Readonly<Record<string, unknown>>): MoneyAbout {
  return parameters["period"] === "1" ? "period" : parameters["unconverted"] === "1" ? "unconverted" : "year";
}

/** Where the projects behind a figure of money are listed, of one unit or, for null, of all. */
export function moneyPath(year: number, unitId: string | null, what: MoneyAbout = "year"): string {
  return `/year/${String(year)}/${unitId ?? "summary"}/money${what === "year" ? "" : `?${what}=1`}`;
}

/** The number of an edition in an address, or null. */
export function readNumber(text: string): number | null {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null;
}

const year = () =>
  field<number>((text) => {
    const read = readYear(text);
    return read === null ? { message: "fields.choice" } : { value: read };
  });

/** The field that holds the text of the chapter at a place. */
export const chapterField = (place: number): string => `chapter.${String(place)}`;

/** The form in which the office writes its words about a year. */
export const wordsSchema = z
  .object({ year: year(), _version: version(), lead: optionalText(LONGEST_LEAD), commentary: optionalText(LONGEST_COMMENTARY), changeNote: optionalText(LONGEST_CHANGE_NOTE), residents: optionalCount(1, MOST_RESIDENTS) })
  .catchall(z.union([z.string(), z.array(z.string())]))
  .transform(({ _version, year: of, lead, commentary, changeNote, residents, ...fields }, context): WordsInput => {
    const chapters = Object.keys(fields).flatMap((name) => {
      const place = /^chapter\.(\d{1,2})$/.exec(name)?.[1];
      if (place === undefined || Number(place) >= MOST_CHAPTERS) return [];
      const text = optionalText(LONGEST_COMMENTARY).safeParse(textOf(fields, name));
      if (text.success) return [{ place: Number(place), text: text.data }];
      for (const issue of text.error.issues) context.addIssue({ ...issue, path: [name] });
      return [];
    });
    return { year: of, version: _version, lead, commentary, changeNote, residents, chapters };
  });

/** The form by which a year's summary is frozen. */
export const freezeSchema = z
  .object({ year: year(), _version: version(), _key: requiredId("fields.choice"), caseNumber: optionalText(LONGEST_CASE_NUMBER) })
  .transform(({ _version, _key, ...freeze }): { key: string; freeze: FreezeInput } => ({ key: _key, freeze: { ...freeze, version: _version } }));

const editionNumber = () =>
  field<number>((text) => {
    const read = readNumber(text);
    return read === null ? { message: "fields.choice" } : { value: read };
  });

/** The form by which an edition is checked. */
export const verifySchema = z.object({ year: year(), number: editionNumber() });

export const ADDENDUM_KINDS = ["DECISION", "CORRECTION"] as const;
export type AddendumKind = (typeof ADDENDUM_KINDS)[number];
export const LONGEST_ADDENDUM = 6_000;
const LONGEST_BODY = 120;
const LONGEST_PARAGRAPH = 20;

/** What is added to an edition, with the decision that it stands on. */
export interface AddendumInput {
  year: number;
  number: number;
  kind: AddendumKind;
  text: string;
  decidedBy: string;
  decidedOn: PlainDate;
  paragraph: string | null;
  caseNumber: string | null;
}

/** The form by which a decision or a correction is added to an edition. */
export const addendumSchema = z
  .object({
    _key: requiredId("fields.choice"),
    year: year(),
    number: editionNumber(),
    kind: requiredChoice(ADDENDUM_KINDS, "summaries.errors.kindMissing"),
    text: requiredText(LONGEST_ADDENDUM, "summaries.errors.textMissing"),
    decidedBy: requiredText(LONGEST_BODY, "summaries.errors.bodyMissing"),
    decidedOn: requiredDate("summaries.errors.dayMissing"),
    paragraph: optionalText(LONGEST_PARAGRAPH),
    caseNumber: optionalText(LONGEST_CASE_NUMBER),
  })
  .transform(({ _key, ...addendum }): { key: string; addendum: AddendumInput } => ({ key: _key, addendum }));
