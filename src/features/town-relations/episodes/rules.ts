import { stepsFrom, type LifeCycle } from "@/domain/life-cycle";
import type { MandateAnswer } from "@/domain/mandate";
import type { MatterKind } from "@/domain/matter";
import { addDays, isWithin, lastDayOf, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { carries, judgeBasis, type Basis } from "@/features/decisions/rules";
import type { DecisionVerdict } from "@/features/decisions/schema";
import { TOWN_RELATION_STATES, type EpisodeInput, type TownRelationState } from "./schema";

/** Which state may follow which. That a counterpart is gone may come upon a relation in any state in which there is one. */
export const TOWN_RELATION_LIFE_CYCLE: LifeCycle<TownRelationState, never> = {
  states: TOWN_RELATION_STATES,
  steps: [
    { from: ["ENDED", "COUNTERPART_GONE"], to: "PROPOSED", requires: [] },
    { from: ["PROPOSED", "DORMANT", "PAUSED", "COUNTERPART_GONE", "NOTICE_GIVEN", "ENDED"], to: "ACTIVE", requires: [] },
    { from: ["ACTIVE"], to: "DORMANT", requires: [] },
    { from: ["ACTIVE", "DORMANT"], to: "PAUSED", requires: [] },
    { from: ["ACTIVE", "DORMANT", "PAUSED", "NOTICE_GIVEN"], to: "COUNTERPART_GONE", requires: [] },
    { from: ["ACTIVE", "DORMANT", "PAUSED"], to: "NOTICE_GIVEN", requires: [] },
    { from: ["PROPOSED", "ACTIVE", "DORMANT", "PAUSED", "COUNTERPART_GONE", "NOTICE_GIVEN"], to: "ENDED", requires: [] },
  ],
};

/** The states that may follow one. */
export function statesAfter(state: TownRelationState): TownRelationState[] {
  return stepsFrom(TOWN_RELATION_LIFE_CYCLE, state, () => true).map(({ to }) => to);
}

/**
 * The matters of which one must have been decided for a state that follows another (V14b, H12a, H12b, H14, H15); none where nothing is decided: a proposal, a relation
 * that falls asleep or wakes, a counterpart that is gone, the end that a notice leads to, and a proposal that comes to nothing. A
 * history that begins with a relation that is there asks how it was entered.
 */
export function mattersOf(before: TownRelationState | null, to: TownRelationState): readonly [MatterKind, ...MatterKind[]] | null {
  switch (to) {
    case "PROPOSED":
      return null;
    case "ACTIVE":
      if (before === "DORMANT") return null;
      return before === "PAUSED" || before === "NOTICE_GIVEN" ? ["RENEW_TOWN_RELATION", "ENTER_TOWN_RELATION"] : ["ENTER_TOWN_RELATION", "RENEW_TOWN_RELATION"];
    case "DORMANT":
    case "COUNTERPART_GONE":
      return before === null ? ["ENTER_TOWN_RELATION"] : null;
    case "PAUSED":
      return ["PAUSE_TOWN_RELATION"];
    case "NOTICE_GIVEN":
      return ["END_TOWN_RELATION"];
    case "ENDED":
      return before === "NOTICE_GIVEN" || before === "PROPOSED" ? null : ["END_TOWN_RELATION"];
  }
}

/** An episode as far as its place among the others goes. */
export interface Placed {
  state: TownRelationState;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
}

/** Puts episodes in the order of their time. */
export function inOrder<Episode extends Placed>(episodes: readonly Episode[]): Episode[] {
  return episodes.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0));
}

/** The episode just before a day at which another begins; null when it would be the first. */
export function episodeBefore<Episode extends Placed>(episodes: readonly Episode[], startsOn: PlainDate): Episode | null {
  return inOrder(episodes).findLast((episode) => episode.startsOn < startsOn) ?? null;
}

export type TimelineRefusal = "townEpisodesOverlap" | "townEpisodeOrder" | "townEpisodesSameStart";

/**
 * Judges that episodes can follow each other: none begins before the one before it has ended, and each state can follow the one before.
 * Refused: townEpisodesSameStart, townEpisodesOverlap, townEpisodeOrder; `about` names the states and the day.
 */
export function judgeTimeline(episodes: readonly Placed[]): Result<null, TimelineRefusal> {
  const ordered = inOrder(episodes);
  for (const [place, next] of ordered.entries()) {
    const before = ordered[place - 1];
    if (before === undefined) continue;
    if (before.startsOn === next.startsOn) return refuse("townEpisodesSameStart", { field: "starts", about: { day: next.startsOn } });
    if (before.endsOn === null || before.endsOn >= next.startsOn) return refuse("townEpisodesOverlap", { field: "starts", about: { before: before.state, next: next.state, day: next.startsOn, end: before.endsOn ?? "missing" } });
    if (!statesAfter(before.state).includes(next.state)) return refuse("townEpisodeOrder", { field: "state", about: { before: before.state, next: next.state } });
  }
  return succeed(null);
}

/**
 * Closes the episode that goes on when a new one begins, the day before it does: what follows the last episode ends it. One that has an end
 * of its own keeps it.
 */
export function closeBefore<Episode extends Placed>(episodes: readonly Episode[], startsOn: PlainDate): { episode: Episode; endsOn: PlainDate } | null {
  const open = episodes.find((episode) => episode.endsOn === null);
  return open === undefined || open.startsOn >= startsOn ? null : { episode: open, endsOn: addDays(startsOn, -1) };
}

