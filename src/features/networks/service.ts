import "server-only";
import { isCoordinator, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import type { OpenStep } from "@/domain/life-cycle";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { asOfYear, type AsOf, type DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { isThereOn, isUnitKind } from "@/features/bodies/rules";
import { listBodiesOn, listUnits } from "@/features/bodies/service";
import { carries } from "@/features/decisions/rules";
import { findBasis } from "@/features/decisions/service";
import { listPriorities } from "@/features/priorities/service";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { mayAddNetworks, networkPolicy, type NetworkThing } from "./policy";
import * as repository from "./repository";
import { decisionNeedOf, factsOfMembership, joiningMatter, judgeMembershipStep, NOTICE_DAYS, openSteps, scopeBeforeOf, type MembershipBases, type MembershipRequirement, type StepRefusal } from "./rules";
import type { AddNetworkInput, ChangeNetworkInput, MembershipStatus, MembershipStepInput, NetworkFilter, NetworkInput } from "./schema";

export type { NetworkRow, StoredNetwork } from "./repository";

export type NetworkRefusal = "networkUnitNotThere" | "networkPriorityNotThere" | "networkLooksAlike" | "networkJoinedInFuture" | "networkMemberNeedsJoined";

const today = (now: Date): PlainDate => dateInStockholm(now);
const subjectOf = (id: string) => ({ kind: "network", id });
const thingOf = (network: { id: string; unitId: string; isArchived: boolean }): NetworkThing => ({ id: network.id, unitId: network.unitId, isArchived: network.isArchived, entryUnitId: network.unitId });

/** What a network may point to on a day: the units, and the priorities. */
async function choicesOn(actor: Actor, now: Date) {
  const [all, priorities] = await Promise.all([listBodiesOn(actor, today(now)), listPriorities(actor, { kind: null, on: null }, now)]);
  const units = all.filter((body) => isUnitKind(body.kind) && isThereOn(body, today(now))).map(({ id, name }) => ({ id, name }));
  return { units, priorities: priorities.map(({ id, title }) => ({ id, name: title })) };
}

type Choices = Awaited<ReturnType<typeof choicesOn>>;

/** Judges what a network states; what is stored already may keep what has ended since. */
function judge(input: NetworkInput, before: repository.StoredNetwork | null, { units, priorities }: Choices, day: PlainDate): Result<null, NetworkRefusal> {
  const isThere = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  if (input.unitId !== before?.unitId && !isThere(units, input.unitId)) return refuse("networkUnitNotThere", { field: "unitId" });
  if (!input.unitIds.every((id) => isThere(units, id) || isThere(before?.units ?? [], id))) return refuse("networkUnitNotThere", { field: "unitIds" });
  if (input.priorityId !== null && input.priorityId !== before?.priorityId && !isThere(priorities, input.priorityId)) return refuse("networkPriorityNotThere", { field: "priorityId" });
  if (input.joined !== null && input.joined.on > day) return refuse("networkJoinedInFuture", { field: "joined" });
  if (input.joined === null && before !== null && before.status !== "CANDIDATE" && before.status !== "DECLINED") return refuse("networkMemberNeedsJoined", { field: "joined" });
  return succeed(null);
}

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: NetworkRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, NetworkRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/**
 * Adds a network as a candidate (V11a, H21a); the same key adds it once, and one whose name is like another's only when it is said to be
 * another. Refused: networkUnitNotThere, networkPriorityNotThere, networkLooksAlike, networkJoinedInFuture, networkMemberNeedsJoined.
 */
export async function addNetwork(actor: Actor, { network: input, key, isAnother }: AddNetworkInput, about: { origin?: repository.NetworkOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, NetworkRefusal>> {
  const choices = await choicesOn(actor, now);
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const id = repository.newNetworkId();
      const permit = authorize(networkPolicy, "add", actor, thingOf({ id, unitId: input.unitId, isArchived: false }));
      return once(tx, actor, "networks.add", key, input, async () => {
        const judged = judge(input, null, choices, today(now));
        if (!judged.ok) throw new Refused(judged);
        const [alike] = isAnother ? [] : await repository.selectAlike(tx, input.name);
        if (alike !== undefined) throw new Refused(refuse("networkLooksAlike", { field: "name", about: { name: alike.name } }));
        await repository.insertNetworks(tx, [{ id, permit, network: input, origin: about.origin ?? { isDemonstration: false, certainty: "HIGH" } }], now);
        await recordAudit(tx, { actor, action: "networks.added", subject: subjectOf(id), unitId: input.unitId });
        return { id };
      });
    }),
  );
}

/** Adds networks that are told of together, as candidates; part of another use case, which writes the audit trail. Their units and priorities must be there, as `judgeNewNetworks` says. */
export async function addNetworks(tx: Tx, actor: Actor, networks: readonly { network: NetworkInput; certainty: repository.NetworkOrigin["certainty"] }[], now: Date): Promise<{ id: string }[]> {
  const added = networks.map(({ network, certainty }) => {
    const id = repository.newNetworkId();
    return { id, permit: authorize(networkPolicy, "add", actor, thingOf({ id, unitId: network.unitId, isArchived: false })), network, origin: { isDemonstration: false, certainty } };
  });
  await repository.insertNetworks(tx, added, now);
  return added.map(({ id }) => ({ id }));
}

/** Judges each of several networks as one that is added. Refused: networkUnitNotThere, networkPriorityNotThere, networkJoinedInFuture. */
export async function judgeNewNetworks(actor: Actor, networks: readonly NetworkInput[], now = new Date()): Promise<Result<null, NetworkRefusal>[]> {
  const choices = await choicesOn(actor, now);
  return networks.map((network) => judge(network, null, choices, today(now)));
}

/** A network held for a change; of one that is another today nothing is changed but that. */
async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredNetwork> {
  const stored = await repository.lockNetwork(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  if (stored.mergedInto !== null) throw new AppError("CONFLICT");
  return stored;
}

/**
 * Changes a network. A changed scope is asked anew who decides (E.4.8). When someone else has changed it since, throws CONFLICT with
 * `baseVersion` (what the change began from) and `currentVersion`, both of which `getNetworkVersion` returns. Refused as when it is added.
 */
export async function changeNetwork(actor: Actor, { id, version, network: input }: ChangeNetworkInput, now = new Date()): Promise<Result<{ id: string }, NetworkRefusal>> {
  const choices = await choicesOn(actor, now);
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(networkPolicy, "edit", actor, thingOf(stored));
      // Giving a network to another unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(networkPolicy, "add", actor, { ...thingOf(stored), unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      const judged = judge(input, stored, choices, today(now));
      if (!judged.ok) throw new Refused(judged);
      await repository.updateNetwork(tx, permit, id, version, input, scopeBeforeOf(stored, input.scope), now);
      await recordAudit(tx, { actor, action: input.scope === stored.scope ? "networks.changed" : "networks.scopeChanged", subject: subjectOf(id), unitId: input.unitId });
      return { id };
    }),
  );
}

