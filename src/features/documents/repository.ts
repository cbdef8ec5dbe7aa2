import "server-only";
import { randomUUID } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { Registers } from "@/domain/registers";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import { searchTextOf } from "./rules";
import { DOCUMENTS_A_PAGE, type DocumentFacts, type DocumentFilter, type DocumentKind, type Subject } from "./schema";

/** A document as a file, in one of its versions. */
export interface StoredFile {
  id: string;
  number: number;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  pages: number | null;
  scan: "NOT_SCANNED" | "CLEAN";
  note: string | null;
  uploadedByName: string | null;
  uploadedAt: Date;
}

export interface StoredDocument extends DocumentFacts {
  id: string;
  version: number;
  subject: Subject;
  addedById: string;
  isArchived: boolean;
  isDemonstration: boolean;
  /** The latest first. */
  files: StoredFile[];
}

/** What only the program may say of a document. */
export interface DocumentOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** What is known of a file that is about to be stored. */
export interface NewFile extends Pick<StoredFile, "name" | "mediaType" | "sha256" | "pages" | "scan" | "note"> {
  sizeBytes: number;
  handle: FileHandle;
}

/** A new record's id. */
export function newId(): string {
  return randomUUID();
}

const stated = Prisma.sql`d.document_kind::text AS kind, d.title, d.document_on::text AS "documentOn", d.case_number AS "caseNumber", d.registered_in AS "registeredIn", d.is_confidential AS "isConfidential",
  d.confidentiality_provision AS "confidentialityProvision", d.confidentiality_on::text AS "confidentialityOn", d.confidentiality_by AS "confidentialityBy"`;
const whole = Prisma.sql`d.id, d.version, jsonb_build_object('kind', d.subject_kind, 'id', d.subject_id) AS subject, ${stated}, d.created_by_id AS "addedById", d.archived_at IS NOT NULL AS "isArchived", d.is_demonstration AS "isDemonstration",
  (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'number', f.number, 'name', f.name, 'mediaType', f.media_type, 'sizeBytes', f.size_bytes, 'sha256', f.sha256, 'pages', f.pages, 'scan', f.scan, 'note', f.note,
      'uploadedByName', (SELECT p.name FROM person_details p WHERE p.person_id = f.uploaded_by_id), 'uploadedAt', f.uploaded_at) ORDER BY f.number DESC) FROM attached_file f WHERE f.document_id = d.id) AS files`;

type Row = Omit<StoredDocument, "files"> & { files: (Omit<StoredFile, "uploadedAt"> & { uploadedAt: string })[] };

const toDocument = (row: Row): StoredDocument => ({ ...row, files: row.files.map((file) => ({ ...file, uploadedAt: new Date(file.uploadedAt) })) });

/** Reads a document with all its versions, held until the transaction ends where somebody is about to change it; null when there is none. */
export async function findDocument(read: Read, id: string, isHeld = false): Promise<StoredDocument | null> {
  if (isHeld) await clientOf(read).$queryRaw`SELECT id FROM attached_document WHERE id = ${id}::uuid FOR UPDATE`;
  const [row] = await queryRows<Row>(read, Prisma.sql`SELECT ${whole} FROM attached_document d WHERE d.id = ${id}::uuid`);
  return row === undefined ? null : toDocument(row);
}

/** Reads the document that a file is a version of; null when there is none. */
export async function findDocumentOfFile(read: Read, fileId: string): Promise<StoredDocument | null> {
  const [row] = await queryRows<Row>(read, Prisma.sql`SELECT ${whole} FROM attached_document d WHERE d.id = (SELECT f.document_id FROM attached_file f WHERE f.id = ${fileId}::uuid)`);
  return row === undefined ? null : toDocument(row);
}

/** Reads the documents of some records of one kind that have not been taken away, the latest first. */
export async function selectDocumentsOf(read: Read, kind: string, ids: readonly string[]): Promise<StoredDocument[]> {
  const rows = await queryRows<Row>(read, Prisma.sql`
    SELECT ${whole} FROM attached_document d WHERE d.subject_id = ANY (${[...ids]}::uuid[]) AND d.subject_kind = ${kind} AND d.archived_at IS NULL ORDER BY d.document_on DESC NULLS LAST, d.created_at DESC LIMIT 200`);
  return rows.map(toDocument);
}

