import "server-only";
import type { PolicyPack } from "@packs/pack";
import { unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize, authorizeAll, type Permit } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { actsOnBehalf, roundPolicy, statementPolicy } from "./policy";
import { figureRemarkPolicy } from "./remarks/policy";
import { reportStatement, type StatementOfYear } from "./report";
import * as repository from "./repository";
import {
  isOpenForAnswers,
  judgeOpening,
  judgeReview,
  judgeSubmission,
  mergeAnswers,
  questionsOf,
  selectUnits,
  whyNotOpen,
  type Question,
  type RoundRefusal,
  type StatementRefusal,
} from "./rules";
import type { AnswersInput, ReturnInput, ReviewInput, RoundInput } from "./schema";
import { judgeSignOff } from "./sign-offs/rules";
import { tellOfRound, tellOfStatement } from "./telling/service";

export type { OpenStatement, StatusCounts, StoredAnswer, StoredStep } from "./repository";

/**
 * Opens a year's round: every unit that was there in the year and that the governing document binds is asked the pack's
 * questions. Returns its id; the same key again returns the same. Refused: roundOpenAlready, roundOfAYearToCome, roundDueTooEarly,
 * roundDueTooLate, roundWithoutUnits. Clause V16b.
 */
export async function openRound(
  actor: Actor,
  input: RoundInput,
  key: string,
  about: { isDemonstration?: boolean; pack?: PolicyPack } = {},
  now = new Date(),
): Promise<Result<{ id: string }, RoundRefusal>> {
  const pack = about.pack ?? getPack();
  const openedOn = dateInStockholm(now);
  try {
    return await orRefuse(() =>
      inTransaction((tx) =>
        once(tx, actor, "followUp.open", key, input, async () => {
          const permit = authorizeAll(roundPolicy, "open", actor);
          must(judgeOpening(input, openedOn));
          const unitIds = selectUnits(pack, await repository.lockUnitsOfYear(tx, input.year));
          if (unitIds.length === 0) must(refuse("roundWithoutUnits" as const));
          const id = await repository.insertRound(tx, permit, { ...input, openedOn, isDemonstration: about.isDemonstration ?? false }, questionsOf(pack), pack.followUp.signOff, unitIds);
          await tellOfRound(tx, actor, { id, ...input }, unitIds, now);
          await recordAudit(tx, { actor, action: "followUp.opened", subject: { kind: "followUpRound", id }, details: { year: input.year, answersDueOn: input.answersDueOn, units: unitIds.length } });
          return { id };
        }),
      ),
    );
  } catch (error) {
    if (sqlStateOf(error) === "23505") return refuse("roundOpenAlready");
    throw error;
  }
}

export interface RoundSummary extends Pick<repository.StoredRound, "id" | "year" | "answersDueOn" | "openedOn"> {
  counts: repository.StatusCounts;
}

const NO_COUNTS: repository.StatusCounts = { NOT_STARTED: 0, IN_PROGRESS: 0, SUBMITTED: 0, RETURNED: 0, APPROVED: 0 };

/** All rounds, the latest first, with how many units have come how far. */
export async function listRounds(actor: Actor): Promise<RoundSummary[]> {
  authorizeAll(roundPolicy, "view", actor);
  const rounds = await repository.listRounds(reading());
  return rounds.map(({ id, year, answersDueOn, openedOn, counts }) => ({ id, year, answersDueOn, openedOn, counts: { ...NO_COUNTS, ...counts } }));
}

export interface BoardStatement extends repository.BoardRow {
  questions: number;
  mayRead: boolean;
  mayAnswer: boolean;
  wouldActOnBehalf: boolean;
  mayReview: boolean;
}

export interface RoundView extends Omit<repository.StoredRound, "questions"> {
  statements: BoardStatement[];
}

