import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { MergedRecord, SubjectRecord, Registers } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { inspectFile } from "@/server/attachments/inspect";
import type { ReceivedFile } from "@/server/attachments/receive";
import { scanFile } from "@/server/attachments/scan";
import { reading, type Tx } from "@/server/db";
import { getSettings } from "@/server/env";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { actsForUnit, findHolder, findHolderOrNull } from "@/server/holder";
import { once } from "@/server/idempotency";
import { log } from "@/server/log";
import { authorize, grantScope } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { documentPolicy, type DocumentThing } from "./policy";
import * as repository from "./repository";
import { judgeContent, judgeScan, readFileName, titleOfFile, type DocumentRefusal } from "./rules";
import type { AttachInput, ChangeDocumentInput, DocumentFacts, DocumentFilter, ReviseInput, Subject } from "./schema";

export type { DocumentRow, StoredDocument, StoredFile } from "./repository";

/** The registers, whose records documents lie with. */
export interface Around {
  registers: Registers;
}

const today = (now: Date): PlainDate => dateInStockholm(now);
/** A large file is many statements. */
const LONG_WORK = { timeoutMs: 60_000 };

const thingOf = ({ id, isConfidential, isArchived, addedById }: Pick<repository.StoredDocument, "id" | "isConfidential" | "isArchived" | "addedById">, holder: SubjectRecord | null): DocumentThing => ({ id, isConfidential, isArchived, addedById, holder });

/** A document with the record that it lies with, which is null where the actor may not see it. */
async function load(actor: Actor, stored: repository.StoredDocument | null, around: Around): Promise<{ stored: repository.StoredDocument; holder: SubjectRecord; thing: DocumentThing }> {
  if (stored === null) throw new AppError("NOT_FOUND");
  const holder = await findHolderOrNull(actor, stored.subject, around);
  const thing = thingOf(stored, holder);
  authorize(documentPolicy, "view", actor, thing);
  if (holder === null) throw new AppError("NOT_FOUND");
  return { stored, holder, thing };
}

/** The record's own history tells of the act, and names no document: one that is confidential is not everyone's to know of. */
const audit = (tx: Tx, actor: Actor, action: string, { subject, unitId, documentId }: { subject: Subject; unitId: string | null; documentId: string }) =>
  recordAudit(tx, { actor, action: `documents.${action}`, subject, unitId, onBehalf: actsForUnit(actor, unitId), details: { documentId } });

/** Looks into a file before anything of it is stored: its name, its content, and what the virus scanner says. */
async function judgeFile(actor: Actor, file: ReceivedFile, fileName: string, note: string | null): Promise<repository.NewFile> {
  const { name, ending, mediaType } = must(readFileName(fileName));
  const { pages } = must(judgeContent(await inspectFile({ fd: file.handle.fd, size: file.size }, ending), ending));
  const scanned = await scanFile(file, getSettings().UTBLICK_CLAMD);
  if (scanned.state === "INFECTED" || scanned.state === "AWAY") log.warn({ event: "upload stopped", scan: scanned.state, found: scanned.state === "INFECTED" ? scanned.name : null, sha256: file.sha256, actorId: actor.personId });
  return { name, mediaType, sizeBytes: file.size, sha256: file.sha256, pages, scan: must(judgeScan(scanned)), note, handle: file.handle };
}

/**
 * Attaches a file to a record as a new document; the same key does so once. Throws NOT_FOUND and FORBIDDEN as the record's own permissions
 * say. Refused: documentTypeNotTaken, what is found of the file's content, documentInfected, documentScannerAway.
 */
