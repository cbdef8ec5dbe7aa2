import "server-only";
import { isCoordinator, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { listUnits } from "@/features/bodies/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { isOfUnit, savedViewPolicy } from "./policy";
import * as repository from "./repository";
import { cleanQuery, judgeCount, judgeSharing, type ViewRefusal } from "./rules";
import type { ChangeViewInput, ViewInput, ViewList, ViewSharing } from "./schema";

export type { ListedView, StoredView } from "./repository";

const readerOf = (actor: Actor): repository.Reader => ({ personId: actor.personId, unitIds: unitIdsOf(actor), isOffice: isCoordinator(actor) });

const unitIdsOf = (actor: Actor): string[] => [...new Set([...unitIdsAnsweredFor(actor), ...actor.roles.flatMap(({ role, bodyId }) => ((role === "UNIT_MANAGER" || role === "BOARD_SECRETARY") && bodyId !== null ? [bodyId] : []))])];

const audit = (tx: Tx, actor: Actor, id: string, action: string) => recordAudit(tx, { actor, action: `savedViews.${action}`, subject: { kind: "savedView", id } });

function requireSharing(actor: Actor, { sharing, unitId }: { sharing: ViewSharing; unitId: string | null }): void {
  must(judgeSharing(sharing, { isOffice: isCoordinator(actor), answersForUnit: isOfUnit(actor, unitId) }));
}

/** Answers with what the work comes to; of a person's own views of a list, no two bear one name. */
async function namedOnce<Value>(work: () => Promise<Value>): Promise<Result<Value, ViewRefusal>> {
  try {
    return await orRefuse<Value, ViewRefusal>(work);
  } catch (error) {
    if (sqlStateOf(error) === "23505") return refuse("viewNameTaken", { field: "name" });
    throw error;
  }
}

/** Keeps a list's filter, order and columns as a view of the actor's own, shared as is said; the same key keeps it once. Refused: viewNameTaken, viewTooMany, viewNotYoursToShare. */
export async function saveView(actor: Actor, { view, isDefault }: { view: ViewInput; isDefault: boolean }, key: string, now = new Date()): Promise<Result<{ id: string }, ViewRefusal>> {
  return namedOnce(() =>
    inTransaction((tx) =>
      once(tx, actor, "savedViews.save", key, { view, isDefault }, async () => {
        const thing = { id: repository.newViewId(), personId: actor.personId, sharing: view.sharing, unitId: view.unitId };
        const permit = authorize(savedViewPolicy, "save", actor, thing);
        requireSharing(actor, view);
        must(judgeCount(await repository.countKept(tx, permit)));
        await repository.insertView(tx, permit, thing.id, { ...view, query: cleanQuery(view.query) }, now);
        if (isDefault) await repository.storeDefault(tx, authorize(savedViewPolicy, "makeDefault", actor, thing), { id: thing.id, list: view.list }, true);
        await audit(tx, actor, thing.id, "saved");
        return { id: thing.id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string): Promise<repository.StoredView> {
  const stored = await repository.lockView(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Gives a view another name, or shares it otherwise. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when it has been changed since. Refused: viewNameTaken, viewNotYoursToShare. */
export async function changeView(actor: Actor, input: ChangeViewInput, now = new Date()): Promise<Result<{ id: string }, ViewRefusal>> {
  return namedOnce(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, input.id);
      const permit = authorize(savedViewPolicy, "change", actor, stored);
      requireSharing(actor, input);
      if (stored.version !== input.version) throw new AppError("CONFLICT");
      await repository.updateView(tx, permit, input, now);
      await audit(tx, actor, input.id, "changed");
      return { id: input.id };
    }),
  );
}

/** Removes a view, also from the menus that open a list with it; it stays in the history. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when it has been changed since. */
export async function removeView(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(savedViewPolicy, "change", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.archiveView(tx, permit, id, version, now);
    await audit(tx, actor, id, "removed");
    return { id };
  });
}

/** Has the actor's own menu open a list with a view, or no longer; again it changes nothing. Throws NOT_FOUND. */
export async function setDefaultView(actor: Actor, { id, isDefault }: { id: string; isDefault: boolean }): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    await repository.storeDefault(tx, authorize(savedViewPolicy, "makeDefault", actor, stored), stored, isDefault);
    return { id };
  });
}

/** A view, and whether the actor may change it; throws NOT_FOUND where it isn't the actor's to see. */
export async function getView(actor: Actor, id: string): Promise<{ view: repository.StoredView; mayChange: boolean }> {
  const view = await repository.findView(reading(), id);
  if (view === null) throw new AppError("NOT_FOUND");
  authorize(savedViewPolicy, "view", actor, view);
  return { view, mayChange: may(savedViewPolicy, "change", actor, view) };
}

/** The views that the actor sees, of one list or of all, the actor's own first, each with whether the actor may change it. */
export async function listViews(actor: Actor, list: ViewList | null = null): Promise<(repository.ListedView & { mayChange: boolean })[]> {
  return (await repository.selectViews(reading(), readerOf(actor), list)).map((view) => ({ ...view, mayChange: may(savedViewPolicy, "change", actor, view) }));
}

/** The query that the actor's own menu opens each list with. */
export async function listDefaults(actor: Actor): Promise<ReadonlyMap<string, string>> {
  return new Map((await repository.selectDefaults(reading(), readerOf(actor))).map(({ list, query }) => [list, query]));
}

/** With whom the actor may share a view: everyone for the office, and the units that it may share one with. */
export async function loadSharingChoices(actor: Actor, now = new Date()): Promise<{ mayShareWithAll: boolean; units: { id: string; name: string }[] }> {
  const isOffice = isCoordinator(actor);
  const units = (await listUnits(actor, dateInStockholm(now))).filter(({ id }) => isOffice || isOfUnit(actor, id)).map(({ id, name }) => ({ id, name }));
  return { mayShareWithAll: isOffice, units };
}
