import { judgeStep, stepsFrom, type LifeCycle, type OpenStep } from "@/domain/life-cycle";
import type { MatterKind } from "@/domain/matter";
import type { PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { carries, type Basis } from "@/features/decisions/rules";
import { PRIORITY_STATUSES, type PriorityInput, type PriorityKind, type PriorityStatus } from "./schema";

/** The matter a decision in which lets a priority, or a profile area, be in force. */
export const DECIDING_MATTER = { PRIORITY: "DECIDE_STRATEGIC_PRIORITIES", PROFILE_AREA: "DECIDE_PROFILE_AREAS" } as const satisfies Record<PriorityKind, MatterKind>;

/** What a step may lack: a decision, or a recorded basis. */
export type PriorityRequirement = "DECISION";

/** A priority is in force on a decision alone (V16a, H17); one that was ended by mistake may be taken up again. */
export const PRIORITY_LIFE_CYCLE: LifeCycle<PriorityStatus, PriorityRequirement> = {
  states: PRIORITY_STATUSES,
  steps: [
    { from: ["PROPOSED"], to: "IN_FORCE", requires: ["DECISION"] },
    { from: ["IN_FORCE"], to: "ENDED", requires: [] },
    { from: ["ENDED"], to: "IN_FORCE", requires: ["DECISION"] },
  ],
};

const isMetBy = (basis: Basis) => (_requirement: PriorityRequirement) => carries(basis);

/** The steps from a status, each with what is missing by what the priority stands on. */
export function openSteps(status: PriorityStatus, basis: Basis): OpenStep<PriorityStatus, PriorityRequirement>[] {
  return stepsFrom(PRIORITY_LIFE_CYCLE, status, isMetBy(basis));
}

export type StepRefusal = "priorityStepIllegal" | "priorityLacksDecision" | "priorityStepInFuture" | "priorityEndsBeforeStart";

/** Judges a step on a day (V16a, H17). Refused: priorityStepIllegal, priorityLacksDecision, priorityStepInFuture, priorityEndsBeforeStart. */
export function judgePriorityStep(priority: { status: PriorityStatus; startsOn: PlainDate }, to: PriorityStatus, on: PlainDate, basis: Basis, today: PlainDate): Result<null, StepRefusal> {
  const judged = judgeStep(PRIORITY_LIFE_CYCLE, priority.status, to, isMetBy(basis));
  if (judged.verdict === "illegal") return refuse("priorityStepIllegal");
  if (judged.verdict === "lacking") return refuse("priorityLacksDecision");
  if (on > today) return refuse("priorityStepInFuture", { field: "on" });
  return to === "ENDED" && on < priority.startsOn ? refuse("priorityEndsBeforeStart", { field: "on" }) : succeed(null);
}

/** What decides whether a priority holds on a day. */
export interface Held {
  status: PriorityStatus;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  /** From which day on it no longer holds, where it was ended. */
  endedOn: PlainDate | null;
}

/** PROPOSED: nothing holds yet · COMING: decided, and not begun · IN_FORCE: it holds · PAST: its period is over · ENDED: it was ended. */
export type Standing = "PROPOSED" | "COMING" | "IN_FORCE" | "PAST" | "ENDED";

/** How a priority stands on a day, by its period and by when it was ended. */
export function standingOn(priority: Held, day: PlainDate): Standing {
  if (priority.status === "PROPOSED") return "PROPOSED";
  if (priority.endedOn !== null && priority.endedOn <= day) return "ENDED";
  if (priority.startsOn > day) return "COMING";
  return priority.endsOn !== null && priority.endsOn < day ? "PAST" : "IN_FORCE";
}

/** Priorities of one period. */
export interface PeriodOf<Row> {
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  rows: Row[];
}

const ORDER: readonly Standing[] = ["IN_FORCE", "COMING", "PROPOSED", "PAST", "ENDED"];

/** Groups priorities by their period: those in which something is in force first, then those to come, then the past ones, the latest first; within each what is in force first. */
export function groupByPeriod<Row extends Held>(rows: readonly Row[], day: PlainDate): PeriodOf<Row>[] {
  const place = (row: Row) => ORDER.indexOf(standingOn(row, day));
  const periods = new Map<string, PeriodOf<Row>>();
  for (const row of rows) {
    const key = `${row.startsOn} ${row.endsOn ?? ""}`;
    const period = periods.get(key) ?? { startsOn: row.startsOn, endsOn: row.endsOn, rows: [] };
    period.rows.push(row);
    periods.set(key, period);
  }
  const all = [...periods.values()].map((period) => ({ ...period, rows: period.rows.toSorted((a, b) => place(a) - place(b)) }));
  const rank = (period: PeriodOf<Row>) => (period.rows.some((row) => standingOn(row, day) === "IN_FORCE") ? 0 : period.endsOn === null || period.endsOn >= day ? 1 : 2);
  return all.sort((a, b) => rank(a) - rank(b) || (a.startsOn < b.startsOn ? 1 : a.startsOn > b.startsOn ? -1 : 0));
}

/** What a priority needs a decision for; it is missing where the priority is in force already, and else only ahead. */
export function decisionNeedOf(priority: { id: string; kind: PriorityKind; title: string; status: PriorityStatus }): DecisionNeed {
  return {
    subject: { kind: "priority", id: priority.id },
    path: `/priorities/${priority.id}`,
    title: priority.title,
    matters: [DECIDING_MATTER[priority.kind]],
    facts: {},
    unitId: null,
    isDue: priority.status !== "PROPOSED",
  };
}

/** Writes a priority as its form holds it. */
export function writePriority(priority: PriorityInput): Values {
  return { kind: priority.kind, title: priority.title, setById: priority.setById, startsOn: priority.startsOn, endsOn: priority.endsOn ?? "", description: priority.description ?? "" };
}
