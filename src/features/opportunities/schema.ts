import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { codes, ids, optionalDate, optionalId, optionalText, optionalWebsite, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** OPEN_CALL: a programme's invitation · PARTNER_REQUEST: somebody who seeks partners · COURSE · EVENT: an event or a piece of news. */
export const OPPORTUNITY_KINDS = ["OPEN_CALL", "PARTNER_REQUEST", "COURSE", "EVENT"] as const;
export type OpportunityKind = (typeof OPPORTUNITY_KINDS)[number];

export const LONGEST_OPPORTUNITY_TEXT = 4000;

/** What a person states of an opportunity (V20c). */
export interface OpportunityInput {
  /** The unit that enters it. */
  unitId: string;
  kind: OpportunityKind;
  title: string;
  /** What it is about. */
  text: string | null;
  website: string | null;
  /** Where it was found. */
  source: string | null;
  programmeId: string | null;
  /** The last day; null where there is none. */
  deadline: PlainDate | null;
  enteredOn: PlainDate;
  municipalGoals: string[];
  priorityIds: string[];
  /** The units that it is chosen for; others are found by what they work with. */
  suitedUnitIds: string[];
}

/** What an opportunity is made from, so that nothing is typed twice: a call of the register of programmes, or a search that came to a unit. */
export interface OpportunitySource {
  callId: string | null;
  partnerSearchId: string | null;
}

/** The fields of an opportunity's form, in the order they are shown. */
export const OPPORTUNITY_FIELDS = ["unitId", "kind", "title", "text", "website", "source", "programmeId", "deadline", "enteredOn", "municipalGoals", "priorityIds", "suitedUnitIds"] as const;
/** Those of which several may be chosen. */
export const CHOSEN_FIELDS: readonly string[] = ["municipalGoals", "priorityIds", "suitedUnitIds"];

const facts = {
  unitId: requiredId("opportunities.errors.unitMissing"),
  kind: requiredChoice(OPPORTUNITY_KINDS, "opportunities.errors.kindMissing"),
  title: requiredText(200, "opportunities.errors.titleMissing"),
  text: optionalText(LONGEST_OPPORTUNITY_TEXT),
  website: optionalWebsite("opportunities.errors.website"),
  source: optionalText(400),
  programmeId: optionalId(),
  deadline: optionalDate(),
  enteredOn: requiredDate("opportunities.errors.enteredOnMissing"),
  municipalGoals: codes(),
  priorityIds: ids(),
  suitedUnitIds: ids(),
};

export interface LogOpportunityInput {
  key: string;
  opportunity: OpportunityInput;
  from: OpportunitySource;
}

/** The form in which an opportunity is entered, by itself or from a call or a search. */
export const logOpportunitySchema = z
  .object({ _key: requiredId("fields.choice"), callId: optionalId(), partnerSearchId: optionalId(), ...facts })
  .transform(({ _key, callId, partnerSearchId, ...opportunity }): LogOpportunityInput => ({ key: _key, opportunity, from: { callId, partnerSearchId } }));

export interface ChangeOpportunityInput {
  id: string;
  version: number;
  opportunity: OpportunityInput;
}

/** The form in which an opportunity is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeOpportunitySchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }))
  .transform(({ id, _version, ...opportunity }): ChangeOpportunityInput => ({ id, version: _version, opportunity }));

/** A button that takes an opportunity out of the feed, or puts it back. */
export const opportunityVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** open: its last day has not passed, or it has none · closed: it has · all. */
export const OPPORTUNITY_STATES = ["open", "closed", "all"] as const;
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number];

export const OPPORTUNITY_SORTS = ["deadline", "title", "entered"] as const;
export type OpportunitySort = (typeof OPPORTUNITY_SORTS)[number];
export const OPPORTUNITIES_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface OpportunityFilter {
  q: string;
  state: OpportunityState;
  kind: OpportunityKind | null;
  /** The unit that it suits. */
  unitId: string | null;
  programmeId: string | null;
  /** Those alone that close on this day at the latest. */
  by: PlainDate | null;
  /** Those alone that the reader has saved. */
  saved: boolean;
  sort: OpportunitySort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "state", "kind", "unit", "programme", "by", "saved", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readOpportunityFilter(parameters: ListAddress): { filter: OpportunityFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(OPPORTUNITY_SORTS)(written.replace(/^-/, "")));
  const filter: OpportunityFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    state: known("state", among(OPPORTUNITY_STATES)) ?? "open",
    kind: known("kind", among(OPPORTUNITY_KINDS)),
    unitId: known("unit", anId),
    programmeId: known("programme", anId),
    by: known("by", aDay),
    saved: known("saved", ticked) ?? false,
    sort: order ?? "deadline",
    descending: order !== null && text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins: what closes first comes first. */
export function writeOpportunityFilter(filter: OpportunityFilter, changes: Partial<OpportunityFilter> = {}): string {
  const { q, state, kind, unitId, programmeId, by, saved, sort, descending, page } = { ...filter, ...changes };
  const order = sort === "deadline" && !descending ? null : (descending ? "-" : "") + sort;
  return writeListAddress({ q, state: state === "open" ? null : state, kind, unit: unitId, programme: programmeId, by, saved, sort: order, page: page > 1 ? page : null });
}
