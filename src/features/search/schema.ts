import { among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** The kinds of records that are found, in the order in which they are shown. */
export const SEARCH_KINDS = [
  "project", "initiative", "visit", "townRelation", "townAgreement", "exchangeActivity", "recurringMeeting", "network", "partner", "partnerSearch", "opportunity", "programme", "call", "decision", "governingDocument",
  "clause", "priority", "document", "monitoringItem", "informationActivity", "competenceActivity", "coordinationEntry", "supportCase", "groupMeeting", "groupAssignment", "body", "person",
] as const;


/** Longer than this, a text is no longer words that somebody looks for. */
export const LONGEST_QUERY = 200;
/** How many hits of each kind are shown together with other kinds, and by themselves. */
export const HITS_A_KIND = 3;
export const HITS_A_PAGE = 25;
/** So many records of a kind are looked through for the best ones; how many there are beyond is not counted. */
export const MOST_COUNTED = 1_000;

/** What is searched for, as the address holds it. */
export interface SearchFilter {
  q: string;
  kind: string | null;
  unitId: string | null;
  year: number | null;
  page: number;
}

const FILTER_NAMES = new Set(["q", "kind", "unit", "year", "page"]);

/** Reads a search's address. What it does not understand is left out and named; a text that is too long is cut, and said to be. */
export function readSearchFilter(parameters: ListAddress): { filter: SearchFilter; ignored: string[]; isTooLong: boolean } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const written = [...text("q")];
  const filter: SearchFilter = {
    q: written.slice(0, LONGEST_QUERY).join("").trim(),
    kind: known("kind", among(SEARCH_KINDS)),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    page: known("page", within(1, MOST_COUNTED / HITS_A_PAGE)) ?? 1,
  };
  return { filter, ignored, isTooLong: written.length > LONGEST_QUERY };
}

/** Writes a search as an address's query, leaving out what is as it begins. */
export function writeSearchFilter(filter: SearchFilter, changes: Partial<SearchFilter> = {}): string {
  const { q, kind, unitId, year, page } = { ...filter, ...changes };
  return writeListAddress({ q, kind, unit: unitId, year, page: page > 1 ? page : null });
}
