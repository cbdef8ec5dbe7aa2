import "server-only";
import { isCoordinator, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { isThereOn, isUnitKind } from "@/features/bodies/rules";
import { listBodiesOn } from "@/features/bodies/service";
import { notify } from "@/features/notifications/service";
import { listPriorities } from "@/features/priorities/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { coordinationPolicy, mayNoteEntries } from "./policy";
import * as repository from "./repository";
import { isAskedFor, judgeDays, judgeDone, type DoneRefusal, type EntryRefusal } from "./rules";
import type { ChangeEntryInput, DoneInput, EntryFilter, EntryInput } from "./schema";

export type { EntryRow, OpenTask, StoredEntry } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);
const subjectOf = (id: string) => ({ kind: "coordinationEntry", id });

/** What an entry may point to on a day: bodies of every kind but workplaces, units, and priorities. */
async function choicesOn(actor: Actor, now: Date) {
  const [all, priorities] = await Promise.all([listBodiesOn(actor, today(now)), listPriorities(actor, { kind: null, on: null }, now)]);
  const there = all.filter((body) => body.kind !== "WORKPLACE" && isThereOn(body, today(now)));
  const named = (bodies: typeof there) => bodies.map(({ id, name }) => ({ id, name }));
  return { bodies: named(there), units: named(there.filter(({ kind }) => isUnitKind(kind))), priorities: priorities.map(({ id, title }) => ({ id, name: title })) };
}

type Choices = Awaited<ReturnType<typeof choicesOn>>;

/** Judges what an entry states; what is stored already may keep what has ended since. */
function judge(input: EntryInput, before: repository.StoredEntry | null, choices: Choices, day: PlainDate): Result<null, EntryRefusal> {
  const days = judgeDays(input, before?.doneOn ?? null, day);
  if (!days.ok) return days;
  const isThere = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  if (input.responsibleId !== before?.responsibleId && !isThere(choices.bodies, input.responsibleId)) return refuse("coordinationResponsibleNotThere", { field: "responsibleId" });
  if (!input.unitIds.every((id) => isThere(choices.units, id) || isThere(before?.units ?? [], id))) return refuse("coordinationUnitNotThere", { field: "unitIds" });
  if (input.priorityId !== null && input.priorityId !== before?.priorityId && !isThere(choices.priorities, input.priorityId)) return refuse("coordinationPriorityNotThere", { field: "priorityId" });
  return succeed(null);
}

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: EntryRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, EntryRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** Tells those who are to see to a task, and the units that it concerns, of what has become theirs. */
async function tellOfTask(tx: Tx, actor: Actor, id: string, entry: EntryInput, before: repository.StoredEntry | null, now: Date): Promise<void> {
  if (entry.kind !== "TASK" || (before?.doneOn ?? null) !== null) return;
  const known = before?.kind === "TASK" ? [before.responsibleId, ...before.units.map((unit) => unit.id)] : [];
  const to = [entry.responsibleId, ...entry.unitIds].filter((bodyId) => !known.includes(bodyId)).map((bodyId) => ({ bodyId }));
  await notify(tx, actor, { kind: "COORDINATION_ASSIGNED", to, subject: subjectOf(id), path: `/coordination/${id}` }, now);
}

