import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { whatIsAsked, type Asked, type MandateAnswer } from "@/domain/mandate";
import type { Facts, MatterKind } from "@/domain/matter";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { DecisionNeed, Registers } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { isThereOn, isUnitKind, type ListedBody } from "@/features/bodies/rules";
import { listBodiesOn } from "@/features/bodies/service";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { getPack, packOn } from "@/server/pack";
import { authorize, grantScope, type Scope } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { decisionPolicy, recordsForBody, type DecisionThing } from "./policy";
import * as repository from "./repository";
import { answerFor, bodiesCalled, earlierOf, factsWithBody, holdersOf, isConcernable, isDeciding, isAbout, judge, judgeBasis, judgeDate, ownBodyOf, parentOf, stepsFor, type Basis, type Bodies, type DecisionRefusal, type JudgeableDecision } from "./rules";
import type { CorrectDecisionInput, DecisionFilter, DecisionInput, DecisionSubject } from "./schema";

export type { DecisionAbout, DecisionRow, StoredDecision } from "./repository";

export type RecordingRefusal = DecisionRefusal | "decisionBodyCannotDecide" | "decisionUnitNotThere" | "decisionConcernedNotThere" | "decisionPriorNotThere";

const today = (now: Date): PlainDate => dateInStockholm(now);
const scopeOf = (actor: Actor): Scope<"decisions"> => grantScope("decisions", actor, isCoordinator(actor));

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: RecordingRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, RecordingRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** The organisation as it was on a day, by id. */
async function organisationOn(actor: Actor, on: PlainDate): Promise<Bodies> {
  return new Map((await listBodiesOn(actor, on)).map((body) => [body.id, body]));
}

const mayRecordFor = (actor: Actor, body: ListedBody, bodies: Bodies) => isDeciding(body) && (isCoordinator(actor) || recordsForBody(actor, { bodyId: body.id, parentId: parentOf(body.id, bodies) }));
const recordableOf = (actor: Actor, bodies: Bodies) => [...bodies.values()].filter((body) => mayRecordFor(actor, body, bodies));

/** Tells whether the office records for a body whose minutes it doesn't keep. */
const isOnBehalf = (actor: Actor, thing: Pick<DecisionThing, "bodyId" | "parentId">) => !actor.isSystem && thing.bodyId !== null && !recordsForBody(actor, thing);

/** Judges a decision by the rules of its day. */
async function judgeInput(tx: Tx, actor: Actor, input: DecisionInput, bodies: Bodies, day: PlainDate, except: string | null) {
  const body = input.bodyId === null ? null : (bodies.get(input.bodyId) ?? null);
  if (input.bodyId !== null && (body === null || !isDeciding(body))) throw new Refused(refuse("decisionBodyCannotDecide", { field: "bodyId" }));
  const unit = input.unitId === null ? null : bodies.get(input.unitId);
  if (unit !== null && (unit === undefined || !isUnitKind(unit.kind))) throw new Refused(refuse("decisionUnitNotThere", { field: "unitId" }));
  const concerned = input.concernedBodyIds.map((id) => bodies.get(id));
  if (concerned.some((each) => each === undefined || !isConcernable(each))) throw new Refused(refuse("decisionConcernedNotThere", { field: "concerned" }));
  const prior = input.priorDecisionIds.length === 0 ? [] : await repository.selectPrior(tx, scopeOf(actor), input.priorDecisionIds, null);
  if (prior.length < input.priorDecisionIds.length || prior.some(({ id }) => id === except)) throw new Refused(refuse("decisionPriorNotThere", { field: "prior" }));
  const possible = judgeDate(input, body, day);
  if (!possible.ok) throw new Refused(possible);
  const on = input.decidedOn ?? day;
  const own = ownBodyOf(input.unitId, bodies, on);
  const about = await repository.selectAbout(tx, input.subject === null ? [] : [input.subject.id], input.priorDecisionIds);
  const facts = factsWithBody(input.facts, own);
  const names = new Map(concerned.flatMap((each) => (each === undefined ? [] : [[each.id, each.name] as const])));
  return { facts, judged: judge((await packOn(on, tx)) ?? { ...getPack(), mandateRules: [] }, input, body === null ? null : { kind: body.kind, isOwn: body.id === own?.id }, facts, earlierOf(about, own, except), names) };
}

/**
 * Records a decision of a body whose minutes the actor keeps, judged by the rules of its day; one by the wrong body or before its
 * steps is kept and flagged. The same key records it once. Throws NOT_FOUND for a record that the actor may not see. Refused:
 * decisionInFuture, decisionBodyNotYet, decisionBodyEnded, decisionReportInFuture, decisionStepInFuture, decisionBodyCannotDecide, decisionUnitNotThere,
 * decisionConcernedNotThere, decisionPriorNotThere.
 */
