import { Status, type StatusKind } from "@/components/status";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { formatApproximate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { EpisodeStanding } from "../episodes/rules";
import type { Standing } from "../schema";

const SHAPES: Readonly<Record<Standing, StatusKind>> = { PROPOSED: "todo", ACTIVE: "done", DORMANT: "none", PAUSED: "late", COUNTERPART_GONE: "none", NOTICE_GIVEN: "going", ENDED: "none", UNKNOWN: "missing" };

/** How a relation stands, as shape and word. */
export function describeStanding(standing: Standing, words: Words): readonly [StatusKind, string] {
  return [SHAPES[standing], words(`townRelations.state.${standing}`)];
}

const BASES: Readonly<Record<EpisodeStanding, StatusKind>> = { DECIDED: "done", OWN: "done", UNKNOWN: "missing", FLAGGED: "missing", MISSING: "missing", NOT_NEEDED: "none" };

/** What an episode stands on, as shape and word. */
export function StandingMark({ standing, words }: { standing: EpisodeStanding; words: Words }) {
  return <Status kind={BASES[standing]}>{words(`townRelations.standing.${standing}`)}</Status>;
}

interface Times {
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate | null;
  endPrecision: DatePrecision | null;
}

/** An episode's time in words, as well as it is known. */
export function writeTime({ startsOn, startPrecision, endsOn, endPrecision }: Times, words: Words): string {
  const from = formatApproximate({ on: startsOn, precision: startPrecision }, words.locale);
  return endsOn === null || endPrecision === null ? words("townRelations.since", { from }) : words("townRelations.fromTo", { from, to: formatApproximate({ on: endsOn, precision: endPrecision }, words.locale) });
}

/** A town's time in a relation in words; empty where nothing is known of it. */
export function writeTownTime(town: { sinceOn: PlainDate | null; sincePrecision: DatePrecision | null; untilOn: PlainDate | null; untilPrecision: DatePrecision | null }, words: Words): string {
  const write = (on: PlainDate | null, precision: DatePrecision | null) => (on === null || precision === null ? null : formatApproximate({ on, precision }, words.locale));
  const [from, to] = [write(town.sinceOn, town.sincePrecision), write(town.untilOn, town.untilPrecision)];
  if (from === null) return to === null ? "" : words("townRelations.until", { to });
  return to === null ? words("townRelations.since", { from }) : words("townRelations.fromTo", { from, to });
}