const columnsOf = (facts: DocumentFacts): Record<string, Prisma.Sql> => ({
  document_kind: Prisma.sql`${facts.kind}::"AttachedDocumentKind"`,
  title: Prisma.sql`${facts.title}`,
  document_on: Prisma.sql`${facts.documentOn}::date`,
  case_number: Prisma.sql`${facts.caseNumber}`,
  registered_in: Prisma.sql`${facts.registeredIn}`,
  is_confidential: Prisma.sql`${facts.isConfidential}`,
  confidentiality_provision: Prisma.sql`${facts.confidentialityProvision}`,
  confidentiality_on: Prisma.sql`${facts.confidentialityOn}::date`,
  confidentiality_by: Prisma.sql`${facts.confidentialityBy}`,
  search_text: Prisma.sql`${searchTextOf(facts)}`,
});

export async function insertDocument(tx: Tx, permit: Permit<"documents.attach">, id: string, subject: Subject, facts: DocumentFacts, origin: DocumentOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(facts);
  await clientOf(tx).$executeRaw`
    INSERT INTO attached_document (id, subject_kind, subject_id, is_demonstration, certainty, created_by_id, created_at, updated_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${subject.kind}, ${subject.id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${now}, ${Prisma.join(Object.values(stored))})`;
}

/** As much of a file as is held at once. */
const PIECE_BYTES = 256 * 1024;

/** Stores a file as the next version of a document, piece by piece from where it was received. */
export async function insertFile(tx: Tx, permit: Permit<"documents.attach" | "documents.edit">, documentId: string, file: NewFile, now: Date): Promise<void> {
  requirePermitFor(permit, documentId);
  const client = clientOf(tx);
  const id = newId();
  await client.$executeRaw`
    INSERT INTO attached_file (id, document_id, number, name, media_type, size_bytes, sha256, pages, scan, note, uploaded_by_id, uploaded_at)
    VALUES (${id}::uuid, ${documentId}::uuid, (SELECT coalesce(max(f.number), 0) + 1 FROM attached_file f WHERE f.document_id = ${documentId}::uuid), ${file.name}, ${file.mediaType}, ${file.sizeBytes}::int, ${file.sha256}, ${file.pages}::int,
      ${file.scan}::"FileScan", ${file.note}, ${permit.actor.personId}::uuid, ${now})`;
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = 0, place = 0; at < file.sizeBytes; place += 1) {
    const { bytesRead } = await file.handle.read(piece, 0, Math.min(PIECE_BYTES, file.sizeBytes - at), at);
    if (bytesRead === 0) throw new Error("a received file is shorter than it was");
    await client.$executeRaw`INSERT INTO file_piece (file_id, place, bytes) VALUES (${id}::uuid, ${place}::int, ${new Uint8Array(piece.subarray(0, bytesRead))})`;
    at += bytesRead;
  }
}

