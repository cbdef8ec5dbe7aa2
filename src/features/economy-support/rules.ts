import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { CaseState, SupportCaseInput } from "./schema";

export type SupportRefusal = "supportUnitNotThere" | "supportProjectNotThere" | "supportInFuture";

/** How a support case stands: answered from the day that it was, whatever was said (V17). */
export function stateOf({ answeredOn }: Pick<SupportCaseInput, "answeredOn">): CaseState {
  return answeredOn === null ? "OPEN" : "ANSWERED";
}

/** Judges the days of a support case, both of which have been. Refused: supportInFuture. */
export function judgeCase({ askedOn, answeredOn }: Pick<SupportCaseInput, "askedOn" | "answeredOn">, today: PlainDate): Result<null, SupportRefusal> {
  if (askedOn > today) return refuse("supportInFuture", { field: "askedOn" });
  return answeredOn !== null && answeredOn > today ? refuse("supportInFuture", { field: "answeredOn" }) : succeed(null);
}

/** Hours as they are written in a form and a list: 1,5. */
export function writeHours(hours: number): string {
  return String(Math.round(hours * 100) / 100).replace(".", ",");
}

/** What one unit's support of a year came to, or what one function gave. */
export interface SupportSum {
  cases: number;
  answered: number;
  /** Of those that somebody has said the time of. */
  hours: number;
  timed: number;
}

/** Adds sums together; hours to the hundredth, as they are stored. */
export function addSums(sums: readonly SupportSum[]): SupportSum {
  const total = (of: (sum: SupportSum) => number) => sums.reduce((all, sum) => all + of(sum), 0);
  return { cases: total(({ cases }) => cases), answered: total(({ answered }) => answered), hours: Math.round(total(({ hours }) => Math.round(hours * 100))) / 100, timed: total(({ timed }) => timed) };
}

/** Writes a support case as its form holds it. */
export function writeCase(input: SupportCaseInput): Values {
  return {
    unitId: input.unitId,
    projectId: input.projectId ?? "",
    title: input.title,
    question: input.question ?? "",
    askedOn: input.askedOn,
    answeredOn: input.answeredOn ?? "",
    answer: input.answer ?? "",
    givenBy: input.givenBy ?? "",
    hours: input.hours === null ? "" : writeHours(input.hours),
  };
}

/** What free text finds a support case by. */
export function searchTextOf({ title, question, answer, givenBy }: Pick<SupportCaseInput, "title" | "question" | "answer" | "givenBy">): string {
  return [title, question, answer, givenBy].filter((part) => part !== null).join("\n");
}
