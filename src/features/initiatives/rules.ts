import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { EXAMINATION_QUESTIONS, type ExaminationQuestion, type ExaminationResult } from "./examinations/schema";
import type { InitiativeInput, InitiativeTaker } from "./schema";

export type InitiativeRefusal = "initiativeUnitNotThere" | "initiativeOpportunityNotThere" | "initiativeInFuture" | "initiativeProjectNotThere" | "examinationInFuture" | "examinationProgrammeNotThere";

/** What an examination found, as far as it decides whether it counts. */
export interface Finding {
  result: ExaminationResult;
  reason: string | null;
}

/** The latest finding of each question; null where nobody has examined it. */
export type Findings = Readonly<Record<ExaminationQuestion, Finding | null>>;

/** Tells whether a finding answers its question: a yes does, and a no does with its reason (E.4.6). */
export function isTried(finding: Finding | null): boolean {
  return finding !== null && (finding.result !== "NOT_RELEVANT" || finding.reason !== null);
}

/** The questions that an initiative has still to be examined for: international cooperation (V10a, V18b) and external co-financing (V10b, V18c). */
export function questionsLeft(findings: Findings): ExaminationQuestion[] {
  return EXAMINATION_QUESTIONS.filter((question) => !isTried(findings[question]));
}

/** The latest of some examinations of each question: by the day it was made, and of those of one day the one told last. */
export function latestOf<Found extends Finding & { question: ExaminationQuestion }>(latestFirst: readonly Found[]): Record<ExaminationQuestion, Found | null> {
  const of = (question: ExaminationQuestion) => latestFirst.find((one) => one.question === question) ?? null;
  return { COOPERATION: of("COOPERATION"), FUNDING: of("FUNDING") };
}

/** Judges the day of an initiative, which has been taken up. Refused: initiativeInFuture. */
export function judgeInitiative({ begunOn }: Pick<InitiativeInput, "begunOn">, today: PlainDate): Result<null, InitiativeRefusal> {
  return begunOn > today ? refuse("initiativeInFuture", { field: "begunOn" }) : succeed(null);
}

/** Judges the day of an examination, which has been made. Refused: examinationInFuture. */
export function judgeExamination({ examinedOn }: { examinedOn: PlainDate }, today: PlainDate): Result<null, InitiativeRefusal> {
  return examinedOn > today ? refuse("examinationInFuture", { field: "examinedOn" }) : succeed(null);
}

/** What a unit's initiatives of a year came to (V20d): how many were examined, applied for and granted, and how many became projects. */
export interface UnitOutcome {
  unitId: string;
  unit: string;
  all: number;
  triedCooperation: number;
  triedFunding: number;
  applied: number;
  obtained: number;
  refused: number;
  projects: number;
}

/** What became of the initiatives that someone took, by function; null where nobody has said who (V20d). */
export interface TakerOutcome {
  takenBy: InitiativeTaker | null;
  count: number;
  applied: number;
  obtained: number;
  refused: number;
  projects: number;
}

/** Of the applications that have been answered, how many were granted; null where none has been. */
export function hitRate({ obtained, refused }: Pick<UnitOutcome, "obtained" | "refused">): { hits: number; of: number } | null {
  return obtained + refused === 0 ? null : { hits: obtained, of: obtained + refused };
}

/** What a project begins with that an initiative becomes: what it is about and what has been found, so that nothing is typed twice. */
export function projectValuesOf(initiative: InitiativeInput & { id: string }, found: { findings: Findings; programmeIds: readonly string[] }): Values {
  const isSought = (question: ExaminationQuestion) => {
    const result = found.findings[question]?.result;
    return result !== undefined && result !== "NOT_RELEVANT" && result !== "REFUSED";
  };
  const [only, ...others] = found.programmeIds;
  const kinds = [...(isSought("COOPERATION") ? ["INTERNATIONAL"] : []), ...(isSought("FUNDING") ? ["EXTERNAL"] : [])];
  return {
    initiativeId: initiative.id,
    title: initiative.title,
    summary: initiative.text ?? "",
    unitId: initiative.unitId,
    ...(kinds.length > 0 ? { kinds } : {}),
    // Of several that were looked at, which one it became is not known.
    ...(isSought("FUNDING") && only !== undefined && others.length === 0 ? { programmeId: only } : {}),
    status: questionsLeft(found.findings).length === 0 ? "EXAMINED" : "IDEA",
  };
}

/** Writes an initiative as its form holds it. */
export function writeInitiative(initiative: InitiativeInput): Values {
  return { unitId: initiative.unitId, title: initiative.title, text: initiative.text ?? "", begunOn: initiative.begunOn, takenBy: initiative.takenBy ?? "" };
}

/** What free text finds an initiative by. */
export function searchTextOf({ title, text }: Pick<InitiativeInput, "title" | "text">): string {
  return [title, text].filter((part) => part !== null).join(" ");
}