/** Reads a file's content piece by piece; it never changes, so that no transaction has to be held for a slow reader. */
export async function* readPieces(read: Read, fileId: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (let place = 0; ; place += 1) {
    const [row] = await queryRows<{ bytes: Uint8Array }>(read, Prisma.sql`SELECT p.bytes FROM file_piece p WHERE p.file_id = ${fileId}::uuid AND p.place = ${place}::int`);
    if (row === undefined) return;
    yield row.bytes;
  }
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE attached_document SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateDocument(tx: Tx, permit: Permit<"documents.edit">, id: string, version: number, facts: DocumentFacts | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, facts === null ? {} : columnsOf(facts), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"documents.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

interface VersionRow {
  document_kind: DocumentKind;
  title: string;
  document_on: string | null;
  case_number: string | null;
  registered_in: string | null;
  is_confidential: boolean;
  confidentiality_provision: string | null;
  confidentiality_on: string | null;
  confidentiality_by: string | null;
}

/** Reads what was stated of a document in one of its versions; null when it never had it. */
export async function findDocumentVersion(read: Read, id: string, version: number): Promise<(Omit<RowVersion<unknown>, "row"> & { document: DocumentFacts }) | null> {
  const found = await findRowVersion<VersionRow>(read, "attached_document", id, version);
  if (found?.row == null) return null;
  const { row, ...rest } = found;
  return {
    ...rest,
    document: {
      kind: row.document_kind,
      title: row.title,
      documentOn: row.document_on,
      caseNumber: row.case_number,
      registeredIn: row.registered_in,
      isConfidential: row.is_confidential,
      confidentialityProvision: row.confidentiality_provision,
      confidentialityOn: row.confidentiality_on,
      confidentialityBy: row.confidentiality_by,
    },
  };
}

export interface DocumentRow extends Pick<DocumentFacts, "kind" | "title" | "documentOn" | "caseNumber" | "registeredIn" | "isConfidential"> {
  id: string;
  subject: Subject;
  holderTitle: string;
  unit: string | null;
  addedAt: Date;
  fileName: string;
  sizeBytes: number;
  number: number;
}

/** All records that documents may lie with, of the registers that say how theirs lie in the database. */
function recordsOf(registers: Registers): Prisma.Sql {
  const tables = registers.flatMap(({ kind, holding }) =>
    holding === undefined ? [] : [Prisma.raw(`SELECT '${kind}'::text AS kind, r.id, ${holding.stored.title} AS title, ${holding.stored.unitId ?? "NULL::uuid"} AS unit_id, (${holding.stored.isThere}) AS is_there, (${holding.stored.isConfidential ?? "false"}) AS is_confidential FROM ${holding.stored.table} r`)],
  );
  return Prisma.join(tables, " UNION ALL ");
}

const addedYear = Prisma.sql`extract(year FROM coalesce(d.document_on, (d.created_at AT TIME ZONE 'Europe/Stockholm')::date))`;

function conditionsOf(scope: Scope<"documents">, filter: DocumentFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`d.archived_at IS NULL`,
    Prisma.sql`h.is_there`,
    Prisma.sql`((NOT h.is_confidential AND (NOT d.is_confidential OR d.created_by_id = ${scope.personId}::uuid)) OR ${scope.all} OR h.unit_id = ANY (${[...scope.unitIds]}::uuid[]))`,
  ];
  if (filter.kind !== null) conditions.push(Prisma.sql`d.document_kind = ${filter.kind}::"AttachedDocumentKind"`);
  if (filter.with !== null) conditions.push(Prisma.sql`d.subject_kind = ${filter.with}`);
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`h.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(Prisma.sql`${addedYear} = ${filter.year}`);
  if (filter.until !== null) conditions.push(Prisma.sql`d.created_at < (${filter.until}::date + 1)::timestamp AT TIME ZONE 'Europe/Stockholm'`);
  if (filter.unregistered) conditions.push(Prisma.sql`d.case_number IS NULL AND d.registered_in IS NULL`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`d.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

const listed = (registers: Registers) => Prisma.sql`attached_document d JOIN (${recordsOf(registers)}) h ON h.kind = d.subject_kind AND h.id = d.subject_id`;

function orderOf({ sort, descending }: DocumentFilter): Prisma.Sql {
  const column = { added: Prisma.sql`d.created_at`, title: Prisma.sql`d.title`, kind: Prisma.sql`d.document_kind`, dated: Prisma.sql`d.document_on` }[sort];
  return Prisma.sql`${column} ${Prisma.raw(descending ? "DESC" : "ASC")} NULLS LAST, d.id`;
}

async function selectRows(read: Read, registers: Registers, scope: Scope<"documents">, filter: DocumentFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<DocumentRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT d.id, d.document_kind::text AS kind, d.title, d.document_on::text AS "documentOn", d.case_number AS "caseNumber", d.registered_in AS "registeredIn", d.is_confidential AS "isConfidential",
      jsonb_build_object('kind', d.subject_kind, 'id', d.subject_id) AS subject, h.title AS "holderTitle", ${bodyNameOn(Prisma.sql`h.unit_id`, today)} AS unit, d.created_at AS "addedAt", f.name AS "fileName", f.size_bytes AS "sizeBytes", f.number
    FROM ${listed(registers)} JOIN LATERAL (SELECT l.name, l.size_bytes, l.number FROM attached_file l WHERE l.document_id = d.id ORDER BY l.number DESC LIMIT 1) f ON true
    WHERE ${conditionsOf(scope, filter)} ORDER BY ${orderOf(filter)} LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the list and how many there are in all. */
export async function selectDocuments(read: Read, registers: Registers, scope: Scope<"documents">, filter: DocumentFilter, today: PlainDate): Promise<{ rows: DocumentRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, registers, scope, filter, today, { limit: DOCUMENTS_A_PAGE, offset: (filter.page - 1) * DOCUMENTS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${listed(registers)} WHERE ${conditionsOf(scope, filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const EXPORTED = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamDocuments(tx: Tx, registers: Registers, scope: Scope<"documents">, filter: DocumentFilter, today: PlainDate): AsyncGenerator<DocumentRow[]> {
  for (let offset = 0; ; offset += EXPORTED) {
    const rows = await selectRows(tx, registers, scope, filter, today, { limit: EXPORTED, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < EXPORTED) return;
  }
}

/** Reads the years that documents belong to, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT ${addedYear}::int AS year FROM attached_document d WHERE d.archived_at IS NULL ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}
