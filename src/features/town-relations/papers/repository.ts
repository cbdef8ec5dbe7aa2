import "server-only";
import { Prisma } from "@db/client";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { AgreementInput, ReviewInput } from "./schema";

export interface StoredReview extends ReviewInput {
  id: string;
}

export interface StoredAgreement extends Omit<AgreementInput, "signed"> {
  id: string;
  number: number;
  signedOn: PlainDate;
  signedPrecision: DatePrecision;
  /** Whether no later version of it has been signed. */
  isLatest: boolean;
  /** Whether the agreement itself lies with it as a document. */
  hasDocument: boolean;
}

/** A relation and those that are this one today. */
const sameAs = (id: string) => Prisma.sql`(SELECT ${id}::uuid UNION ALL SELECT m.id FROM town_relation m WHERE m.merged_into_id = ${id}::uuid)`;

/** Reads a relation's reviews, the latest first. */
export async function selectReviews(read: Read, relationId: string): Promise<StoredReview[]> {
  return queryRows(read, Prisma.sql`
    SELECT v.id, v.reviewed_on::text AS "reviewedOn", v.outcome::text AS outcome, v.reasons, v.proposal FROM town_relation_review v WHERE v.relation_id IN ${sameAs(relationId)} ORDER BY v.reviewed_on DESC, v.created_at DESC LIMIT 50`);
}

const agreement = Prisma.sql`a.id, a.title, a.number, a.signed_on::text AS "signedOn", a.signed_precision::text AS "signedPrecision", a.signatories, a.subject_areas AS "subjectAreas", a.valid_to::text AS "validTo",
  a.renewal_on::text AS "renewalOn", a.notice_on::text AS "noticeOn", a.document_url AS "documentUrl", a.source`;
const isLatest = Prisma.sql`NOT EXISTS (SELECT 1 FROM town_agreement_version n WHERE n.relation_id = a.relation_id AND n.title = a.title AND n.number > a.number)`;

const hasDocument = Prisma.sql`EXISTS (SELECT 1 FROM attached_document d WHERE d.subject_kind = 'townAgreement' AND d.subject_id = a.id AND d.archived_at IS NULL)`;

/** Reads a relation's agreements in all their versions, the latest of each first. */
export async function selectAgreements(read: Read, relationId: string): Promise<StoredAgreement[]> {
  return queryRows(read, Prisma.sql`SELECT ${agreement}, ${isLatest} AS "isLatest", ${hasDocument} AS "hasDocument" FROM town_agreement_version a WHERE a.relation_id IN ${sameAs(relationId)} ORDER BY a.title, a.number DESC LIMIT 200`);
}

/** The id of the relation that an agreement lies under; null when there is no such agreement. */
export async function findRelationOfAgreement(read: Read, agreementId: string): Promise<string | null> {
  const [row] = await queryRows<{ id: string }>(read, Prisma.sql`SELECT a.relation_id AS id FROM town_agreement_version a WHERE a.id = ${agreementId}::uuid`);
  return row?.id ?? null;
}

/** Reads the agreements of relations in the register that had been signed by a day, in all their versions, the latest first, with whether each lies there as a document. */
export async function selectDocumented(read: Read, on: PlainDate): Promise<{ id: string; title: string; relation: string; hasDocument: boolean }[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id, a.title, r.name AS relation, ${hasDocument} AS "hasDocument" FROM town_agreement_version a JOIN town_relation r ON r.id = a.relation_id AND r.archived_at IS NULL AND r.merged_into_id IS NULL
    WHERE a.signed_on <= ${on}::date ORDER BY a.signed_on DESC, a.id LIMIT 2000`);
}

export interface AgreementDay {
  id: string;
  title: string;
  relationId: string;
  relation: string;
  unitId: string;
  renewalOn: PlainDate | null;
  noticeOn: PlainDate | null;
}

/** Reads the latest versions of all agreements that have a day to act before. */
export async function selectAgreementDays(read: Read): Promise<AgreementDay[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id, a.title, r.id AS "relationId", r.name AS relation, r.unit_id AS "unitId", a.renewal_on::text AS "renewalOn", a.notice_on::text AS "noticeOn"
    FROM town_agreement_version a JOIN town_relation r ON r.id = a.relation_id AND r.archived_at IS NULL WHERE (a.renewal_on IS NOT NULL OR a.notice_on IS NOT NULL) AND ${isLatest} ORDER BY a.id`);
}

