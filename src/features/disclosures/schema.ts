import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalText, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { among, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** How the asker wants the answer. */
export const DISCLOSURE_WISHES = ["PAPER", "EMAIL", "ON_SITE"] as const;
export type DisclosureWish = (typeof DISCLOSURE_WISHES)[number];

/** How far a request has come. */
export const DISCLOSURE_STATES = ["RECEIVED", "EXAMINED", "ANSWERED", "WITHDRAWN"] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

export const LONGEST_ASKED = 4000;

/** A request for public documents as the office writes it down. Who asks may be left out: nobody has to say who they are (TF 2 kap. 18 §). */
export interface RequestInput {
  receivedOn: PlainDate;
  /** In the asker's own words. */
  asked: string;
  name: string | null;
  /** Where the answer is sent. */
  address: string | null;
  caseNumber: string | null;
  wish: DisclosureWish;
}

/** The fields of a request's form, in the order they are shown. */
export const REQUEST_FIELDS = ["receivedOn", "asked", "wish", "address", "name", "caseNumber"] as const;

const facts = {
  receivedOn: requiredDate("disclosures.errors.receivedOnMissing"),
  asked: requiredText(LONGEST_ASKED, "disclosures.errors.askedMissing"),
  name: optionalText(200),
  address: optionalText(300),
  caseNumber: optionalText(100),
  wish: requiredChoice(DISCLOSURE_WISHES, "disclosures.errors.wishMissing"),
};

/** The form in which a request is registered. */
export const registerRequestSchema = z.object({ _key: requiredId("fields.choice"), ...facts }).transform(({ _key, ...request }): { key: string; request: RequestInput } => ({ key: _key, request }));

export interface ChangeRequestInput {
  id: string;
  version: number;
  request: RequestInput;
}

/** The form in which a request is changed, also as the conflict view sends it. */
export const changeRequestSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }))
  .transform(({ id, _version, ...request }): ChangeRequestInput => ({ id, version: _version, request }));

/** A button that moves a request: withdrawn, or examined anew. */
export const requestStepSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const REQUESTS_A_PAGE = 50;

/** OPEN: received or under examination. */
export const REQUEST_FILTER_STATES = ["OPEN", ...DISCLOSURE_STATES] as const;

/** A list's filter and page, as the address holds them. */
export interface RequestFilter {
  q: string;
  state: (typeof REQUEST_FILTER_STATES)[number] | null;
  year: number | null;
  page: number;
}

const FILTER_NAMES = new Set(["q", "state", "year", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named. */
export function readRequestFilter(parameters: ListAddress): { filter: RequestFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const filter: RequestFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    state: known("state", among(REQUEST_FILTER_STATES)),
    year: known("year", within(1950, 2100)),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeRequestFilter(filter: RequestFilter, changes: Partial<RequestFilter> = {}): string {
  const { q, state, year, page } = { ...filter, ...changes };
  return writeListAddress({ q, state, year, page: page > 1 ? page : null });
}
