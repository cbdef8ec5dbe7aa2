import "server-only";
import { createHash } from "node:crypto";
import { policyPackSchema, type PolicyPack } from "@packs/pack";
import type { Actor } from "@/domain/actor";
import type { MandateRule } from "@/domain/mandate";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { assemblePack, packOn } from "@/server/pack";
import { authorize, authorizeAll } from "@/server/permit";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { answersForReview, documentsPolicy, versionsPolicy } from "./policy";
import * as repository from "./repository";
import { comparePacks, judgeSpan, planTakeover, reviewState, stateOf, type PackDifference, type Takeover, type VersionRefusal, type VersionState } from "./rules";
import type { ArchiveInput, ChangeVersionInput, CopyInput, ImportInput, InForceInput } from "./schema";

export type { StoredBody, StoredVersion } from "./repository";

class Refused extends Error {
  constructor(readonly refusal: { ok: false; reason: VersionRefusal }) {
    super(refusal.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, VersionRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (sqlStateOf(error) === "23505") return refuse("versionLabelTaken", { field: "label" });
    if (sqlStateOf(error) === "23P01") return refuse("versionOverlaps", { field: "validFrom", about: { label: "" } });
    if (sqlStateOf(error) === "23503") return refuse("versionBodyGone");
    throw error;
  }
}

const orThrow = <Value>(result: Result<Value, VersionRefusal>): Value => {
  if (!result.ok) throw new Refused(result);
  return result.value;
};

/** The one written form of a pack, and its digest. */
function writeContent(pack: PolicyPack): { content: string; digest: string } {
  const content = JSON.stringify(pack);
  return { content, digest: createHash("sha256").update(content).digest("hex") };
}

export interface ListedVersion extends repository.StoredVersion {
  state: VersionState;
}

/** All versions of all documents as they stand on a day, the latest first, without drafts that the actor doesn't see. */
export async function listVersions(actor: Actor, on: PlainDate): Promise<ListedVersion[]> {
  authorizeAll(documentsPolicy, "view", actor);
  const rows = await repository.listVersions(reading());
  return rows.filter((row) => may(versionsPolicy, "view", actor, row)).map((row) => ({ ...row, state: stateOf(row, on) }));
}

async function findStored(read: Read, actor: Actor, id: string): Promise<repository.StoredVersion> {
  const stored = await repository.findVersion(read, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(versionsPolicy, "view", actor, stored);
  return stored;
}

async function readPack(read: Read, stored: repository.StoredVersion): Promise<PolicyPack> {
  return assemblePack({ ...stored, content: await repository.findContent(read, stored.id), adoptedBy: stored.adoptedBy.shown });
}

/** A version with its pack. Throws NOT_FOUND for what isn't there, and for drafts that aren't the actor's to see. */
export async function getVersion(actor: Actor, id: string): Promise<{ version: repository.StoredVersion; pack: PolicyPack }> {
  const read = reading();
  const version = await findStored(read, actor, id);
  return { version, pack: await readPack(read, version) };
}

/** The pack in force on a day, by which a draft is compared; null when none was. */
export async function readPackInForce(actor: Actor, on: PlainDate): Promise<PolicyPack | null> {
  authorizeAll(documentsPolicy, "view", actor);
  return packOn(on);
}

/** A version's pack as the text of its file, which can be read in again. Throws NOT_FOUND as getVersion does. */
export async function exportVersion(actor: Actor, id: string): Promise<{ text: string; label: string }> {
  const { version, pack } = await getVersion(actor, id);
  return { text: `${JSON.stringify(pack, null, 2)}\n`, label: version.label };
}

/** The acts about a version's document and all its versions, latest first, at most a hundred. Throws NOT_FOUND as getVersion does. */
export async function listVersionHistory(actor: Actor, id: string): Promise<HistoryEntry[]> {
  const stored = await findStored(reading(), actor, id);
  return readHistory(stored.documentId, { limit: 100, hidden: ["content", "digest", "shipped_as", "shipped_digest", "removed_rules"] });
}

async function openVersion<Verb extends "change" | "putInForce">(tx: Tx, actor: Actor, verb: Verb, id: string) {
  await repository.lockDocuments(tx);
  const stored = await repository.findVersion(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return { stored, permit: authorize(versionsPolicy, verb, actor, stored) };
}

/**
 * Corrects what the register says of a version and of its document. When someone else has done so since, throws CONFLICT.
 * Refused: versionLabelTaken, versionOverlaps, versionLeavesToday, versionIsPutAway, versionBodyGone.
 */
export async function changeVersion(actor: Actor, input: ChangeVersionInput, now = new Date()): Promise<Result<{ id: string }, VersionRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, permit } = await openVersion(tx, actor, "change", input.id);
      if (stored.version !== input.version || stored.documentVersion !== input.documentVersion) throw new AppError("CONFLICT");
      if (stored.isArchived) throw new Refused(refuse("versionIsPutAway"));
      const facts = stored.isDraft ? { ...input.facts, validFrom: null, validTo: null } : input.facts;
      if (!stored.isDraft) orThrow(judgeSpan({ ...facts, id: stored.id }, await repository.listInForce(tx), dateInStockholm(now)));
      const { type, title, responsibleOffice, ...own } = facts;
      const ofDocument = JSON.stringify([type, title, responsibleOffice.id, responsibleOffice.name]);
      const isSame = ofDocument === JSON.stringify([stored.type, stored.title, stored.responsibleOffice.id, stored.responsibleOffice.name]);
      if (!isSame) await repository.updateDocument(tx, permit, stored, input.documentVersion, { type, title, responsibleOffice });
      await repository.updateFacts(tx, permit, stored.id, input.version, own);
      await recordAudit(tx, { actor, action: "governingDocuments.changed", subject: { kind: "governingDocument", id: stored.documentId }, details: { label: own.label } });
      return { id: stored.id };
    }),
  );
}