/** Notes an entry in the log (V16a, H13); the same key notes it once. Refused: coordinationInFuture, coordinationResponsibleNotThere, coordinationUnitNotThere, coordinationPriorityNotThere. */
export async function noteEntry(actor: Actor, input: EntryInput, key: string, about: { origin?: repository.EntryOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, EntryRefusal>> {
  const choices = await choicesOn(actor, now);
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const id = repository.newEntryId();
      const permit = authorize(coordinationPolicy, "note", actor, { id, isArchived: false });
      return once(tx, actor, "coordination.note", key, input, async () => {
        const judged = judge(input, null, choices, today(now));
        if (!judged.ok) throw new Refused(judged);
        await repository.insertEntry(tx, permit, id, input, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await tellOfTask(tx, actor, id, input, null, now);
        await recordAudit(tx, { actor, action: "coordination.noted", subject: subjectOf(id) });
        return { id };
      });
    }),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredEntry> {
  const stored = await repository.lockEntry(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes an entry. When someone else has done so since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getEntryVersion` returns. Refused as when it is noted, and: coordinationDoneIsTask, coordinationDoneBefore.
 */
export async function changeEntry(actor: Actor, { id, version, entry: input }: ChangeEntryInput, now = new Date()): Promise<Result<{ id: string }, EntryRefusal>> {
  const choices = await choicesOn(actor, now);
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(coordinationPolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      const judged = judge(input, stored, choices, today(now));
      if (!judged.ok) throw new Refused(judged);
      await repository.updateEntry(tx, permit, id, version, input, now);
      await tellOfTask(tx, actor, id, input, stored, now);
      await recordAudit(tx, { actor, action: "coordination.changed", subject: subjectOf(id) });
      return { id };
    }),
  );
}

/** Marks a task as done on a day. Throws CONFLICT when someone has changed it since. Refused: coordinationNotTask, coordinationDoneAlready, coordinationDoneInFuture, coordinationDoneTooEarly. */
export async function markDone(actor: Actor, { id, version, on }: DoneInput, now = new Date()): Promise<Result<{ id: string }, DoneRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(coordinationPolicy, "edit", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgeDone(stored, on, today(now));
    if (!judged.ok) return judged;
    await repository.updateDone(tx, permit, id, version, on, now);
    await recordAudit(tx, { actor, action: "coordination.done", subject: subjectOf(id) });
    return succeed({ id });
  });
}

/** Opens a task that was marked as done. Throws CONFLICT when someone has changed it since. */
export async function reopenTask(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(coordinationPolicy, "edit", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.doneOn === null) return { id };
    await repository.updateDone(tx, permit, id, version, null, now);
    await recordAudit(tx, { actor, action: "coordination.reopened", subject: subjectOf(id) });
    return { id };
  });
}

/** Takes an entry out of the log without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveEntry(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(coordinationPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await recordAudit(tx, { actor, action: archived ? "coordination.archived" : "coordination.restored", subject: subjectOf(id) });
    return { id };
  });
}

/** One page of the log. */
export async function listEntries(_actor: Actor, filter: EntryFilter, now = new Date()): Promise<{ rows: repository.EntryRow[]; total: number }> {
  return repository.selectEntries(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the log. */
export async function* exportEntries(_actor: Actor, filter: EntryFilter, now = new Date()): AsyncGenerator<repository.EntryRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamEntries(tx, filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listEntryYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

export interface EntryView {
  entry: repository.StoredEntry;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An entry with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getEntry(actor: Actor, id: string, now = new Date()): Promise<EntryView> {
  const entry = await repository.findEntry(reading(), id, today(now));
  if (entry === null) throw new AppError("NOT_FOUND");
  authorize(coordinationPolicy, "view", actor, entry);
  return { entry, mayEdit: may(coordinationPolicy, "edit", actor, entry), mayArchive: may(coordinationPolicy, "archive", actor, entry) };
}

/** An entry as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getEntryVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; entry: EntryInput }> {
  const stored = await repository.findEntry(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(coordinationPolicy, "edit", actor, stored);
  const found = await repository.findEntryVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An entry's history, latest first; throws NOT_FOUND when the entry isn't the actor's to see. */
export async function listEntryHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findEntry(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(coordinationPolicy, "view", actor, stored);
  return history;
}

/** What an entry's form offers the actor; nothing for who may note none. */
export async function loadEntryChoices(actor: Actor, now = new Date()): Promise<Choices> {
  return mayNoteEntries(actor) ? choicesOn(actor, now) : { bodies: [], units: [], priorities: [] };
}

/** How much is noted from the first of a day's calendar year up to that day (V16a, H13). */
export async function countNoted(_actor: Actor, on: PlainDate): Promise<number> {
  return repository.countNoted(reading(), on);
}

/** The open tasks, the first due first, at most 50. */
export async function listOpenTasks(_actor: Actor, now = new Date()): Promise<repository.OpenTask[]> {
  return repository.selectOpen(reading(), null, today(now));
}

/** Open tasks that are late, soon due or without a day: all of them for the office, else those of the actor's own units. */
export async function listTasksAsked(actor: Actor, day: PlainDate): Promise<repository.OpenTask[]> {
  const own = unitIdsAnsweredFor(actor);
  if (!isCoordinator(actor) && own.length === 0) return [];
  return (await repository.selectOpen(reading(), isCoordinator(actor) ? null : own, day)).filter(({ dueOn }) => isAskedFor(dueOn, day));
}
