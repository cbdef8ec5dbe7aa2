import type { MatterKind, TownRelationKind } from "@/domain/matter";
import { writeApproximateDate, type ApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { foldName } from "@/lib/folded-names";
import type { Values } from "@/domain/values";
import { episodeBefore, episodeOn, findUnaccounted, inOrder, judgeStanding, mattersOf, type EpisodeStanding, type LinkedDecision, type Placed } from "./episodes/rules";
import type { EpisodeBasis, EpisodeInput, TownRelationState } from "./episodes/schema";
import { matterProposed } from "./papers/rules";
import type { ReviewOutcome } from "./papers/schema";
import type { TownWritten } from "@/features/partners/towns/schema";
import type { Lack, RelationInput, Standing } from "./schema";

/** An episode of a relation, with the decision that it stands on. */
export interface JudgedEpisode extends Placed {
  basis: EpisodeBasis;
  decision: LinkedDecision | null;
}

/** What is judged of a relation as a whole. */
export interface JudgedRelation {
  id: string;
  name: string;
  kind: TownRelationKind;
  unitId: string;
  priorityId: string | null;
  outsidePriorities: string | null;
  episodes: readonly JudgedEpisode[];
}

/** How a relation stands on a day: as its episode of that day says, or unknown where none does. */
export function standingOn(episodes: readonly Placed[], day: PlainDate): Standing {
  return episodeOn(episodes, day)?.state ?? "UNKNOWN";
}

/** The states in which a relation is there, and something can be expected of it. */
export const STANDING_STATES: readonly TownRelationState[] = ["ACTIVE", "DORMANT", "PAUSED", "NOTICE_GIVEN"];

/** Since when a relation that is there on a day has been known to be; null for one that is not there. */
export function thereSince(episodes: readonly Placed[], day: PlainDate): PlainDate | null {
  const isThere = (state: Standing) => STANDING_STATES.some((each) => each === state);
  if (!isThere(standingOn(episodes, day))) return null;
  return inOrder(episodes).find(({ state }) => isThere(state))?.startsOn ?? null;
}

/** What each episode stands on, in the order of their time. */
export function judgeEpisodes<Episode extends JudgedEpisode>({ kind, episodes }: { kind: TownRelationKind; episodes: readonly Episode[] }): { episode: Episode; standing: EpisodeStanding }[] {
  return inOrder(episodes).map((episode) => ({ episode, standing: judgeStanding(episodeBefore(episodes, episode.startsOn)?.state ?? null, episode, episode.decision, kind) }));
}

/** What is to be looked at in a relation's history: an episode without a basis, one on a source alone, a time that nothing is said of, and that no episode says how it stands today. */
export interface Remark {
  kind: "MISSING" | "FLAGGED" | "UNKNOWN_BASIS" | "UNACCOUNTED" | "UNKNOWN_TODAY";
  state: TownRelationState | null;
  from: PlainDate | null;
  to: PlainDate | null;
}

/** What is to be looked at in a relation's history on a day (V14b, H12a, H12b), the earliest first. */
export function findRemarks(relation: { kind: TownRelationKind; episodes: readonly JudgedEpisode[] }, today: PlainDate): Remark[] {
  const about = ({ state, startsOn, endsOn }: Placed) => ({ state, from: startsOn, to: endsOn });
  const ofEpisodes = judgeEpisodes(relation).flatMap(({ episode, standing }): Remark[] => {
    if (standing === "MISSING" || standing === "FLAGGED") return [{ kind: standing, ...about(episode) }];
    return standing === "UNKNOWN" ? [{ kind: "UNKNOWN_BASIS", ...about(episode) }] : [];
  });
  const between = findUnaccounted(relation.episodes).map(({ from, to }): Remark => ({ kind: "UNACCOUNTED", state: null, from, to }));
  const hasBegun = relation.episodes.some(({ startsOn }) => startsOn <= today);
  const now: Remark[] = hasBegun && standingOn(relation.episodes, today) === "UNKNOWN" ? [{ kind: "UNKNOWN_TODAY", state: null, from: null, to: null }] : [];
  return [...[...ofEpisodes, ...between].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1)), ...now];
}

/** Tells whether a relation lacks something that is asked of it on a day; where a document asks for no priorities, nothing is asked of those. */
export function lacks(relation: JudgedRelation, what: Lack, today: PlainDate): boolean {
  if (what === "priority") return isOutsideWithoutReason(relation, today);
  const wanted = what === "basis" ? ["MISSING", "FLAGGED"] : ["UNKNOWN_BASIS"];
  return findRemarks(relation, today).some(({ kind }) => wanted.includes(kind));
}

/** Tells whether a relation that is there serves none of the priorities, and does not say why (H10). */
export function isOutsideWithoutReason(relation: Pick<JudgedRelation, "priorityId" | "outsidePriorities" | "episodes">, today: PlainDate): boolean {
  const standing = standingOn(relation.episodes, today);
  return relation.priorityId === null && relation.outsidePriorities === null && STANDING_STATES.some((state) => state === standing);
}

/** What a step from one state to another needs a decision for; null where nothing is decided, and for a step that is not chosen yet the entering. */
export function needAfter(relation: JudgedRelation, before: TownRelationState | null, to: TownRelationState | null, isDue = false): DecisionNeed | null {
  const matters = to === null ? (["ENTER_TOWN_RELATION"] as const) : mattersOf(before, to);
  return matters === null ? null : needOf(relation, matters, isDue);
}

