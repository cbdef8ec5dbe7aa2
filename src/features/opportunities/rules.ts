import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { InformationInput } from "./information/schema";
import type { OpportunityInput, OpportunitySource } from "./schema";

export type OpportunityRefusal =
  | "opportunityUnitNotThere"
  | "opportunityInFuture"
  | "opportunityChoiceGone"
  | "opportunityCallNotThere"
  | "opportunityCallTaken"
  | "opportunityCallInRegister"
  | "opportunitySearchNotThere"
  | "opportunitySearchTaken";

export type InformationRefusal = "informationUnitNotThere" | "informationInFuture" | "informationOpportunityNotThere" | "informationOpportunityClosed";

/** How an opportunity stands on a day: its last day is still in time, and one without a last day is open for as long as it is in the feed. */
export function stateOf({ deadline }: Pick<OpportunityInput, "deadline">, today: PlainDate): "OPEN" | "CLOSED" {
  return deadline !== null && deadline < today ? "CLOSED" : "OPEN";
}

/** Tells whether an opportunity had closed before it was entered: kept for the sake of history, and said. */
export function wasLateWhenEntered({ deadline, enteredOn }: Pick<OpportunityInput, "deadline" | "enteredOn">): boolean {
  return deadline !== null && deadline < enteredOn;
}

/** What an opportunity states once it is known what it is made from: a call says itself which programme it is of and when it closes, and what kind it is follows. */
export function settleSource(input: OpportunityInput, { callId, partnerSearchId }: OpportunitySource): OpportunityInput {
  if (callId !== null) return { ...input, kind: "OPEN_CALL", programmeId: null, deadline: null };
  return partnerSearchId === null ? input : { ...input, kind: "PARTNER_REQUEST" };
}

/** Judges the day that an opportunity was entered. Refused: opportunityInFuture. */
export function judgeEntry({ enteredOn }: Pick<OpportunityInput, "enteredOn">, today: PlainDate): Result<null, OpportunityRefusal> {
  return enteredOn > today ? refuse("opportunityInFuture", { field: "enteredOn" }) : succeed(null);
}

/** Judges the day of an information activity, which has been held. Refused: informationInFuture. */
export function judgeHeld({ heldOn }: Pick<InformationInput, "heldOn">, today: PlainDate): Result<null, InformationRefusal> {
  return heldOn > today ? refuse("informationInFuture", { field: "heldOn" }) : succeed(null);
}

/** Judges an opportunity that is forwarded: one that had closed by then is asked about, until whoever forwards it has seen its last day. Refused: informationOpportunityClosed. */
export function judgeForwarding({ kind, heldOn }: Pick<InformationInput, "kind" | "heldOn">, deadline: PlainDate | null, seen: PlainDate | null): Result<null, InformationRefusal> {
  if (kind !== "FORWARDED" || deadline === null || deadline >= heldOn || seen === deadline) return succeed(null);
  return refuse("informationOpportunityClosed", { field: "heldOn", about: { day: deadline } });
}

/** For how many years after its end a project still says what its unit works with. */
export const MATCH_YEARS = 3;

/** Why an opportunity suits a unit, the strongest reason first: it was chosen, follows the same priority or goal, or is of a programme that the unit is in or has looked at. */
export const MATCH_REASONS = ["CHOSEN", "PRIORITY", "GOAL", "PROGRAMME"] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

/** That an opportunity suits a unit, and through what. */
export interface Match {
  opportunityId: string;
  unitId: string;
  unit: string;
  why: MatchReason;
  /** What they have in common: a priority's title or a goal's code; null where the unit was chosen, and for the opportunity's own programme. */
  common: string | null;
  /** The unit's own project or initiative that it is seen by; null where the unit was chosen. */
  through: { kind: "project" | "initiative"; id: string; title: string } | null;
}

/** What a unit told within itself in a year (V20c). */
export interface UnitInformation {
  unitId: string;
  unit: string;
  activities: number;
  /** Of the activities, opportunities that were forwarded. */
  forwarded: number;
  /** How many the activities reached, those of which nobody knows left out. */
  reached: number;
}

/** Writes an opportunity as its form holds it. */
export function writeOpportunity(opportunity: OpportunityInput): Values {
  return {
    unitId: opportunity.unitId,
    kind: opportunity.kind,
    title: opportunity.title,
    text: opportunity.text ?? "",
    website: opportunity.website ?? "",
    source: opportunity.source ?? "",
    programmeId: opportunity.programmeId ?? "",
    deadline: opportunity.deadline ?? "",
    enteredOn: opportunity.enteredOn,
    municipalGoals: [...opportunity.municipalGoals].sort(),
    priorityIds: [...opportunity.priorityIds].sort(),
    suitedUnitIds: [...opportunity.suitedUnitIds].sort(),
  };
}

/** Writes an information activity as its form holds it. */
export function writeInformation(activity: InformationInput): Values {
  return {
    unitId: activity.unitId,
    kind: activity.kind,
    title: activity.title,
    text: activity.text ?? "",
    heldOn: activity.heldOn,
    reached: activity.reached === null ? "" : String(activity.reached),
    opportunityId: activity.opportunityId ?? "",
  };
}

/** What the form of an initiative begins with when it is made from an opportunity, so that nothing is typed again. */
export function describeAsInitiative({ id, title, text, website }: Pick<OpportunityInput, "title" | "text" | "website"> & { id: string }): Values {
  return { opportunityId: id, title, text: [text, website].filter((part) => part !== null).join("\n\n") };
}

/** What free text finds an opportunity by. */
export function searchTextOf({ title, text, source }: Pick<OpportunityInput, "title" | "text" | "source">): string {
  return [title, text, source].filter((part) => part !== null).join("\n");
}
