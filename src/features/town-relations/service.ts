import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import type { MandateAnswer } from "@/domain/mandate";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { listBodiesOn } from "@/features/bodies/service";
import { answerFor, factsWithBody, ownBodyOf } from "@/features/decisions/rules";
import type { TownWritten } from "@/features/partners/towns/schema";
import { listPriorities } from "@/features/priorities/service";
import { loadUnits } from "@/features/projects/choices/service";
import { recordAudit, type AuditFacts } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { getPack, packOn } from "@/server/pack";
import { authorize, type Permit } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { closeBefore, episodeBefore, judgeEntering, judgeTimeline, mattersOf, reopenWithout, type EpisodeRefusal } from "./episodes/rules";
import type { AddEpisodeInput, ChangeEpisodeInput, EpisodeInput, EpisodeVersionInput } from "./episodes/schema";
import { findAsked } from "./findings/service";
import { mayEnterRelations, townRelationPolicy } from "./policy";
import * as repository from "./repository";
import type { ChangeRelationInput, EnterRelationInput, RelationFilter, RelationInput, VersionInput } from "./schema";
import type { AddTownInput, ChangeTownInput } from "./towns/schema";
import { putListedTown, putTown, replaceTown, type RelationTownRefusal } from "./towns/service";

export type { RelationOrigin, RelationRow, StoredEpisode, StoredRelation, StoredTown } from "./repository";

export type RelationRefusal = EpisodeRefusal | "townRelationUnitNotThere" | "townRelationPriorityNotThere" | "townRelationKindFixed" | "townEpisodeLast" | RelationTownRefusal;

const today = (now: Date): PlainDate => dateInStockholm(now);
const subjectOf = (id: string) => ({ kind: "townRelation", id });

/** Tells whether the office acts for a unit that isn't its own. */
const entryOf = (actor: Actor, { id, unitId }: { id: string; unitId: string }, action: string) => ({ action: `townRelations.${action}`, subject: subjectOf(id), unitId, onBehalf: isOnBehalf(actor, unitId) });
const audit = (tx: Tx, actor: Actor, relation: { id: string; unitId: string }, action: string) => recordAudit(tx, { actor, ...entryOf(actor, relation, action) });

async function judgeFacts(tx: Tx, actor: Actor, input: RelationInput, before: repository.StoredRelation | null, now: Date): Promise<void> {
  // A stored relation may keep a unit that has ended since.
  if (input.unitId !== before?.unitId && !(await repository.isUnitOn(tx, input.unitId, today(now)))) must(refuse("townRelationUnitNotThere", { field: "unitId" }));
  if (input.priorityId === null || input.priorityId === before?.priorityId) return;
  if (!(await listPriorities(actor, { kind: null, on: null }, now)).some(({ id }) => id === input.priorityId)) must(refuse("townRelationPriorityNotThere", { field: "priorityId" }));
}

/** What the rules of a day say of who decides a step; where none were in force, nothing is regulated, and where nothing is decided there is no answer. */
async function answerStep(tx: Tx, actor: Actor, { kind, unitId }: Pick<RelationInput, "kind" | "unitId">, matter: NonNullable<ReturnType<typeof mattersOf>>[0], on: PlainDate): Promise<MandateAnswer> {
  const [pack, bodies] = [(await packOn(on, tx)) ?? { ...getPack(), mandateRules: [] }, new Map((await listBodiesOn(actor, on)).map((body) => [body.id, body]))];
  return answerFor(pack, matter, factsWithBody({ relationKind: kind }, ownBodyOf(unitId, bodies, on)), on, []);
}

/** Judges that an episode fits among the others, and stands on what its state asks for by the rules of its first day (V14b, H12a, H12b, H14, H15). */
async function judgeEpisode(tx: Tx, actor: Actor, relation: Pick<RelationInput, "kind" | "unitId"> & { id: string }, others: readonly repository.StoredEpisode[], input: EpisodeInput): Promise<void> {
  const placed = { state: input.state, startsOn: input.starts.on, endsOn: input.ends?.on ?? null };
  must(judgeTimeline([...others, placed]));
  const before = episodeBefore(others, placed.startsOn)?.state ?? null;
  const matters = mattersOf(before, input.state);
  if (matters === null) return;
  const answer = await answerStep(tx, actor, relation, matters[0], placed.startsOn);
  const decision = input.decisionId === null ? null : await repository.findDecisionAbout(tx, relation.id, input.decisionId);
  must(judgeEntering(before, input, decision, relation.kind, answer));
}

