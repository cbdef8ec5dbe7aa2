import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalCount, optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

/** MEETING · MAIL · INTRANET · WORKPLACE_VISIT: a visit at a workplace · FORWARDED: an opportunity that was forwarded. */
export const INFORMATION_KINDS = ["MEETING", "MAIL", "INTRANET", "WORKPLACE_VISIT", "FORWARDED"] as const;
export type InformationKind = (typeof INFORMATION_KINDS)[number];

export const LONGEST_INFORMATION_TEXT = 2000;
const MOST_REACHED = 1_000_000;

/** What a person states of what was told within a unit of what can be done internationally (V20c). */
export interface InformationInput {
  unitId: string;
  kind: InformationKind;
  /** What it was about. */
  title: string;
  text: string | null;
  heldOn: PlainDate;
  /** How many were reached: a number, and nobody's name. */
  reached: number | null;
  /** The opportunity that was told of. */
  opportunityId: string | null;
}

/** The fields of an information activity's form, in the order they are shown. */
export const INFORMATION_FIELDS = ["unitId", "kind", "title", "opportunityId", "heldOn", "reached", "text"] as const;

const facts = {
  unitId: requiredId("information.errors.unitMissing"),
  kind: requiredChoice(INFORMATION_KINDS, "information.errors.kindMissing"),
  title: requiredText(200, "information.errors.titleMissing"),
  text: optionalText(LONGEST_INFORMATION_TEXT),
  heldOn: requiredDate("information.errors.heldOnMissing"),
  reached: optionalCount(0, MOST_REACHED),
  opportunityId: optionalId(),
  /** The last day of a closed opportunity that whoever forwards it has been asked about. */
  seenDeadline: optionalDate(),
};

const forwardsSomething = ({ kind, opportunityId }: { kind: InformationKind; opportunityId: string | null }, context: z.RefinementCtx) => {
  if (kind === "FORWARDED" && opportunityId === null) context.addIssue({ code: "custom", path: ["opportunityId"], message: "information.errors.opportunityMissing" });
};
const read = whenRead("kind", "opportunityId");

export interface LogInformationInput {
  key: string;
  activity: InformationInput;
  seenDeadline: PlainDate | null;
}

/** The form in which a unit writes what it has told, and in which an opportunity is forwarded. */
export const logInformationSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(forwardsSomething, read)
  .transform(({ _key, seenDeadline, ...activity }): LogInformationInput => ({ key: _key, activity, seenDeadline }));

export interface ChangeInformationInput {
  id: string;
  version: number;
  activity: InformationInput;
  seenDeadline: PlainDate | null;
}

/** The form in which an entry is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeInformationSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(forwardsSomething, read))
  .transform(({ id, _version, seenDeadline, ...activity }): ChangeInformationInput => ({ id, version: _version, activity, seenDeadline }));

export const INFORMATION_SORTS = ["held", "title", "unit"] as const;
export type InformationSort = (typeof INFORMATION_SORTS)[number];
export const INFORMATION_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface InformationFilter {
  q: string;
  unitId: string | null;
  year: number | null;
  /** Held on this day at the latest. */
  until: PlainDate | null;
  kind: InformationKind | null;
  /** What was told of this opportunity alone. */
  opportunityId: string | null;
  sort: InformationSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "year", "until", "kind", "opportunity", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readInformationFilter(parameters: ListAddress): { filter: InformationFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(INFORMATION_SORTS)(written.replace(/^-/, "")));
  const filter: InformationFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    kind: known("kind", among(INFORMATION_KINDS)),
    opportunityId: known("opportunity", anId),
    sort: order ?? "held",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeInformationFilter(filter: InformationFilter, changes: Partial<InformationFilter> = {}): string {
  const { q, unitId, year, until, kind, opportunityId, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, year, until, kind, opportunity: opportunityId, ...writePlace(order, "held") });
}
