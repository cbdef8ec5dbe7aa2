import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { loadUnits } from "@/features/projects/choices/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { informationPolicy, mayEnterOpportunities } from "../policy";
import { judgeForwarding, judgeHeld, type InformationRefusal, type UnitInformation } from "../rules";
import * as repository from "./repository";
import { readInformationFilter, type ChangeInformationInput, type InformationFilter, type InformationInput, type LogInformationInput } from "./schema";

export type { InformationRow, StoredInformation } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `information.${action}`, subject: { kind: "informationActivity", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

/** The units that the actor may write an information log for; none for who may write none. */
export async function listInformationUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  if (!mayEnterOpportunities(actor)) return [];
  return (await loadUnits(actor, now)).filter(({ id }) => may(informationPolicy, "log", actor, { id, unitId: id, isArchived: false }));
}

/** Judges what an entry states; one that is stored may keep a unit that has ended and an opportunity that has left the feed since, and is not asked again about what it stated already. */
async function judge(tx: Tx, actor: Actor, { activity, seenDeadline }: Pick<LogInformationInput, "activity" | "seenDeadline">, before: InformationInput | null, now: Date): Promise<void> {
  must(judgeHeld(activity, today(now)));
  if (activity.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === activity.unitId)) must(refuse("informationUnitNotThere", { field: "unitId" }));
  if (activity.opportunityId === null || (activity.opportunityId === before?.opportunityId && activity.kind === before.kind && activity.heldOn === before.heldOn)) return;
  const opportunity = await repository.holdOpportunity(tx, activity.opportunityId);
  if (opportunity === null) {
    if (activity.opportunityId !== before?.opportunityId) must(refuse("informationOpportunityNotThere", { field: "opportunityId" }));
    return;
  }
  must(judgeForwarding(activity, opportunity.deadline, seenDeadline));
}

/** How long after it was forwarded it is still news; what is written down later has been told already. */
const NEWS_DAYS = 7;

/** Tells a unit's contact persons what somebody else has forwarded to them; they spread it further themselves. */
const tellForwarded = (tx: Tx, actor: Actor, unitId: string, opportunityId: string, now: Date) =>
  notify(tx, actor, { kind: "OPPORTUNITY_FORWARDED", to: [{ unitId }], subject: { kind: "opportunity", id: opportunityId }, path: `/opportunities/${opportunityId}`, params: {} }, now);

/**
 * Writes in a unit's information log what was told within it, or that an opportunity was forwarded (V20c); the same key writes it once. Refused: informationUnitNotThere,
 * informationInFuture, informationOpportunityNotThere, and informationOpportunityClosed until `seenDeadline` names the last day that had passed.
 */
export async function logInformation(actor: Actor, { key, activity, seenDeadline }: LogInformationInput, about: { origin?: repository.InformationOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, InformationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      // That one has been asked and has answered is not what is written.
      once(tx, actor, "information.log", key, activity, async () => {
        const id = repository.newInformationId();
        const permit = authorize(informationPolicy, "log", actor, { id, unitId: activity.unitId, isArchived: false });
        await judge(tx, actor, { activity, seenDeadline }, null, now);
        await repository.insertInformation(tx, permit, id, activity, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        if (activity.kind === "FORWARDED" && activity.opportunityId !== null && activity.heldOn >= addDays(today(now), -NEWS_DAYS)) await tellForwarded(tx, actor, activity.unitId, activity.opportunityId, now);
        await audit(tx, actor, id, activity.unitId, activity.kind === "FORWARDED" ? "forwarded" : "logged");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredInformation> {
  const stored = await repository.lockInformation(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes an entry. When someone else has changed it since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getInformationVersion` returns. Refused as when it is written.
 */
export async function changeInformation(actor: Actor, { id, version, activity, seenDeadline }: ChangeInformationInput, now = new Date()): Promise<Result<{ id: string }, InformationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(informationPolicy, "edit", actor, stored);
      // Giving an entry to another unit asks that one's permission too.
      if (activity.unitId !== stored.unitId) authorize(informationPolicy, "log", actor, { ...stored, unitId: activity.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      await judge(tx, actor, { activity, seenDeadline }, stored, now);
      await repository.updateInformation(tx, permit, id, version, activity, now);
      await audit(tx, actor, id, activity.unitId, "changed");
      return { id };
    }),
  );
}

/** Takes an entry out of the log without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveInformation(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(informationPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the units' information logs. */
export async function listInformation(_actor: Actor, filter: InformationFilter, now = new Date()): Promise<{ rows: repository.InformationRow[]; total: number }> {
  return repository.selectInformation(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the log. */
export async function* exportInformation(_actor: Actor, filter: InformationFilter, now = new Date()): AsyncGenerator<repository.InformationRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamInformation(tx, filter, today(now)));
}

/** The years of which something is told, latest first. */
export async function listInformationYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** What the units told within themselves in a year, and how many that reached (V20c); by a day where one is given. */
export async function countInformation(_actor: Actor, year: number, until: PlainDate | null = null, now = new Date()): Promise<UnitInformation[]> {
  return repository.countInformation(reading(), { ...readInformationFilter({}).filter, year, until }, today(now));
}

export interface InformationView {
  activity: repository.StoredInformation;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An entry with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getInformation(actor: Actor, id: string, now = new Date()): Promise<InformationView> {
  const activity = await repository.findInformation(reading(), id, today(now));
  if (activity === null) throw new AppError("NOT_FOUND");
  authorize(informationPolicy, "view", actor, activity);
  return { activity, mayEdit: may(informationPolicy, "edit", actor, activity), mayArchive: may(informationPolicy, "archive", actor, activity) };
}

/** An entry as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getInformationVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; activity: InformationInput }> {
  const stored = await repository.findInformation(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(informationPolicy, "edit", actor, stored);
  const found = await repository.findInformationVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An entry's history, latest first; throws NOT_FOUND when the entry isn't the actor's to see. */
export async function listInformationHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findInformation(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(informationPolicy, "view", actor, stored);
  return history;
}
