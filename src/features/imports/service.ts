import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { recordAudits } from "@/server/audit";
import { planAnew, reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { importableOf, judgeAnew, listDrafts, openDraft, openList, settleDraft, type Surroundings } from "./drafts/service";
import { importPolicy } from "./policy";
import * as repository from "./repository";
import { judgeRows, writeRows } from "./rows/service";
import { judgeList, refuseUndo, type ImportedRow, type ImportRefusal } from "./rules";
import { LONG_WORK, type DraftHead } from "./schema";

export type { ImportHead, StoredImport } from "./repository";
export type { AuditEntry, Importable, Importables, Surroundings } from "./drafts/service";

/** What whoever reads a list in does besides: tells how far it has come, row by row, and stores in the same transaction what follows from it. */
export interface Alongside {
  progress: (rows: number) => Promise<void>;
  finish: (importId: string) => Promise<void>;
}

/**
 * Reads a list into its register as a part of another use case, all of it or nothing: every row that is new is added by the register's rules, each with its entry in
 * the audit trail, which are the transaction's last. What it comes to must be what was shown. Throws NOT_FOUND. Undone by a refusal: importChangedMeanwhile,
 * importHasFaults, importHasQuestions, importNothingNew.
 */
export async function readIn(tx: Tx, actor: Actor, { id, digest }: { id: string; digest: string }, around: Surroundings, now: Date, { progress, finish }: Alongside): Promise<{ id: string }> {
  const { draft, permit } = await openDraft(tx, actor, id, { isAwaited: true });
  const list = await openList(tx, actor, draft, around, now);
  await repository.lockRegister(tx, draft.kind);
  const { counts, digest: found } = await judgeRows(tx, permit, list, now, { isStored: false }, progress);
  // What is written is what was stored when it was shown.
  if (found !== digest || found !== draft.digest) must(refuse("importChangedMeanwhile"));
  must(judgeList(counts));
  const entries = await writeRows(tx, permit, list, now, async (rows) => {
    await planAnew(tx);
    await progress(rows);
  });
  const importId = repository.newImportId();
  const running = authorize(importPolicy, "run", actor, { id: importId, personId: actor.personId });
  await repository.insertImport(tx, running, importId, { draftId: id, kind: draft.kind, fileName: draft.fileName, asideCount: counts.ASIDE }, now);
  await settleDraft(tx, permit, draft, now);
  await finish(importId);
  await recordAudits(tx, actor, [...entries, { action: "imports.run", subject: { kind: "listImport", id: importId }, details: { register: draft.kind, rows: counts.NEW, changed: counts.CHANGED } }]);
  return { id: importId };
}

const alone: Alongside = { progress: () => Promise.resolve(), finish: () => Promise.resolve() };

/**
 * Reads a list into its register while the person waits. One list is read in once, however often it is sent. Throws NOT_FOUND. Refused: importChangedMeanwhile,
 * importHasFaults, importHasQuestions, importNothingNew.
 */
export async function runImport(actor: Actor, sent: { id: string; digest: string }, around: Surroundings, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  const ran = await orRefuse<{ id: string }, ImportRefusal>(() =>
    inTransaction(async (tx) => {
      await repository.lockList(tx, sent.id);
      return once(tx, actor, "imports.run", sent.id, { id: sent.id, digest: sent.digest }, () => readIn(tx, actor, sent, around, now, alone));
    }, LONG_WORK),
  );
  // What was shown is not so any more, and is found anew for the next look.
  if (!ran.ok && ran.reason === "importChangedMeanwhile") await judgeAnew(actor, sent.id, now);
  return ran;
}

/**
 * Undoes a list that has been read in: what it added is taken out of the register as the register does it, with nothing removed. Throws NOT_FOUND, FORBIDDEN where the
 * register keeps that for others, and CONFLICT. Refused: importUndoneAlready, importRowsChanged (with which, where some have been changed or are pointed to since).
 */
export async function undoImport(actor: Actor, { id, version }: { id: string; version: number }, { importables }: Pick<Surroundings, "importables">, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      await repository.lockList(tx, id);
      const stored = await repository.findImport(tx, id, true);
      if (stored === null) throw new AppError("NOT_FOUND");
      const permit = authorize(importPolicy, "undo", actor, { id, personId: stored.personId });
      if (stored.undoneAt !== null) must(refuse("importUndoneAlready"));
      if (stored.version !== version) throw new AppError("CONFLICT");
      const importable = importableOf(actor, { importables }, stored.kind);
      await repository.lockRegister(tx, stored.kind);
      const idsOf = (became: ImportedRow["outcome"]) => stored.rows.filter(({ outcome }) => outcome === became).map((row) => row.id);
      const [ids, changedIds] = [idsOf("ADDED"), idsOf("CHANGED")];
      const since = [...(await repository.selectWrittenSince(tx, id, [...ids, ...changedIds])), ...(await importable.pointedTo(tx, actor, ids))];
      if (since.length > 0) must(refuseUndo(stored.rows, since));
      const entries = [...(await importable.takeBack(tx, actor, ids, now)), ...(changedIds.length === 0 ? [] : ((await importable.restore?.(tx, actor, id, changedIds, now)) ?? []))];
      await repository.updateUndone(tx, permit, id, version, now);
      await recordAudits(tx, actor, [...entries, { action: "imports.undone", subject: { kind: "listImport", id }, details: { register: stored.kind, rows: ids.length, changed: changedIds.length } }]);
      return { id };
    }, LONG_WORK),
  );
}

/** The lists that the actor has half read in, and those that have been read in, by the actor or for the office by anyone, latest first. */
export async function listImports(actor: Actor): Promise<{ drafts: DraftHead[]; imports: repository.ImportHead[] }> {
  const [drafts, imports] = await Promise.all([listDrafts(actor), repository.selectImports(reading(), isCoordinator(actor) ? null : actor.personId)]);
  return { drafts, imports };
}

/** A list that has been read in, with what some of its rows became and whether the actor may undo it; throws NOT_FOUND for another's. */
export async function getImport(actor: Actor, id: string, page: { from: number; most: number }): Promise<repository.StoredImport & { rowCount: number; mayUndo: boolean }> {
  const stored = await repository.findImportPage(reading(), id, page);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(importPolicy, "view", actor, stored);
  return { ...stored, mayUndo: stored.undoneAt === null && may(importPolicy, "undo", actor, stored) };
}