export async function recordDecision(
  actor: Actor,
  input: DecisionInput,
  key: string,
  { registers, origin = { isDemonstration: false, certainty: "HIGH" } }: { registers: Registers; origin?: repository.DecisionOrigin },
  now = new Date(),
): Promise<Result<{ id: string; isFlagged: boolean }, RecordingRefusal>> {
  const day = today(now);
  const bodies = await organisationOn(actor, input.decidedOn ?? day);
  if (input.subject !== null) await findRegister(registers, input.subject).titleOf(actor, input.subject.id);
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "decisions.record", key, input, async () => {
        const id = repository.newDecisionId();
        const subject = await repository.findSubject(tx, input.subject);
        const thing: DecisionThing = { id, bodyId: input.bodyId, parentId: parentOf(input.bodyId, bodies), isArchived: false, confidential: subject.confidential };
        const permit = authorize(decisionPolicy, "record", actor, thing);
        const decision = { ...input, unitId: subject.unitId ?? input.unitId };
        const { facts, judged } = await judgeInput(tx, actor, decision, bodies, day, null);
        await repository.insertDecision(tx, permit, id, decision, facts, judged, origin, now);
        await recordAudit(tx, { actor, action: "decisions.recorded", subject: { kind: "decision", id }, unitId: decision.unitId, onBehalf: isOnBehalf(actor, thing), details: { bodyId: input.bodyId, verdict: judged.verdict, rule: judged.citation?.ruleId ?? null } });
        return { id, isFlagged: judged.isFlagged };
      }),
    ),
  );
}

function findRegister(registers: Registers, { kind }: { kind: string }): Registers[number] {
  const register = registers.find((candidate) => candidate.kind === kind);
  if (register === undefined) throw new AppError("NOT_FOUND");
  return register;
}

async function holdDecision(tx: Tx, id: string): Promise<repository.StoredDecision> {
  const stored = await repository.lockDecision(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Corrects what is recorded of a decision, and judges it anew by the rules of its day; what it concerns stays. Throws CONFLICT when someone has changed it since. Refused as when it is recorded. */
export async function correctDecision(actor: Actor, { id, version, decision: input }: CorrectDecisionInput, now = new Date()): Promise<Result<{ id: string }, RecordingRefusal>> {
  const day = today(now);
  const bodies = await organisationOn(actor, input.decidedOn ?? day);
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await holdDecision(tx, id);
      const permit = authorize(decisionPolicy, "correct", actor, stored);
      // Giving a decision to another body asks that one's permission too.
      if (input.bodyId !== stored.bodyId) authorize(decisionPolicy, "record", actor, { ...stored, bodyId: input.bodyId, parentId: parentOf(input.bodyId, bodies) });
      if (stored.version !== version) throw new AppError("CONFLICT");
      const subject = await repository.findSubject(tx, stored.subject);
      const decision = { ...input, subject: stored.subject, unitId: subject.unitId ?? input.unitId };
      const { facts, judged } = await judgeInput(tx, actor, decision, bodies, day, id);
      await repository.updateDecision(tx, permit, id, version, decision, facts, judged, now);
      await recordAudit(tx, { actor, action: "decisions.corrected", subject: { kind: "decision", id }, unitId: decision.unitId, onBehalf: isOnBehalf(actor, stored), details: { verdictBefore: stored.verdict, verdict: judged.verdict } });
      return { id };
    }),
  );
}

/** Takes a decision out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveDecision(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await holdDecision(tx, id);
    const permit = authorize(decisionPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await recordAudit(tx, { actor, action: archived ? "decisions.archived" : "decisions.restored", subject: { kind: "decision", id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored) });
    return { id };
  });
}

/** One page of the register as the actor may see it. */
export async function listDecisions(actor: Actor, filter: DecisionFilter): Promise<{ rows: repository.DecisionRow[]; total: number }> {
  return repository.selectDecisions(reading(), scopeOf(actor), filter);
}

/** The years that the list can be filtered by, latest first. */
export async function listDecisionYears(actor: Actor): Promise<number[]> {
  return repository.selectYears(reading(), scopeOf(actor));
}

export interface DecisionView {
  decision: repository.StoredDecision;
  /** The recorded decisions that it counts as its steps, as far as the actor may see them. */
  prior: repository.DecisionRow[];
  mayCorrect: boolean;
  mayArchive: boolean;
}

