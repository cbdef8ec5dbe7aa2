import { countryCalled, mentions, unique } from "@/features/partners/connections/rules";
import type { VisitInput } from "../schema";

/** As many names as a briefing looks for. */
const MOST_NAMES = 4;

/** A town of a relation, as far as it matters whether a visit names it. */
export interface NamedTown {
  id: string;
  name: string;
  place: string;
}

type Named = Pick<VisitInput, "direction" | "title" | "counterpart" | "places">;

/** What a visit says of who comes, or of whom a journey is to; where it is held is no part of it but for a journey. */
const toldOf = ({ direction, title, counterpart, places }: Named) => [title, counterpart, direction === "OUTGOING" ? places : null];

/** The relations whose name, or one of whose towns, a visit names. */
export function relationsNamed<Town extends NamedTown>(visit: Named, towns: readonly Town[]): Town[] {
  return towns.filter(({ name, place }) => mentions(toldOf(visit), [place, name]));
}

/** The names by which earlier contacts are looked for: the towns of relations that the visit names, and each part of what it says of the counterpart that is no country's name. */
export function namesToLookFor(visit: Named, named: readonly NamedTown[]): string[] {
  const parts = (visit.counterpart ?? "").split(/[,;/()·]|\s[–-]\s/).map((part) => part.trim());
  return unique([...named.map(({ place }) => place), ...parts.filter((part) => part.length > 2 && countryCalled(part) === null)]).slice(0, MOST_NAMES);
}
