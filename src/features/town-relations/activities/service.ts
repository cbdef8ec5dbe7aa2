import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { loadUnits } from "@/features/projects/choices/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { mayEnterRelations } from "../policy";
import { openRelation } from "../service";
import { activityPolicy } from "./policy";
import * as repository from "./repository";
import type { LedgerEntry } from "./rules";
import type { ActivityFilter, ActivityInput, ChangeActivityInput } from "./schema";

export type { ActivityRow, StoredActivity } from "./repository";

export type ActivityRefusal = "townActivityInFuture" | "townActivityUnitNotThere" | "townActivityPayerNotThere";

const today = (now: Date): PlainDate => dateInStockholm(now);

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: ActivityRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, ActivityRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `townActivities.${action}`, subject: { kind: "exchangeActivity", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

async function judge(tx: Tx, actor: Actor, input: ActivityInput, before: repository.StoredActivity | null, now: Date): Promise<void> {
  // That the relation is there, and the actor's to see.
  if (input.relationId !== before?.relationId) await openRelation(tx, actor, input.relationId, now);
  if (input.held.on > today(now)) throw new Refused(refuse("townActivityInFuture", { field: "held" }));
  const units = await loadUnits(actor, now);
  const isThere = (id: string) => units.some((unit) => unit.id === id);
  // What is stored already may keep a unit that has ended since.
  if (input.unitId !== before?.unitId && !isThere(input.unitId)) throw new Refused(refuse("townActivityUnitNotThere", { field: "unitId" }));
  if (input.payerUnitId !== null && input.payerUnitId !== before?.payerUnitId && !isThere(input.payerUnitId)) throw new Refused(refuse("townActivityPayerNotThere", { field: "payerUnitId" }));
}

/** Logs an exchange for a unit that the actor answers for; the same key logs it once. Throws NOT_FOUND for a relation that the actor may not see. Refused: townActivityInFuture, townActivityUnitNotThere, townActivityPayerNotThere. */
export async function logActivity(actor: Actor, input: ActivityInput, key: string, about: { origin?: repository.ActivityOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, ActivityRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "townActivities.log", key, input, async () => {
        const id = repository.newActivityId();
        const permit = authorize(activityPolicy, "log", actor, { id, unitId: input.unitId, isArchived: false });
        await judge(tx, actor, input, null, now);
        await repository.insertActivity(tx, permit, id, input, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "logged");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredActivity> {
  const stored = await repository.lockActivity(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Changes an exchange. Throws CONFLICT when someone has changed it since. Refused as when it is logged. */
export async function changeActivity(actor: Actor, { id, version, activity: input }: ChangeActivityInput, now = new Date()): Promise<Result<{ id: string }, ActivityRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(activityPolicy, "edit", actor, stored);
      // Giving an exchange to a unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(activityPolicy, "log", actor, { ...stored, unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT");
      await judge(tx, actor, input, stored, now);
      await repository.updateActivity(tx, permit, id, version, input, now);
      await audit(tx, actor, id, stored.unitId, "changed");
      return { id };
    }),
  );
}

/** Takes an exchange out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveActivity(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(activityPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the register. */
export async function listActivities(_actor: Actor, filter: ActivityFilter, now = new Date()): Promise<{ rows: repository.ActivityRow[]; total: number }> {
  return repository.selectActivities(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportActivities(_actor: Actor, filter: ActivityFilter, now = new Date()): AsyncGenerator<repository.ActivityRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamActivities(tx, filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listActivityYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** What each group had of each relation in each year, of the years from one to another, up to a day where one is given; of one relation alone where it is given (V12a, V12b, V12c). */
export async function readLedger(_actor: Actor, years: { from: number; to: number; until?: PlainDate | null }, relationId: string | null = null): Promise<LedgerEntry[]> {
  return repository.selectLedger(reading(), { until: null, ...years, relationId });
}

/** How many exchanges each unit had in a year, those begun by a day alone where one is given, and how many of them reach children and young people (V13). */
export async function countActivitiesByUnit(_actor: Actor, year: number, begunBy: PlainDate | null = null): Promise<{ unitId: string; count: number; childrenAndYouth: number }[]> {
  return repository.countByUnit(reading(), year, begunBy);
}

export interface ActivityView {
  activity: repository.StoredActivity;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An exchange with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getActivity(actor: Actor, id: string, now = new Date()): Promise<ActivityView> {
  const activity = await repository.findActivity(reading(), id, today(now));
  if (activity === null) throw new AppError("NOT_FOUND");
  authorize(activityPolicy, "view", actor, activity);
  return { activity, mayEdit: may(activityPolicy, "edit", actor, activity), mayArchive: may(activityPolicy, "archive", actor, activity) };
}

/** An exchange's history, latest first; throws NOT_FOUND when the exchange isn't the actor's to see. */
export async function listActivityHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findActivity(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(activityPolicy, "view", actor, stored);
  return history;
}

/** The units that an exchange may be logged for, and those that may pay a grant; none for who may log for none. */
export async function loadActivityChoices(actor: Actor, now = new Date()): Promise<{ units: { id: string; name: string }[]; payers: { id: string; name: string }[] }> {
  if (!mayEnterRelations(actor)) return { units: [], payers: [] };
  const payers = await loadUnits(actor, now);
  return { units: payers.filter(({ id }) => may(activityPolicy, "log", actor, { id, unitId: id, isArchived: false })), payers };
}
