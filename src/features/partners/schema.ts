import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import { isPlainDate, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { COUNTRIES } from "@/lib/countries";
import { field, optionalText, optionalWebsite, requiredApproximateDate, requiredChoice, requiredId, requiredText, version } from "@/lib/fields";
import { among, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";
import { takeColumns, writeColumns, type ListColumns } from "@/lib/list-columns";

export const PARTNER_KINDS = ["TOWN", "REGION", "SCHOOL", "UNIVERSITY", "COMPANY", "ASSOCIATION", "PUBLIC_AUTHORITY", "OTHER"] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];
export const PARTNER_EVENT_KINDS = ["RENAMED", "MERGED", "DUPLICATE", "DISSOLVED"] as const;
export type PartnerEventKind = (typeof PARTNER_EVENT_KINDS)[number];
export const PARTNER_CERTAINTIES = ["HIGH", "MEDIUM", "LOW"] as const;
export type PartnerCertainty = (typeof PARTNER_CERTAINTIES)[number];

export const LONGEST_PARTNER_NAME = 160;
export const LONGEST_PARTNER_NOTE = 4000;
/** As many other names as a partner may have of either sort. */
const MOST_NAMES = 20;

export interface Alias {
  name: string;
  /** ISO 639-1. */
  language: string | null;
}

export interface FormerName {
  name: string;
  from: PlainDate | null;
  /** The last day. */
  to: PlainDate | null;
}

export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** All that a person states about a partner; that it is renamed, merged or dissolved is an event of its own. */
export interface PartnerInput {
  kind: PartnerKind;
  name: string;
  country: string;
  place: string | null;
  coordinates: Coordinates | null;
  website: string | null;
  aliases: readonly Alias[];
  formerNames: readonly FormerName[];
  note: string | null;
  certainty: PartnerCertainty;
}

/** The fields of a partner's form, in the order they are shown. */
export const PARTNER_FIELDS = ["kind", "name", "country", "place", "coordinates", "website", "aliases", "formerNames", "certainty", "note"] as const;

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");

/** Several names, one a line, each read by a function; null where a line cannot be read. */
function names<Name extends { name: string }>(read: (line: string) => Name | null, unreadable: string) {
  return field<Name[]>((text): { value: Name[] } | { message: string; params: Record<string, string | number> } => {
    const found = lines(text).map((line) => ({ line, name: read(line) }));
    if (found.length > MOST_NAMES) return { message: "partners.errors.tooManyNames", params: { most: MOST_NAMES } };
    const bad = found.find(({ name }) => name === null || [...name.name].length > LONGEST_PARTNER_NAME);
    if (bad !== undefined) return { message: unreadable, params: { line: bad.line.slice(0, 60) } };
    return { value: found.flatMap(({ name }) => (name === null ? [] : [name])) };
  });
}

/** Reads "Copenhagen (en)". */
function readAlias(line: string): Alias | null {
  const [, name = "", language] = /^(.*?)\s*(?:\(([a-z]{2})\))?$/u.exec(line) ?? [];
  return name === "" ? null : { name, language: language ?? null };
}

const FORMER = /^(.*?)(?:,\s*(\d{4}(?:-\d\d-\d\d)?)?\s*[–-]\s*(\d{4}(?:-\d\d-\d\d)?)?)?$/u;

/** Reads "Hammel kommun, 1970–2006" and "…, –2006-12-31": a year counts from its first day or to its last. */
function readFormerName(line: string): FormerName | null {
  const [, name = "", first, last] = FORMER.exec(line) ?? [];
  const from = first === undefined ? null : first.length === 4 ? `${first}-01-01` : first;
  const to = last === undefined ? null : last.length === 4 ? `${last}-12-31` : last;
  if (name === "" || (from !== null && !isPlainDate(from)) || (to !== null && !isPlainDate(to)) || (from !== null && to !== null && to < from)) return null;
  return { name, from, to };
}

const COORDINATES = /^(-?\d{1,2}(?:[.,]\d{1,8})?)\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d{1,8})?)$/;

function optionalCoordinates() {
  return field<Coordinates | null>((text) => {
    if (text === "") return { value: null };
    const [, north, east] = COORDINATES.exec(text.replace(/°/g, "")) ?? [];
    const number = (written: string | undefined) => Number((written ?? "x").replace(",", "."));
    const [latitude, longitude] = [number(north), number(east)];
    const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return isOnEarth ? { value: { latitude: Math.round(latitude * 1e5) / 1e5, longitude: Math.round(longitude * 1e5) / 1e5 } } : { message: "partners.errors.coordinates" };
  });
}

const country = () => field<string>((text) => (COUNTRIES.includes(text) ? { value: text } : { message: text === "" ? "partners.errors.countryMissing" : "fields.choice" }));