/** A decision with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getDecision(actor: Actor, id: string): Promise<DecisionView> {
  const decision = await repository.findDecision(reading(), id);
  if (decision === null) throw new AppError("NOT_FOUND");
  authorize(decisionPolicy, "view", actor, decision);
  const prior = decision.priorDecisionIds.length === 0 ? [] : await repository.selectPrior(reading(), scopeOf(actor), decision.priorDecisionIds, null);
  return { decision, prior, mayCorrect: may(decisionPolicy, "correct", actor, decision), mayArchive: may(decisionPolicy, "archive", actor, decision) };
}

/** A decision's history, latest first; throws NOT_FOUND when the decision isn't the actor's to see. */
export async function listDecisionHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findDecision(reading(), id), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(decisionPolicy, "view", actor, stored);
  return history;
}

export interface DecisionChoices {
  /** The bodies that the actor may record for, those that have ended included, since their decisions stand. */
  bodies: { id: string; name: string }[];
  units: { id: string; name: string }[];
  asked: Asked;
  /** The committees and companies that the matter may concern, where some rule asks each of those for something. */
  concernable: { id: string; name: string }[];
  /** Recorded decisions that can be steps on the way, where some rule asks for another's decision. */
  prior: repository.DecisionRow[];
}

/** What a decision's form offers the actor, and what the rules of a matter need to know; none to choose for who may record nothing. A decision that is corrected is none of its own steps. */
export async function loadDecisionChoices(actor: Actor, matter: MatterKind, now = new Date(), corrected: Pick<repository.StoredDecision, "id" | "concernedBodyIds" | "priorDecisionIds"> | null = null): Promise<DecisionChoices> {
  const day = today(now);
  const bodies = await organisationOn(actor, day);
  const asked = whatIsAsked(getPack(), matter, day);
  const asksEach = asked.steps.some(({ party }) => party === "EACH_CONCERNED_BODY");
  const asksDecision = asked.steps.some(({ kind }) => kind === "DECISION") || (corrected?.priorDecisionIds.length ?? 0) > 0;
  const prior = asksDecision ? await repository.selectPrior(reading(), scopeOf(actor), corrected?.priorDecisionIds ?? [], matter) : [];
  return {
    bodies: recordableOf(actor, bodies).map(({ id, name }) => ({ id, name })),
    units: [...bodies.values()].filter((body) => isUnitKind(body.kind) && isThereOn(body, day)).map(({ id, name }) => ({ id, name })),
    asked,
    concernable: asksEach ? [...bodies.values()].filter((body) => isConcernable(body) && (isThereOn(body, day) || corrected?.concernedBodyIds.includes(body.id))).map(({ id, name }) => ({ id, name })) : [],
    prior: prior.filter(({ id }) => id !== corrected?.id),
  };
}

/** The bodies whose decisions the list can be filtered by, those that have ended included. */
export async function listDecidingBodies(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  return [...(await organisationOn(actor, today(now))).values()].filter(isDeciding).map(({ id, name }) => ({ id, name }));
}

/** Tells whether the actor may record decisions of some body at all. */
export async function mayRecordDecisions(actor: Actor, now = new Date()): Promise<boolean> {
  const mayHold = isCoordinator(actor) || actor.roles.length > 0 || actor.seats.length > 0;
  return mayHold && recordableOf(actor, await organisationOn(actor, today(now))).length > 0;
}

/** Who decides what a record needs, what has been decided, and what the record stands on. */
export interface DescribedNeed {
  need: DecisionNeed;
  answer: MandateAnswer;
  /** The bodies that the rules name, as they are today. */
  bodies: { id: string; name: string }[];
  decisions: repository.DecisionAbout[];
  basis: Basis;
  mayRecord: boolean;
}

function describe(actor: Actor, need: DecisionNeed, bodies: Bodies, about: readonly repository.DecisionAbout[], day: PlainDate, ids: readonly string[] = [need.subject.id]): DescribedNeed {
  const own = ownBodyOf(need.unitId, bodies, day);
  const decisions = about.filter(({ subjectId }) => subjectId !== null && ids.includes(subjectId));
  const [matter] = need.matters;
  const answer = answerFor(getPack(), matter, factsWithBody(need.facts, own), day, earlierOf(decisions, own));
  const there = [...bodies.values()].filter((body) => isThereOn(body, day));
  const called = bodiesCalled(holdersOf(answer), there, own);
  return {
    need,
    answer,
    bodies: called.map(({ id, name }) => ({ id, name })),
    decisions,
    basis: judgeBasis(decisions.filter((decision) => isAbout(decision, need.matters, need.facts)).map(({ verdict }) => verdict)),
    mayRecord: (called.length === 0 ? recordableOf(actor, bodies) : called.filter((body) => mayRecordFor(actor, body, bodies))).length > 0,
  };
}

