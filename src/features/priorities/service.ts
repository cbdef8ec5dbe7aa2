import "server-only";
import type { Actor } from "@/domain/actor";
import { DECIDING_KINDS } from "@/domain/mandate";
import type { OpenStep } from "@/domain/life-cycle";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { isThereOn } from "@/features/bodies/rules";
import { listBodiesOn } from "@/features/bodies/service";
import { answerFor, bodiesCalled, holdersOf } from "@/features/decisions/rules";
import { findBasis } from "@/features/decisions/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { mayWritePriorities, priorityPolicy } from "./policy";
import * as repository from "./repository";
import { DECIDING_MATTER, decisionNeedOf, judgePriorityStep, openSteps, type PriorityRequirement, type StepRefusal } from "./rules";
import type { ChangePriorityInput, PriorityFilter, PriorityInput, PriorityKind, PriorityStatus, PriorityStepInput } from "./schema";

export type { PriorityRow, StoredPriority } from "./repository";

export type PriorityRefusal = "prioritySetterNotThere" | "priorityKindDecided" | "priorityEndedBeforeStart";

const today = (now: Date): PlainDate => dateInStockholm(now);
const subjectOf = (id: string) => ({ kind: "priority", id });

/** The bodies of a day that can set priorities. */
async function settersOn(actor: Actor, day: PlainDate) {
  return (await listBodiesOn(actor, day)).filter((body) => DECIDING_KINDS.some((kind) => kind === body.kind) && isThereOn(body, day));
}

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: PriorityRefusal }) {
    super(result.reason);
  }
}

