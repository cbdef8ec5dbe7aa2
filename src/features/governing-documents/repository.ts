import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { NamedBody, VersionFacts } from "./schema";

/** A body with what it was called, where it is one of the register's. */
export interface StoredBody extends NamedBody {
  shown: string | null;
}

/** A version with its document's facts, without the pack itself. */
export interface StoredVersion extends Omit<VersionFacts, "responsibleOffice" | "adoptedBy"> {
  id: string;
  version: number;
  documentId: string;
  documentVersion: number;
  isDraft: boolean;
  isArchived: boolean;
  responsibleOffice: StoredBody;
  adoptedBy: StoredBody;
  digest: string;
  shippedAs: string | null;
  shippedDigest: string | null;
}

interface Row extends Omit<StoredVersion, "responsibleOffice" | "adoptedBy"> {
  officeId: string | null;
  officeName: string | null;
  officeShown: string | null;
  adopterId: string | null;
  adopterName: string | null;
  adopterShown: string | null;
}

const COLUMNS = Prisma.sql`
  v.id, v.version, v.document_id AS "documentId", d.version AS "documentVersion", d.type::text AS type, d.title, v.label, v.is_draft AS "isDraft",
  v.archived_at IS NOT NULL AS "isArchived", v.adopted_on::text AS "adoptedOn", v.minutes_paragraph AS "minutesParagraph", v.case_number AS "caseNumber",
  v.valid_from::text AS "validFrom", v.valid_to::text AS "validTo", v.review_on::text AS "reviewOn", v.remind_on::text AS "remindOn", v.note, v.digest,
  v.shipped_as AS "shippedAs", v.shipped_digest AS "shippedDigest",
  d.responsible_office_id AS "officeId", d.responsible_office_name AS "officeName", coalesce(d.responsible_office_name, ${bodyNameOn(Prisma.sql`d.responsible_office_id`, Prisma.sql`current_date`)}) AS "officeShown",
  v.adopted_by_id AS "adopterId", v.adopted_by_name AS "adopterName", coalesce(v.adopted_by_name, ${bodyNameOn(Prisma.sql`v.adopted_by_id`, Prisma.sql`coalesce(v.adopted_on, current_date)`)}) AS "adopterShown"`;

const FROM = Prisma.sql`FROM document_version v JOIN governing_document d ON d.id = v.document_id`;

function toVersion({ officeId, officeName, officeShown, adopterId, adopterName, adopterShown, ...rest }: Row): StoredVersion {
  return { ...rest, responsibleOffice: { id: officeId, name: officeName, shown: officeShown }, adoptedBy: { id: adopterId, name: adopterName, shown: adopterShown } };
}

/** Reads all versions that have not been put away, document by document, the latest first; drafts first of all. */
export async function listVersions(read: Read): Promise<StoredVersion[]> {
  const rows = await clientOf(read).$queryRaw<Row[]>`
    SELECT ${COLUMNS} ${FROM} WHERE v.archived_at IS NULL ORDER BY d.created_at, d.id, v.is_draft DESC, v.valid_from DESC NULLS LAST, v.created_at DESC`;
  return rows.map(toVersion);
}

export async function findVersion(read: Read, id: string): Promise<StoredVersion | null> {
  const [row] = await clientOf(read).$queryRaw<Row[]>`SELECT ${COLUMNS} ${FROM} WHERE v.id = ${id}::uuid`;
  return row === undefined ? null : toVersion(row);
}

/** The pack of a version as it is stored. */
export async function findContent(read: Read, id: string): Promise<unknown> {
  const [row] = await clientOf(read).$queryRaw<{ content: unknown }[]>`SELECT content FROM document_version WHERE id = ${id}::uuid`;
  return row?.content;
}

/** The rules that have been taken out of a version as they are stored. */
export async function findRemovedRules(read: Read, id: string): Promise<unknown> {
  const [row] = await clientOf(read).$queryRaw<{ removed: unknown }[]>`SELECT removed_rules AS removed FROM document_version WHERE id = ${id}::uuid`;
  return row?.removed;
}

/** Lets one change of what is in force wait for another until the transaction ends. */
export async function lockDocuments(tx: Tx): Promise<void> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('utblick.governing_documents'))`;
}

/** All versions that judge some day, in the order of their days. */
export async function listInForce(read: Read): Promise<{ id: string; version: number; label: string; validFrom: PlainDate | null; validTo: PlainDate | null }[]> {
  return clientOf(read).$queryRaw`
    SELECT id, version, label, valid_from::text AS "validFrom", valid_to::text AS "validTo" FROM document_version WHERE NOT is_draft ORDER BY valid_from NULLS FIRST`;
}

/** The body of this name in the register, when there is exactly one today. */
export async function findBodyNamed(read: Read, name: string): Promise<string | null> {
  const rows = await clientOf(read).$queryRaw<{ id: string }[]>`
    SELECT DISTINCT b.id FROM body b JOIN body_name n ON n.body_id = b.id
    WHERE n.name = ${name} AND b.archived_at IS NULL AND (b.valid_to IS NULL OR b.valid_to >= current_date) AND daterange(n.valid_from, n.valid_to, '[]') @> current_date LIMIT 2`;
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

export interface NewVersion extends Omit<VersionFacts, "type" | "title" | "responsibleOffice"> {
  documentId: string;
  isDraft: boolean;
  content: string;
  digest: string;
  shippedAs: string | null;
}

export async function insertDocument(tx: Tx, permit: Permit<"governingDocuments.add" | "governingDocuments.ship">, document: Pick<VersionFacts, "type" | "title" | "responsibleOffice">): Promise<string> {
  requirePermitFor(permit, "*");
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO governing_document (type, title, responsible_office_id, responsible_office_name)
    VALUES (${document.type}::"GoverningDocumentType", ${document.title}, ${document.responsibleOffice.id}::uuid, ${document.responsibleOffice.name}) RETURNING id`;
  if (!row) throw new Error("a governing document could not be stored");
  return row.id;
}

