import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { programmesPolicy } from "../policy";
import * as repository from "./repository";
import type { CallFilter, CallInput, ChangeCallInput } from "./schema";

export type { CallRow, StoredCall } from "./repository";

export type CallRefusal = "callProgrammeNotThere";

const subjectOf = (id: string) => ({ kind: "call", id });

class NoProgramme extends Error {}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, CallRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof NoProgramme) return refuse("callProgrammeNotThere", { field: "programmeId" });
    throw error;
  }
}

/** Adds a call of a programme; the same key adds it once. Refused: callProgrammeNotThere. */
export async function addCall(actor: Actor, input: CallInput, key: string, about: { origin?: repository.CallOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, CallRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) => {
      const id = repository.newCallId();
      const permit = authorize(programmesPolicy, "add", actor, { id, isArchived: false });
      return once(tx, actor, "calls.add", key, input, async () => {
        if (!(await repository.holdProgramme(tx, input.programmeId))) throw new NoProgramme();
        await repository.insertCall(tx, permit, id, input, about.origin ?? { isDemonstration: false }, now);
        await recordAudit(tx, { actor, action: "calls.added", subject: subjectOf(id) });
        return { id };
      });
    }),
  );
}

async function hold(tx: Tx, id: string): Promise<repository.StoredCall> {
  const stored = await repository.lockCall(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a call; the projects that name it are due when it says from the moment that it is saved. When someone else has changed it since, throws CONFLICT
 * with `baseVersion` (what the change began from) and `currentVersion`, both of which `getCallVersion` returns. Refused: callProgrammeNotThere.
 */
export async function changeCall(actor: Actor, { id, version, call: input }: ChangeCallInput, now = new Date()): Promise<Result<{ id: string }, CallRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(programmesPolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      // A stored call may keep a programme that has been taken out of the register since.
      if (input.programmeId !== stored.programmeId && !(await repository.holdProgramme(tx, input.programmeId))) throw new NoProgramme();
      await repository.updateCall(tx, permit, id, version, input, now);
      await recordAudit(tx, { actor, action: "calls.changed", subject: subjectOf(id) });
      return { id };
    }),
  );
}

/** Takes a call out of the register without removing anything, or puts it back: projects that name it keep it. Throws CONFLICT when someone has changed it since. */
export async function archiveCall(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(programmesPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await recordAudit(tx, { actor, action: archived ? "calls.archived" : "calls.restored", subject: subjectOf(id) });
    return { id };
  });
}

/** One page of the calls under a filter, those that close first first. */
export async function listCalls(_actor: Actor, filter: CallFilter, now = new Date()): Promise<{ rows: repository.CallRow[]; total: number }> {
  return repository.selectCalls(reading(), filter, dateInStockholm(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportCalls(_actor: Actor, filter: CallFilter, now = new Date()): AsyncGenerator<repository.CallRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamCalls(tx, filter, dateInStockholm(now)));
}

export interface CallView {
  call: repository.StoredCall;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A call with what the actor may do; throws NOT_FOUND when it isn't there. */
export async function getCall(actor: Actor, id: string): Promise<CallView> {
  const call = await repository.findCall(reading(), id);
  if (call === null) throw new AppError("NOT_FOUND");
  authorize(programmesPolicy, "view", actor, call);
  return { call, mayEdit: may(programmesPolicy, "edit", actor, call), mayArchive: may(programmesPolicy, "archive", actor, call) };
}

/** A call as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getCallVersion(actor: Actor, id: string, version: number): Promise<{ byName: string | null; at: Date; call: CallInput }> {
  const stored = await repository.findCall(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(programmesPolicy, "edit", actor, stored);
  const found = await repository.findCallVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A call's history, latest first; throws NOT_FOUND when it isn't there. */
export async function listCallHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findCall(reading(), id), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(programmesPolicy, "view", actor, stored);
  return history;
}