/**
 * Enters a relation for a unit that the actor answers for, with its first town and the first episode of its history; the same key enters it once. Refused:
 * townRelationUnitNotThere, townRelationPriorityNotThere, and as an episode is.
 */
export async function enterRelation(actor: Actor, input: EnterRelationInput, key: string, about: { origin?: repository.RelationOrigin; facts?: repository.StoredRelation["facts"] } = {}, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "townRelations.enter", key, input, async () => {
        const id = repository.newRelationId();
        const permit = authorize(townRelationPolicy, "enter", actor, { id, unitId: input.relation.unitId, isArchived: false });
        await judgeFacts(tx, actor, input.relation, null, now);
        await judgeEpisode(tx, actor, { ...input.relation, id }, [], input.episode);
        await repository.insertRelations(tx, [{ id, permit, ...input, origin: about.origin ?? { isDemonstration: false }, facts: about.facts ?? [] }], now);
        must(await putTown(tx, actor, permit, { id, towns: [], isDemonstration: about.origin?.isDemonstration ?? false }, { town: input.town, time: { since: null, until: null, note: null } }, now));
        await audit(tx, actor, { id, unitId: input.relation.unitId }, "entered");
        return { id };
      }),
    ),
  );
}

/** Enters relations that are told of together, each known from a source alone; part of another use case, which has judged them and writes the audit trail. */
export async function enterRelations(tx: Tx, actor: Actor, entered: readonly (EnterRelationInput & { otherTowns: readonly TownWritten[] })[], now: Date): Promise<{ id: string; entry: Omit<AuditFacts, "actor"> }[]> {
  const added = entered.map((input) => {
    const id = repository.newRelationId();
    return { id, permit: authorize(townRelationPolicy, "enter", actor, { id, unitId: input.relation.unitId, isArchived: false }), ...input, origin: { isDemonstration: false }, facts: [] };
  });
  await repository.insertRelations(tx, added, now);
  for (const { id, permit, town, otherTowns } of added) for (const each of [town, ...otherTowns]) await putListedTown(tx, actor, permit, id, each, now);
  return added.map(({ id, relation: { unitId } }) => ({ id, entry: entryOf(actor, { id, unitId }, "entered") }));
}

/** Holds a relation until the transaction ends, so that of two who write at once the second sees what the first has done. Throws NOT_FOUND. */
export async function openRelation(tx: Tx, actor: Actor, id: string, now = new Date()): Promise<repository.StoredRelation> {
  const stored = await repository.lockRelation(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(townRelationPolicy, "view", actor, stored);
  return stored;
}

/** A relation held for a change, with the permission. Throws CONFLICT when someone has changed it since. */
async function openForChange(tx: Tx, actor: Actor, { id, version }: VersionInput, now: Date): Promise<{ stored: repository.StoredRelation; permit: Permit<"townRelations.edit"> }> {
  const stored = await openRelation(tx, actor, id, now);
  const permit = authorize(townRelationPolicy, "edit", actor, stored);
  // Of one that is another today nothing is changed but that.
  if (stored.version !== version || stored.mergedInto !== null) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
  return { stored, permit };
}

/**
 * Changes what lies under a relation, which thereby comes to its next version, and writes the act down as the transaction's last statement. Throws
 * NOT_FOUND, FORBIDDEN, and CONFLICT when someone has changed the relation since.
 */
export async function changeUnder(tx: Tx, actor: Actor, at: VersionInput, action: string, now: Date, work: (opened: Awaited<ReturnType<typeof openForChange>>) => Promise<void>): Promise<{ id: string }> {
  const opened = await openForChange(tx, actor, at, now);
  await work(opened);
  await repository.touchRelation(tx, opened.permit, at.id, at.version, now);
  await audit(tx, actor, opened.stored, action);
  return { id: at.id };
}

/**
 * Changes a relation. When someone else has done so since, throws CONFLICT with `baseVersion` (what the change began from) and `currentVersion`, both of
 * which `getRelationVersion` returns. Refused: townRelationKindFixed, townRelationUnitNotThere, townRelationPriorityNotThere.
 */
export async function changeRelation(actor: Actor, { id, version, relation: input }: ChangeRelationInput, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, permit } = await openForChange(tx, actor, { id, version }, now);
      // Giving a relation to a unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(townRelationPolicy, "enter", actor, { ...stored, unitId: input.unitId });
      // What was decided was decided of a relation of that kind: another kind is another relation.
      if (input.kind !== stored.kind && stored.episodes.some(({ state }) => state !== "PROPOSED")) must(refuse("townRelationKindFixed", { field: "kind" }));
      await judgeFacts(tx, actor, input, stored, now);
      await repository.updateRelation(tx, permit, id, version, input, now);
      await audit(tx, actor, stored, "changed");
      return { id };
    }),
  );
}

