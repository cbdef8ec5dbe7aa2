import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { aDay, among, anId, readListAddress, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

export const INFLUENCE_KINDS = ["CONSULTATION_ANSWER", "MEETING", "LETTER", "JOINT_POSITION", "OTHER"] as const;
export type InfluenceKind = (typeof INFLUENCE_KINDS)[number];

export const LONGEST_INFLUENCE_TEXT = 4000;

/** What a person states of something that was done to influence a matter (H7). */
export interface InfluenceInput {
  kind: InfluenceKind;
  title: string;
  actedOn: PlainDate;
  /** The network of the register that it went through. */
  networkId: string | null;
  /** Through whom else: an association, a region. */
  through: string | null;
  /** The priority of the municipality's that it served; one that serves none is kept, and said to. */
  priorityId: string | null;
  /** What the municipality held. */
  position: string | null;
  /** What came of it. */
  outcome: string | null;
}

/** The fields of an action's form, in the order they are shown. */
export const INFLUENCE_FIELDS = ["kind", "title", "actedOn", "priorityId", "networkId", "through", "position", "outcome"] as const;

const facts = {
  kind: requiredChoice(INFLUENCE_KINDS, "influence.errors.kindMissing"),
  title: requiredText(200, "influence.errors.titleMissing"),
  actedOn: requiredDate("influence.errors.actedOnMissing"),
  networkId: optionalId(),
  through: optionalText(200),
  priorityId: optionalId(),
  position: optionalText(LONGEST_INFLUENCE_TEXT),
  outcome: optionalText(LONGEST_INFLUENCE_TEXT),
};

export interface AddInfluenceInput {
  key: string;
  itemId: string;
  action: InfluenceInput;
}

/** The form in which an action is told of an item. */
export const addInfluenceSchema = z
  .object({ _key: requiredId("fields.choice"), itemId: requiredId("fields.choice"), ...facts })
  .transform(({ _key, itemId, ...action }): AddInfluenceInput => ({ key: _key, itemId, action }));

export interface ChangeInfluenceInput {
  itemId: string;
  partId: string;
  version: number;
  action: InfluenceInput;
}

/** The form in which an action is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeInfluenceSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ itemId: requiredId("fields.choice"), partId: requiredId("fields.choice"), _version: version(), ...facts }))
  .transform(({ itemId, partId, _version, ...action }): ChangeInfluenceInput => ({ itemId, partId, version: _version, action }));

/** Whether an action serves one of the municipality's priorities. */
export const SERVINGS = ["PRIORITY", "NONE"] as const;
export const INFLUENCE_SORTS = ["acted", "title", "unit"] as const;
export type InfluenceSort = (typeof INFLUENCE_SORTS)[number];
export const ACTIONS_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface InfluenceFilter {
  q: string;
  unitId: string | null;
  /** The year that it was done. */
  year: number | null;
  until: PlainDate | null;
  kind: InfluenceKind | null;
  serves: (typeof SERVINGS)[number] | null;
  sort: InfluenceSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "year", "until", "kind", "serves", "sort", "page", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readInfluenceFilter(parameters: ListAddress): { filter: InfluenceFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(INFLUENCE_SORTS)(written.replace(/^-/, "")));
  const filter: InfluenceFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    kind: known("kind", among(INFLUENCE_KINDS)),
    serves: known("serves", among(SERVINGS)),
    sort: order ?? "acted",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeInfluenceFilter(filter: InfluenceFilter, changes: Partial<InfluenceFilter> = {}): string {
  const { q, unitId, year, until, kind, serves, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, year, until, kind, serves, ...writePlace(order, "acted") });
}