const facts = {
  kind: requiredChoice(PARTNER_KINDS, "partners.errors.kindMissing"),
  name: requiredText(LONGEST_PARTNER_NAME, "partners.errors.nameMissing"),
  country: country(),
  place: optionalText(120),
  coordinates: optionalCoordinates(),
  website: optionalWebsite("partners.errors.website"),
  aliases: names(readAlias, "partners.errors.alias"),
  formerNames: names(readFormerName, "partners.errors.formerName"),
  note: optionalText(LONGEST_PARTNER_NOTE),
  certainty: requiredChoice(PARTNER_CERTAINTIES, "partners.errors.certaintyMissing"),
};

/** What the person has answered to what the form asked back: save although it is like another one, and which of several places it is. */
export interface Answers {
  saveAnyway: boolean;
  /** The gazetteer's id; 0 for none of the places offered; null when nothing has been answered. */
  placeId: number | null;
}

const answers = {
  /** The name that the form has warned of: another one is warned of anew. */
  saveAnyway: optionalText(400),
  placeId: field<number | null>((text) => (text === "" ? { value: null } : /^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "fields.choice" })),
};

/** The form in which a partner is added. */
export const addPartnerSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts, ...answers })
  .transform(({ _key, saveAnyway, placeId, ...partner }): { key: string; partner: PartnerInput; answers: Answers } => ({ key: _key, partner, answers: { saveAnyway: saveAnyway === partner.name, placeId } }));

export interface ChangePartnerInput {
  id: string;
  version: number;
  partner: PartnerInput;
  answers: Answers;
}

/** The form in which a partner is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changePartnerSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts, ...answers }))
  .transform(({ id, _version, saveAnyway, placeId, ...partner }): ChangePartnerInput => ({ id, version: _version, partner, answers: { saveAnyway: saveAnyway === partner.name, placeId } }));

/** A button that changes a partner as a whole: out of the register, or back in it. */
export const partnerVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export interface EventInput {
  id: string;
  version: number;
  on: ApproximateDate;
  note: string | null;
  source: string | null;
}

const event = {
  id: requiredId("fields.choice"),
  _version: version(),
  on: requiredApproximateDate("partners.errors.eventDayMissing"),
  note: optionalText(500),
  source: optionalText(300),
};

export interface RenameInput extends EventInput {
  name: string;
}

/** The form in which a partner gets a new name, and keeps the one before. */
export const renameSchema = z.object({ ...event, name: requiredText(LONGEST_PARTNER_NAME, "partners.errors.nameMissing") }).transform(({ _version, ...rest }): RenameInput => ({ ...rest, version: _version }));

export interface MergeInput extends EventInput {
  kind: "MERGED" | "DUPLICATE";
  /** The partner that it is from now on. */
  intoId: string;
}

/** The form in which a partner goes up into another, or is said to be the same as another. */
export const mergeSchema = z
  .object({ ...event, kind: requiredChoice(["DUPLICATE", "MERGED"], "partners.errors.mergeKindMissing"), intoId: requiredId("partners.errors.intoMissing") })
  .transform(({ _version, ...rest }): MergeInput => ({ ...rest, version: _version }));

/** The form in which a partner is said to be no more. */
export const dissolveSchema = z.object(event).transform(({ _version, ...rest }): EventInput => ({ ...rest, version: _version }));

export const PARTNER_SORTS = ["name", "country", "kind", "place"] as const;
export type PartnerSort = (typeof PARTNER_SORTS)[number];
export const PARTNERS_A_PAGE = 50;

/** The columns of the list, and what its file has of each. */
export const PARTNER_COLUMNS: ListColumns = { columns: { kind: ["kind"], place: ["place"], country: ["country"] }, usual: ["kind", "place", "country"], always: ["name"] };

/** A list's filter, order and page, as the address holds them. */
export interface PartnerFilter {
  q: string;
  country: string | null;
  kind: PartnerKind | null;
  /** Those too that are no more: merged and dissolved. */
  ended: boolean;
  sort: PartnerSort;
  descending: boolean;
  page: number;
  /** The columns that are shown; the usual ones where none are named. */
  columns?: readonly string[];
}

const FILTER_NAMES = new Set(["q", "country", "kind", "ended", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readPartnerFilter(parameters: ListAddress): { filter: PartnerFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(PARTNER_SORTS)(written.replace(/^-/, "")));
  const filter: PartnerFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    country: known("country", among(COUNTRIES)),
    kind: known("kind", among(PARTNER_KINDS)),
    ended: known("ended", ticked) ?? false,
    sort: order ?? "name",
    descending: order !== null && text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
    ...takeColumns(parameters, PARTNER_COLUMNS, ignored),
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writePartnerFilter(filter: PartnerFilter, changes: Partial<PartnerFilter> = {}): string {
  const { q, country: land, kind, ended, columns, ...order } = { ...filter, ...changes };
  const place = writePlace(order, "");
  return writeListAddress({ q, country: land, kind, ended, ...place, sort: place.sort === "name" ? null : place.sort, cols: writeColumns(columns, PARTNER_COLUMNS) });
}