/** Takes a relation out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveRelation(actor: Actor, { id, version }: VersionInput, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await openRelation(tx, actor, id, now);
    const permit = authorize(townRelationPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, stored, archived ? "archived" : "restored");
    return { id };
  });
}

/** Adds an episode to a relation's history and closes the one that goes on the day before; the same key adds it once. Throws CONFLICT when someone has changed the relation since. Refused as `judgeTimeline` and `judgeEntering` say. */
export async function addEpisode(actor: Actor, { id, version, episode }: AddEpisodeInput, key: string, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "townRelations.addEpisode", key, { id, episode }, () =>
        changeUnder(tx, actor, { id, version }, EPISODE_ACTS[episode.state], now, async ({ stored, permit }) => {
        const closed = closeBefore(stored.episodes, episode.starts.on);
        const others = stored.episodes.map((other) => (other.id === closed?.episode.id ? { ...other, endsOn: closed.endsOn } : other));
        await judgeEpisode(tx, actor, stored, others, episode);
        if (closed !== null) await repository.closeEpisode(tx, permit, id, closed.episode.id, { on: closed.endsOn, precision: episode.starts.precision });
        await repository.insertEpisode(tx, permit, id, episode);
        }),
      ),
    ),
  );
}

const EPISODE_ACTS = { PROPOSED: "proposed", ACTIVE: "activated", DORMANT: "fellDormant", PAUSED: "paused", COUNTERPART_GONE: "lostCounterpart", NOTICE_GIVEN: "gaveNotice", ENDED: "ended" } as const;

function findEpisode(episodes: readonly repository.StoredEpisode[], episodeId: string): repository.StoredEpisode {
  const found = episodes.find(({ id }) => id === episodeId);
  if (found === undefined) throw new AppError("NOT_FOUND");
  return found;
}

/** Changes an episode. Throws CONFLICT when someone has changed the relation since. Refused as `judgeTimeline` and `judgeEntering` say. */
export async function changeEpisode(actor: Actor, { id, episodeId, version, episode }: ChangeEpisodeInput, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      changeUnder(tx, actor, { id, version }, "changedEpisode", now, async ({ stored, permit }) => {
      findEpisode(stored.episodes, episodeId);
      await judgeEpisode(tx, actor, stored, stored.episodes.filter((other) => other.id !== episodeId), episode);
      await repository.updateEpisode(tx, permit, id, episodeId, episode);
      }),
    ),
  );
}

/** Takes an episode out of a relation's history without removing anything, so that one that it had closed goes on; the only one stays. Throws CONFLICT when someone has changed the relation since. Refused as `judgeTimeline` says. */
export async function removeEpisode(actor: Actor, { id, episodeId, version }: EpisodeVersionInput, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      changeUnder(tx, actor, { id, version }, "removedEpisode", now, async ({ stored, permit }) => {
      const gone = findEpisode(stored.episodes, episodeId);
      const left = stored.episodes.filter((other) => other.id !== episodeId);
      if (left.length === 0) must(refuse("townEpisodeLast"));
      must(judgeTimeline(left));
      const reopened = reopenWithout(stored.episodes, gone);
      await repository.updateRemoved(tx, permit, id, episodeId, now);
      if (reopened !== null) await repository.closeEpisode(tx, permit, id, reopened.id, null);
      }),
    ),
  );
}

