import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalChoice, optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

export const SEARCH_DIRECTIONS = ["SENT", "RECEIVED"] as const;
export type SearchDirection = (typeof SEARCH_DIRECTIONS)[number];
export const SEARCH_ANSWERS = ["INTERESTED", "DECLINED"] as const;
export type SearchAnswer = (typeof SEARCH_ANSWERS)[number];
export const SEARCH_OUTCOMES = ["PARTNER_FOUND", "PROJECT_FORMED", "NO_PARTNER"] as const;
export type SearchOutcome = (typeof SEARCH_OUTCOMES)[number];
/** OPEN: waits for an answer or an outcome · OVERDUE: its last day has passed without either · ANSWERED: has an answer and no outcome · CONCLUDED: has come to something, or to nothing. */
export const SEARCH_STATES = ["OPEN", "OVERDUE", "ANSWERED", "CONCLUDED"] as const;
export type SearchState = (typeof SEARCH_STATES)[number];

export const LONGEST_SEARCH_TEXT = 4000;

/** What a person states of a search; what came of it is told afterwards. */
export interface SearchInput {
  /** The unit whose search it is, or that it came to. */
  unitId: string;
  direction: SearchDirection;
  title: string;
  /** What is sought, or what is asked of the municipality. */
  text: string | null;
  programmeId: string | null;
  call: string | null;
  /** To whom it was sent, or from whom it came. */
  counterpart: string | null;
  searchedOn: PlainDate;
  deadline: PlainDate | null;
}

/** The fields of a search's form, in the order they are shown. */
export const SEARCH_FIELDS = ["direction", "unitId", "title", "text", "counterpart", "programmeId", "call", "searchedOn", "deadline"] as const;

const facts = {
  direction: requiredChoice(SEARCH_DIRECTIONS, "partnerSearches.errors.directionMissing"),
  unitId: requiredId("partnerSearches.errors.unitMissing"),
  title: requiredText(200, "partnerSearches.errors.titleMissing"),
  text: optionalText(LONGEST_SEARCH_TEXT),
  counterpart: optionalText(200),
  programmeId: optionalId(),
  call: optionalText(200),
  searchedOn: requiredDate("partnerSearches.errors.searchedOnMissing"),
  deadline: optionalDate(),
};

const inOrder = (form: { searchedOn: PlainDate; deadline: PlainDate | null }, context: z.RefinementCtx) => {
  if (form.deadline !== null && form.deadline < form.searchedOn) context.addIssue({ code: "custom", path: ["deadline"], message: "partnerSearches.errors.deadlineBefore" });
};
const read = whenRead("searchedOn", "deadline");

/** The form in which a search is logged. */
export const logSearchSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, read)
  .transform(({ _key, ...search }): { key: string; search: SearchInput } => ({ key: _key, search }));

export interface ChangeSearchInput {
  id: string;
  version: number;
  search: SearchInput;
}

/** The form in which a search is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeSearchSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, read))
  .transform(({ id, _version, ...search }): ChangeSearchInput => ({ id, version: _version, search }));

/** Something that is named in words, and which of those so named it is, once that has been asked back. */
export interface Pointed {
  text: string | null;
  id: string | null;
}

export interface ConcludeSearchInput {
  id: string;
  version: number;
  answer: SearchAnswer | null;
  answeredOn: PlainDate | null;
  answerText: string | null;
  outcome: SearchOutcome | null;
  partner: Pointed;
  project: Pointed;
}

interface Conclusion {
  answer: SearchAnswer | null;
  answeredOn: PlainDate | null;
  answerText: string | null;
  outcome: SearchOutcome | null;
  partner: string | null;
  project: string | null;
}

/** What a conclusion's fields must say together: an answer has its day, and only what came of the search has a partner and a project. */
function agree(form: Conclusion, context: z.RefinementCtx): void {
  const fault = (name: keyof Conclusion, message: string) => context.addIssue({ code: "custom", path: [name], message: `partnerSearches.errors.${message}` });
  if (form.answer !== null && form.answeredOn === null) fault("answeredOn", "answeredOnMissing");
  if (form.answer === null && (form.answeredOn !== null || form.answerText !== null)) fault("answer", "answerMissing");
  const [namesPartner, namesProject] = [form.partner !== null, form.project !== null];
  if (form.outcome === "PARTNER_FOUND" && !namesPartner) fault("partner", "partnerMissing");
  if (form.outcome === "PROJECT_FORMED" && !namesProject) fault("project", "projectMissing");
  if (form.outcome !== "PARTNER_FOUND" && form.outcome !== "PROJECT_FORMED" && (namesPartner || namesProject)) fault("outcome", "outcomeMissing");
  if (form.outcome === "PARTNER_FOUND" && namesProject) fault("outcome", "projectFormedInstead");
}

/** The form in which the answer to a search is told, and what came of it. */
export const concludeSearchSchema = z
  .object({
    id: requiredId("fields.choice"),
    _version: version(),
    answer: optionalChoice(SEARCH_ANSWERS),
    answeredOn: optionalDate(),
    answerText: optionalText(2000),
    outcome: optionalChoice(SEARCH_OUTCOMES),
    partner: optionalText(200),
    partnerId: optionalId(),
    partnerAsked: optionalText(400),
    project: optionalText(200),
    projectId: optionalId(),
    projectAsked: optionalText(400),
  })
  .superRefine(agree, whenRead("answer", "answeredOn", "answerText", "outcome", "partner", "project"))
  .transform(({ id, _version, partner, partnerId, partnerAsked, project, projectId, projectAsked, ...told }): ConcludeSearchInput => ({
    id,
    version: _version,
    ...told,
    // Which one it is was asked of what was written then: of anything else it is asked anew.
    partner: { text: partner, id: partnerAsked === partner ? partnerId : null },
    project: { text: project, id: projectAsked === project ? projectId : null },
  }));

/** A button that takes a search out of the register, or puts it back. */
export const searchVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const SEARCH_SORTS = ["searched", "title", "unit", "deadline"] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];
export const SEARCHES_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface SearchFilter {
  q: string;
  unitId: string | null;
  direction: SearchDirection | null;
  state: SearchState | null;
  outcome: SearchOutcome | null;
  programmeId: string | null;
  /** The year that it was sent or came. */
  year: number | null;
  /** Sent or come, and answered where it is to be, on this day at the latest. */
  until: PlainDate | null;
  /** Those alone in which the unit has been active: sent, or come and answered. */
  active: boolean;
  sort: SearchSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "direction", "state", "outcome", "programme", "year", "until", "active", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readSearchFilter(parameters: ListAddress): { filter: SearchFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(SEARCH_SORTS)(written.replace(/^-/, "")));
  const filter: SearchFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    direction: known("direction", among(SEARCH_DIRECTIONS)),
    state: known("state", among(SEARCH_STATES)),
    outcome: known("outcome", among(SEARCH_OUTCOMES)),
    programmeId: known("programme", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    active: known("active", ticked) ?? false,
    sort: order ?? "searched",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeSearchFilter(filter: SearchFilter, changes: Partial<SearchFilter> = {}): string {
  const { q, unitId, direction, state, outcome, programmeId, year, until, active, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, direction, state, outcome, programme: programmeId, year, until, active, ...writePlace(order, "searched") });
}
