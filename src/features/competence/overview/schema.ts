import type { PlainDate } from "@/domain/plain-date";
import { aDay, among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";
import { LACKS, type Lack } from "../rules";

/** What the overview of a year's contact persons shows, as the address holds it. */
export interface OverviewFilter {
  /** Null for the year that it is. */
  year: number | null;
  /** The day whose contact persons they are; null for the last of the year, or today while it goes on. */
  on: PlainDate | null;
  /** Activities that had begun by this day. */
  until: PlainDate | null;
  unitId: string | null;
  /** Those alone who had this of the year. */
  had: Lack | null;
  /** Those alone who had none of it. */
  lacks: Lack | null;
}

const NAMES = new Set(["year", "on", "until", "unit", "had", "lacks", "done", "form", "problem"]);

/** Reads the overview's address. What it does not understand is left out and named, so that the page can say so. */
export function readOverviewFilter(parameters: ListAddress): { filter: OverviewFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  return { filter: { year: known("year", within(1990, 2199)), on: known("on", aDay), until: known("until", aDay), unitId: known("unit", anId), had: known("had", among(LACKS)), lacks: known("lacks", among(LACKS)) }, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeOverviewFilter(filter: OverviewFilter, changes: Partial<OverviewFilter> = {}): string {
  const { year, on, until, unitId, had, lacks } = { ...filter, ...changes };
  return writeListAddress({ year, on, until, unit: unitId, had, lacks });
}