/** Puts an episode back that had been taken out of a relation's history; one that goes on then ends the day before. Throws NOT_FOUND, and CONFLICT when someone has changed the relation since. Refused as `judgeTimeline` and `judgeEntering` say. */
export async function restoreEpisode(actor: Actor, { id, episodeId, version }: EpisodeVersionInput, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      changeUnder(tx, actor, { id, version }, "restoredEpisode", now, async ({ stored, permit }) => {
        const back = findEpisode(stored.removedEpisodes, episodeId);
        const closed = closeBefore(stored.episodes, back.startsOn);
        const others = stored.episodes.map((other) => (other.id === closed?.episode.id ? { ...other, endsOn: closed.endsOn } : other));
        await judgeEpisode(tx, actor, stored, others, { ...back, starts: { on: back.startsOn, precision: back.startPrecision }, ends: back.endsOn === null || back.endPrecision === null ? null : { on: back.endsOn, precision: back.endPrecision } });
        if (closed !== null) await repository.closeEpisode(tx, permit, id, closed.episode.id, { on: closed.endsOn, precision: back.startPrecision });
        await repository.updateRemoved(tx, permit, id, episodeId, null);
      }),
    ),
  );
}

/** Adds a town to a relation, which thereby becomes a chain; the same key adds it once. Throws CONFLICT when someone has changed the relation since. Refused: townAlreadyThere, and as `takeTown` asks back. */
export async function addTown(actor: Actor, { id, version, town, time }: AddTownInput, key: string, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "townRelations.addTown", key, { id, town, time }, () =>
        changeUnder(tx, actor, { id, version }, "addedTown", now, async ({ stored, permit }) => {
          must(await putTown(tx, actor, permit, stored, { town, time }, now));
        }),
      ),
    ),
  );
}

/** Changes which town it is, or its time in a relation. Throws CONFLICT when someone has changed the relation since. Refused: townAlreadyThere, and as `takeTown` asks back. */
export async function changeTown(actor: Actor, { id, townId, version, town, time }: ChangeTownInput, now = new Date()): Promise<Result<{ id: string }, RelationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      changeUnder(tx, actor, { id, version }, "changedTown", now, async ({ stored, permit }) => {
        must(await replaceTown(tx, actor, permit, stored, { townId, town, time }, now));
      }),
    ),
  );
}

/** One page of the register. */
export async function listRelations(actor: Actor, filter: RelationFilter, now = new Date()): Promise<{ rows: repository.RelationRow[]; total: number }> {
  return repository.selectRelations(reading(), filter, await findAsked(actor, filter, now), today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportRelations(actor: Actor, filter: RelationFilter, now = new Date()): AsyncGenerator<repository.RelationRow[], void, undefined> {
  const asked = await findAsked(actor, filter, now);
  yield* readSnapshot((tx) => repository.streamRelations(tx, filter, asked, today(now)));
}

export interface RelationView {
  relation: repository.StoredRelation;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A relation with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getRelation(actor: Actor, id: string, now = new Date()): Promise<RelationView> {
  const relation = await repository.findRelation(reading(), id, today(now));
  if (relation === null) throw new AppError("NOT_FOUND");
  authorize(townRelationPolicy, "view", actor, relation);
  const isMerged = relation.mergedInto !== null;
  return { relation, mayEdit: !isMerged && may(townRelationPolicy, "edit", actor, relation), mayArchive: !isMerged && may(townRelationPolicy, "archive", actor, relation) };
}

/** A relation as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getRelationVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; relation: RelationInput }> {
  const stored = await repository.findRelation(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(townRelationPolicy, "edit", actor, stored);
  const found = await repository.findRelationVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A relation's history, latest first; throws NOT_FOUND when the relation isn't the actor's to see. */
export async function listRelationHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findRelation(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(townRelationPolicy, "view", actor, stored);
  return history;
}

export interface RelationChoices {
  units: { id: string; name: string }[];
  priorities: { id: string; name: string }[];
}

/** What a relation's form offers the actor: the units that it may write for, none for who may write for none. */
export async function loadRelationChoices(actor: Actor, now = new Date()): Promise<RelationChoices> {
  if (!mayEnterRelations(actor)) return { units: [], priorities: [] };
  const [units, priorities] = await Promise.all([loadUnits(actor, now), listPriorities(actor, { kind: null, on: null }, now)]);
  const own = units.filter(({ id }) => may(townRelationPolicy, "enter", actor, { id, unitId: id, isArchived: false }));
  return { units: own, priorities: priorities.map(({ id, title }) => ({ id, name: title })) };
}
