import { among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";
import { VISIT_DIRECTIONS, type VisitDirection } from "../schema";

export const PUBLIC_VISITS_A_PAGE = 50;

/** The public register's filter and page, as the address holds them. */
export interface PublicFilter {
  q: string;
  year: number | null;
  direction: VisitDirection | null;
  unitId: string | null;
  page: number;
}

const FILTER_NAMES = new Set(["q", "year", "direction", "unit", "page"]);

/** Reads the public register's address. What it does not understand is left out and named, so that the page can say so. */
export function readPublicFilter(parameters: ListAddress): { filter: PublicFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const filter: PublicFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    year: known("year", within(1990, 2100)),
    direction: known("direction", among(VISIT_DIRECTIONS)),
    unitId: known("unit", anId),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writePublicFilter(filter: PublicFilter, changes: Partial<PublicFilter> = {}): string {
  const { q, year, direction, unitId, page } = { ...filter, ...changes };
  return writeListAddress({ q, year, direction, unit: unitId, page: page === 1 ? null : page });
}
