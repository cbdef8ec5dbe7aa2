import { z } from "zod";
import { field, optionalText, requiredId, version } from "@/lib/fields";

export const LONGEST_LEAD = 400;
export const LONGEST_COMMENTARY = 6_000;
const LONGEST_CASE_NUMBER = 60;

/** The kinds of file that an edition is kept as. */
export const EDITION_FILE_KINDS = ["READ", "REGISTER"] as const;
export type EditionFileKind = (typeof EDITION_FILE_KINDS)[number];

export interface WordsInput {
  year: number;
  /** 0 when nothing has been written yet. */
  version: number;
  lead: string | null;
  commentary: string | null;
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

/** The form in which the office writes its words about a year. */
export const wordsSchema = z
  .object({ year: year(), _version: version(), lead: optionalText(LONGEST_LEAD), commentary: optionalText(LONGEST_COMMENTARY) })
  .transform(({ _version, ...words }): WordsInput => ({ ...words, version: _version }));

/** The form by which a year's summary is frozen. */
export const freezeSchema = z
  .object({ year: year(), _version: version(), _key: requiredId("fields.choice"), caseNumber: optionalText(LONGEST_CASE_NUMBER) })
  .transform(({ _version, _key, ...freeze }): { key: string; freeze: FreezeInput } => ({ key: _key, freeze: { ...freeze, version: _version } }));

/** The form by which an edition is checked. */
export const verifySchema = z.object({ year: year(), number: field<number>((text) => {
  const read = readNumber(text);
  return read === null ? { message: "fields.choice" } : { value: read };
}) });
