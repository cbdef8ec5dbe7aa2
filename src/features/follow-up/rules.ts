import type { FollowUpQuestion, ObligedKind, PolicyPack, UnitKind } from "@packs/pack";
import { judgeStep, type LifeCycle } from "@/domain/life-cycle";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Task } from "@/domain/registers";
import type { SignOffRefusal } from "./sign-offs/rules";
import type { RoundInput, StatementStatus, TypedAnswer } from "./schema";

export type RoundRefusal = "roundOpenAlready" | "roundOfAYearToCome" | "roundDueTooEarly" | "roundDueTooLate" | "roundWithoutUnits";
export type ReminderRefusal = "roundAnsweredByAll" | "roundRemindedToday";
export type StatementRefusal = "statementSubmittedAlready" | "statementApprovedAlready" | "statementNotSubmitted" | "statementReturnedAlready" | "statementLacksAnswers" | "statementAsksNoSuchThing" | SignOffRefusal;

/** A question of a round, with the words of its clause as they stood when the round was opened. */
export interface Question extends FollowUpQuestion {
  quotation: string | null;
}

/** The latest a round's answers can be due, in days after its opening. */
const LONGEST_ROUND_DAYS = 366;

type Requirement = "requiredAnswers" | "comment";

/** The way of a statement: begun by the first save, submitted by the unit, then approved or returned by the office (V16b). */
export const statementLifeCycle: LifeCycle<StatementStatus, Requirement> = {
  states: ["NOT_STARTED", "IN_PROGRESS", "SUBMITTED", "RETURNED", "APPROVED"],
  steps: [
    { from: ["NOT_STARTED", "RETURNED"], to: "IN_PROGRESS", requires: [] },
    { from: ["NOT_STARTED", "IN_PROGRESS", "RETURNED"], to: "SUBMITTED", requires: ["requiredAnswers"] },
    { from: ["SUBMITTED"], to: "APPROVED", requires: [] },
    { from: ["SUBMITTED", "APPROVED"], to: "RETURNED", requires: ["comment"] },
  ],
};

/** Tells whether the answers may be changed: until the statement is submitted, and again when it has been returned. */
export function isOpenForAnswers(status: StatementStatus): boolean {
  return status === "NOT_STARTED" || status === "IN_PROGRESS" || status === "RETURNED";
}

/** Says why answers can no longer be changed. */
export function whyNotOpen(status: StatementStatus): StatementRefusal {
  return status === "APPROVED" ? "statementApprovedAlready" : "statementSubmittedAlready";
}

/** Judges a step that the office takes with a statement. Refused: statementNotSubmitted, statementApprovedAlready, statementReturnedAlready. */
export function judgeReview(from: StatementStatus, to: "APPROVED" | "RETURNED", comment: string | null): Result<null, StatementRefusal> {
  if (judgeStep(statementLifeCycle, from, to, () => comment !== null && comment !== "").verdict === "allowed") return succeed(null);
  if (from === to) return refuse(to === "APPROVED" ? "statementApprovedAlready" : "statementReturnedAlready");
  return refuse("statementNotSubmitted");
}

/** The codes of the questions that must be answered and are not, in the round's order. */
export function missingAnswers(questions: readonly Pick<Question, "code" | "required">[], texts: ReadonlyMap<string, string>): string[] {
  return questions.filter((question) => question.required && (texts.get(question.code) ?? "").trim() === "").map((question) => question.code);
}

/** Judges the submitting of a statement. Refused: statementSubmittedAlready, statementApprovedAlready, statementLacksAnswers. */
export function judgeSubmission(from: StatementStatus, questions: readonly Pick<Question, "code" | "required">[], texts: ReadonlyMap<string, string>): Result<null, StatementRefusal> {
  const { verdict } = judgeStep(statementLifeCycle, from, "SUBMITTED", () => missingAnswers(questions, texts).length === 0);
  if (verdict === "illegal") return refuse(whyNotOpen(from));
  return verdict === "lacking" ? refuse("statementLacksAnswers") : succeed(null);
}

/** Judges the opening of a round on a day: for this year or one before, due no earlier than that day and within a year of it. Refused: roundOfAYearToCome, roundDueTooEarly, roundDueTooLate. */
export function judgeOpening(round: RoundInput, on: PlainDate): Result<null, RoundRefusal> {
  if (round.year > Number(on.slice(0, 4))) return refuse("roundOfAYearToCome");
  if (round.answersDueOn < on) return refuse("roundDueTooEarly");
  return round.answersDueOn > addDays(on, LONGEST_ROUND_DAYS) ? refuse("roundDueTooLate") : succeed(null);
}

/** Judges a reminder to the units that a round waits for: there are some, and none has gone out today. Refused: roundAnsweredByAll, roundRemindedToday. */
export function judgeReminder(waitsFor: number, remindedOn: PlainDate | null, today: PlainDate): Result<null, ReminderRefusal> {
  if (waitsFor === 0) return refuse("roundAnsweredByAll");
  return remindedOn === today ? refuse("roundRemindedToday") : succeed(null);
}