/** A year's round with how far each unit has come, in Swedish order; throws NOT_FOUND when none has been opened. */
export async function getRound(actor: Actor, year: number, now = new Date()): Promise<RoundView> {
  const read = reading();
  authorizeAll(roundPolicy, "view", actor);
  const round = await repository.findRound(read, year);
  if (round === null) throw new AppError("NOT_FOUND");
  const rows = await repository.listBoard(read, round.id, dateInStockholm(now));
  const { questions, ...facts } = round;
  return {
    ...facts,
    statements: rows.map((row) => ({
      ...row,
      doubted: may(figureRemarkPolicy, "view", actor, row) ? row.doubted : 0,
      questions: questions.length,
      mayRead: may(statementPolicy, "view", actor, row),
      mayAnswer: may(statementPolicy, "answer", actor, row) && isOpenForAnswers(row.status),
      wouldActOnBehalf: actsOnBehalf(actor, row.unitId),
      mayReview: may(statementPolicy, "review", actor, row),
    })),
  };
}

/** A question with what stands for it. */
export interface AnsweredQuestion extends Question {
  answer: repository.StoredAnswer | null;
  /** What the unit said the last time that it was asked, for those who answer and those who review; null where it never has been. */
  earlier: { year: number; text: string } | null;
}

export interface StatementView extends Omit<repository.StoredStatement, "round"> {
  year: number;
  answersDueOn: PlainDate;
  questions: AnsweredQuestion[];
  /** Latest first. */
  steps: repository.StoredStep[];
  /** What the office asks the unit to mend; null when it hasn't been returned since it was last submitted. */
  returned: repository.StoredStep | null;
  /** That the actor would write on the unit's behalf. */
  wouldActOnBehalf: boolean;
  /** Whether the actor may add documents to it and write about it, also when it has been approved. */
  mayAdd: boolean;
  mayAnswer: boolean;
  mayReview: boolean;
}

/** A unit's statement of a year; throws NOT_FOUND when there is none, or when it is on its way and not the actor's. */
export async function getStatement(actor: Actor, year: number, unitId: string): Promise<StatementView> {
  const read = reading();
  const stored = await repository.findStatement(read, year, unitId);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(statementPolicy, "view", actor, stored);
  const isParty = may(statementPolicy, "answer", actor, stored);
  const [answers, steps, earlier] = await Promise.all([repository.listAnswers(read, stored.id), repository.listSteps(read, stored.id), isParty ? repository.listEarlierAnswers(read, unitId, year) : []]);
  const byCode = new Map(answers.map((answer) => [answer.code, answer]));
  const before = new Map(earlier.filter((each) => may(statementPolicy, "view", actor, each)).map(({ code, year: of, text }) => [code, { year: of, text }]));
  const last = steps.find((step) => step.to === "RETURNED" || step.to === "SUBMITTED");
  const { round, ...statement } = stored;
  return {
    ...statement,
    year: round.year,
    answersDueOn: round.answersDueOn,
    questions: round.questions.map((question) => ({ ...question, answer: byCode.get(question.code) ?? null, earlier: before.get(question.code) ?? null })),
    // What the office asked a unit to mend is between the two, also when it has been approved since.
    steps: isParty ? steps : steps.map((step) => ({ ...step, comment: null })),
    returned: isParty && last?.to === "RETURNED" ? last : null,
    wouldActOnBehalf: actsOnBehalf(actor, stored.unitId),
    mayAdd: isParty,
    mayAnswer: isParty && isOpenForAnswers(stored.status),
    mayReview: may(statementPolicy, "review", actor, stored),
  };
}

interface Opened {
  stored: repository.StoredStatement;
  permit: Permit<"statements.answer">;
  onBehalf: boolean;
}

async function openForAnswers(tx: Tx, actor: Actor, input: AnswersInput): Promise<Opened> {
  const stored = await repository.findStatement(tx, input.year, input.unitId, true);
  if (stored === null) throw new AppError("NOT_FOUND");
  const permit = authorize(statementPolicy, "answer", actor, stored);
  if (!isOpenForAnswers(stored.status)) must(refuse(whyNotOpen(stored.status)));
  const known = new Set(stored.round.questions.map((question) => question.code));
  if (input.answers.some((answer) => !known.has(answer.code))) must(refuse("statementAsksNoSuchThing" as const));
  return { stored, permit, onBehalf: actsOnBehalf(actor, stored.unitId) };
}