export async function attachDocument(actor: Actor, input: AttachInput, file: ReceivedFile, about: Around & { origin?: repository.DocumentOrigin }, now = new Date()): Promise<Result<{ id: string }, DocumentRefusal>> {
  const holder = await findHolder(actor, input.subject, about);
  const id = repository.newId();
  const permit = authorize(documentPolicy, "attach", actor, { id, isConfidential: false, isArchived: false, addedById: actor.personId, holder });
  return orRefuse(async () => {
    const judged = await judgeFile(actor, file, input.fileName, null);
    const facts: DocumentFacts = { ...input.document, title: input.document.title ?? titleOfFile(judged.name) };
    return inTransaction(
      (tx) =>
        once(tx, actor, "documents.attach", input.key, { subject: input.subject, facts, name: judged.name, sha256: judged.sha256 }, async () => {
          await repository.insertDocument(tx, permit, id, input.subject, facts, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
          await repository.insertFile(tx, permit, id, judged, now);
          await audit(tx, actor, "attached", { subject: input.subject, unitId: holder.unitId, documentId: id });
          return { id };
        }),
      LONG_WORK,
    );
  });
}

/** Gives a document its next version; those before it can still be read. The same key does so once. Throws CONFLICT when someone has changed it since. Refused as when it is attached, and documentSame. */
export async function reviseDocument(actor: Actor, { id, version, note, key, fileName }: ReviseInput, file: ReceivedFile, around: Around, now = new Date()): Promise<Result<{ id: string }, DocumentRefusal | "documentSame">> {
  const { stored, holder, thing } = await load(actor, await repository.findDocument(reading(), id), around);
  const permit = authorize(documentPolicy, "edit", actor, thing);
  return orRefuse(async () => {
    const judged = await judgeFile(actor, file, fileName, note);
    return inTransaction(
      (tx) =>
        once(tx, actor, "documents.revise", key, { id, note, name: judged.name, sha256: judged.sha256 }, async () => {
          const current = await repository.findDocument(tx, id, true);
          if (current?.version !== version) throw new AppError("CONFLICT");
          if (current.files[0]?.sha256 === judged.sha256) must(refuse("documentSame" as const, { field: "file" }));
          await repository.updateDocument(tx, permit, id, version, null, now);
          await repository.insertFile(tx, permit, id, judged, now);
          await audit(tx, actor, "revised", { subject: stored.subject, unitId: holder.unitId, documentId: id });
          return { id };
        }),
      LONG_WORK,
    );
  });
}

/** Changes what is stated of a document. When someone else has changed it since, throws CONFLICT with `baseVersion` and `currentVersion`, both of which `getDocumentVersion` returns. */
export async function changeDocument(actor: Actor, { id, version, document }: ChangeDocumentInput, around: Around, now = new Date()): Promise<{ id: string }> {
  const { stored, holder, thing } = await load(actor, await repository.findDocument(reading(), id), around);
  const permit = authorize(documentPolicy, "edit", actor, thing);
  return inTransaction(async (tx) => {
    const current = await repository.findDocument(tx, id, true);
    if (current?.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: current?.version ?? version });
    await repository.updateDocument(tx, permit, id, version, document, now);
    await audit(tx, actor, "changed", { subject: stored.subject, unitId: holder.unitId, documentId: id });
    return { id };
  });
}

/** Takes a document away from its record without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveDocument(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, around: Around, now = new Date()): Promise<{ id: string }> {
  const { stored, holder, thing } = await load(actor, await repository.findDocument(reading(), id), around);
  const permit = authorize(documentPolicy, "archive", actor, thing);
  return inTransaction(async (tx) => {
    const current = await repository.findDocument(tx, id, true);
    if (current?.version !== version) throw new AppError("CONFLICT");
    if (current.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, archived ? "archived" : "restored", { subject: stored.subject, unitId: holder.unitId, documentId: id });
    return { id };
  });
}

/** A document at a record: its own, or one of a record that has been merged into it, with that record's title. */
export type LyingDocument = repository.StoredDocument & { from: string | null };

export interface RecordDocuments {
  holder: SubjectRecord;
  documents: LyingDocument[];
  mayAttach: boolean;
}

/**
 * A record's documents, of those that the actor may see, with those of the records merged into it that are handed over: each of these by the permissions of the record that it lies with.
 * Who has the record at hand already hands it over too. Throws NOT_FOUND when the record is not the actor's to see.
 */
