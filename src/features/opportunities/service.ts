import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import type { AuditEntry } from "@/features/imports/service";
import { loadChoices, loadProgrammes, loadUnits, type ProjectChoices } from "@/features/projects/choices/service";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { mayEnterOpportunities, opportunityPolicy } from "./policy";
import * as repository from "./repository";
import { judgeEntry, settleSource, type Match, type OpportunityRefusal } from "./rules";
import type { ChangeOpportunityInput, LogOpportunityInput, OpportunityFilter, OpportunityInput, OpportunitySource } from "./schema";

export type { OpportunityRow, StoredOpportunity } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `opportunities.${action}`, subject: { kind: "opportunity", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

export interface OpportunityChoices extends Pick<ProjectChoices, "programmes" | "priorities"> {
  /** The units that the actor may enter an opportunity for; none for who may enter none. */
  ownUnits: { id: string; name: string }[];
  /** The units that an opportunity may suit. */
  units: { id: string; name: string }[];
  municipalGoals: readonly string[];
}

/** What the form of an opportunity offers the actor: the programmes, goals and priorities that projects choose among too. */
export async function loadOpportunityChoices(actor: Actor, about: { handle?: Read } = {}, now = new Date()): Promise<OpportunityChoices> {
  const { units, ownUnitIds, programmes, priorities, context } = await loadChoices(actor, about, now);
  const named = units.map(({ id, name }) => ({ id, name }));
  return { ownUnits: mayEnterOpportunities(actor) ? named.filter(({ id }) => ownUnitIds.includes(id)) : [], units: named, programmes, priorities, municipalGoals: context.municipalGoals };
}

/** What the list of opportunities can be asked for: the units of today and the programmes. */
export async function listFilterChoices(actor: Actor, now = new Date()): Promise<Pick<OpportunityChoices, "units" | "programmes">> {
  const [units, programmes] = await Promise.all([loadUnits(actor, now), loadProgrammes(actor)]);
  return { units, programmes };
}

/** Judges what an opportunity states; what is stored already may keep what has ended since. */
async function judge(tx: Tx, actor: Actor, input: OpportunityInput, before: repository.StoredOpportunity | null, now: Date): Promise<void> {
  must(judgeEntry(input, today(now)));
  if (input.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === input.unitId)) must(refuse("opportunityUnitNotThere", { field: "unitId" }));
  const { units, programmes, priorities, municipalGoals } = await loadOpportunityChoices(actor, { handle: tx }, now);
  const offered: readonly (readonly [keyof OpportunityInput, readonly string[], readonly string[], readonly string[]])[] = [
    ["programmeId", input.programmeId === null ? [] : [input.programmeId], programmes.map(({ id }) => id), before === null || before.programmeId === null ? [] : [before.programmeId]],
    ["municipalGoals", input.municipalGoals, municipalGoals, before?.municipalGoals ?? []],
    ["priorityIds", input.priorityIds, priorities.map(({ id }) => id), before?.priorityIds ?? []],
    ["suitedUnitIds", input.suitedUnitIds, units.map(({ id }) => id), before?.suitedUnitIds ?? []],
  ];
  for (const [field, chosen, there, kept] of offered) if (chosen.some((one) => !there.includes(one) && !kept.includes(one))) must(refuse("opportunityChoiceGone", { field }));
}

/** Holds what an opportunity is made from, which is to be in its register and in the feed but once. */
async function holdSource(tx: Tx, from: OpportunitySource): Promise<void> {
  const { callId, partnerSearchId } = from;
  if (callId !== null && !(await repository.holdCall(tx, callId))) must(refuse("opportunityCallNotThere", { field: "title" }));
  if (partnerSearchId !== null && !(await repository.holdSearch(tx, partnerSearchId))) must(refuse("opportunitySearchNotThere", { field: "title" }));
  if ((callId ?? partnerSearchId) !== null && (await repository.findMadeFrom(tx, from)) !== null) must(refuse(callId === null ? "opportunitySearchTaken" : "opportunityCallTaken", { field: "title" }));
}

/**
 * Enters an opportunity in the feed (V20c), by itself or from a call or a received search; the same key enters it once. Refused: opportunityUnitNotThere, opportunityInFuture,
 * opportunityChoiceGone, opportunityCallNotThere, opportunityCallTaken, opportunitySearchNotThere, opportunitySearchTaken, and opportunityCallInRegister for a call typed
 * by hand that stands in the register of programmes.
 */
