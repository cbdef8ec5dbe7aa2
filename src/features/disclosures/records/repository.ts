import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { Registers, Subject } from "@/domain/registers";
import { escapeLike } from "@/lib/like";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import { RECORDS_A_PAGE, type Choices, type PickFilter } from "./schema";

/** A record of an examination as stored, with what has been decided of it. */
export interface StoredRecord {
  id: string;
  version: number;
  requestId: string;
  examinationId: string;
  subject: Subject;
  isWithheld: boolean;
  provision: string | null;
  reason: string | null;
  choices: Choices;
  examinedSha256: string | null;
}

/** A record that may be picked. */
export interface CandidateRow {
  kind: string;
  id: string;
  title: string;
  unit: string | null;
  caseNumber: string | null;
  from: PlainDate | null;
  isConfidential: boolean;
  isPicked: boolean;
}

const select = Prisma.sql`
  SELECT r.id, r.version, r.request_id AS "requestId", r.examination_id AS "examinationId", jsonb_build_object('kind', r.subject_kind, 'id', r.subject_id) AS subject, r.is_withheld AS "isWithheld",
    r.provision, r.reason, r.choices, r.examined_sha256 AS "examinedSha256"
  FROM disclosure_record r`;

/** Reads the records of an examination, in the order in which they were picked. */
export async function selectRecords(read: Read, examinationId: string): Promise<StoredRecord[]> {
  return queryRows<StoredRecord>(read, Prisma.sql`${select} WHERE r.examination_id = ${examinationId}::uuid AND r.removed_at IS NULL ORDER BY r.created_at, r.id`);
}

/** Reads one of them; null when there is none, or it has been taken out. */
export async function findRecord(read: Read, id: string): Promise<StoredRecord | null> {
  const [row] = await queryRows<StoredRecord>(read, Prisma.sql`${select} WHERE r.id = ${id}::uuid AND r.removed_at IS NULL`);
  return row ?? null;
}

/** Adds records to an examination, those that are there already left as they are; how many were added. */
export async function insertRecords(tx: Tx, permit: Permit<"disclosures.examine">, { requestId, examinationId }: { requestId: string; examinationId: string }, subjects: readonly Subject[], now: Date): Promise<number> {
  requirePermitFor(permit, requestId);
  let added = 0;
  for (const [place, { kind, id }] of subjects.entries()) {
    added += await clientOf(tx).$executeRaw`
      INSERT INTO disclosure_record (id, request_id, examination_id, subject_kind, subject_id, created_at)
      VALUES (${randomUUID()}::uuid, ${requestId}::uuid, ${examinationId}::uuid, ${kind}, ${id}::uuid, ${new Date(now.getTime() + place)}) ON CONFLICT DO NOTHING`;
  }
  return added;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE disclosure_record SET ${sets}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int AND removed_at IS NULL`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateRecord(tx: Tx, permit: Permit<"disclosures.examine">, stored: StoredRecord, version: number, made: Pick<StoredRecord, "isWithheld" | "provision" | "reason" | "choices" | "examinedSha256">): Promise<void> {
  requirePermitFor(permit, stored.requestId);
  await update(
    tx,
    stored.id,
    version,
    Prisma.sql`is_withheld = ${made.isWithheld}, provision = ${made.provision}, reason = ${made.reason}, choices = ${JSON.stringify(made.choices)}::jsonb, examined_sha256 = ${made.examinedSha256}`,
  );
}

export async function removeRecord(tx: Tx, permit: Permit<"disclosures.examine">, stored: StoredRecord, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, stored.requestId);
  await update(tx, stored.id, version, Prisma.sql`removed_at = ${now}`);
}

/** All records that may be picked, of the registers that say how theirs lie in the database. */
function recordsOf(registers: Registers): Prisma.Sql {
  const tables = registers.flatMap(({ kind, holding }) => {
    if (holding === undefined) return [];
    const { table, title, unitId, isThere, isConfidential, registration = {} } = holding.stored;
    return [
      Prisma.raw(`SELECT '${kind}'::text AS kind, r.id, (${title})::text AS title, ${unitId ?? "NULL::uuid"} AS unit_id, (${isThere}) AS is_there, (${isConfidential ?? "false"}) AS is_confidential,
        (${registration.caseNumber ?? "NULL"})::text AS case_number, (${registration.from ?? "NULL"})::date AS from_on, (${registration.to ?? "NULL"})::date AS to_on FROM ${table} r`),
    ];
  });
  return Prisma.join(tables, " UNION ALL ");
}

function conditionsOf(scope: Scope<"disclosures">, filter: PickFilter): Prisma.Sql {
  const conditions = [Prisma.sql`h.is_there`, Prisma.sql`(NOT h.is_confidential OR ${scope.all} OR h.unit_id = ANY (${[...scope.unitIds]}::uuid[]))`];
  if (filter.kind !== null) conditions.push(Prisma.sql`h.kind = ${filter.kind}`);
  if (filter.unitId !== null) conditions.push(Prisma.sql`h.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(Prisma.sql`coalesce(h.from_on, h.to_on) <= ${`${String(filter.year)}-12-31`}::date AND coalesce(h.to_on, h.from_on) >= ${`${String(filter.year)}-01-01`}::date`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`concat_ws(' ', h.title, h.case_number) ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

/** Reads one page of the records that may be picked and how many there are in all. */
export async function selectCandidates(read: Read, registers: Registers, scope: Scope<"disclosures">, examinationId: string, filter: PickFilter, today: PlainDate): Promise<{ rows: CandidateRow[]; total: number }> {
  const from = Prisma.sql`FROM (${recordsOf(registers)}) h WHERE ${conditionsOf(scope, filter)}`;
  const [rows, [counted]] = await Promise.all([
    queryRows<CandidateRow>(read, Prisma.sql`
      SELECT h.kind, h.id, h.title, ${bodyNameOn(Prisma.sql`h.unit_id`, today)} AS unit, h.case_number AS "caseNumber", h.from_on::text AS "from", h.is_confidential AS "isConfidential",
        EXISTS (SELECT 1 FROM disclosure_record d WHERE d.examination_id = ${examinationId}::uuid AND d.subject_kind = h.kind AND d.subject_id = h.id AND d.removed_at IS NULL) AS "isPicked"
      ${from} ORDER BY h.title COLLATE "sv-SE-x-icu", h.kind, h.id LIMIT ${RECORDS_A_PAGE}::int OFFSET ${(filter.page - 1) * RECORDS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total ${from}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads of which kind the records with some ids are. */
export async function selectKinds(read: Read, registers: Registers, ids: readonly string[]): Promise<Subject[]> {
  if (ids.length === 0) return [];
  return queryRows<Subject>(read, Prisma.sql`SELECT h.kind, h.id FROM (${recordsOf(registers)}) h WHERE h.id = ANY (${[...ids]}::uuid[])`);
}