/**
 * Takes a pack in as a draft, of a document that is there or of a new one, and returns its id; the same key again returns the
 * same. Nobody is judged by a draft. Refused: versionLabelTaken, documentIsPutAway.
 */
export async function importVersion(actor: Actor, input: ImportInput, key: string): Promise<Result<{ id: string }, VersionRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "governingDocuments.import", key, input, async () => {
        const permit = authorizeAll(documentsPolicy, "add", actor);
        const { document } = input.pack;
        if (input.documentId !== null && !(await repository.listVersions(tx)).some((version) => version.documentId === input.documentId)) throw new Refused(refuse("documentIsPutAway", { field: "documentId" }));
        const documentId = input.documentId ?? (await repository.insertDocument(tx, permit, { type: document.type, title: document.title, responsibleOffice: await bodyCalled(tx, document.responsibleOffice) }));
        const id = await repository.insertVersion(tx, permit, { ...(await factsOf(tx, input.pack)), documentId, label: input.label ?? document.version, isDraft: true, validFrom: null, validTo: null, shippedAs: null });
        await recordAudit(tx, { actor, action: "governingDocuments.imported", subject: { kind: "governingDocument", id: documentId }, details: { versionId: id, clauses: input.pack.clauses.length } });
        return { id };
      }),
    ),
  );
}

async function bodyCalled(read: Read, name: string | null): Promise<{ id: string | null; name: string | null }> {
  const id = name === null ? null : await repository.findBodyNamed(read, name);
  return { id, name: id === null ? name : null };
}

/** What a pack says of its own document, as the register keeps it. */
async function factsOf(read: Read, pack: PolicyPack) {
  const { adoptedOn, caseNumber, note, adoptedBy } = pack.document;
  return { adoptedBy: await bodyCalled(read, adoptedBy), adoptedOn, minutesParagraph: null, caseNumber, reviewOn: null, remindOn: null, note, ...writeContent(pack) };
}

/** Begins a draft from a version, with its text and without its adoption, and returns its id; the same key again returns the same. Throws NOT_FOUND. Refused: versionLabelTaken, versionIsPutAway. */
export async function copyVersion(actor: Actor, input: CopyInput, key: string): Promise<Result<{ id: string }, VersionRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "governingDocuments.copy", key, input, async () => {
        const permit = authorizeAll(documentsPolicy, "add", actor);
        const stored = await findStored(tx, actor, input.id);
        if (stored.isArchived) throw new Refused(refuse("versionIsPutAway"));
        const pack = await readPack(tx, stored);
        const draft = { ...pack, document: { ...pack.document, version: input.label, adoptedOn: null, adoptedBy: null } };
        const id = await repository.insertVersion(tx, permit, { ...(await factsOf(tx, draft)), documentId: stored.documentId, label: input.label, isDraft: true, validFrom: null, validTo: null, shippedAs: null });
        await recordAudit(tx, { actor, action: "governingDocuments.copied", subject: { kind: "governingDocument", id: stored.documentId }, details: { versionId: id, from: stored.id } });
        return { id };
      }),
    ),
  );
}

