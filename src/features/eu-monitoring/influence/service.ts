import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, type Result } from "@/domain/result";
import { listPriorities } from "@/features/priorities/service";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { judgeDay, type MonitoringRefusal } from "../rules";
import { getItem, requireEditable, tellOf } from "../service";
import * as repository from "./repository";
import type { AddInfluenceInput, ChangeInfluenceInput, InfluenceFilter, InfluenceInput } from "./schema";

export type { InfluenceRow, StoredInfluence } from "./repository";

interface Named {
  id: string;
  name: string;
}

/** The networks that an action may have gone through, and the priorities that it may have served. */
export async function loadInfluenceChoices(actor: Actor, now = new Date()): Promise<{ networks: Named[]; priorities: Named[] }> {
  const [networks, priorities] = await Promise.all([repository.selectNetworks(reading()), listPriorities(actor, { kind: null, on: null }, now)]);
  return { networks, priorities: priorities.map(({ id, title }) => ({ id, name: title })) };
}

/** Judges what an action states; one that is stored may keep a network and a priority that are there no longer. */
async function judge(actor: Actor, action: InfluenceInput, before: InfluenceInput | null, now: Date): Promise<void> {
  must(judgeDay(action.actedOn, "actedOn", dateInStockholm(now)));
  const { networks, priorities } = await loadInfluenceChoices(actor, now);
  const isThere = (list: readonly Named[], id: string | null, kept: string | null | undefined) => id === null || id === kept || list.some((one) => one.id === id);
  if (!isThere(networks, action.networkId, before?.networkId)) must(refuse("monitoringNetworkNotThere", { field: "networkId" }));
  if (!isThere(priorities, action.priorityId, before?.priorityId)) must(refuse("monitoringPriorityNotThere", { field: "priorityId" }));
}

/** Tells what was done to influence an item (H7); the same key tells it once. Refused: monitoringInFuture, monitoringNetworkNotThere, monitoringPriorityNotThere. */
export async function addInfluence(actor: Actor, { key, itemId, action }: AddInfluenceInput, now = new Date()): Promise<Result<{ id: string }, MonitoringRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "euMonitoring.addInfluence", key, { itemId, action }, () =>
        tellOf(tx, actor, itemId, "influenced", now, async (permit) => {
          await judge(actor, action, null, now);
          await repository.insertInfluence(tx, permit, itemId, repository.newInfluenceId(), action, now);
        }),
      ),
    ),
  );
}

/**
 * Changes what is told of an action, such as what came of it. When someone else has changed it since, throws CONFLICT with `baseVersion` and `currentVersion`,
 * both of which `getInfluenceVersion` returns. Refused as when it is told.
 */
export async function changeInfluence(actor: Actor, { itemId, partId, version, action }: ChangeInfluenceInput, now = new Date()): Promise<Result<{ id: string }, MonitoringRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      tellOf(tx, actor, itemId, "influenceChanged", now, async (permit) => {
        const stored = await repository.findInfluence(tx, itemId, partId);
        if (stored === null) throw new AppError("NOT_FOUND");
        if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
        await judge(actor, action, stored, now);
        await repository.updateInfluence(tx, permit, itemId, partId, version, action);
      }),
    ),
  );
}

/** Takes away an action that was told wrongly; it stays in the history. Throws CONFLICT when someone has changed it or taken it away since. */
export async function removeInfluence(actor: Actor, { itemId, partId, version }: { itemId: string; partId: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction((tx) => tellOf(tx, actor, itemId, "influenceRemoved", now, (permit) => repository.removeInfluence(tx, permit, itemId, partId, version, now)));
}

/** What has been done to influence an item, the latest first; throws NOT_FOUND when the item isn't the actor's to see. */
export async function listInfluenceOf(actor: Actor, itemId: string, now = new Date()): Promise<repository.StoredInfluence[]> {
  await getItem(actor, itemId, now);
  return repository.selectOfItem(reading(), itemId);
}

/** One page of what has been done to influence what units follow. */
export async function listInfluence(_actor: Actor, filter: InfluenceFilter, now = new Date()): Promise<{ rows: repository.InfluenceRow[]; total: number }> {
  return repository.selectActions(reading(), filter, dateInStockholm(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportInfluence(_actor: Actor, filter: InfluenceFilter, now = new Date()): AsyncGenerator<repository.InfluenceRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamActions(tx, filter, dateInStockholm(now)));
}

/** An action as it was in one of its versions, for who may change its item; throws NOT_FOUND. */
export async function getInfluenceVersion(actor: Actor, { itemId, partId }: { itemId: string; partId: string }, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; action: InfluenceInput }> {
  await requireEditable(actor, itemId, now);
  const found = (await repository.findInfluence(reading(), itemId, partId)) === null ? null : await repository.findInfluenceVersion(reading(), partId, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}
