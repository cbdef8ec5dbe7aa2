import "server-only";
import { isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { getOpportunity } from "@/features/opportunities/service";
import { readProjectFilter } from "@/features/projects/schema";
import { loadUnits } from "@/features/projects/choices/service";
import { listProjects } from "@/features/projects/lists/service";
import { getProject } from "@/features/projects/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, type Permit } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { initiativePolicy, mayLogInitiatives } from "./policy";
import * as repository from "./repository";
import { judgeInitiative, type InitiativeRefusal, type TakerOutcome, type UnitOutcome } from "./rules";
import { readInitiativeFilter, type ChangeInitiativeInput, type InitiativeFilter, type InitiativeInput } from "./schema";

export type { InitiativeRow, StoredInitiative, UntriedInitiative } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: InitiativeRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, InitiativeRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `initiatives.${action}`, subject: { kind: "initiative", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

/** The units that the actor may log an initiative for; none for who may log none. */
export async function listOwnUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  if (!mayLogInitiatives(actor)) return [];
  return (await loadUnits(actor, now)).filter(({ id }) => may(initiativePolicy, "log", actor, { id, unitId: id, isArchived: false }));
}

/** Judges what an initiative states; one that is stored may keep a unit that has ended since. */
async function judge(actor: Actor, input: InitiativeInput, before: repository.StoredInitiative | null, now: Date): Promise<void> {
  const judged = judgeInitiative(input, today(now));
  if (!judged.ok) throw new Refused(judged);
  if (input.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === input.unitId)) throw new Refused(refuse("initiativeUnitNotThere", { field: "unitId" }));
}

/**
 * Logs development work that a unit has taken up, which is to be examined (V10a, V10b), by itself or from an opportunity that the actor may see; the same key logs it once.
 * Refused: initiativeUnitNotThere, initiativeInFuture, initiativeOpportunityNotThere.
 */