async function basesOf(handle: Read, actor: Actor, network: repository.StoredNetwork): Promise<MembershipBases> {
  const facts = factsOfMembership(network);
  const subjects = [network.id, ...network.mergedFrom.map(({ id }) => id)].map(subjectOf);
  const [joining, leaving] = await Promise.all([findBasis(handle, actor, subjects, [joiningMatter(network)], facts), findBasis(handle, actor, subjects, ["LEAVE_NETWORK"], facts)]);
  return { joining, leaving };
}

const ACTIONS = { CANDIDATE: "networks.candidate", MEMBER: "networks.joined", NOTICE_GIVEN: "networks.noticeGiven", LEFT: "networks.left", DECLINED: "networks.declined" } as const;

/** Moves a membership a step in its life cycle, on a day (H16, H21b). Throws CONFLICT when someone has changed it since. Refused: networkStepIllegal, networkLacksDecision, networkStepInFuture, networkLeftBeforeJoined. */
export async function takeMembershipStep(actor: Actor, { id, version, to, on }: MembershipStepInput, now = new Date()): Promise<Result<{ id: string }, StepRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(networkPolicy, "step", actor, thingOf(stored));
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgeMembershipStep(stored, to, on, await basesOf(tx, actor, stored), today(now));
    if (!judged.ok) return judged;
    await repository.moveTo(tx, permit, id, version, { from: stored.status, to, on }, now);
    await recordAudit(tx, { actor, action: ACTIONS[to], subject: subjectOf(id), unitId: stored.unitId });
    return succeed({ id });
  });
}

/** Takes a network out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveNetwork(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(networkPolicy, "archive", actor, thingOf(stored));
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await recordAudit(tx, { actor, action: archived ? "networks.archived" : "networks.restored", subject: subjectOf(id), unitId: stored.unitId });
    return { id };
  });
}

/** The days in which a participation counts for a year (H9): while it goes on, those of the year before too, since what is told once a year is waited for. */
function windowOf({ year, begunBy, isOver }: AsOf): repository.Window {
  return { from: `${String(isOver ? year : year - 1)}-01-01`, to: begunBy ?? `${String(year)}-12-31` };
}

const windowFor = (filter: NetworkFilter, now: Date) => {
  const asOf = asOfYear(filter.year ?? Number(today(now).slice(0, 4)), today(now));
  return windowOf({ ...asOf, begunBy: filter.on });
};

/** One page of the register. */
export async function listNetworks(_actor: Actor, filter: NetworkFilter, now = new Date()): Promise<{ rows: repository.NetworkRow[]; total: number }> {
  return repository.selectNetworks(reading(), filter, windowFor(filter, now), today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportNetworks(_actor: Actor, filter: NetworkFilter, now = new Date()): AsyncGenerator<repository.NetworkRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamNetworks(tx, filter, windowFor(filter, now), today(now)));
}

