import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { standingOn, type Held, type Standing } from "../rules";

const SHAPES: Readonly<Record<Standing, StatusKind>> = { PROPOSED: "todo", COMING: "going", IN_FORCE: "done", PAST: "none", ENDED: "none" };

/** How a priority stands on a day, as shape and word. */
export function describeStanding(priority: Held, day: PlainDate, words: Words): readonly [StatusKind, string] {
  const standing = standingOn(priority, day);
  return [SHAPES[standing], words(`priorities.standing.${standing}`)];
}

/** A period in words, also one without a last day. */
export function writePeriod({ startsOn, endsOn }: Pick<Held, "startsOn" | "endsOn">, words: Words): string {
  const from = formatDate(startsOn, words.locale);
  return endsOn === null ? words("priorities.openPeriod", { from }) : words("priorities.period", { from, to: formatDate(endsOn, words.locale) });
}
