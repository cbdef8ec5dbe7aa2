import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Result } from "@/domain/result";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { judgeDay, type MonitoringRefusal } from "../rules";
import { getItem, requireEditable, tellOf } from "../service";
import * as repository from "./repository";
import type { AddReadinessInput, ChangeReadinessInput, ReadinessInput } from "./schema";

export type { StoredReadiness } from "./repository";

/** Tells what an item will mean for its unit and what is to be done about it (H8); the same key tells it once. Refused: monitoringInFuture. */
export async function addReadiness(actor: Actor, { key, itemId, readiness }: AddReadinessInput, now = new Date()): Promise<Result<{ id: string }, MonitoringRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "euMonitoring.addReadiness", key, { itemId, readiness }, () =>
        tellOf(tx, actor, itemId, "madeReady", now, async (permit) => {
          must(judgeDay(readiness.assessedOn, "assessedOn", dateInStockholm(now)));
          await repository.insertReadiness(tx, permit, itemId, repository.newReadinessId(), readiness, now);
        }),
      ),
    ),
  );
}

/**
 * Changes a readiness, such as how far its measure has come. When someone else has changed it since, throws CONFLICT with `baseVersion` and `currentVersion`, both of
 * which `getReadinessVersion` returns. Refused as when it is told.
 */
export async function changeReadiness(actor: Actor, { itemId, partId, version, readiness }: ChangeReadinessInput, now = new Date()): Promise<Result<{ id: string }, MonitoringRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      tellOf(tx, actor, itemId, "readinessChanged", now, async (permit) => {
        const stored = await repository.findReadiness(tx, itemId, partId);
        if (stored === null) throw new AppError("NOT_FOUND");
        if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
        must(judgeDay(readiness.assessedOn, "assessedOn", dateInStockholm(now)));
        await repository.updateReadiness(tx, permit, itemId, partId, version, readiness);
      }),
    ),
  );
}

/** Takes away a readiness that was told wrongly; it stays in the history. Throws CONFLICT when someone has changed it or taken it away since. */
export async function removeReadiness(actor: Actor, { itemId, partId, version }: { itemId: string; partId: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction((tx) => tellOf(tx, actor, itemId, "readinessRemoved", now, (permit) => repository.removeReadiness(tx, permit, itemId, partId, version, now)));
}

/** How ready a unit is for an item, what is to be done first coming first; throws NOT_FOUND when the item isn't the actor's to see. */
export async function listReadinessOf(actor: Actor, itemId: string, now = new Date()): Promise<repository.StoredReadiness[]> {
  await getItem(actor, itemId, now);
  return repository.selectOfItem(reading(), itemId);
}

/** A readiness as it was in one of its versions, for who may change its item; throws NOT_FOUND. */
export async function getReadinessVersion(actor: Actor, { itemId, partId }: { itemId: string; partId: string }, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; readiness: ReadinessInput }> {
  await requireEditable(actor, itemId, now);
  const found = (await repository.findReadiness(reading(), itemId, partId)) === null ? null : await repository.findReadinessVersion(reading(), partId, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}
