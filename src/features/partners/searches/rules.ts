import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { foldName } from "@/lib/folded-names";
import type { ConcludeSearchInput, SearchInput, SearchState } from "./schema";

export type SearchRefusal =
  | "partnerSearchUnitNotThere"
  | "partnerSearchProgrammeNotThere"
  | "partnerSearchInFuture"
  | "partnerSearchAfterItsAnswer"
  | "partnerSearchAnsweredInFuture"
  | "partnerSearchAnsweredBefore"
  | "partnerSearchPartnerUnknown"
  | "partnerSearchPartnerAmbiguous"
  | "partnerSearchProjectUnknown"
  | "partnerSearchProjectAmbiguous";

/** How many days before a search's last day its unit is reminded of it. */
export const DEADLINE_DAYS = 14;

/** What decides how a search stands. */
export interface SearchStanding {
  answer: string | null;
  outcome: string | null;
  deadline: PlainDate | null;
}

/** How a search stands on a day. */
export function stateOf({ answer, outcome, deadline }: SearchStanding, today: PlainDate): SearchState {
  if (outcome !== null) return "CONCLUDED";
  if (answer !== null) return "ANSWERED";
  return deadline !== null && deadline < today ? "OVERDUE" : "OPEN";
}

/** Judges the days of a search: it has been sent or has come, and not after the answer that is told. Refused: partnerSearchInFuture, partnerSearchAfterItsAnswer. */
export function judgeDays(search: Pick<SearchInput, "searchedOn">, answeredOn: PlainDate | null, today: PlainDate): Result<null, SearchRefusal> {
  if (search.searchedOn > today) return refuse("partnerSearchInFuture", { field: "searchedOn" });
  return answeredOn !== null && answeredOn < search.searchedOn ? refuse("partnerSearchAfterItsAnswer", { field: "searchedOn", about: { day: answeredOn } }) : succeed(null);
}

/** Judges the day of an answer: it has come, and not before the search. Refused: partnerSearchAnsweredInFuture, partnerSearchAnsweredBefore. */
export function judgeAnswer(search: Pick<SearchInput, "searchedOn">, { answeredOn }: Pick<ConcludeSearchInput, "answeredOn">, today: PlainDate): Result<null, SearchRefusal> {
  if (answeredOn === null) return succeed(null);
  if (answeredOn > today) return refuse("partnerSearchAnsweredInFuture", { field: "answeredOn" });
  return answeredOn < search.searchedOn ? refuse("partnerSearchAnsweredBefore", { field: "answeredOn", about: { day: search.searchedOn } }) : succeed(null);
}

/** Those of the found ones that a name means: those written just so, or else those that are the same when spelling is left aside. */
export function namedSo<Found extends { name: string }>(found: readonly Found[], name: string): Found[] {
  const exactly = found.filter((one) => one.name === name);
  return exactly.length > 0 ? exactly : found.filter((one) => foldName(one.name) === foldName(name));
}

/** Writes a search as its form holds it. */
export function writeSearch(search: SearchInput): Values {
  return {
    direction: search.direction,
    unitId: search.unitId,
    title: search.title,
    text: search.text ?? "",
    counterpart: search.counterpart ?? "",
    programmeId: search.programmeId ?? "",
    call: search.call ?? "",
    searchedOn: search.searchedOn,
    deadline: search.deadline ?? "",
  };
}

/** What free text finds a search by. */
export function searchTextOf({ title, text, call, counterpart }: Pick<SearchInput, "title" | "text" | "call" | "counterpart">): string {
  return [title, call, counterpart, text].filter((part) => part !== null).join(" ");
}