/** Writes what was typed, as far as nobody else has written otherwise meanwhile, and tells what stands after it. */
async function writeTyped(tx: Tx, { stored, permit, onBehalf }: Opened, input: AnswersInput, now: Date): Promise<{ written: string[]; collisions: string[]; texts: Map<string, string> }> {
  const answers = await repository.listAnswers(tx, stored.id);
  const standing = new Map(answers.map((answer) => [answer.code, answer]));
  const stale = input.answers.filter(({ code, version }) => version > 0 && version !== standing.get(code)?.version);
  const { writes, collisions } = mergeAnswers(input.answers, standing, await repository.readBases(tx, stored.id, stale));
  if (writes.length > 0) await repository.writeAnswers(tx, permit, stored.id, writes, onBehalf, now);
  const texts = new Map(answers.map(({ code, text }) => [code, text]));
  for (const { code, text } of writes) texts.set(code, text);
  return { written: writes.map(({ code }) => code), collisions, texts };
}

/** What the two may write at once stands apart by question; only an answer that both have changed is a conflict, and the rest is saved. */
function refuseCollisions(collisions: readonly string[]): void {
  if (collisions.length > 0) throw new AppError("CONFLICT", { questions: collisions.join(" ") });
}

/** What a save left: the codes that collided, and whether a required answer lacks. */
interface Saved {
  id: string;
  collisions: string[];
  lacks?: boolean;
}

/**
 * Saves answers, each for itself: those that someone else has changed meanwhile are left as they stand, and then throws CONFLICT
 * with about `{questions}` (codes with a space between), the rest having been saved. Refused: statementSubmittedAlready,
 * statementApprovedAlready, statementAsksNoSuchThing.
 */
export async function saveAnswers(actor: Actor, input: AnswersInput, now = new Date()): Promise<Result<{ id: string }, StatementRefusal>> {
  const outcome = await orRefuse<Saved, StatementRefusal>(() =>
    inTransaction(async (tx) => {
      const opened = await openForAnswers(tx, actor, input);
      const { written, collisions } = await writeTyped(tx, opened, input, now);
      const { stored, permit, onBehalf } = opened;
      if (written.length > 0) {
        await repository.moveStatement(tx, permit, stored, { to: "IN_PROGRESS", submittedOnBehalf: false, onBehalf, comment: null }, now);
        await recordAudit(tx, { actor, action: "statements.saved", subject: { kind: "unitStatement", id: stored.id }, unitId: stored.unitId, onBehalf, details: { year: stored.round.year, questions: written } });
      }
      return { id: stored.id, collisions };
    }),
  );
  if (!outcome.ok) return outcome;
  refuseCollisions(outcome.value.collisions);
  return succeed({ id: outcome.value.id });
}

/**
 * Saves what was typed and submits the statement; the same key again submits it once. When a required answer is missing, or
 * throws CONFLICT as saveAnswers does, what was typed is saved all the same. Refused: statementLacksAnswers,
 * statementSubmittedAlready, statementApprovedAlready, statementAsksNoSuchThing.
 */
export async function submitStatement(actor: Actor, input: AnswersInput, key: string, now = new Date()): Promise<Result<{ id: string }, StatementRefusal>> {
  const outcome = await orRefuse<Saved, StatementRefusal>(() =>
    inTransaction((tx) =>
      once(tx, actor, "statements.submit", key, input, async () => {
        const opened = await openForAnswers(tx, actor, input);
        const { stored, permit, onBehalf } = opened;
        const { written, collisions, texts } = await writeTyped(tx, opened, input, now);
        const verdict = judgeSubmission(stored.status, stored.round.questions, texts);
        const isSubmitted = verdict.ok && collisions.length === 0;
        if (isSubmitted) await tellOfStatement(tx, actor, stored, "STATEMENT_SUBMITTED", now);
        if (isSubmitted || written.length > 0) {
          await repository.moveStatement(tx, permit, stored, { to: isSubmitted ? "SUBMITTED" : "IN_PROGRESS", submittedOnBehalf: isSubmitted && onBehalf, onBehalf, comment: null }, now);
          await recordAudit(tx, {
            actor,
            action: isSubmitted ? "statements.submitted" : "statements.saved",
            subject: { kind: "unitStatement", id: stored.id },
            unitId: stored.unitId,
            onBehalf,
            details: { year: stored.round.year, questions: written },
          });
        }
        return { id: stored.id, collisions, lacks: !verdict.ok };
      }),
    ),
  );
  if (!outcome.ok) return outcome;
  refuseCollisions(outcome.value.collisions);
  return outcome.value.lacks === true ? refuse("statementLacksAnswers") : succeed({ id: outcome.value.id });
}