/** Proposes a priority; the same key proposes it once. Refused: prioritySetterNotThere. */
export async function proposePriority(actor: Actor, input: PriorityInput, key: string, about: { origin?: repository.PriorityOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, PriorityRefusal>> {
  const setters = await settersOn(actor, today(now));
  try {
    return await inTransaction(async (tx) => {
      const id = repository.newPriorityId();
      const permit = authorize(priorityPolicy, "propose", actor, { id, isArchived: false });
      const proposed = await once(tx, actor, "priorities.propose", key, input, async () => {
        if (!setters.some((body) => body.id === input.setById)) throw new Refused(refuse("prioritySetterNotThere", { field: "setById" }));
        await repository.insertPriority(tx, permit, id, input, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await recordAudit(tx, { actor, action: "priorities.proposed", subject: subjectOf(id) });
        return { id };
      });
      return succeed(proposed);
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredPriority> {
  const stored = await repository.lockPriority(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a priority. When someone else has done so since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getPriorityVersion` returns. Refused: prioritySetterNotThere, priorityKindDecided, priorityEndedBeforeStart.
 */
export async function changePriority(actor: Actor, { id, version, priority: input }: ChangePriorityInput, now = new Date()): Promise<Result<{ id: string }, PriorityRefusal>> {
  const setters = await settersOn(actor, today(now));
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(priorityPolicy, "edit", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
    // A stored priority may keep a body that has ended since.
    if (input.setById !== stored.setById && !setters.some((body) => body.id === input.setById)) return refuse("prioritySetterNotThere", { field: "setById" });
    if (input.kind !== stored.kind && stored.status !== "PROPOSED") return refuse("priorityKindDecided", { field: "kind" });
    if (stored.endedOn !== null && stored.endedOn < input.startsOn) return refuse("priorityEndedBeforeStart", { field: "startsOn", about: { day: stored.endedOn } });
    await repository.updatePriority(tx, permit, id, version, input, now);
    await recordAudit(tx, { actor, action: "priorities.changed", subject: subjectOf(id) });
    return succeed({ id });
  });
}

const ACTIONS = { PROPOSED: "priorities.proposed", IN_FORCE: "priorities.putInForce", ENDED: "priorities.ended" } as const;

/** Moves a priority a step in its life cycle, on a day (V16a, H17). Throws CONFLICT when someone has changed it since. Refused: priorityStepIllegal, priorityLacksDecision, priorityStepInFuture, priorityEndsBeforeStart. */
export async function takePriorityStep(actor: Actor, { id, version, to, on }: PriorityStepInput, now = new Date()): Promise<Result<{ id: string }, StepRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(priorityPolicy, "step", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgePriorityStep(stored, to, on, await findBasis(tx, actor, subjectOf(id), [DECIDING_MATTER[stored.kind]]), today(now));
    if (!judged.ok) return judged;
    await repository.moveTo(tx, permit, id, version, { from: stored.status, to, on }, now);
    await recordAudit(tx, { actor, action: ACTIONS[to], subject: subjectOf(id) });
    return succeed({ id });
  });
}

/** Takes a priority out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archivePriority(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(priorityPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await recordAudit(tx, { actor, action: archived ? "priorities.archived" : "priorities.restored", subject: subjectOf(id) });
    return { id };
  });
}

/** The register's priorities and profile areas by title: all that there are, or those of one kind or in force on a day alone. */
export async function listPriorities(_actor: Actor, filter: PriorityFilter, now = new Date()): Promise<repository.PriorityRow[]> {
  return repository.selectPriorities(reading(), filter, today(now));
}

/** How many priorities of a kind are in force on a day. */
export async function countPrioritiesInForce(_actor: Actor, kind: PriorityKind, on: PlainDate): Promise<number> {
  return repository.countInForce(reading(), kind, on);
}

export interface PriorityView {
  priority: repository.StoredPriority;
  /** The steps from here that the actor may take, each with what is missing; none for who may take none. */
  steps: OpenStep<PriorityStatus, PriorityRequirement>[];
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A priority with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getPriority(actor: Actor, id: string, now = new Date()): Promise<PriorityView> {
  const priority = await repository.findPriority(reading(), id, today(now));
  if (priority === null) throw new AppError("NOT_FOUND");
  authorize(priorityPolicy, "view", actor, priority);
  const basis = await findBasis(reading(), actor, subjectOf(id), [DECIDING_MATTER[priority.kind]]);
  return { priority, steps: may(priorityPolicy, "step", actor, priority) ? openSteps(priority.status, basis) : [], mayEdit: may(priorityPolicy, "edit", actor, priority), mayArchive: may(priorityPolicy, "archive", actor, priority) };
}

/** A priority as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getPriorityVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; priority: PriorityInput }> {
  const stored = await repository.findPriority(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(priorityPolicy, "edit", actor, stored);
  const found = await repository.findPriorityVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A priority's history, latest first; throws NOT_FOUND when the priority isn't the actor's to see. */
export async function listPriorityHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findPriority(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(priorityPolicy, "view", actor, stored);
  return history;
}

export interface PriorityChoices {
  /** The bodies that can set a priority, none for who may write none. */
  bodies: { id: string; name: string }[];
  /** The one whose matter it is by the governing document, where it names one alone (V16a, H17). */
  ownId: string | null;
}

/** What a priority's form offers the actor. */
export async function loadPriorityChoices(actor: Actor, now = new Date()): Promise<PriorityChoices> {
  if (!mayWritePriorities(actor)) return { bodies: [], ownId: null };
  const day = today(now);
  const setters = await settersOn(actor, day);
  const named = bodiesCalled(holdersOf(answerFor(getPack(), DECIDING_MATTER.PRIORITY, {}, day, [])), setters, null);
  return { bodies: setters.map(({ id, name }) => ({ id, name })), ownId: named.length === 1 ? (named[0]?.id ?? null) : null };
}

/** Priorities that have no decision to stand on, those in force first. */
export async function listDecisionNeeds(_actor: Actor): Promise<DecisionNeed[]> {
  return (await repository.selectUndecided(reading())).map(decisionNeedOf);
}

/** Proposals that have been decided on and wait to be put in force, for who may do it. */
export async function listDecidedProposals(actor: Actor): Promise<{ id: string; title: string; startsOn: PlainDate }[]> {
  return mayWritePriorities(actor) ? repository.selectDecided(reading()) : [];
}