export interface NetworkView {
  network: repository.StoredNetwork;
  /** The decision that the membership needs, whether it is there or not; null where none is. */
  need: DecisionNeed | null;
  /** That the membership is held and has no decision to stand on as it is. */
  isUndecided: boolean;
  /** The steps from here that the actor may take, each with what is missing; none for who may take none. */
  steps: OpenStep<MembershipStatus, MembershipRequirement>[];
  mayEdit: boolean;
  mayArchive: boolean;
  /** The units that the actor may tell something of. */
  tellsOf: repository.Named[];
}

/** The units that the actor may tell something of at all: its own, or for the office all that are there. */
async function unitsToldOf(actor: Actor, now: Date): Promise<repository.Named[]> {
  return isCoordinator(actor) ? (await listUnits(actor, today(now))).map(({ id, name }) => ({ id, name })) : actor.units.map(({ id, name }) => ({ id, name }));
}

/** A network with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getNetwork(actor: Actor, id: string, now = new Date()): Promise<NetworkView> {
  const network = await repository.findNetwork(reading(), id, today(now));
  if (network === null) throw new AppError("NOT_FOUND");
  const thing = thingOf(network);
  authorize(networkPolicy, "view", actor, thing);
  const isMerged = network.mergedInto !== null;
  const [bases, units] = await Promise.all([basesOf(reading(), actor, network), isMerged ? [] : unitsToldOf(actor, now)]);
  const isDecided = carries(bases.joining);
  return {
    network,
    need: decisionNeedOf(network, network.isToLeave ?? false, isDecided),
    isUndecided: network.through === null && network.status !== "CANDIDATE" && network.status !== "DECLINED" && !isDecided,
    steps: !isMerged && may(networkPolicy, "step", actor, thing) ? openSteps(network, bases) : [],
    mayEdit: !isMerged && may(networkPolicy, "edit", actor, thing),
    mayArchive: !isMerged && may(networkPolicy, "archive", actor, thing),
    tellsOf: units.filter((unit) => may(networkPolicy, "tell", actor, { ...thing, entryUnitId: unit.id })),
  };
}

/** A network as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getNetworkVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; network: NetworkInput }> {
  const stored = await repository.findNetwork(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(networkPolicy, "edit", actor, thingOf(stored));
  const found = await repository.findNetworkVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A network's history, latest first; throws NOT_FOUND when the network isn't the actor's to see. */
export async function listNetworkHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findNetwork(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(networkPolicy, "view", actor, thingOf(stored));
  return history;
}

export interface NetworkChoices extends Choices {
  /** The units that the actor may answer for a network for. */
  ownUnits: repository.Named[];
}

/** What a network's form offers the actor; nothing for who may add none. */
export async function loadNetworkChoices(actor: Actor, now = new Date()): Promise<NetworkChoices> {
  if (!mayAddNetworks(actor)) return { units: [], priorities: [], ownUnits: [] };
  const choices = await choicesOn(actor, now);
  return { ...choices, ownUnits: choices.units.filter(({ id }) => may(networkPolicy, "add", actor, thingOf({ id, unitId: id, isArchived: false }))) };
}

/** Memberships that have no decision to stand on, and wished-for ones, those in such a state already first (H16, H21b, E.4.8). */
export async function listNetworkDecisionNeeds(_actor: Actor, unitIds: readonly string[] | null = null): Promise<DecisionNeed[]> {
  return (await repository.selectUndecided(reading(), unitIds)).flatMap((row) => decisionNeedOf(row, row.isToLeave, row.isDecided) ?? []);
}

/** Notice to be given and evaluations due, for the units that the actor answers for, or all for the office. */
export async function listMembershipsDue(actor: Actor, day: PlainDate): Promise<repository.DueRow[]> {
  const own = unitIdsAnsweredFor(actor);
  if (!isCoordinator(actor) && own.length === 0) return [];
  return repository.selectDue(reading(), isCoordinator(actor) ? null : own, addDays(day, NOTICE_DAYS));
}

/** What the register has to show: who takes part (V7, H9, H21b), which needs units have found (H21a), how memberships stand to the priorities (H10), and which stand on a decision (V11a, H16). */
export async function countNetworkEvidence(_actor: Actor, asOf: AsOf) {
  const read = reading();
  const [participation, needs, priorities, decided, valued] = await Promise.all([
    repository.countParticipation(read, { year: asOf.year, on: asOf.begunBy }, windowOf(asOf)),
    repository.countNeeds(read, asOf.on),
    repository.countPriorities(read, asOf.on),
    repository.countDecided(read, asOf.on),
    repository.countValued(read, asOf.on, windowOf(asOf)),
  ]);
  return { participation, needs, priorities, decided, valued };
}
