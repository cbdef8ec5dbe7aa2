import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalChoice, optionalId, optionalText, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";
import { EXAMINATION_QUESTIONS, EXAMINATION_RESULTS, type ExaminationQuestion, type ExaminationResult } from "./examinations/schema";

export const INITIATIVE_TAKERS = ["CONTACT_PERSON", "STAFF", "MANAGEMENT", "POLITICIANS", "OFFICE", "OTHERS"] as const;
export type InitiativeTaker = (typeof INITIATIVE_TAKERS)[number];
/** UNKNOWN: nobody has said. */
export const TAKER_FILTERS = [...INITIATIVE_TAKERS, "UNKNOWN"] as const;

export const LONGEST_INITIATIVE_TEXT = 4000;

/** What a person states of an initiative; what it is examined for and what becomes of it is told afterwards. */
export interface InitiativeInput {
  /** The unit that develops its work. */
  unitId: string;
  title: string;
  /** What is to be developed, and why. */
  text: string | null;
  /** The day that the unit took it up. */
  begunOn: PlainDate;
  /** Who took the initiative, by function (V20d). */
  takenBy: InitiativeTaker | null;
}

/** The fields of an initiative's form, in the order they are shown. */
export const INITIATIVE_FIELDS = ["unitId", "title", "text", "begunOn", "takenBy"] as const;

const facts = {
  unitId: requiredId("initiatives.errors.unitMissing"),
  title: requiredText(200, "initiatives.errors.titleMissing"),
  text: optionalText(LONGEST_INITIATIVE_TEXT),
  begunOn: requiredDate("initiatives.errors.begunOnMissing"),
  takenBy: optionalChoice(INITIATIVE_TAKERS),
};

/** The form in which an initiative is logged, by itself or from an opportunity. */
export const logInitiativeSchema = z
  .object({ _key: requiredId("fields.choice"), opportunityId: optionalId(), ...facts })
  .transform(({ _key, opportunityId, ...initiative }): { key: string; initiative: InitiativeInput; opportunityId: string | null } => ({ key: _key, initiative, opportunityId }));

export interface ChangeInitiativeInput {
  id: string;
  version: number;
  initiative: InitiativeInput;
}

/** The form in which an initiative is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeInitiativeSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }))
  .transform(({ id, _version, ...initiative }): ChangeInitiativeInput => ({ id, version: _version, initiative }));

/** A button that takes an initiative out of the register, or puts it back. */
export const initiativeVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** The form that says which project an initiative became; none for one that was said wrongly. */
export const nameProjectSchema = z.object({ id: requiredId("fields.choice"), _version: version(), projectId: optionalId() }).transform(({ id, _version, projectId }) => ({ id, version: _version, projectId }));

/** What may be missing: either question, one of them, or the reason of a no. */
export const LACKS = ["ANY", ...EXAMINATION_QUESTIONS, "REASON"] as const;
export type Lack = (typeof LACKS)[number];

export const INITIATIVE_SORTS = ["begun", "title", "unit"] as const;
export type InitiativeSort = (typeof INITIATIVE_SORTS)[number];
export const INITIATIVES_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface InitiativeFilter {
  q: string;
  unitId: string | null;
  /** The year that it was taken up. */
  year: number | null;
  /** Taken up, and examined where that is asked, on this day at the latest. */
  until: PlainDate | null;
  lacks: Lack | null;
  /** Those alone that have been examined for this. */
  tried: ExaminationQuestion | null;
  cooperation: ExaminationResult | null;
  funding: ExaminationResult | null;
  takenBy: (typeof TAKER_FILTERS)[number] | null;
  /** Those alone for which external funding has been applied for, whatever came of it. */
  applied: boolean;
  /** Those alone that have become a project. */
  project: boolean;
  sort: InitiativeSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "year", "until", "lacks", "tried", "cooperation", "funding", "taker", "applied", "project", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readInitiativeFilter(parameters: ListAddress): { filter: InitiativeFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(INITIATIVE_SORTS)(written.replace(/^-/, "")));
  const filter: InitiativeFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    lacks: known("lacks", among(LACKS)),
    tried: known("tried", among(EXAMINATION_QUESTIONS)),
    cooperation: known("cooperation", among(EXAMINATION_RESULTS)),
    funding: known("funding", among(EXAMINATION_RESULTS)),
    takenBy: known("taker", among(TAKER_FILTERS)),
    applied: known("applied", ticked) ?? false,
    project: known("project", ticked) ?? false,
    sort: order ?? "begun",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeInitiativeFilter(filter: InitiativeFilter, changes: Partial<InitiativeFilter> = {}): string {
  const { q, unitId, year, until, lacks, tried, cooperation, funding, takenBy, applied, project, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, year, until, lacks, tried, cooperation, funding, taker: takenBy, applied, project, ...writePlace(order, "begun") });
}
