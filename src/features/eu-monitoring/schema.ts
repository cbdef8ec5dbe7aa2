import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalDate, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

/** How far a matter has come at EU level, from the first idea to what holds. */
export const DOSSIER_STAGES = ["PREPARED", "PROPOSED", "NEGOTIATED", "ADOPTED", "IMPLEMENTED", "IN_FORCE", "WITHDRAWN"] as const;
export type DossierStage = (typeof DOSSIER_STAGES)[number];

/** How much a matter concerns the unit. */
export const RELEVANCES = ["HIGH", "MEDIUM", "LOW"] as const;
export type Relevance = (typeof RELEVANCES)[number];

export const LONGEST_MONITORING_TEXT = 4000;

/** What a person states of something at EU level that a unit follows (H6). */
export interface ItemInput {
  unitId: string;
  /** The dossier or the policy area. */
  title: string;
  /** The dossier's own number, such as COM(2022) 541. */
  reference: string | null;
  /** Where it is followed. */
  source: string | null;
  stage: DossierStage;
  relevance: Relevance;
  /** What it means for the unit. */
  meaning: string | null;
  begunOn: PlainDate;
  /** The last day that it was followed; null for as long as it is. */
  endedOn: PlainDate | null;
  /** The function that judged its stage and relevance last, and when. */
  assessedBy: string;
  assessedOn: PlainDate;
  nextCheckOn: PlainDate | null;
  /** The function that sees to it; one without is kept, and said to lack it. */
  responsible: string | null;
}

/** The fields of an item's form, in the order they are shown. */
export const ITEM_FIELDS = ["unitId", "title", "reference", "source", "stage", "relevance", "meaning", "begunOn", "assessedOn", "assessedBy", "responsible", "nextCheckOn", "endedOn"] as const;

const facts = {
  unitId: requiredId("euMonitoring.errors.unitMissing"),
  title: requiredText(200, "euMonitoring.errors.titleMissing"),
  reference: optionalText(100),
  source: optionalText(400),
  stage: requiredChoice(DOSSIER_STAGES, "euMonitoring.errors.stageMissing"),
  relevance: requiredChoice(RELEVANCES, "euMonitoring.errors.relevanceMissing"),
  meaning: optionalText(LONGEST_MONITORING_TEXT),
  begunOn: requiredDate("euMonitoring.errors.begunOnMissing"),
  endedOn: optionalDate(),
  assessedBy: requiredText(200, "euMonitoring.errors.assessedByMissing"),
  assessedOn: requiredDate("euMonitoring.errors.assessedOnMissing"),
  nextCheckOn: optionalDate(),
  responsible: optionalText(200),
};

interface Days {
  begunOn: PlainDate;
  endedOn: PlainDate | null;
  assessedOn: PlainDate;
  nextCheckOn: PlainDate | null;
}

const inOrder = ({ begunOn, endedOn, assessedOn, nextCheckOn }: Days, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (assessedOn < begunOn) complain("assessedOn", "euMonitoring.errors.assessedBeforeBegun");
  if (nextCheckOn !== null && nextCheckOn <= assessedOn) complain("nextCheckOn", "euMonitoring.errors.checkBeforeAssessed");
  if (endedOn !== null && endedOn < begunOn) complain("endedOn", "euMonitoring.errors.endedBeforeBegun");
};
const days = whenRead("begunOn", "endedOn", "assessedOn", "nextCheckOn");

/** The form in which a unit says that it follows something. */
export const logItemSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, days)
  .transform(({ _key, ...item }): { key: string; item: ItemInput } => ({ key: _key, item }));

export interface ChangeItemInput {
  id: string;
  version: number;
  item: ItemInput;
}

/** The form in which an item is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeItemSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, days))
  .transform(({ id, _version, ...item }): ChangeItemInput => ({ id, version: _version, item }));

/** A button that takes an item out of the register, or puts it back. */
export const itemVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** A button that takes away what was told of an item, by its own version. */
export const removePartSchema = z.object({ itemId: requiredId("fields.choice"), partId: requiredId("fields.choice"), _version: version() }).transform(({ itemId, partId, _version }) => ({ itemId, partId, version: _version }));

/** FOLLOWED: still · LATE: to have been looked at again · ENDED: followed no longer. */
export const ITEM_STATES = ["FOLLOWED", "LATE", "ENDED"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What an item that is followed may lack: somebody who sees to it, a day to look again, or readiness where it concerns the unit (H8). */
export const LACKS = ["RESPONSIBLE", "CHECK", "READINESS"] as const;
export type Lack = (typeof LACKS)[number];

export const ITEM_SORTS = ["check", "title", "unit", "relevance", "begun"] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];
export const ITEMS_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface ItemFilter {
  q: string;
  unitId: string | null;
  /** Followed during some part of this year. */
  year: number | null;
  /** Begun, and made ready for where that is asked, on this day at the latest. */
  until: PlainDate | null;
  state: ItemState | null;
  stage: DossierStage | null;
  relevance: Relevance | null;
  lacks: Lack | null;
  /** Those alone that the unit has made itself ready for, of those that concern it. */
  ready: boolean;
  sort: ItemSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "year", "until", "state", "stage", "relevance", "lacks", "ready", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readItemFilter(parameters: ListAddress): { filter: ItemFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(ITEM_SORTS)(written.replace(/^-/, "")));
  const filter: ItemFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    state: known("state", among(ITEM_STATES)),
    stage: known("stage", among(DOSSIER_STAGES)),
    relevance: known("relevance", among(RELEVANCES)),
    lacks: known("lacks", among(LACKS)),
    ready: known("ready", ticked) ?? false,
    sort: order ?? "begun",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeItemFilter(filter: ItemFilter, changes: Partial<ItemFilter> = {}): string {
  const { q, unitId, year, until, state, stage, relevance, lacks, ready, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, year, until, state, stage, relevance, lacks, ready, ...writePlace(order, "begun") });
}
