/** Lists of town relations, as offices keep them. */
import { TOWN_RELATION_KINDS, type TownRelationKind } from "@/domain/matter";
import type { Issue, Values } from "@/domain/values";
import type { ImportChoice, ImportField } from "@/features/imports/import";
import { certaintyField, COUNTRY_FIELD, readCountry } from "@/features/partners/import";
import type { TownWritten } from "@/features/partners/towns/schema";
import { issuesOf } from "@/lib/fields";
import { mattersOf } from "./episodes/rules";
import { TOWN_RELATION_STATES, type TownRelationState } from "./episodes/schema";
import { enterRelationSchema, type EnterRelationInput } from "./schema";

const KIND_WORDS: Readonly<Record<TownRelationKind, readonly string[]>> = {
  TWIN_TOWN: ["vänortsavtal", "vänskapsort", "twin town", "sister city", "partnerstad"],
  COOPERATION_AGREEMENT: ["samarbete", "avtal", "cooperation agreement", "cooperation"],
  TWIN_TOWN_LIKE: ["vänortsliknande", "twin town like"],
  LETTER_OF_INTENT: ["letter of intent", "loi", "mou", "memorandum of understanding"],
  MUNICIPAL_PARTNERSHIP: ["kommunalt partnerskap", "icld", "partnerskap", "municipal partnership"],
};
const STATE_WORDS: Readonly<Record<TownRelationState, readonly string[]>> = {
  PROPOSED: ["förslag", "proposed"],
  ACTIVE: ["pågår", "gäller", "active", "ja"],
  DORMANT: ["passiv", "inaktiv", "dormant", "inactive"],
  PAUSED: ["paus", "paused"],
  COUNTERPART_GONE: ["motparten finns inte", "counterpart gone"],
  NOTICE_GIVEN: ["uppsagt", "notice given"],
  ENDED: ["upphört", "avslutat", "ended", "nej"],
};

/** The fields of a list of town relations; `units` are those that the actor may enter one for. */
export function relationImportFields(units: readonly { id: string; name: string }[]): ImportField[] {
  const field = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `townRelations.field.${name}`, headings, isRequired: false, type, ...more });
  const only = units.length === 1 ? units[0] : undefined;
  return [
    field("town", "text", ["vänort", "stad", "kommun", "vänorter", "partnerstad", "town", "city", "twin town", "municipality"], { isRequired: true }),
    { ...COUNTRY_FIELD, label: "townRelations.field.country" },
    field("kind", "choice", ["typ", "slag", "avtalstyp", "typ av relation", "type", "kind"], { isRequired: true, usual: "TWIN_TOWN", choices: TOWN_RELATION_KINDS.map((value) => ({ value, label: (words) => words(`townRelations.kind.${value}`), words: KIND_WORDS[value] })) }),
    { name: "otherTowns", label: "imports.townRelations.otherTowns", headings: ["övriga orter", "fler orter", "orter i kedjan", "kedjans orter", "other towns"], isRequired: false, type: "lines" },
    field("name", "text", ["relation", "namn på relationen", "name"]),
    field("unitId", "choice", ["enhet", "förvaltning", "ansvarig", "ansvarig enhet", "ansvarig förvaltning", "unit", "department"], { isRequired: true, choices: units.map(({ id, name }): ImportChoice => ({ value: id, label: () => name })), ...(only === undefined ? {} : { usual: only.id }) }),
    field("state", "choice", ["status", "läge", "state"], { isRequired: true, usual: "ACTIVE", choices: TOWN_RELATION_STATES.map((value) => ({ value, label: (words) => words(`townRelations.state.${value}`), words: STATE_WORDS[value] })) }),
    field("starts", "date", ["sedan", "vänort sedan", "år", "startår", "start", "avtal från", "since", "since year", "year", "avtalsår"], { isRequired: true }),
    field("ends", "date", ["slut", "slutår", "avslutad", "till", "until", "end year"]),
    field("description", "text", ["beskrivning", "anteckning", "kommentar", "description", "notes"]),
    field("caseNumber", "text", ["dnr", "diarienr", "ärendenummer", "case number"]),
    field("outsidePriorities", "text", ["utanför prioriteringarna", "outside priorities"]),
    field("source", "text", ["källa", "source"]),
    certaintyField("townRelations.field.certainty", "townRelations.certainty"),
  ];
}

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";
const LONGEST_SOURCE = 400;

const textOf = (values: Values, name: string) => (typeof values[name] === "string" ? values[name] : "");

/** What a row of a relation says: a chain has several towns. */
export interface ListedRelation {
  entered: EnterRelationInput;
  others: TownWritten[];
}

/** The towns of a row: several in one cell are parted by semicolons or lines, each in the row's country unless one stands after it in brackets. */
function townsOf(values: Values): { name: string; country: string }[] {
  return `${textOf(values, "town")}\n${textOf(values, "otherTowns")}`.split(/[;\n]/).flatMap((part) => {
    const written = part.trim();
    const [, name = "", bracket = ""] = /^(.+?)\s*\(([^()]*)\)$/.exec(written) ?? [];
    const country = readCountry(bracket);
    return written === "" ? [] : [country === null ? { name: written, country: textOf(values, "country") } : { name, country }];
  });
}

/** Reads a row as the register's form reads it: what it stands on is not in a list, so that the list and the row are its source (“grunden okänd”). */
export function readRelationRow(values: Values, source: string): ListedRelation | { issues: Issue[] } {
  const told = textOf(values, "source");
  const state = TOWN_RELATION_STATES.find((known) => known === values["state"]);
  const basis = state !== undefined && mattersOf(null, state) !== null ? "UNKNOWN" : "NONE";
  const shortened = [...(told === "" ? source : `${told}. ${source}`)].slice(0, LONGEST_SOURCE).join("");
  const towns = townsOf(values);
  const name = textOf(values, "name") || towns.map((town) => town.name).join(", ");
  const [first, ...others] = towns.map((town) => enterRelationSchema.safeParse({ _key: NO_KEY, ...values, town: town.name, country: town.country, name, source: shortened, basis, episodeSource: shortened }));
  const read = first ?? enterRelationSchema.safeParse({ _key: NO_KEY, ...values, name, source: shortened, basis, episodeSource: shortened });
  const issues = [read, ...others].flatMap((one) => (one.success ? [] : issuesOf(one.error)));
  // What is wrong with the row as a whole is wrong with each of its towns.
  const faults = issues.filter((issue, place) => issues.findIndex(({ field, message }) => field === issue.field && message === issue.message) === place);
  return read.success && faults.length === 0 ? { entered: read.data.entered, others: others.flatMap((one) => (one.success ? [one.data.entered.town] : [])) } : { issues: faults };
}