/** The episode that was closed by one that is taken away again, and so goes on once that is gone; null where something follows, or nothing was closed. */
export function reopenWithout<Episode extends Placed>(episodes: readonly Episode[], gone: Episode): Episode | null {
  const before = episodeBefore(episodes, gone.startsOn);
  const isLast = inOrder(episodes).at(-1) === gone;
  return isLast && gone.endsOn === null && before?.endsOn === addDays(gone.startsOn, -1) ? before : null;
}

/** A time of which the history says nothing, from the day after one episode to the day before the next. */
export interface Unaccounted {
  from: PlainDate;
  to: PlainDate;
}

/** The times between a relation's episodes of which its history says nothing. */
export function findUnaccounted(episodes: readonly Placed[]): Unaccounted[] {
  const ordered = inOrder(episodes);
  return ordered.flatMap((next, place) => {
    const before = ordered[place - 1];
    if (before?.endsOn == null) return [];
    const from = addDays(before.endsOn, 1);
    return from < next.startsOn ? [{ from, to: addDays(next.startsOn, -1) }] : [];
  });
}

/** The episode that a day lies in; null where the history says nothing of it. */
export function episodeOn<Episode extends Placed>(episodes: readonly Episode[], day: PlainDate): Episode | null {
  return episodes.find((episode) => isWithin(day, episode.startsOn, episode.endsOn)) ?? null;
}

/** What an episode stands on: nothing where its state needs nothing, or as a decision does. */
export type EpisodeStanding = Basis | "NOT_NEEDED";

/** A recorded decision, as far as an episode may stand on it. */
export interface LinkedDecision {
  matter: MatterKind;
  verdict: DecisionVerdict;
  /** The kind of relation that it was about, where it says so. */
  relationKind: string | null;
  decidedOn: PlainDate | null;
}

/** Judges what an episode stands on (V14b, H12a, H12b, H14, H15); `decision` is null when it is not there any more. */
export function judgeStanding(before: TownRelationState | null, episode: Pick<EpisodeInput, "state" | "basis">, decision: LinkedDecision | null, relationKind: string): EpisodeStanding {
  const matters = mattersOf(before, episode.state);
  if (matters === null) return "NOT_NEEDED";
  if (episode.basis === "OWN") return "OWN";
  if (episode.basis === "UNKNOWN") return "UNKNOWN";
  if (episode.basis === "NONE" || decision === null || !matters.includes(decision.matter)) return "MISSING";
  return decision.relationKind !== null && decision.relationKind !== relationKind ? "FLAGGED" : judgeBasis([decision.verdict]);
}

export type EpisodeRefusal = TimelineRefusal | "townEpisodeLacksBasis" | "townEpisodeNeedsDecision" | "townEpisodeAskFirst" | "townEpisodeOtherMatter" | "townEpisodeOtherKind" | "townEpisodeDecisionFlagged" | "townEpisodeBeforeDecision";

/**
 * Judges that a state is entered on what it must stand on (V14b, H12a, H12b, H14, H15): where a rule names who decides, a decision, or a source where that is lost;
 * where the rules are silent a basis of one's own will do. `answer` is what the rules of the day say. Refused: townEpisodeLacksBasis,
 * townEpisodeNeedsDecision (`about` has the clause), townEpisodeAskFirst, townEpisodeOtherMatter, townEpisodeOtherKind, townEpisodeDecisionFlagged, townEpisodeBeforeDecision.
 */
export function judgeEntering(before: TownRelationState | null, episode: EpisodeInput, decision: LinkedDecision | null, relationKind: string, answer: MandateAnswer | null): Result<null, EpisodeRefusal> {
  const matters = mattersOf(before, episode.state);
  if (matters === null) return succeed(null);
  if (episode.basis === "UNKNOWN") return succeed(null);
  if (answer?.kind === "needsFacts" && episode.basis !== "DECISION") return refuse("townEpisodeAskFirst", { field: "basis" });
  const clause = clauseOf(answer);
  if (episode.basis === "NONE") return clause === null ? refuse("townEpisodeLacksBasis", { field: "basis" }) : refuse("townEpisodeNeedsDecision", { field: "basis", about: { clause } });
  if (episode.basis === "OWN") return clause === null ? succeed(null) : refuse("townEpisodeNeedsDecision", { field: "basis", about: { clause } });
  if (decision === null || !matters.includes(decision.matter)) return refuse("townEpisodeOtherMatter", { field: "decisionId" });
  if (decision.relationKind !== null && decision.relationKind !== relationKind) return refuse("townEpisodeOtherKind", { field: "decisionId" });
  if (!carries(judgeBasis([decision.verdict]))) return refuse("townEpisodeDecisionFlagged", { field: "decisionId" });
  return decision.decidedOn !== null && lastDayOf(episode.starts) < decision.decidedOn ? refuse("townEpisodeBeforeDecision", { field: "starts", about: { day: decision.decidedOn } }) : succeed(null);
}

/** The clauses by which somebody decides; null where nobody is told to. */
function clauseOf(answer: MandateAnswer | null): string | null {
  if (answer?.kind === "contradictory") return answer.rulings.map(({ citation }) => citation.clause).join(", ");
  return answer?.kind === "decides" || answer?.kind === "decidesAfter" ? answer.citation.clause : null;
}