async function review(actor: Actor, input: ReviewInput, to: "APPROVED" | "RETURNED", comment: string | null, now: Date): Promise<Result<{ id: string }, StatementRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.findStatement(tx, input.year, input.unitId, true);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(statementPolicy, "review", actor, stored);
    const verdict = judgeReview(stored.status, to, comment);
    if (!verdict.ok) return verdict;
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const signed = to === "APPROVED" ? judgeSignOff(stored) : verdict;
    if (!signed.ok) return signed;
    await repository.moveStatement(tx, permit, stored, { to, submittedOnBehalf: stored.submittedOnBehalf, onBehalf: false, comment }, now);
    await tellOfStatement(tx, actor, stored, to === "APPROVED" ? "STATEMENT_APPROVED" : "STATEMENT_RETURNED", now);
    await recordAudit(tx, { actor, action: to === "APPROVED" ? "statements.approved" : "statements.returned", subject: { kind: "unitStatement", id: stored.id }, unitId: stored.unitId, details: { year: stored.round.year } });
    return succeed({ id: stored.id });
  });
}

/** Approves a submitted statement, which where the round asks for it carries its board's decision. Throws CONFLICT when it has changed since it was read. Refused: statementNotSubmitted, statementApprovedAlready, and as judgeSignOff. */
export async function approveStatement(actor: Actor, input: ReviewInput, now = new Date()): Promise<Result<{ id: string }, StatementRefusal>> {
  return review(actor, input, "APPROVED", null, now);
}

/** Returns a submitted or approved statement with what there is to mend. Throws CONFLICT when it has changed since it was read. Refused: statementNotSubmitted, statementReturnedAlready. */
export async function returnStatement(actor: Actor, input: ReturnInput, now = new Date()): Promise<Result<{ id: string }, StatementRefusal>> {
  return review(actor, input, "RETURNED", input.comment, now);
}

/** Every unit's statement of a year in Swedish order, none when there is no round; without answers where they aren't the actor's to read yet. */
export async function listStatements(actor: Actor, year: number): Promise<StatementOfYear[]> {
  return listFrom(reading(), actor, year);
}

/** As listStatements, inside another use case's transaction: the office reads every answer, whatever its status. */
export async function listStatementsInTransaction(tx: Tx, actor: Actor, year: number): Promise<StatementOfYear[]> {
  return listFrom(tx, actor, year);
}

async function listFrom(read: Read, actor: Actor, year: number): Promise<StatementOfYear[]> {
  authorizeAll(roundPolicy, "view", actor);
  return (await repository.listStatements(read, year)).map((record) => reportStatement(record, may(statementPolicy, "view", actor, record)));
}

/** The statements of the actor's own units that wait for answers, the most urgent first. */
export async function listUnanswered(actor: Actor): Promise<repository.OpenStatement[]> {
  return actor.units.length === 0 ? [] : repository.listUnanswered(reading(), unitIdsAnsweredFor(actor));
}

/** The units whose statement of the latest round of these years has been submitted or approved, by the end of a day if one is given, and whether the actor may read it (V16b). */
export async function listSubmitted(actor: Actor, years: { from: number; to: number }, by: PlainDate | null): Promise<{ unitId: string; year: number; mayRead: boolean }[]> {
  authorizeAll(roundPolicy, "view", actor);
  return (await repository.listSubmittedOfLatest(reading(), years, by)).map((statement) => ({ unitId: statement.unitId, year: statement.year, mayRead: may(statementPolicy, "view", actor, statement) }));
}
