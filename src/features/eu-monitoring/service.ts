import "server-only";
import { isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { loadUnits } from "@/features/projects/choices/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, type Permit } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { mayLogItems, monitoringPolicy } from "./policy";
import * as repository from "./repository";
import { judgeItem, type MonitoringRefusal, type UnitWatch } from "./rules";
import { readItemFilter, type ChangeItemInput, type ItemFilter, type ItemInput } from "./schema";

export type { ItemAhead, ItemRow, MeasureAhead, StoredItem } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `euMonitoring.${action}`, subject: { kind: "monitoringItem", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

/** The units that the actor may log an item for; none for who may log none. */
export async function listMonitoringUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  if (!mayLogItems(actor)) return [];
  return (await loadUnits(actor, now)).filter(({ id }) => may(monitoringPolicy, "log", actor, { id, unitId: id, isArchived: false }));
}

/** Judges what an item states; one that is stored may keep a unit that has ended since. */
async function judge(actor: Actor, input: ItemInput, before: repository.StoredItem | null, now: Date): Promise<void> {
  must(judgeItem(input, today(now)));
  if (input.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === input.unitId)) must(refuse("monitoringUnitNotThere", { field: "unitId" }));
}

/** Logs that a unit follows something at EU level (H6); the same key logs it once. Refused: monitoringUnitNotThere, monitoringInFuture. */
export async function logItem(actor: Actor, input: ItemInput, key: string, about: { origin?: repository.ItemOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, MonitoringRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "euMonitoring.log", key, input, async () => {
        const id = repository.newItemId();
        const permit = authorize(monitoringPolicy, "log", actor, { id, unitId: input.unitId, isArchived: false });
        await judge(actor, input, null, now);
        await repository.insertItem(tx, permit, id, input, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "logged");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredItem> {
  const stored = await repository.lockItem(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes an item. When someone else has changed it since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getItemVersion` returns. Refused as when it is logged.
 */
export async function changeItem(actor: Actor, { id, version, item: input }: ChangeItemInput, now = new Date()): Promise<Result<{ id: string }, MonitoringRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(monitoringPolicy, "edit", actor, stored);
      // Giving an item to another unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(monitoringPolicy, "log", actor, { ...stored, unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      await judge(actor, input, stored, now);
      await repository.updateItem(tx, permit, id, version, input, now);
      await audit(tx, actor, id, input.unitId, "changed");
      return { id };
    }),
  );
}

/** Writes what is told of an item, which is held meanwhile; part of the use cases of influence and readiness. Throws NOT_FOUND or FORBIDDEN. */
export async function tellOf(tx: Tx, actor: Actor, id: string, action: string, now: Date, work: (permit: Permit<"euMonitoring.tell">) => Promise<void>): Promise<{ id: string }> {
  const stored = await hold(tx, id, now);
  const permit = authorize(monitoringPolicy, "tell", actor, stored);
  await work(permit);
  await audit(tx, actor, id, stored.unitId, action);
  return { id };
}

/** Takes an item out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveItem(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(monitoringPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the register. */
export async function listItems(_actor: Actor, filter: ItemFilter, now = new Date()): Promise<{ rows: repository.ItemRow[]; total: number }> {
  return repository.selectItems(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportItems(_actor: Actor, filter: ItemFilter, now = new Date()): AsyncGenerator<repository.ItemRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamItems(tx, filter, today(now)));
}

/** The years in which something has been followed, latest first. */
export async function listItemYears(_actor: Actor, now = new Date()): Promise<number[]> {
  return repository.selectYears(reading(), today(now));
}

/** What the units follow in a year, how ready they are and what they did to influence it (H6, H7, H8); by a day where one is given. */
export async function countWatch(_actor: Actor, year: number, until: PlainDate | null = null, now = new Date()): Promise<UnitWatch[]> {
  return repository.countWatch(reading(), { ...readItemFilter({}).filter, year, until }, today(now));
}

/** How many days ahead the task list shows what is to be looked at or done. */
const DAYS_AHEAD = 30;

/** What the actor's own units are to look at, see to or do by the next thirty days. */
export async function listAhead(actor: Actor, day: PlainDate): Promise<{ items: repository.ItemAhead[]; measures: repository.MeasureAhead[] }> {
  if (actor.units.length === 0) return { items: [], measures: [] };
  const [unitIds, until] = [unitIdsAnsweredFor(actor), addDays(day, DAYS_AHEAD)];
  const [items, measures] = await Promise.all([repository.selectAhead(reading(), unitIds, day, until), repository.selectMeasures(reading(), unitIds, until)]);
  return { items, measures };
}

export interface ItemView {
  item: repository.StoredItem;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An item with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getItem(actor: Actor, id: string, now = new Date()): Promise<ItemView> {
  const item = await repository.findItem(reading(), id, today(now));
  if (item === null) throw new AppError("NOT_FOUND");
  authorize(monitoringPolicy, "view", actor, item);
  return { item, mayEdit: may(monitoringPolicy, "edit", actor, item), mayArchive: may(monitoringPolicy, "archive", actor, item) };
}

/** Asks whether the actor may change an item, for what is read of its earlier versions; throws NOT_FOUND or FORBIDDEN. */
export async function requireEditable(actor: Actor, id: string, now = new Date()): Promise<void> {
  const stored = await repository.findItem(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(monitoringPolicy, "edit", actor, stored);
}

/** An item as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getItemVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; item: ItemInput }> {
  await requireEditable(actor, id, now);
  const found = await repository.findItemVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An item's history with what has been told of it, latest first; throws NOT_FOUND when the item isn't the actor's to see. */
export async function listItemHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findItem(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(monitoringPolicy, "view", actor, stored);
  return history;
}
