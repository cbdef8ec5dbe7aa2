import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { field, optionalDate, optionalId, optionalText, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

export const LONGEST_SUPPORT_TEXT = 4000;
export const MOST_HOURS = 9999;

/** What a person states of support that a unit has asked for (V17). */
export interface SupportCaseInput {
  /** The unit that asked. */
  unitId: string;
  /** The project that it was about. */
  projectId: string | null;
  title: string;
  question: string | null;
  askedOn: PlainDate;
  answeredOn: PlainDate | null;
  answer: string | null;
  /** The function that gave the support. */
  givenBy: string | null;
  /** With at most two decimals. */
  hours: number | null;
}

/** The fields of a support case's form, in the order they are shown. */
export const SUPPORT_FIELDS = ["unitId", "projectId", "title", "question", "askedOn", "answeredOn", "givenBy", "hours", "answer"] as const;

/** Hours with at most two decimals, null when left empty. */
const optionalHours = () =>
  field<number | null>((text) => {
    if (text === "") return { value: null };
    const digits = text.replace(/[\s\u00a0]/g, "").replace(",", ".");
    if (!/^\d{1,6}(?:\.\d{1,2})?$/.test(digits)) return { message: "economySupport.errors.hours" };
    const hours = Number(digits);
    return hours > 0 && hours <= MOST_HOURS ? { value: hours } : { message: "economySupport.errors.hoursRange", params: { most: MOST_HOURS } };
  });

const facts = {
  unitId: requiredId("economySupport.errors.unitMissing"),
  projectId: optionalId(),
  title: requiredText(200, "economySupport.errors.titleMissing"),
  question: optionalText(LONGEST_SUPPORT_TEXT),
  askedOn: requiredDate("economySupport.errors.askedOnMissing"),
  answeredOn: optionalDate(),
  answer: optionalText(LONGEST_SUPPORT_TEXT),
  givenBy: optionalText(200),
  hours: optionalHours(),
};

const inOrder = ({ askedOn, answeredOn }: { askedOn: PlainDate; answeredOn: PlainDate | null }, context: z.RefinementCtx) => {
  if (answeredOn !== null && answeredOn < askedOn) context.addIssue({ code: "custom", path: ["answeredOn"], message: "economySupport.errors.answeredBefore" });
};
const days = whenRead("askedOn", "answeredOn");

/** The form in which a support case is logged. */
export const logCaseSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, days)
  .transform(({ _key, ...supportCase }): { key: string; supportCase: SupportCaseInput } => ({ key: _key, supportCase }));

export interface ChangeCaseInput {
  id: string;
  version: number;
  supportCase: SupportCaseInput;
}

/** The form in which a support case is changed or answered, also as the conflict view sends it with a choice for each field that both changed. */
export const changeCaseSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, days))
  .transform(({ id, _version, ...supportCase }): ChangeCaseInput => ({ id, version: _version, supportCase }));

/** A button that takes a support case out of the register, or puts it back. */
export const caseVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** OPEN: nobody has answered. */
export const CASE_STATES = ["OPEN", "ANSWERED"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_SORTS = ["asked", "title", "unit", "hours"] as const;
export type CaseSort = (typeof CASE_SORTS)[number];
export const CASES_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface CaseFilter {
  q: string;
  unitId: string | null;
  /** The year that it was asked. */
  year: number | null;
  /** Asked on this day at the latest. */
  until: PlainDate | null;
  state: CaseState | null;
  /** Those alone that somebody has said to have put time in. */
  timed: boolean;
  /** Those alone that this function has given. */
  givenBy: string;
  sort: CaseSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "year", "until", "state", "timed", "by", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readCaseFilter(parameters: ListAddress): { filter: CaseFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(CASE_SORTS)(written.replace(/^-/, "")));
  const short = (name: string) => [...text(name)].slice(0, 200).join("").trim();
  const filter: CaseFilter = {
    q: short("q"),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    state: known("state", among(CASE_STATES)),
    timed: known("timed", ticked) ?? false,
    givenBy: short("by"),
    sort: order ?? "asked",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeCaseFilter(filter: CaseFilter, changes: Partial<CaseFilter> = {}): string {
  const { q, unitId, year, until, state, timed, givenBy, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, year, until, state, timed, by: givenBy, ...writePlace(order, "asked") });
}