export async function logOpportunity(actor: Actor, { key, opportunity, from }: LogOpportunityInput, about: { origin?: repository.OpportunityOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, OpportunityRefusal>> {
  const source: OpportunitySource = from.callId === null ? from : { ...from, partnerSearchId: null };
  const input = settleSource(opportunity, source);
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "opportunities.log", key, { input, source }, async () => {
        const id = repository.newOpportunityId();
        const permit = authorize(opportunityPolicy, "log", actor, { id, unitId: input.unitId, isArchived: false });
        await judge(tx, actor, input, null, now);
        await holdSource(tx, source);
        if (input.kind === "OPEN_CALL" && source.callId === null && (await repository.isCallOfName(tx, input.title, input.programmeId))) must(refuse("opportunityCallInRegister", { field: "title" }));
        await repository.insertOpportunity(tx, permit, id, { input, from: source }, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "logged");
        return { id };
      }),
    ),
  );
}

/** Enters opportunities from a list as a part of another use case, which has judged them and writes the entries that are owed to the audit trail as its last. */
export async function addOpportunities(tx: Tx, actor: Actor, opportunities: readonly OpportunityInput[], now = new Date()): Promise<{ id: string; entry: AuditEntry }[]> {
  const added = opportunities.map((input) => {
    const id = repository.newOpportunityId();
    return { id, input, permit: authorize(opportunityPolicy, "log", actor, { id, unitId: input.unitId, isArchived: false }) };
  });
  await repository.insertOpportunities(tx, added, now);
  return added.map(({ id, input: { unitId } }) => ({ id, entry: { action: "opportunities.logged", subject: { kind: "opportunity", id }, unitId, onBehalf: isOnBehalf(actor, unitId) } }));
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredOpportunity> {
  const stored = await repository.lockOpportunity(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes an opportunity. When someone else has changed it since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getOpportunityVersion` returns. Refused: opportunityUnitNotThere, opportunityInFuture, opportunityChoiceGone.
 */
export async function changeOpportunity(actor: Actor, { id, version, opportunity }: ChangeOpportunityInput, now = new Date()): Promise<Result<{ id: string }, OpportunityRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const input = settleSource(opportunity, stored);
      const permit = authorize(opportunityPolicy, "edit", actor, stored);
      // Giving an opportunity to another unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(opportunityPolicy, "log", actor, { ...stored, unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      await judge(tx, actor, input, stored, now);
      await repository.updateOpportunity(tx, permit, id, version, input, now);
      await audit(tx, actor, id, input.unitId, "changed");
      return { id };
    }),
  );
}

/** Takes an opportunity out of the feed without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. Refused when it is put back and what it is made from is gone, or stands in the feed already: as when it is entered. */
export async function archiveOpportunity(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<Result<{ id: string }, OpportunityRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(opportunityPolicy, "archive", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT");
      if (stored.isArchived === archived) return { id };
      if (!archived) await holdSource(tx, stored);
      await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
      await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
      return { id };
    }),
  );
}

/** One page of the feed, with what the actor has saved. */
export async function listOpportunities(actor: Actor, filter: OpportunityFilter, now = new Date()): Promise<{ rows: repository.OpportunityRow[]; total: number }> {
  return repository.selectOpportunities(reading(), { filter, today: today(now), personId: actor.personId });
}

/** All that the feed shows under a filter, every page of it in the same order, piece by piece from one state of the registers. */
export async function* exportOpportunities(actor: Actor, filter: OpportunityFilter, now = new Date()): AsyncGenerator<repository.OpportunityRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamOpportunities(tx, { filter, today: today(now), personId: actor.personId }));
}

export interface OpportunityView {
  opportunity: repository.StoredOpportunity;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An opportunity with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getOpportunity(actor: Actor, id: string, now = new Date()): Promise<OpportunityView> {
  const opportunity = await repository.findOpportunity(reading(), id, today(now));
  if (opportunity === null) throw new AppError("NOT_FOUND");
  authorize(opportunityPolicy, "view", actor, opportunity);
  return { opportunity, mayEdit: may(opportunityPolicy, "edit", actor, opportunity), mayArchive: may(opportunityPolicy, "archive", actor, opportunity) };
}

/** Which units an opportunity in the feed suits and why: those chosen, and those whose open projects and initiatives have a priority, a goal or the programme in common with it. Throws NOT_FOUND as `getOpportunity` does. */
export async function listMatches(actor: Actor, id: string, now = new Date()): Promise<Match[]> {
  await getOpportunity(actor, id, now);
  return repository.selectMatches(reading(), id, today(now));
}

/** The opportunity in the feed that is made from a call or a received search, which all may see; null when there is none. */
export async function findOpportunityMadeFrom(_actor: Actor, from: OpportunitySource): Promise<{ id: string; title: string } | null> {
  return repository.findMadeFrom(reading(), from);
}

/** An opportunity as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getOpportunityVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; opportunity: OpportunityInput }> {
  const stored = await repository.findOpportunity(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(opportunityPolicy, "edit", actor, stored);
  const found = await repository.findOpportunityVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An opportunity's history, latest first; throws NOT_FOUND when the opportunity isn't the actor's to see. */
export async function listOpportunityHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findOpportunity(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(opportunityPolicy, "view", actor, stored);
  return history;
}