/** The kinds of unit that are asked: those that the governing document's obligation names, every kind where it has none. */
function askedKinds(pack: Pick<PolicyPack, "obligations">): readonly ObligedKind[] {
  return pack.obligations.find((obligation) => obligation.evidence === "UNIT_STATEMENT")?.for ?? ["OFFICE", "DEPARTMENT", "COMPANY"];
}

/** The ids of the units that a round calls: those of the kinds that are asked (V2), but none that another's governing documents bind. */
export function selectUnits(pack: Pick<PolicyPack, "obligations">, units: readonly { id: string; kind: UnitKind; boundByOther: string | null }[]): string[] {
  const kinds = askedKinds(pack);
  return units.filter((unit) => kinds.includes(unit.kind) && unit.boundByOther === null).map((unit) => unit.id);
}

/** The questions that a pack asks, each with the words of its clause. */
export function questionsOf(pack: Pick<PolicyPack, "followUp" | "clauses">): Question[] {
  return pack.followUp.questions.map((question) => ({ ...question, quotation: pack.clauses.find((clause) => clause.number === question.clause)?.quotation ?? null }));
}

/** What stands for a question: its text and version, 0 and empty when nothing has been written. */
export interface StandingAnswer {
  version: number;
  text: string;
}

export interface MergedAnswers {
  /** What is to be written. */
  writes: { code: string; text: string }[];
  /** Questions that someone else has answered otherwise since the form was opened; theirs stands. */
  collisions: string[];
}

/**
 * Merges what was typed with what stands, question by question: a text that was not changed here leaves what stands, one that
 * nobody else changed is written, and one that both changed collides. `bases` holds the text of the version that each form began from.
 */
export function mergeAnswers(typed: readonly TypedAnswer[], standing: ReadonlyMap<string, StandingAnswer>, bases: ReadonlyMap<string, string>): MergedAnswers {
  const merged: MergedAnswers = { writes: [], collisions: [] };
  for (const { code, version, text } of typed) {
    const stands = standing.get(code) ?? { version: 0, text: "" };
    if (text === stands.text) continue;
    if (version === stands.version) merged.writes.push({ code, text });
    else if (text !== (bases.get(code) ?? "")) merged.collisions.push(code);
  }
  return merged;
}

export const BOARD_GROUPS = ["notStarted", "going", "toReview", "approved"] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

const GROUP_OF: Readonly<Record<StatementStatus, BoardGroup>> = { NOT_STARTED: "notStarted", IN_PROGRESS: "going", RETURNED: "going", SUBMITTED: "toReview", APPROVED: "approved" };

/** Groups statements by how far they have come, those that lack most first; groups without any are left out. */
export function groupStatements<Statement extends { status: StatementStatus }>(statements: readonly Statement[]): { group: BoardGroup; statements: Statement[] }[] {
  return BOARD_GROUPS.map((group) => ({ group, statements: statements.filter((statement) => GROUP_OF[statement.status] === group) })).filter((found) => found.statements.length > 0);
}

/** How many statements have been submitted or approved. */
export function countAnswered(counts: Readonly<Record<StatementStatus, number>>): number {
  return counts.SUBMITTED + counts.APPROVED;
}

/** How urgent a statement is to those who are to answer: late after its day, else by how far it has come. */
export function taskState(status: StatementStatus, dueOn: PlainDate, today: PlainDate): Task["state"] {
  if (dueOn < today) return "late";
  return status === "IN_PROGRESS" ? "going" : "todo";
}

/** Where a year's step stands: over, at hand, or to come. */
export interface YearStep {
  step: "call" | "answers" | "review" | "summary";
  state: "past" | "now" | "coming";
}

/** The year's steps in order: the call, the answers, their review and the summary; the first that is not over is at hand. */
export function stepsOfYear(counts: Readonly<Record<StatementStatus, number>>): YearStep[] {
  const waiting = counts.NOT_STARTED + counts.IN_PROGRESS + counts.RETURNED;
  const isOver = { call: true, answers: waiting === 0, review: waiting === 0 && counts.SUBMITTED === 0, summary: false };
  const steps = ["call", "answers", "review", "summary"] as const;
  const now = steps.find((step) => !isOver[step]);
  return steps.map((step) => ({ step, state: isOver[step] ? "past" : step === now ? "now" : "coming" }));
}

/** Counts statements by status. */
export function countStatuses(statements: readonly { status: StatementStatus }[]): Record<StatementStatus, number> {
  const counts = { NOT_STARTED: 0, IN_PROGRESS: 0, SUBMITTED: 0, RETURNED: 0, APPROVED: 0 };
  for (const { status } of statements) counts[status] += 1;
  return counts;
}