export async function insertVersion(tx: Tx, permit: Permit<"governingDocuments.add" | "governingDocuments.ship">, added: NewVersion): Promise<string> {
  requirePermitFor(permit, "*");
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO document_version (document_id, label, adopted_by_id, adopted_by_name, adopted_on, minutes_paragraph, case_number, is_draft, valid_from, valid_to, review_on, remind_on,
      note, content, digest, shipped_as, shipped_digest)
    VALUES (${added.documentId}::uuid, ${added.label}, ${added.adoptedBy.id}::uuid, ${added.adoptedBy.name}, ${added.adoptedOn}::date, ${added.minutesParagraph}, ${added.caseNumber},
      ${added.isDraft}, ${added.validFrom}::date, ${added.validTo}::date, ${added.reviewOn}::date, ${added.remindOn}::date, ${added.note}, ${added.content}::jsonb, ${added.digest},
      ${added.shippedAs}, ${added.shippedAs === null ? null : added.digest}) RETURNING id`;
  if (!row) throw new Error("a version of a governing document could not be stored");
  return row.id;
}

type ChangePermit = Permit<"documentVersions.change" | "documentVersions.putInForce">;

export async function updateDocument(tx: Tx, permit: ChangePermit, stored: StoredVersion, version: number, document: Pick<VersionFacts, "type" | "title" | "responsibleOffice">): Promise<void> {
  requirePermitFor(permit, stored.id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE governing_document SET type = ${document.type}::"GoverningDocumentType", title = ${document.title}, responsible_office_id = ${document.responsibleOffice.id}::uuid,
      responsible_office_name = ${document.responsibleOffice.name}, version = version + 1
    WHERE id = ${stored.documentId}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateFacts(tx: Tx, permit: ChangePermit, id: string, version: number, facts: Omit<VersionFacts, "type" | "title" | "responsibleOffice">): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE document_version SET label = ${facts.label}, adopted_by_id = ${facts.adoptedBy.id}::uuid, adopted_by_name = ${facts.adoptedBy.name}, adopted_on = ${facts.adoptedOn}::date,
      minutes_paragraph = ${facts.minutesParagraph}, case_number = ${facts.caseNumber}, valid_from = ${facts.validFrom}::date, valid_to = ${facts.validTo}::date,
      review_on = ${facts.reviewOn}::date, remind_on = ${facts.remindOn}::date, note = ${facts.note}, version = version + 1
    WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Gives a version its days: a draft that takes over, or one that ends because another does. The permit is for the draft. */
export async function updateDays(tx: Tx, permit: Permit<"documentVersions.putInForce">, draftId: string, target: { id: string; version: number }, days: { validFrom: PlainDate | null; validTo: PlainDate | null }): Promise<void> {
  requirePermitFor(permit, draftId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE document_version SET is_draft = false, valid_from = ${days.validFrom}::date, valid_to = ${days.validTo}::date, version = version + 1
    WHERE id = ${target.id}::uuid AND version = ${target.version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Puts a draft away or takes it back, and with it a document that holds nothing else. */
export async function updateArchived(tx: Tx, permit: Permit<"documentVersions.change">, stored: StoredVersion, version: number, at: Date | null): Promise<void> {
  requirePermitFor(permit, stored.id);
  const client = clientOf(tx);
  const changed = await client.$executeRaw`UPDATE document_version SET archived_at = ${at}, version = version + 1 WHERE id = ${stored.id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
  await client.$executeRaw`
    UPDATE governing_document d SET archived_at = ${at}, version = version + 1
    WHERE d.id = ${stored.documentId}::uuid AND (d.archived_at IS NULL) <> (${at}::timestamptz IS NULL)
      AND NOT EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.id AND v.id <> ${stored.id}::uuid AND v.archived_at IS NULL)`;
}

/** Replaces the pack of a draft, or of a version that a release has shipped anew. */
export async function updateContent(
  tx: Tx,
  permit: Permit<"documentVersions.change"> | Permit<"governingDocuments.ship">,
  target: { id: string; version: number },
  pack: { content: string; digest: string; isShipped: boolean },
  removedRules: string | null = null,
): Promise<void> {
  requirePermitFor(permit, pack.isShipped ? "*" : target.id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE document_version SET content = ${pack.content}::jsonb, digest = ${pack.digest}, shipped_digest = CASE WHEN ${pack.isShipped} THEN ${pack.digest} ELSE shipped_digest END,
      removed_rules = coalesce(${removedRules}::jsonb, removed_rules), version = version + 1
    WHERE id = ${target.id}::uuid AND version = ${target.version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** The version that a release has shipped under this id and label. */
export async function findShipped(read: Read, shippedAs: string, label: string): Promise<{ id: string; version: number; digest: string; shippedDigest: string } | null> {
  const [row] = await clientOf(read).$queryRaw<{ id: string; version: number; digest: string; shippedDigest: string }[]>`
    SELECT id, version, digest, shipped_digest AS "shippedDigest" FROM document_version WHERE shipped_as = ${shippedAs} AND content -> 'document' ->> 'version' = ${label} FOR UPDATE`;
  return row ?? null;
}
