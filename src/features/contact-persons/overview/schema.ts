import { among, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/**
 * What a unit can lack. PERSON: there is no contact person · SEVERAL: there is more than one · ENDING: the last one's time is soon over and nobody comes after ·
 * TIME: the time has not been confirmed · ANSWER: the year's question has no answer · ROOM: somebody has answered that there was not room enough.
 */
export const LACKS = ["PERSON", "SEVERAL", "ENDING", "TIME", "ANSWER", "ROOM"] as const;
export type Lack = (typeof LACKS)[number];

/** What only the office is told of, since the answers are for its eyes. */
export const OF_ANSWERS: readonly Lack[] = ["ANSWER", "ROOM"];

export const UNITS_A_PAGE = 50;

/** The list's filter and page, as the address holds them. */
export interface ContactFilter {
  q: string;
  lacks: Lack | null;
  page: number;
}

const NAMES = new Set(["q", "lacks", "page", "done", "form", "problem"]);

/** Reads the list's address. What it does not understand is left out and named, so that the page can say so. */
export function readContactFilter(parameters: ListAddress): { filter: ContactFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, NAMES);
  return { filter: { q: [...text("q")].slice(0, 200).join("").trim(), lacks: known("lacks", among(LACKS)), page: known("page", within(1, 1_000_000)) ?? 1 }, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeContactFilter(filter: ContactFilter, changes: Partial<ContactFilter> = {}): string {
  const { q, lacks, page } = { ...filter, ...changes };
  return writeListAddress({ q, lacks, page: page > 1 ? page : null });
}
