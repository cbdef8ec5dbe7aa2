import "server-only";
import type { Actor } from "@/domain/actor";
import { partOf } from "@/domain/merge";
import type { Values } from "@/domain/values";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize, type Permit } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { draftPolicy } from "./policy";
import { findDraft, findDraftOf, insertDraft, removeDraft, selectDrafts, updateDraft, type Draft, type NewDraft } from "./repository";

export type { Draft } from "./repository";

/** Begins a draft and returns its id. */
export async function beginDraft(actor: Actor, draft: NewDraft): Promise<string> {
  return inTransaction((tx) => insertDraft(tx, actor, draft));
}

/** Reads a draft that the actor may go on with; throws NOT_FOUND otherwise. */
export async function getDraft(actor: Actor, id: string): Promise<Draft> {
  const draft = await findDraft(reading(), id);
  if (draft === null) throw new AppError("NOT_FOUND");
  authorize(draftPolicy, "view", actor, draft);
  return draft;
}

/** The actor's own draft of changes to a record, or null. */
export async function findOwnDraft(actor: Actor, recordId: string): Promise<Draft | null> {
  return findDraftOf(reading(), actor, recordId);
}

/** The drafts of new records that the actor may go on with, latest first, at most 50. */
export async function listDrafts(actor: Actor, kind: string): Promise<Draft[]> {
  return selectDrafts(reading(), actor, kind);
}

export interface SectionChange {
  fields: readonly string[];
  values: Values;
  /** The section that its button marks as saved; null for what is left half-way. */
  section: string | null;
  unitId?: string | null;
  /** The form it comes from: which section, how often that had been saved when the form was drawn, and whether nobody pressed anything. */
  form?: { section: string; saves: number; isAutosave: boolean };
}

/** Replaces a section's fields in a draft with what was typed. An autosave from before the section was last saved is refused with CONFLICT: it is older. */
export async function saveDraftSection(actor: Actor, id: string, change: SectionChange): Promise<Draft> {
  return inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, id);
    const { form } = change;
    if (form?.isAutosave === true && form.saves !== (draft.saves[form.section] ?? 0)) throw new AppError("CONFLICT");
    const kept = Object.entries(draft.values).filter(([name]) => !change.fields.includes(name.split(".")[0] ?? name));
    const typed = Object.assign({}, ...change.fields.map((field) => partOf(change.values, field))) as Values;
    const next = {
      values: { ...Object.fromEntries(kept), ...typed },
      saved: change.section === null || draft.saved.includes(change.section) ? draft.saved : [...draft.saved, change.section],
      saves: form === undefined || form.isAutosave ? draft.saves : { ...draft.saves, [form.section]: (draft.saves[form.section] ?? 0) + 1 },
      unitId: change.unitId === undefined ? draft.unitId : change.unitId,
    };
    await updateDraft(tx, permit, id, next);
    return { ...draft, ...next };
  });
}

/** Loads a draft for change inside another use case's transaction; throws NOT_FOUND when it isn't the actor's to go on with. */
export async function openDraft(tx: Tx, actor: Actor, id: string): Promise<{ draft: Draft; permit: Permit<"drafts.save"> }> {
  const draft = await findDraft(tx, id, true);
  if (draft === null) throw new AppError("NOT_FOUND");
  return { draft, permit: authorize(draftPolicy, "save", actor, draft) };
}

/** Ends a draft whose work has become a record, in that record's transaction. */
export async function finishDraft(tx: Tx, permit: Permit<"drafts.save">, id: string): Promise<void> {
  await removeDraft(tx, permit, id);
}

/** Lets a draft of changes begin anew from a later version of its record, in the transaction of the one who merges. */
export async function rebaseDraft(tx: Tx, permit: Permit<"drafts.save">, id: string, change: { base: Values; baseVersion: number; values: Values }): Promise<void> {
  await updateDraft(tx, permit, id, change);
}

/** Throws a draft away. */
export async function discardDraft(actor: Actor, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const draft = await findDraft(tx, id, true);
    if (draft === null) throw new AppError("NOT_FOUND");
    await removeDraft(tx, authorize(draftPolicy, "discard", actor, draft), id);
  });
}