/** What follows when a draft is put in force from a day on: whom it takes over from, and what changes. */
export interface Consequences {
  takeover: Takeover;
  difference: PackDifference;
}

/** Tells before it is done what follows when a draft is put in force from a day on. Throws NOT_FOUND as getVersion does. Refused: versionBeginsThen, versionIsInForce, versionIsPutAway. */
export async function previewInForce(actor: Actor, id: string, from: PlainDate): Promise<Result<Consequences, VersionRefusal>> {
  const read = reading();
  const stored = await findStored(read, actor, id);
  authorize(versionsPolicy, "putInForce", actor, stored);
  const planned = planOf(stored, await repository.listInForce(read), from);
  if (!planned.ok) return planned;
  return succeed({ takeover: planned.value, difference: comparePacks(await packOn(from, read), await readPack(read, stored)) });
}

function planOf(stored: repository.StoredVersion, inForce: Awaited<ReturnType<typeof repository.listInForce>>, from: PlainDate): Result<Takeover, VersionRefusal> {
  if (stored.isArchived) return refuse("versionIsPutAway");
  return stored.isDraft ? planTakeover(inForce, from) : refuse("versionIsInForce");
}

/**
 * Puts a draft in force from a day on: the version that is in force then ends the day before, and one that begins later keeps
 * its days. When the draft has changed since it was read, throws CONFLICT; the same key again does it once. Refused:
 * versionBeginsThen, versionIsInForce, versionIsPutAway, versionOverlaps.
 */
export async function putInForce(actor: Actor, input: InForceInput, key: string): Promise<Result<{ id: string }, VersionRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "governingDocuments.putInForce", key, input, async () => {
        const { stored, permit } = await openVersion(tx, actor, "putInForce", input.id);
        const inForce = await repository.listInForce(tx);
        const { ends, validTo } = orThrow(planOf(stored, inForce, input.from));
        if (stored.version !== input.version) throw new AppError("CONFLICT");
        const ending = inForce.find((version) => version.id === ends?.id);
        if (ending !== undefined && ends !== null) await repository.updateDays(tx, permit, stored.id, ending, { validFrom: ending.validFrom, validTo: ends.validTo });
        await repository.updateDays(tx, permit, stored.id, stored, { validFrom: input.from, validTo });
        await recordAudit(tx, { actor, action: "governingDocuments.putInForce", subject: { kind: "governingDocument", id: stored.documentId }, details: { versionId: stored.id, from: input.from, ends: ends?.id ?? null } });
        return { id: stored.id };
      }),
    ),
  );
}

/** Puts a draft away, or takes it back. Throws CONFLICT when it has changed since it was read. Refused: versionIsInForce, versionLabelTaken. */
export async function archiveVersion(actor: Actor, input: ArchiveInput, isArchived: boolean, now = new Date()): Promise<Result<{ id: string }, VersionRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, permit } = await openVersion(tx, actor, "change", input.id);
      if (!stored.isDraft) throw new Refused(refuse("versionIsInForce"));
      if (stored.isArchived === isArchived) return { id: stored.id };
      if (stored.version !== input.version) throw new AppError("CONFLICT");
      await repository.updateArchived(tx, permit, stored, input.version, isArchived ? now : null);
      await recordAudit(tx, { actor, action: isArchived ? "governingDocuments.archived" : "governingDocuments.restored", subject: { kind: "governingDocument", id: stored.documentId }, details: { versionId: stored.id } });
      return { id: stored.id };
    }),
  );
}

async function readRemovedRules(read: Read, id: string): Promise<MandateRule[]> {
  return policyPackSchema.shape.mandateRules.parse(await repository.findRemovedRules(read, id));
}

/** The rules that have been taken out of a draft and can be taken back, the latest last; none of what is in force. Throws NOT_FOUND as getVersion does. */
export async function listRemovedRules(actor: Actor, id: string): Promise<MandateRule[]> {
  const read = reading();
  const stored = await findStored(read, actor, id);
  return stored.isDraft ? readRemovedRules(read, id) : [];
}