/**
 * Describes what a record needs a decision for, if anything, by its own id and those of the records that are it today, whose decisions are its own;
 * what it takes is read while the need is still to be stated. That the actor may see the record is asked by whoever states it.
 */
export async function describeNeed(actor: Actor, ids: readonly string[], stated: Promise<DecisionNeed | null>, now = new Date()): Promise<DescribedNeed | null> {
  const need = await stated;
  if (need === null) return null;
  const [bodies, about] = await Promise.all([organisationOn(actor, today(now)), repository.selectAbout(reading(), ids)]);
  return describe(actor, need, bodies, about, today(now), ids);
}

/** All that waits for a decision, or that of some units alone, as every register declares it and as far as the actor may see it, those already in the state first. */
export async function listWaiting(actor: Actor, registers: Registers, now = new Date(), unitIds?: readonly string[]): Promise<DescribedNeed[]> {
  const day = today(now);
  const [bodies, ...lists] = await Promise.all([organisationOn(actor, day), ...registers.map((register) => register.decisionsNeeded?.(actor, day, unitIds) ?? [])]);
  const needs = lists.flat();
  const about = await repository.selectAbout(reading(), needs.map(({ subject }) => subject.id));
  return needs.map((need) => describe(actor, need, bodies, about, day)).sort((a, b) => Number(b.need.isDue) - Number(a.need.isDue));
}

/** What a record's state would stand on, or that of a record and those that are it today, for life cycles whose steps need a decision in one of the matters. That the actor may see the record has been asked. */
export async function findBasis(handle: Read, _actor: Actor, subjects: NonNullable<DecisionSubject> | readonly NonNullable<DecisionSubject>[], matters: readonly MatterKind[], facts: Facts = {}): Promise<Basis> {
  const about = await repository.selectAbout(handle, [subjects].flat().map(({ id }) => id));
  return judgeBasis(about.filter((decision) => isAbout(decision, matters, facts)).map(({ verdict }) => verdict));
}

/** How many decisions by the right body had been made in each matter by a day, as far as the actor may see them. */
export async function countDecisionsByMatter(actor: Actor, decidedBy: PlainDate): Promise<{ matter: MatterKind; count: number }[]> {
  return repository.countByMatter(reading(), scopeOf(actor), decidedBy);
}

/** Decisions on delegation that are to be reported back to bodies that the actor records for, or to any for the office. */
export async function listUnreported(actor: Actor): Promise<{ id: string; title: string; dueOn: PlainDate }[]> {
  const held = [...actor.roles, ...actor.seats].flatMap(({ bodyId }) => bodyId ?? []).filter((bodyId) => recordsForBody(actor, { bodyId, parentId: null }));
  if (held.length === 0 && !isCoordinator(actor)) return [];
  return repository.selectUnreported(reading(), scopeOf(actor), isCoordinator(actor) ? null : held);
}

/** Records whose basis is a source alone, with the clause that says who should have decided, where one does. */
export async function listUnknownBases(actor: Actor, day: PlainDate): Promise<{ id: string; title: string; clause: string | null }[]> {
  const unknown = await repository.selectUnknown(reading(), scopeOf(actor));
  return unknown.map(({ id, title, matter, facts }) => {
    const answer = answerFor(getPack(), matter, facts, day, []);
    return { id, title, clause: "citation" in answer ? answer.citation.clause : null };
  });
}

/** How many decisions are judged anew at a time, the latest. */
export const MOST_JUDGEABLE = 500;

/** The latest decisions that the actor may see and that were taken by a body on a known day, as they can be judged by other rules. */
export async function listJudgeable(actor: Actor, now = new Date()): Promise<JudgeableDecision[]> {
  const rows = await repository.selectJudgeable(reading(), scopeOf(actor), MOST_JUDGEABLE);
  const [bodies, about] = await Promise.all([organisationOn(actor, today(now)), repository.selectAbout(reading(), rows.flatMap(({ subjectId }) => subjectId ?? []), rows.flatMap(({ priorDecisionIds }) => priorDecisionIds))]);
  return rows.map((row) => {
    const { id, title, matter, facts, on, bodyId, bodyKind, subjectId, delegationNumber, reportedOn } = row;
    const own = ownBodyOf(row.unitId, bodies, on);
    const earlier = earlierOf(about.filter((other) => (other.subjectId !== null && other.subjectId === subjectId) || row.priorDecisionIds.includes(other.id)), own, id);
    return { id, title, matter, facts, decision: { on, body: { kind: bodyKind, isOwn: bodyId === own?.id }, steps: stepsFor(row, earlier), delegationNumber, reportedOn } };
  });
}
