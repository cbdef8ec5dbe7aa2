import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { InfluenceInput } from "./influence/schema";
import type { ReadinessInput, ReadinessState } from "./readiness/schema";
import type { ItemInput, ItemState, Lack, Relevance } from "./schema";

export type MonitoringRefusal = "monitoringUnitNotThere" | "monitoringInFuture" | "monitoringNetworkNotThere" | "monitoringPriorityNotThere";

/** How an item stands on a day: ended from the day after its last one, and late from the day after the one on which it was to be looked at again (H6). */
export function stateOf({ endedOn, nextCheckOn }: Pick<ItemInput, "endedOn" | "nextCheckOn">, today: PlainDate): ItemState {
  if (endedOn !== null && endedOn < today) return "ENDED";
  return nextCheckOn !== null && nextCheckOn < today ? "LATE" : "FOLLOWED";
}

/** Tells whether a unit is to make itself ready for an item (H8): what hardly concerns it asks for none. */
export function asksForReadiness({ relevance }: { relevance: Relevance }): boolean {
  return relevance !== "LOW";
}

/** What an item that is followed lacks; one that is followed no longer lacks nothing. */
export function lacksOf(item: Pick<ItemInput, "endedOn" | "nextCheckOn" | "responsible" | "relevance"> & { isReady: boolean }, today: PlainDate): Lack[] {
  if (stateOf(item, today) === "ENDED") return [];
  return [
    ...(item.responsible === null ? (["RESPONSIBLE"] as const) : []),
    ...(item.nextCheckOn === null ? (["CHECK"] as const) : []),
    ...(asksForReadiness(item) && !item.isReady ? (["READINESS"] as const) : []),
  ];
}

/** Judges the days of an item, which is followed already and has been judged. Refused: monitoringInFuture. */
export function judgeItem({ begunOn, assessedOn }: Pick<ItemInput, "begunOn" | "assessedOn">, today: PlainDate): Result<null, MonitoringRefusal> {
  if (begunOn > today) return refuse("monitoringInFuture", { field: "begunOn" });
  return assessedOn > today ? refuse("monitoringInFuture", { field: "assessedOn" }) : succeed(null);
}

/** Judges the day of something that has been done or judged. Refused: monitoringInFuture, at the field of that name. */
export function judgeDay(day: PlainDate, field: string, today: PlainDate): Result<null, MonitoringRefusal> {
  return day > today ? refuse("monitoringInFuture", { field }) : succeed(null);
}

/** Tells whether a measure is late: to have been done, and not. */
export function isMeasureLate({ state, dueOn }: Pick<ReadinessInput, "state" | "dueOn">, today: PlainDate): boolean {
  return isMeasureOpen(state) && dueOn !== null && dueOn < today;
}

/** Tells whether a measure is still to be done. */
export function isMeasureOpen(state: ReadinessState): boolean {
  return state === "PLANNED" || state === "GOING";
}

/** What one unit follows in a year, and what it does about it (H6, H7, H8). */
export interface UnitWatch {
  unitId: string;
  unit: string;
  items: number;
  /** Of the items, those with nobody who sees to them. */
  unassigned: number;
  /** Of the items that ask for readiness, those with it and those without. */
  ready: number;
  unready: number;
  actions: number;
  /** Of the actions, those that serve a priority. */
  inPriorities: number;
}

/** Writes an item as its form holds it. */
export function writeItem(item: ItemInput): Values {
  return {
    unitId: item.unitId,
    title: item.title,
    reference: item.reference ?? "",
    source: item.source ?? "",
    stage: item.stage,
    relevance: item.relevance,
    meaning: item.meaning ?? "",
    begunOn: item.begunOn,
    endedOn: item.endedOn ?? "",
    assessedBy: item.assessedBy,
    assessedOn: item.assessedOn,
    nextCheckOn: item.nextCheckOn ?? "",
    responsible: item.responsible ?? "",
  };
}

/** Writes an influence action as its form holds it. */
export function writeInfluence(action: InfluenceInput): Values {
  return {
    kind: action.kind,
    title: action.title,
    actedOn: action.actedOn,
    networkId: action.networkId ?? "",
    through: action.through ?? "",
    priorityId: action.priorityId ?? "",
    position: action.position ?? "",
    outcome: action.outcome ?? "",
  };
}

/** Writes a readiness as its form holds it. */
export function writeReadiness(readiness: ReadinessInput): Values {
  return {
    consequence: readiness.consequence,
    assessedOn: readiness.assessedOn,
    state: readiness.state,
    measure: readiness.measure ?? "",
    responsible: readiness.responsible ?? "",
    dueOn: readiness.dueOn ?? "",
  };
}

/** What free text finds an item by. */
export function searchTextOf({ title, reference, source, meaning, responsible }: Pick<ItemInput, "title" | "reference" | "source" | "meaning" | "responsible">): string {
  return [title, reference, source, meaning, responsible].filter((part) => part !== null).join("\n");
}