function needOf({ id, name, kind, unitId }: JudgedRelation, matters: readonly [MatterKind, ...MatterKind[]], isDue: boolean): DecisionNeed {
  return { subject: { kind: "townRelation", id }, path: `/town-relations/${id}`, title: name, matters, facts: { relationKind: kind }, unitId, isDue };
}

/**
 * What a relation needs a decision for as it is on a day (V14b, H12a, H12b, H14, H15): the state that it is in where that stands on nothing, else, while it is
 * proposed, to be entered, or what its latest review proposes; null when nothing is needed.
 */
export function decisionNeedOf(relation: JudgedRelation, today: PlainDate, review: { outcome: ReviewOutcome; reviewedOn: PlainDate } | null = null): DecisionNeed | null {
  const now = episodeOn(relation.episodes, today);
  if (now === null) return null;
  const judged = judgeEpisodes(relation).find(({ episode }) => episode === now);
  if (judged?.standing === "MISSING" || judged?.standing === "FLAGGED") return needAfter(relation, episodeBefore(relation.episodes, now.startsOn)?.state ?? null, now.state, true);
  const proposed = now.state === "PROPOSED" ? "ENTER_TOWN_RELATION" : matterProposed(review, now);
  return proposed === null ? null : needOf(relation, [proposed], false);
}

/** Tells whether a town that belongs to a relation would do so twice at once. */
export function meet(there: { sinceOn: PlainDate | null; untilOn: PlainDate | null }, time: { since: ApproximateDate | null; until: ApproximateDate | null }): boolean {
  const [since, until] = [time.since?.on ?? null, time.until?.on ?? null];
  return (until === null || there.sinceOn === null || there.sinceOn <= until) && (since === null || there.untilOn === null || since <= there.untilOn);
}

/** Writes a relation as its form holds it. */
export function writeRelation(relation: RelationInput): Values {
  return {
    name: relation.name,
    kind: relation.kind,
    unitId: relation.unitId,
    description: relation.description ?? "",
    priorityId: relation.priorityId ?? "",
    outsidePriorities: relation.outsidePriorities ?? "",
    caseNumber: relation.caseNumber ?? "",
    source: relation.source ?? "",
    certainty: relation.certainty,
  };
}

/** Writes an episode as its form holds it. */
export function writeEpisode(episode: Omit<EpisodeInput, "starts" | "ends"> & { startsOn: PlainDate; startPrecision: DatePrecision; endsOn: PlainDate | null; endPrecision: DatePrecision | null }): Values {
  return {
    state: episode.state,
    starts: writeApproximateDate({ on: episode.startsOn, precision: episode.startPrecision }),
    ends: writeMaybe(episode.endsOn, episode.endPrecision),
    basis: episode.basis,
    decisionId: episode.decisionId ?? "",
    ownBasis: episode.ownBasis ?? "",
    note: episode.note ?? "",
    episodeSource: episode.source ?? "",
  };
}

/** Writes a town of a relation as its form holds it. */
export function writeTown(town: { name: string; country: string;  sinceOn: PlainDate | null; sincePrecision: DatePrecision | null; untilOn: PlainDate | null; untilPrecision: DatePrecision | null; note: string | null }): Values {
  return { town: town.name, country: town.country, since: writeMaybe(town.sinceOn, town.sincePrecision), until: writeMaybe(town.untilOn, town.untilPrecision), townNote: town.note ?? "" };
}

const writeMaybe = (on: PlainDate | null, precision: DatePrecision | null) => (on === null || precision === null ? "" : writeApproximateDate({ on, precision }));

/** What free text finds a relation by, besides the names of its towns. */
export function searchTextOf(relation: RelationInput): string {
  return [relation.name, relation.description, relation.caseNumber, relation.source].filter((text) => text !== null).join(" ");
}

export type RelationMergeRefusal = "relationMergeOtherKind" | "relationMergeOtherTown" | "relationMergeHistories";

/** The first time at which two histories say different things of how a relation stood; null where they can both be true. */
export function findContradiction(one: readonly Placed[], other: readonly Placed[]): { states: [TownRelationState, TownRelationState]; from: PlainDate } | null {
  for (const episode of inOrder(one)) {
    for (const there of inOrder(other)) {
      const from = episode.startsOn > there.startsOn ? episode.startsOn : there.startsOn;
      const isBoth = (episode.endsOn === null || episode.endsOn >= from) && (there.endsOn === null || there.endsOn >= from);
      if (isBoth && episode.state !== there.state) return { states: [episode.state, there.state], from };
    }
  }
  return null;
}

interface SameRelation {
  kind: TownRelationKind;
  towns: readonly TownWritten[];
  episodes: readonly Placed[];
}

/**
 * Judges that two relations are one: of one kind, since decisions concern a kind, with a town in common however it is spelt, and with histories that agree unless that of the one
 * that is kept is said to hold. Refused: relationMergeOtherKind, relationMergeOtherTown, relationMergeHistories (`about` has the states and the day).
 */
export function judgeSameRelation(relation: SameRelation, into: SameRelation, isHistoryChosen: boolean): Result<null, RelationMergeRefusal> {
  if (relation.kind !== into.kind) return refuse("relationMergeOtherKind");
  const places = new Set(into.towns.map(({ name, country }) => `${country} ${foldName(name)}`));
  if (!relation.towns.some(({ name, country }) => places.has(`${country} ${foldName(name)}`))) return refuse("relationMergeOtherTown");
  const contradiction = isHistoryChosen ? null : findContradiction(relation.episodes, into.episodes);
  return contradiction === null ? succeed(null) : refuse("relationMergeHistories", { field: "isHistoryChosen", about: { one: contradiction.states[0], other: contradiction.states[1], day: contradiction.from } });
}