export async function insertReview(tx: Tx, permit: Permit<"townRelations.edit">, relationId: string, input: ReviewInput, now: Date): Promise<void> {
  requirePermitFor(permit, relationId);
  await clientOf(tx).$executeRaw`
    INSERT INTO town_relation_review (relation_id, reviewed_on, outcome, reasons, proposal, created_by_id, created_at)
    VALUES (${relationId}::uuid, ${input.reviewedOn}::date, ${input.outcome}::"ReviewOutcome", ${input.reasons}, ${input.proposal}, ${permit.actor.personId}::uuid, ${now})`;
}

/** Stores an agreement as the next version of its title; the relation is held, so that no other takes the number. */
export async function insertAgreement(tx: Tx, permit: Permit<"townRelations.edit">, relationId: string, input: AgreementInput, now: Date): Promise<void> {
  requirePermitFor(permit, relationId);
  await clientOf(tx).$executeRaw`
    INSERT INTO town_agreement_version (relation_id, title, number, signed_on, signed_precision, signatories, subject_areas, valid_to, renewal_on, notice_on, document_url, source, created_by_id, created_at)
    VALUES (${relationId}::uuid, ${input.title}, (SELECT coalesce(max(a.number), 0) + 1 FROM town_agreement_version a WHERE a.relation_id = ${relationId}::uuid AND a.title = ${input.title}), ${input.signed.on}::date,
      ${input.signed.precision}::"DatePrecision", ${input.signatories}, ${input.subjectAreas}, ${input.validTo}::date, ${input.renewalOn}::date, ${input.noticeOn}::date, ${input.documentUrl}, ${input.source}, ${permit.actor.personId}::uuid, ${now})`;
}

export async function updateReview(tx: Tx, permit: Permit<"townRelations.edit">, relationId: string, reviewId: string, input: ReviewInput): Promise<void> {
  requirePermitFor(permit, relationId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE town_relation_review SET reviewed_on = ${input.reviewedOn}::date, outcome = ${input.outcome}::"ReviewOutcome", reasons = ${input.reasons}, proposal = ${input.proposal}, version = version + 1
    WHERE id = ${reviewId}::uuid AND relation_id = ${relationId}::uuid`;
  if (changed === 0) throw new AppError("NOT_FOUND");
}

/** Stores what a version of an agreement says; under a title of its own it keeps its number, and under another one it takes that one's next. */
export async function updateAgreement(tx: Tx, permit: Permit<"townRelations.edit">, relationId: string, agreementId: string, input: AgreementInput): Promise<void> {
  requirePermitFor(permit, relationId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE town_agreement_version a SET title = ${input.title},
      number = CASE WHEN a.title = ${input.title} THEN a.number ELSE (SELECT coalesce(max(o.number), 0) + 1 FROM town_agreement_version o WHERE o.relation_id = a.relation_id AND o.title = ${input.title}) END,
      signed_on = ${input.signed.on}::date, signed_precision = ${input.signed.precision}::"DatePrecision", signatories = ${input.signatories}, subject_areas = ${input.subjectAreas}, valid_to = ${input.validTo}::date,
      renewal_on = ${input.renewalOn}::date, notice_on = ${input.noticeOn}::date, document_url = ${input.documentUrl}, source = ${input.source}, version = version + 1
    WHERE a.id = ${agreementId}::uuid AND a.relation_id = ${relationId}::uuid`;
  if (changed === 0) throw new AppError("NOT_FOUND");
}
