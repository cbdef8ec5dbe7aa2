import type { ListAddress } from "@/lib/list-address";
import { refuse, succeed, type Result } from "@/domain/result";
import { LONGEST_QUERY, type ViewSharing } from "./schema";

export type ViewRefusal = "viewNameTaken" | "viewTooMany" | "viewNotYoursToShare";

/** What an address says of the moment, and no view keeps. */
const OF_THE_MOMENT = new Set(["page", "done", "form", "problem"]);

/** Writes what an address says as a view keeps it: in one order, and without what is of the moment. */
export function writeQuery(parameters: ListAddress): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(parameters).sort()) {
    if (OF_THE_MOMENT.has(name)) continue;
    const value = parameters[name];
    const texts = (typeof value === "string" ? [value] : (value ?? [])).filter((one) => one !== "");
    // A form sends columns one by one, and an address has them in one place.
    for (const one of name === "cols" && texts.length > 0 ? [texts.join(",")] : texts) query.append(name, one);
  }
  return query.toString().slice(0, LONGEST_QUERY);
}

/** Writes a query that was sent along as a view keeps it, whatever stands in it. */
export function cleanQuery(text: string): string {
  const parameters: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) (parameters[name] ??= []).push(value);
  return writeQuery(parameters);
}

/** The address that a view leads to. */
export function addressOf({ list, query }: { list: string; query: string }): string {
  return query === "" ? list : `${list}?${query}`;
}

/** As many views as one person keeps. */
export const MOST_VIEWS = 100;

/** Judges a further view: nobody keeps more than a hundred. */
export function judgeCount(kept: number): Result<null, ViewRefusal> {
  return kept >= MOST_VIEWS ? refuse("viewTooMany", { about: { most: MOST_VIEWS } }) : succeed(null);
}

/** Judges with whom a view is shared: with everyone by the office, with a unit by those who answer for it or by the office, and with nobody by anyone. */
export function judgeSharing(sharing: ViewSharing, { isOffice, answersForUnit }: { isOffice: boolean; answersForUnit: boolean }): Result<null, ViewRefusal> {
  const may = sharing === "PRIVATE" || isOffice || (sharing === "UNIT" && answersForUnit);
  return may ? succeed(null) : refuse("viewNotYoursToShare", { field: sharing === "UNIT" ? "unitId" : "sharing" });
}
