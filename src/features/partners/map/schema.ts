import { COUNTRIES } from "@/lib/countries";
import { among, anId, readListAddress, writeListAddress, type ListAddress } from "@/lib/list-address";

/** In the order in which a place that has several of them is marked. */
export const PLACED_KINDS = ["RELATION", "PROJECT", "PARTNER"] as const;
export type PlacedKind = (typeof PLACED_KINDS)[number];

/** As many rows as a map and its table show at once. */
export const MOST_PLACED = 500;

/** PLACE: the place itself · COUNTRY: the middle of the country, since no more is known · NONE: not even that. */
export type Exactness = "PLACE" | "COUNTRY" | "NONE";

/** A row of the map: a relation's town, a partner, or where a project has a partner. */
export interface PlacedRow {
  kind: PlacedKind;
  id: string;
  name: string;
  /** The town or partner there. */
  place: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  exactness: Exactness;
  /** The unit that answers for it; null for partners, which belong to none. */
  unitId: string | null;
  unit: string | null;
}

/** What the map's address holds. */
export interface MapFilter {
  kind: PlacedKind | null;
  unitId: string | null;
  country: string | null;
}

const FILTER_NAMES = new Set(["kind", "unit", "country"]);

/** Reads the map's address. What it does not understand is left out and named, so that the page can say so. */
export function readMapFilter(parameters: ListAddress): { filter: MapFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, FILTER_NAMES);
  const filter: MapFilter = { kind: known("kind", among(PLACED_KINDS)), unitId: known("unit", anId), country: known("country", among(COUNTRIES)) };
  return { filter, ignored };
}

/** Writes a filter as an address's query. */
export function writeMapFilter(filter: MapFilter, changes: Partial<MapFilter> = {}): string {
  const { kind, unitId, country } = { ...filter, ...changes };
  return writeListAddress({ kind, unit: unitId, country });
}