export async function logInitiative(
  actor: Actor,
  input: InitiativeInput,
  key: string,
  about: { origin?: repository.InitiativeOrigin; opportunityId?: string | null } = {},
  now = new Date(),
): Promise<Result<{ id: string }, InitiativeRefusal>> {
  const opportunityId = about.opportunityId ?? null;
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "initiatives.log", key, opportunityId === null ? input : { ...input, opportunityId }, async () => {
        const id = repository.newInitiativeId();
        const permit = authorize(initiativePolicy, "log", actor, { id, unitId: input.unitId, isArchived: false });
        await judge(actor, input, null, now);
        if (opportunityId !== null && (await orNull(getOpportunity(actor, opportunityId, now))) === null) throw new Refused(refuse("initiativeOpportunityNotThere", { field: "title" }));
        await repository.insertInitiative(tx, permit, id, { ...input, opportunityId }, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "logged");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredInitiative> {
  const stored = await repository.lockInitiative(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes an initiative. When someone else has changed it since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getInitiativeVersion` returns. Refused as when it is logged.
 */
export async function changeInitiative(actor: Actor, { id, version, initiative: input }: ChangeInitiativeInput, now = new Date()): Promise<Result<{ id: string }, InitiativeRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(initiativePolicy, "edit", actor, stored);
      // Giving an initiative to another unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(initiativePolicy, "log", actor, { ...stored, unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      await judge(actor, input, stored, now);
      await repository.updateInitiative(tx, permit, id, version, input, now);
      await audit(tx, actor, id, input.unitId, "changed");
      return { id };
    }),
  );
}

/** Writes what lies under an initiative, and takes it to its next version. Throws CONFLICT when someone has changed it since. */
export async function changeUnder(tx: Tx, actor: Actor, { id, version }: { id: string; version: number }, action: string, now: Date, work: (permit: Permit<"initiatives.examine">) => Promise<void>): Promise<{ id: string }> {
  const stored = await hold(tx, id, now);
  const permit = authorize(initiativePolicy, "examine", actor, stored);
  if (stored.version !== version) throw new AppError("CONFLICT");
  await work(permit);
  await repository.touchInitiative(tx, permit, id, version, now);
  await audit(tx, actor, id, stored.unitId, action);
  return { id };
}

const orNull = <Value>(work: Promise<Value>): Promise<Value | null> =>
  work.catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  });

/** Says which project an initiative became, of those that the actor may see, or that it became none. Throws CONFLICT when someone has changed it since. Refused: initiativeProjectNotThere. */
export async function nameProject(actor: Actor, { id, version, projectId }: { id: string; version: number; projectId: string | null }, now = new Date()): Promise<Result<{ id: string }, InitiativeRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(initiativePolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT");
      if (projectId === stored.projectId) return { id };
      if (projectId !== null && (await orNull(getProject(actor, projectId, now))) === null) throw new Refused(refuse("initiativeProjectNotThere", { field: "projectId" }));
      await repository.updateProject(tx, permit, id, version, projectId, now);
      await audit(tx, actor, id, stored.unitId, projectId === null ? "projectLeft" : "becameProject");
      return { id };
    }),
  );
}

/**
 * Links an initiative to the project that it has become, inside the transaction that logs the project; one that has a project already keeps it. Throws
 * FORBIDDEN or NOT_FOUND, before anything is written, where the initiative is not the actor's to change.
 */
export async function linkInTransaction(tx: Tx, actor: Actor, id: string, projectId: string, now = new Date()): Promise<void> {
  const stored = await hold(tx, id, now);
  const permit = authorize(initiativePolicy, "edit", actor, stored);
  if (stored.projectId !== null) return;
  await repository.updateProject(tx, permit, id, stored.version, projectId, now);
  await audit(tx, actor, id, stored.unitId, "becameProject");
}

/** Takes an initiative out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveInitiative(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(initiativePolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the register. */
export async function listInitiatives(_actor: Actor, filter: InitiativeFilter, now = new Date()): Promise<{ rows: repository.InitiativeRow[]; total: number }> {
  return repository.selectInitiatives(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportInitiatives(_actor: Actor, filter: InitiativeFilter, now = new Date()): AsyncGenerator<repository.InitiativeRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamInitiatives(tx, filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listInitiativeYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** What became of a year's initiatives, unit by unit, and who took them (V20d); by a day where one is given. */
export async function countInitiatives(_actor: Actor, year: number, until: PlainDate | null = null, now = new Date()): Promise<{ units: UnitOutcome[]; takers: TakerOutcome[] }> {
  const filter = { ...readInitiativeFilter({}).filter, year, until };
  const [units, takers] = await Promise.all([repository.countOutcomes(reading(), filter, today(now)), repository.countTakers(reading(), filter)]);
  return { units, takers };
}

/** The initiatives of the actor's own units that have still to be examined, the latest first. */
export async function listUntried(actor: Actor): Promise<repository.UntriedInitiative[]> {
  return actor.units.length === 0 ? [] : repository.selectUntried(reading(), unitIdsAnsweredFor(actor));
}

export interface InitiativeView {
  initiative: repository.StoredInitiative;
  /** The project that it became; null also where the actor may not see it. */
  project: { id: string; title: string } | null;
  /** The opportunity that it was made from; null also where that has left the feed. */
  opportunity: { id: string; title: string } | null;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An initiative with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getInitiative(actor: Actor, id: string, now = new Date()): Promise<InitiativeView> {
  const initiative = await repository.findInitiative(reading(), id, today(now));
  if (initiative === null) throw new AppError("NOT_FOUND");
  authorize(initiativePolicy, "view", actor, initiative);
  const [found, source] = await Promise.all([
    initiative.projectId === null ? null : orNull(getProject(actor, initiative.projectId, now)),
    initiative.opportunityId === null ? null : orNull(getOpportunity(actor, initiative.opportunityId, now)),
  ]);
  const project = found === null ? null : { id: found.project.id, title: found.project.title };
  const opportunity = source === null ? null : { id: source.opportunity.id, title: source.opportunity.title };
  return { initiative, project, opportunity, mayEdit: may(initiativePolicy, "edit", actor, initiative), mayArchive: may(initiativePolicy, "archive", actor, initiative) };
}

/** The unit's projects that an initiative may have become, of those that the actor may see, at most one page of them. */
export async function offerProjects(actor: Actor, unitId: string, now = new Date()): Promise<{ id: string; title: string }[]> {
  const { rows } = await listProjects(actor, readProjectFilter({ unit: unitId }).filter, now);
  return rows.map(({ id, title }) => ({ id, title }));
}

/** The initiative that became a project, where the actor may see the project; null when there is none. */
export async function findInitiativeOf(actor: Actor, projectId: string, { loaded }: { loaded?: Promise<unknown> } = {}, now = new Date()): Promise<{ id: string; title: string } | null> {
  // Read while permission is asked; nobody is told of it before the answer.
  const [initiative] = await Promise.all([repository.findOfProject(reading(), projectId), loaded ?? getProject(actor, projectId, now)]);
  return initiative;
}

/** The initiatives in the register that were made from an opportunity, which all may see, the first taken up first, at most 50. */
export async function listInitiativesOf(_actor: Actor, opportunityId: string, now = new Date()): Promise<{ id: string; title: string; unit: string; begunOn: PlainDate }[]> {
  return repository.selectOfOpportunity(reading(), opportunityId, today(now));
}

/** An initiative as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getInitiativeVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; initiative: InitiativeInput }> {
  const stored = await repository.findInitiative(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(initiativePolicy, "edit", actor, stored);
  const found = await repository.findInitiativeVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An initiative's history, latest first; throws NOT_FOUND when the initiative isn't the actor's to see. */
export async function listInitiativeHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findInitiative(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(initiativePolicy, "view", actor, stored);
  return history;
}
