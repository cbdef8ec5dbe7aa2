import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalDate, optionalText, optionalWebsite, requiredChoice, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";
import { LONGEST_PROGRAMME_TEXT, optionalPercent, PROGRAMME_CERTAINTIES } from "../schema";

/** All that is stated of a call. */
export interface CallInput {
  programmeId: string;
  name: string;
  opensOn: PlainDate | null;
  /** The last day to apply; null where it is open until further notice. */
  closesOn: PlainDate | null;
  /** Highest share of the costs in percent, where the call has one of its own. */
  maxRatePercent: number | null;
  website: string | null;
  /** Where it is told. */
  source: string | null;
  certainty: (typeof PROGRAMME_CERTAINTIES)[number];
  note: string | null;
}

/** The fields of a call's form, in the order they are shown. */
export const CALL_FIELDS = ["programmeId", "name", "opensOn", "closesOn", "maxRatePercent", "website", "source", "certainty", "note"] as const;

const facts = {
  programmeId: requiredId("calls.errors.programmeMissing"),
  name: requiredText(200, "calls.errors.nameMissing"),
  opensOn: optionalDate(),
  closesOn: optionalDate(),
  maxRatePercent: optionalPercent(),
  website: optionalWebsite("programmes.errors.website"),
  source: optionalText(400),
  certainty: requiredChoice(PROGRAMME_CERTAINTIES, "programmes.errors.certaintyMissing"),
  note: optionalText(LONGEST_PROGRAMME_TEXT),
};

const inOrder = ({ opensOn, closesOn }: { opensOn: PlainDate | null; closesOn: PlainDate | null }, context: z.RefinementCtx) => {
  if (opensOn !== null && closesOn !== null && closesOn < opensOn) context.addIssue({ code: "custom", path: ["closesOn"], message: "calls.errors.closesBeforeOpening" });
};
const daysRead = whenRead("opensOn", "closesOn");

/** The form in which a call is added. */
export const addCallSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, daysRead)
  .transform(({ _key, ...call }): { key: string; call: CallInput } => ({ key: _key, call }));

export interface ChangeCallInput {
  id: string;
  version: number;
  call: CallInput;
}

/** The form in which a call is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeCallSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, daysRead))
  .transform(({ id, _version, ...call }): ChangeCallInput => ({ id, version: _version, call }));

/** current: open or still to open · open · coming · closed · all. */
export const CALL_STATES = ["current", "open", "coming", "closed", "all"] as const;
export type CallState = (typeof CALL_STATES)[number];
export const CALLS_A_PAGE = 50;

/** A list's filter and page, as the address holds them. */
export interface CallFilter {
  q: string;
  state: CallState;
  programmeId: string | null;
  page: number;
}

const FILTER_NAMES = new Set(["q", "state", "programme", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readCallFilter(parameters: ListAddress): { filter: CallFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const filter: CallFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    state: known("state", among(CALL_STATES)) ?? "current",
    programmeId: known("programme", anId),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeCallFilter(filter: CallFilter, changes: Partial<CallFilter> = {}): string {
  const { q, state, programmeId, page } = { ...filter, ...changes };
  return writeListAddress({ q, state: state === "current" ? null : state, programme: programmeId, page: page > 1 ? page : null });
}
