import { z } from "zod";
import { TOWN_RELATION_KINDS, type TownRelationKind } from "@/domain/matter";
import { settleConflict } from "@/domain/merge";
import type { Values } from "@/domain/values";
import { toTown, townFields, type TownWritten } from "@/features/partners/towns/schema";
import { optionalId, optionalText, requiredChoice, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { among, anId, readListAddress, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";
import { takeColumns, writeColumns, type ListColumns } from "@/lib/list-columns";
import { episodeFields, judgeEpisodeFields, toEpisode, EPISODE_FIELD_NAMES, type EpisodeInput } from "./episodes/schema";
import { TOWN_RELATION_STATES, type TownRelationState } from "./episodes/schema";

export const LONGEST_RELATION_TEXT = 4000;

/** How sure what is entered about a relation is. */
export const CERTAINTIES = ["HIGH", "MEDIUM", "LOW"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** All that a person states about a relation, its towns and its episodes apart. */
export interface RelationInput {
  name: string;
  kind: TownRelationKind;
  /** The unit that answers for it. */
  unitId: string;
  description: string | null;
  caseNumber: string | null;
  /** The priority that it serves. */
  priorityId: string | null;
  /** Why it lies outside the priorities, where it serves none. */
  outsidePriorities: string | null;
  source: string | null;
  certainty: Certainty;
}

/** The fields of a relation's form, in the order they are shown. */
export const RELATION_FIELDS = ["name", "kind", "unitId", "description", "priorityId", "outsidePriorities", "caseNumber", "source", "certainty"] as const;

const facts = {
  name: requiredText(200, "townRelations.errors.nameMissing"),
  kind: requiredChoice(TOWN_RELATION_KINDS, "townRelations.errors.kindMissing"),
  unitId: requiredId("townRelations.errors.unitMissing"),
  description: optionalText(LONGEST_RELATION_TEXT),
  caseNumber: optionalText(60),
  priorityId: optionalId(),
  outsidePriorities: optionalText(1000),
  source: optionalText(400),
  certainty: requiredChoice(CERTAINTIES, "townRelations.errors.certaintyMissing"),
};

const agree = (form: { priorityId: string | null; outsidePriorities: string | null }, context: z.RefinementCtx) => {
  if (form.priorityId !== null && form.outsidePriorities !== null) context.addIssue({ code: "custom", path: ["outsidePriorities"], message: "townRelations.errors.bothInAndOutside" });
};
const prioritiesRead = whenRead("priorityId", "outsidePriorities");

export interface EnterRelationInput {
  relation: RelationInput;
  town: TownWritten;
  episode: EpisodeInput;
}

/** The form in which a relation is entered, with its first town and the first episode of its history. */
export const enterRelationSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts, ...townFields, ...episodeFields })
  .superRefine(agree, prioritiesRead)
  .superRefine(judgeEpisodeFields, whenRead(...EPISODE_FIELD_NAMES))
  .transform((form): { key: string; entered: EnterRelationInput } => {
    const { name, kind, unitId, description, caseNumber, priorityId, outsidePriorities, source, certainty } = form;
    return {
      key: form._key,
      entered: {
        relation: { name, kind, unitId, description, caseNumber, priorityId, outsidePriorities, source, certainty },
        town: toTown(form),
        episode: toEpisode(form),
      },
    };
  });

export interface ChangeRelationInput {
  id: string;
  version: number;
  relation: RelationInput;
}

/** The form in which a relation is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeRelationSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(agree, prioritiesRead))
  .transform(({ id, _version, ...relation }): ChangeRelationInput => ({ id, version: _version, relation }));

export interface VersionInput {
  id: string;
  version: number;
}

/** A button that takes a relation out of the register, or puts it back. */
export const relationVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }): VersionInput => ({ id, version: _version }));

export const RELATION_SORTS = ["name", "kind", "state", "since", "latest"] as const;
export type RelationSort = (typeof RELATION_SORTS)[number];
export const RELATIONS_A_PAGE = 50;

/** A state, or UNKNOWN where no episode says how the relation stands. */
export const STANDINGS = [...TOWN_RELATION_STATES, "UNKNOWN"] as const;
export type Standing = TownRelationState | "UNKNOWN";

/** basis: no decision or other basis where one is asked for · unknown: on a source alone · priority: serves none of the priorities, and does not say why. */
export const LACKS = ["basis", "unknown", "priority"] as const;
export type Lack = (typeof LACKS)[number];

/** The columns of the list, and what its file has of each. */
export const RELATION_COLUMNS: ListColumns = { columns: { kind: ["kind"], state: ["state"], since: ["since"], latest: ["latest"] }, usual: ["kind", "state", "since", "latest"], always: ["name"] };

/** A list's filter, order and page, as the address holds them. */
export interface RelationFilter {
  q: string;
  kind: TownRelationKind | null;
  state: Standing | null;
  country: string | null;
  unitId: string | null;
  /** Those that stand, and have had no activity for this many years. */
  idleYears: number | null;
  lacks: Lack | null;
  priorityId: string | null;
  sort: RelationSort;
  descending: boolean;
  page: number;
  /** The columns that are shown; the usual ones where none are named. */
  columns?: readonly string[];
}

const FILTER_NAMES = new Set(["q", "kind", "state", "country", "unit", "idle", "lacks", "priority", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readRelationFilter(parameters: ListAddress): { filter: RelationFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(RELATION_SORTS)(written.replace(/^-/, "")));
  const filter: RelationFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    kind: known("kind", among(TOWN_RELATION_KINDS)),
    state: known("state", among(STANDINGS)),
    country: known("country", (written) => (/^[A-Z]{2}$/.test(written) ? written : null)),
    unitId: known("unit", anId),
    idleYears: known("idle", within(1, 50)),
    lacks: known("lacks", among(LACKS)),
    priorityId: known("priority", anId),
    sort: order ?? "name",
    descending: order === null ? false : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
    ...takeColumns(parameters, RELATION_COLUMNS, ignored),
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeRelationFilter(filter: RelationFilter, changes: Partial<RelationFilter> = {}): string {
  const { q, kind, state, country, unitId, idleYears, lacks, priorityId, columns, ...order } = { ...filter, ...changes };
  const { sort, page } = writePlace(order, "");
  return writeListAddress({ q, kind, state, country, unit: unitId, idle: idleYears, lacks, priority: priorityId, sort: sort === "name" ? null : sort, page, cols: writeColumns(columns, RELATION_COLUMNS) });
}
