import { judgeStep, stepsFrom, type LifeCycle, type OpenStep } from "@/domain/life-cycle";
import type { MandateAnswer } from "@/domain/mandate";
import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { carries, type Basis } from "@/features/decisions/rules";
import { PROJECT_STATUSES, type ProjectInput, type ProjectStatus } from "../schema";

export const STATUS_REQUIREMENTS = ["programme", "period", "budget", "ended", "decision", "financing"] as const;
export type StatusRequirement = (typeof STATUS_REQUIREMENTS)[number];

/** A project's way from idea to closing; a state that was recorded by mistake is corrected, and is no step. */
export const projectLifeCycle: LifeCycle<ProjectStatus, StatusRequirement> = {
  states: PROJECT_STATUSES,
  steps: [
    { from: ["IDEA"], to: "EXAMINED", requires: [] },
    { from: ["IDEA", "EXAMINED"], to: "APPLICATION_IN_PROGRESS", requires: [] },
    { from: ["APPLICATION_IN_PROGRESS"], to: "DECIDED_TO_APPLY", requires: ["budget", "decision"] },
    { from: ["APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY"], to: "SUBMITTED", requires: ["programme", "period", "budget"] },
    { from: ["SUBMITTED"], to: "RESERVE_LIST", requires: [] },
    { from: ["SUBMITTED", "RESERVE_LIST"], to: "GRANTED", requires: ["decision", "financing"] },
    { from: ["SUBMITTED", "RESERVE_LIST"], to: "REJECTED", requires: [] },
    { from: ["GRANTED"], to: "AGREEMENT_SIGNED", requires: ["period"] },
    { from: ["IDEA", "EXAMINED", "GRANTED", "AGREEMENT_SIGNED"], to: "ONGOING", requires: ["period"] },
    { from: ["ONGOING"], to: "IN_MODIFICATION", requires: [] },
    { from: ["IN_MODIFICATION"], to: "ONGOING", requires: [] },
    { from: ["ONGOING", "IN_MODIFICATION"], to: "FINAL_REPORT_SUBMITTED", requires: ["ended"] },
    { from: ["FINAL_REPORT_SUBMITTED"], to: "FINAL_PAYMENT_RECEIVED", requires: [] },
    { from: ["ONGOING", "FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED"], to: "CLOSED", requires: ["ended"] },
    { from: ["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", "SUBMITTED", "RESERVE_LIST", "GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION"], to: "CANCELLED", requires: [] },
    { from: ["REJECTED", "CANCELLED"], to: "IDEA", requires: [] },
  ],
};

/** What is known of a project when a step is judged. */
export interface StepFacts extends Pick<ProjectInput, "status" | "programmeId" | "starts" | "ends" | "totalBudgetMinor" | "isExternallyFunded"> {
  funding: readonly unknown[];
  /** That the governing document says who decides, and no decision by them is recorded. */
  lacksDecision: boolean;
}

/** Tells whether a decision is missing that the governing document says who takes; where it says nothing of that, or more would have to be known, nothing is held up (finding 4). */
export function lacksDecision(need: { answer: Pick<MandateAnswer, "kind">; basis: Basis } | null): boolean {
  return need !== null && (need.answer.kind === "decides" || need.answer.kind === "decidesAfter") && !carries(need.basis);
}

/** Tells whether a requirement of a step is met by the project on a day. */
export function meetsRequirement(requirement: StatusRequirement, project: StepFacts, on: PlainDate): boolean {
  switch (requirement) {
    case "programme":
      return project.programmeId !== null;
    case "period":
      return project.starts !== null && project.ends !== null;
    case "budget":
      return project.totalBudgetMinor !== null;
    case "ended":
      return project.ends !== null && project.ends.on <= on;
    case "decision":
      return !project.lacksDecision;
    case "financing":
      return !project.isExternallyFunded || project.funding.length > 0;
  }
}

/** Lists the steps that a project may take on a day, each with what is missing. */
export function openSteps(project: StepFacts, on: PlainDate): OpenStep<ProjectStatus, StatusRequirement>[] {
  return stepsFrom(projectLifeCycle, project.status, (requirement) => meetsRequirement(requirement, project, on));
}

/** A step that has been taken, or a correction of one. */
export interface TakenStep {
  from: ProjectStatus | null;
  to: ProjectStatus;
  on: PlainDate;
  note: string | null;
  isCorrection: boolean;
  isTakenBack: boolean;
}

export type StepRefusal = "illegalStep" | "stepLacksSomething" | "stepInTheFuture" | "stepBeforeLast" | "correctionChangesNothing";

/** Judges a step on a day: one that leads on from where the project is, with all that it takes, not in the future, and not before the step before it. The first state was recorded when the project was logged, and says nothing of when it was reached. */
export function judgeProjectStep(project: StepFacts, taken: readonly TakenStep[], to: ProjectStatus, on: PlainDate, today: PlainDate): Result<null, StepRefusal> {
  if (on > today) return refuse("stepInTheFuture", { field: "on" });
  const judged = judgeStep(projectLifeCycle, project.status, to, (requirement) => meetsRequirement(requirement, project, today));
  if (judged.verdict === "illegal") return refuse("illegalStep", { field: "to" });
  if (judged.verdict === "lacking") return refuse("stepLacksSomething", { field: "to" });
  const last = taken.filter(({ from, isCorrection, isTakenBack }) => from !== null && !isCorrection && !isTakenBack).map((step) => step.on).sort().at(-1);
  return last !== undefined && on < last ? refuse("stepBeforeLast", { field: "on", about: { day: last } }) : succeed(null);
}

/** Which of the steps a correction takes back, by their places: those after the last one that led to the state that is right; none where the project is not known to have been there. */
export function takenBackBy(taken: readonly TakenStep[], to: ProjectStatus): number[] {
  const standing = taken.flatMap((step, place) => (step.isTakenBack ? [] : [{ ...step, place }]));
  const right = standing.findLastIndex((step) => step.to === to);
  return right === -1 ? [] : standing.slice(right + 1).map(({ place }) => place);
}