/** What a draft's pack becomes, and the rules that have been taken out of it where those change. */
export interface Rewritten {
  pack: Partial<PolicyPack>;
  removed?: readonly MandateRule[];
}

/**
 * Rewrites parts of a draft's pack, in the transaction that asks whether the actor may and whether the draft is as it was read.
 * Throws CONFLICT when it has changed since. Refused: what the rewriting refuses, versionIsInForce, versionIsPutAway.
 */
export async function rewriteDraft<Reason extends string>(
  actor: Actor,
  draft: { id: string; version: number },
  action: string,
  rewrite: (pack: PolicyPack, removed: readonly MandateRule[]) => Result<Rewritten, Reason>,
): Promise<Result<{ id: string }, Reason | VersionRefusal>> {
  return inTransaction(async (tx) => {
    const { stored, permit } = await openVersion(tx, actor, "change", draft.id);
    if (!stored.isDraft) return refuse("versionIsInForce");
    if (stored.isArchived) return refuse("versionIsPutAway");
    if (stored.version !== draft.version) throw new AppError("CONFLICT");
    const pack = await readPack(tx, stored);
    const rewritten = rewrite(pack, await readRemovedRules(tx, stored.id));
    if (!rewritten.ok) return rewritten;
    const { pack: parts, removed } = rewritten.value;
    await repository.updateContent(tx, permit, stored, { ...writeContent(policyPackSchema.parse({ ...pack, ...parts })), isShipped: false }, removed === undefined ? null : JSON.stringify(removed));
    await recordAudit(tx, { actor, action, subject: { kind: "governingDocument", id: stored.documentId }, details: { versionId: stored.id } });
    return succeed({ id: stored.id });
  });
}

/** The versions in force whose review is asked for today, for the people of the office that keeps them. */
export async function listReviews(actor: Actor, today: PlainDate): Promise<(repository.StoredVersion & { isOverdue: boolean })[]> {
  return (await listVersions(actor, today))
    .filter((version) => version.state === "inForce" && answersForReview(actor, version.responsibleOffice.id) && reviewState(version, today) !== "notYet")
    .map((version) => ({ ...version, isOverdue: reviewState(version, today) === "overdue" }));
}

/**
 * Brings what a release ships into the register: in force where there is no document yet, up to date where the same version is
 * there and nobody has changed its text, and as a draft where the version is new. What the municipality has written is left
 * alone. Answers what was done.
 */
export async function bringShipped(actor: Actor, pack: PolicyPack): Promise<"added" | "updated" | "drafted" | "nothing"> {
  return inTransaction(async (tx) => {
    const permit = authorizeAll(documentsPolicy, "ship", actor);
    await repository.lockDocuments(tx);
    const written = writeContent(pack);
    const known = await repository.findShipped(tx, pack.id, pack.document.version);
    if (known !== null) {
      if (known.digest === written.digest || known.digest !== known.shippedDigest) return "nothing";
      await repository.updateContent(tx, permit, known, { ...written, isShipped: true });
      const stored = await repository.findVersion(tx, known.id);
      await recordAudit(tx, { actor, action: "governingDocuments.shippedAnew", subject: { kind: "governingDocument", id: stored?.documentId ?? null }, details: { versionId: known.id } });
      return "updated";
    }
    const all = await repository.listVersions(tx);
    const sibling = all.find((version) => version.shippedAs === pack.id);
    if (sibling === undefined && all.length > 0) return "nothing";
    const { document } = pack;
    const documentId = sibling?.documentId ?? (await repository.insertDocument(tx, permit, { type: document.type, title: document.title, responsibleOffice: await bodyCalled(tx, document.responsibleOffice ?? pack.coordinatingOffice.name) }));
    const isDraft = sibling !== undefined;
    // Here another version may have been given the name that the release has chosen.
    const isTaken = all.some((version) => version.documentId === documentId && version.label === document.version);
    const label = isTaken ? `${document.version.slice(0, 50)} ${written.digest.slice(0, 6)}` : document.version;
    const id = await repository.insertVersion(tx, permit, { ...(await factsOf(tx, pack)), documentId, label, isDraft, validFrom: isDraft ? null : document.adoptedOn, validTo: null, shippedAs: pack.id });
    await recordAudit(tx, { actor, action: "governingDocuments.shipped", subject: { kind: "governingDocument", id: documentId }, details: { versionId: id } });
    return isDraft ? "drafted" : "added";
  });
}
