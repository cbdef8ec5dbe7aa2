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
import { inTransaction } from "@/server/transaction";
import { mayKeepProgrammes, programmesPolicy } from "./policy";
import * as repository from "./repository";
import type { ChangeProgrammeInput, ProgrammeFilter, ProgrammeInput } from "./schema";

export type { ProgrammeRow, StoredProgramme } from "./repository";

export type ProgrammeRefusal = "programmeExists";

const subjectOf = (id: string) => ({ kind: "programme", id });

class Taken extends Error {}

async function orTaken<Value>(work: () => Promise<Value>): Promise<Result<Value, ProgrammeRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Taken) return refuse("programmeExists", { field: "nameSv" });
    throw error;
  }
}

/** Adds a funding programme and returns its id; the same key again returns the same. What ships with a pack has its code there; one of the municipality's own gets one. Refused: programmeExists (another one has its code, or its name and period). */
export async function addProgramme(actor: Actor, input: ProgrammeInput, key: string, about: { code?: string } = {}): Promise<Result<{ id: string }, ProgrammeRefusal>> {
  return orTaken(() =>
    inTransaction((tx) => {
      const id = repository.newProgrammeId();
      const permit = authorize(programmesPolicy, "add", actor, { id, isArchived: false });
      return once(tx, actor, "programmes.add", key, { ...input, ...about }, async () => {
        const code = about.code ?? `OWN_${key}`;
        if ((await repository.isNameTaken(tx, input, null)) || !(await repository.insertProgramme(tx, permit, id, code, input))) throw new Taken();
        await recordAudit(tx, { actor, action: "programmes.added", subject: subjectOf(id), details: { code } });
        return { id };
      });
    }),
  );
}

async function hold(tx: Tx, id: string): Promise<repository.StoredProgramme> {
  const stored = await repository.lockProgramme(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a programme; what follows from its rules for the projects in it follows from the moment that it is saved. When someone else has changed it since,
 * throws CONFLICT with `baseVersion` (what the change began from) and `currentVersion`, both of which `getProgrammeVersion` returns. Refused: programmeExists.
 */
export async function changeProgramme(actor: Actor, { id, version, programme: input }: ChangeProgrammeInput, now = new Date()): Promise<Result<{ id: string }, ProgrammeRefusal>> {
  return orTaken(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(programmesPolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      if (await repository.isNameTaken(tx, input, id)) throw new Taken();
      await repository.updateProgramme(tx, permit, id, version, input, now);
      await recordAudit(tx, { actor, action: "programmes.changed", subject: subjectOf(id) });
      return { id };
    }),
  );
}

/** Takes a programme out of the register without removing anything, or puts it back: projects that name it keep it. Throws CONFLICT when someone has changed it since. Refused: programmeExists (another one has its name and period meanwhile). */
export async function archiveProgramme(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<Result<{ id: string }, ProgrammeRefusal>> {
  return orTaken(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(programmesPolicy, "archive", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT");
      if (stored.isArchived === archived) return { id };
      if (!archived && (await repository.isNameTaken(tx, stored, id))) throw new Taken();
      await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
      await recordAudit(tx, { actor, action: archived ? "programmes.archived" : "programmes.restored", subject: subjectOf(id) });
      return { id };
    }),
  );
}

/** The register's programmes under a filter, by name, with how many calls each has open. */
export async function listProgrammes(_actor: Actor, filter: ProgrammeFilter, now = new Date()): Promise<repository.ProgrammeRow[]> {
  return repository.selectProgrammes(reading(), filter, dateInStockholm(now));
}

/** All that the list shows under a filter, in its order, as one piece. */
export async function* exportProgrammes(_actor: Actor, filter: ProgrammeFilter): AsyncGenerator<(ProgrammeInput & { id: string })[], void, undefined> {
  yield await repository.selectWhole(reading(), filter);
}

/** The funds that the list can be filtered by. */
export async function listFunds(_actor: Actor): Promise<string[]> {
  return repository.selectFunds(reading());
}

export interface ProgrammeView {
  programme: repository.StoredProgramme;
  mayEdit: boolean;
  mayArchive: boolean;
  /** That calls may be added to it. */
  mayAddCalls: boolean;
}

/** A programme with what the actor may do; throws NOT_FOUND when it isn't there. */
export async function getProgramme(actor: Actor, id: string): Promise<ProgrammeView> {
  const programme = await repository.findProgramme(reading(), id);
  if (programme === null) throw new AppError("NOT_FOUND");
  authorize(programmesPolicy, "view", actor, programme);
  return { programme, mayEdit: may(programmesPolicy, "edit", actor, programme), mayArchive: may(programmesPolicy, "archive", actor, programme), mayAddCalls: mayKeepProgrammes(actor) && !programme.isArchived };
}

/** A programme as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getProgrammeVersion(actor: Actor, id: string, version: number): Promise<{ byName: string | null; at: Date; programme: ProgrammeInput }> {
  const stored = await repository.findProgramme(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(programmesPolicy, "edit", actor, stored);
  const found = await repository.findProgrammeVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A programme's history, latest first; throws NOT_FOUND when it isn't there. */
export async function listProgrammeHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findProgramme(reading(), id), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(programmesPolicy, "view", actor, stored);
  return history;
}