export async function listDocumentsOf(actor: Actor, subject: Subject, about: (Around | { loaded: SubjectRecord | Promise<SubjectRecord> }) & { merged?: readonly MergedRecord[] | undefined }): Promise<RecordDocuments> {
  const merged = about.merged ?? [];
  const [holder, documents] = await Promise.all(["loaded" in about ? about.loaded : findHolder(actor, subject, about), repository.selectDocumentsOf(reading(), subject.kind, [subject.id, ...merged.map(({ id }) => id)])]);
  const lying = documents.flatMap((document): LyingDocument[] => {
    const of = merged.find(({ id }) => id === document.subject.id) ?? null;
    return may(documentPolicy, "view", actor, thingOf(document, of ?? holder)) ? [{ ...document, from: of?.title ?? null }] : [];
  });
  return { holder, documents: lying, mayAttach: holder.mayWrite };
}

/** The record that a document is about to be attached to; throws NOT_FOUND and FORBIDDEN as when it is attached. */
export async function getHolder(actor: Actor, subject: Subject, around: Around): Promise<SubjectRecord> {
  const holder = await findHolder(actor, subject, around);
  authorize(documentPolicy, "attach", actor, { id: subject.id, isConfidential: false, isArchived: false, addedById: actor.personId, holder });
  return holder;
}

export interface DocumentView {
  document: repository.StoredDocument;
  holder: SubjectRecord & { path: string };
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A document with all its versions and what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getDocument(actor: Actor, id: string, around: Around): Promise<DocumentView> {
  const { stored, holder, thing } = await load(actor, await repository.findDocument(reading(), id), around);
  const path = around.registers.find(({ kind }) => kind === stored.subject.kind)?.path(stored.subject.id) ?? "/";
  return { document: stored, holder: { ...holder, path }, mayEdit: may(documentPolicy, "edit", actor, thing), mayArchive: may(documentPolicy, "archive", actor, thing) };
}

/** What was stated of a document in one of its versions, for who may change it, with who stated it and when; throws NOT_FOUND. */
export async function getDocumentVersion(actor: Actor, id: string, version: number, around: Around): Promise<{ byName: string | null; at: Date; document: DocumentFacts }> {
  const { thing } = await load(actor, await repository.findDocument(reading(), id), around);
  authorize(documentPolicy, "edit", actor, thing);
  const found = await repository.findDocumentVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A document's history, latest first; throws NOT_FOUND when the document isn't the actor's to see. */
export async function listDocumentHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, around: Around): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findDocument(reading(), id), readHistory(id, options)]);
  await load(actor, stored, around);
  return history;
}

/** A version's file with its content, to be fetched piece by piece; throws NOT_FOUND when the document isn't the actor's to see. */
export async function openFile(actor: Actor, fileId: string, around: Around): Promise<{ file: repository.StoredFile; document: repository.StoredDocument; pieces: () => AsyncGenerator<Uint8Array, void, undefined> }> {
  const { stored } = await load(actor, await repository.findDocumentOfFile(reading(), fileId), around);
  const file = stored.files.find(({ id }) => id === fileId);
  if (file === undefined) throw new AppError("NOT_FOUND");
  return { file, document: stored, pieces: () => repository.readPieces(reading(), fileId) };
}

const scopeOf = (actor: Actor) => grantScope(documentPolicy.feature, actor, isCoordinator(actor));

/** One page of all registers' documents. */
export async function listDocuments(actor: Actor, filter: DocumentFilter, { registers }: Around, now = new Date()): Promise<{ rows: repository.DocumentRow[]; total: number }> {
  return repository.selectDocuments(reading(), registers, scopeOf(actor), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the registers. */
export async function* exportDocuments(actor: Actor, filter: DocumentFilter, { registers }: Around, now = new Date()): AsyncGenerator<repository.DocumentRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamDocuments(tx, registers, scopeOf(actor), filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listDocumentYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}
