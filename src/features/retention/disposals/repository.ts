import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { StoredRecords, Subject } from "@/domain/registers";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { DueRecord } from "../rules";
import { DISPOSALS_A_PAGE, RECORDS_A_PAGE, type DisposalDecision, type DisposalObstacle, type DisposalOutcome, type DisposalState, type ProposalInput } from "./schema";

/** A disposal with how many records it is about, and what has become of them. */
export interface StoredDisposal {
  id: string;
  version: number;
  kind: string;
  dueOn: PlainDate;
  state: DisposalState;
  years: number;
  source: string;
  proposedAt: Date;
  proposedBy: string | null;
  decidedBy: string | null;
  decidedOn: PlainDate | null;
  paragraph: string | null;
  caseNumber: string | null;
  carriedOutAt: Date | null;
  carriedOutBy: string | null;
  total: number;
  disposed: number;
  left: number;
}

/** A record that a disposal is about; its title is null where it has none any more, or isn't the reader's to see. */
export interface StoredRecord {
  id: string;
  subjectId: string;
  title: string | null;
  unit: string | null;
  endedOn: PlainDate;
  keptUntil: PlainDate;
  outcome: DisposalOutcome | null;
  obstacle: DisposalObstacle | null;
  settledAt: Date | null;
}

/** By which decision a record was disposed of, and when. */
export interface DisposalOfRecord {
  disposedAt: Date;
  decidedBy: string;
  decidedOn: PlainDate;
  paragraph: string | null;
  caseNumber: string;
}

const nameOf = (id: string) => Prisma.raw(`(SELECT p.name FROM person_details p WHERE p.person_id = ${id})`);
const columns = Prisma.sql`d.id, d.version, d.kind, d.due_on::text AS "dueOn", d.state::text AS state, d.years, d.source, d.proposed_at AS "proposedAt", ${nameOf("d.proposed_by_id")} AS "proposedBy",
  d.decided_by AS "decidedBy", d.decided_on::text AS "decidedOn", d.paragraph, d.case_number AS "caseNumber", d.carried_out_at AS "carriedOutAt", ${nameOf("d.carried_out_by_id")} AS "carriedOutBy",
  c.total, c.disposed, c.left`;
const counts = Prisma.sql`LATERAL (SELECT count(*)::int AS total, count(*) FILTER (WHERE r.outcome = 'DISPOSED')::int AS disposed, count(*) FILTER (WHERE r.outcome = 'LEFT')::int AS left
  FROM disposal_record r WHERE r.disposal_id = d.id) c`;

/** Reads one page of the disposals, the latest first, and how many there are in all. */
export async function selectDisposals(read: Read, page: number): Promise<{ rows: StoredDisposal[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    queryRows<StoredDisposal>(read, Prisma.sql`SELECT ${columns} FROM disposal d, ${counts} ORDER BY d.proposed_at DESC, d.id LIMIT ${DISPOSALS_A_PAGE}::int OFFSET ${(page - 1) * DISPOSALS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM disposal`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads a disposal; null when there is none. */
export async function findDisposal(read: Read, id: string): Promise<StoredDisposal | null> {
  const [row] = await queryRows<StoredDisposal>(read, Prisma.sql`SELECT ${columns} FROM disposal d, ${counts} WHERE d.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a disposal until the transaction ends; null when there is none. */
export async function lockDisposal(tx: Tx, id: string): Promise<StoredDisposal | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM disposal WHERE id = ${id}::uuid FOR UPDATE`;
  return findDisposal(tx, id);
}

/** A new disposal's id. */
export function newId(): string {
  return randomUUID();
}

/** Stores a proposal with its records; false when there is one of the kind already that is neither carried out nor withdrawn. */
export async function insertDisposal(tx: Tx, permit: Permit<"retention.proposeDisposal">, id: string, { kind, on }: ProposalInput, rule: { years: number; source: string }, rows: readonly DueRecord[], now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const added = await client.$executeRaw`
    INSERT INTO disposal (id, kind, due_on, years, source, proposed_by_id, proposed_at) VALUES (${id}::uuid, ${kind}, ${on}::date, ${rule.years}::smallint, ${rule.source}, ${permit.actor.personId}::uuid, ${now})
    ON CONFLICT (kind) WHERE state IN ('PROPOSED', 'DECIDED') DO NOTHING`;
  if (added === 0) return false;
  await client.$executeRaw`
    INSERT INTO disposal_record (disposal_id, subject_kind, subject_id, unit_id, ended_on, kept_until)
    SELECT ${id}::uuid, ${kind}, e.id, e."unitId", e."endedOn", e."keptUntil" FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(id uuid, "unitId" uuid, "endedOn" date, "keptUntil" date)`;
  return true;
}

/** Writes down the decision on a disposal; throws CONFLICT when the version isn't the stored one. */
export async function updateDecided(tx: Tx, permit: Permit<"retention.decideDisposal">, id: string, version: number, { decidedBy, decidedOn, paragraph, caseNumber }: DisposalDecision): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE disposal SET state = 'DECIDED', decided_by = ${decidedBy}, decided_on = ${decidedOn}::date, paragraph = ${paragraph}, case_number = ${caseNumber}, recorded_by_id = ${permit.actor.personId}::uuid, version = version + 1
    WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Withdraws a disposal; throws CONFLICT when the version isn't the stored one. */
export async function updateWithdrawn(tx: Tx, permit: Permit<"retention.proposeDisposal">, id: string, version: number): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE disposal SET state = 'WITHDRAWN', version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Notes that all records of a disposal are settled. */
export async function updateCarriedOut(tx: Tx, permit: Permit<"retention.carryOutDisposal">, id: string, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`UPDATE disposal SET state = 'CARRIED_OUT', carried_out_at = ${now}, carried_out_by_id = ${permit.actor.personId}::uuid, version = version + 1 WHERE id = ${id}::uuid AND state = 'DECIDED'`;
}

/** Reads the next records that are to be settled, at most so many, and holds each with its row in its own register until the transaction ends. */
export async function holdUnsettled(tx: Tx, id: string, { table }: StoredRecords, most: number): Promise<{ id: string; subjectId: string; unitId: string | null }[]> {
  const rows = await queryRows<{ id: string; subjectId: string; unitId: string | null }>(tx, Prisma.sql`
    SELECT r.id, r.subject_id AS "subjectId", r.unit_id AS "unitId" FROM disposal_record r WHERE r.disposal_id = ${id}::uuid AND r.outcome IS NULL ORDER BY r.id LIMIT ${most}::int`);
  await clientOf(tx).$queryRaw`SELECT id FROM ${Prisma.raw(table)} WHERE id = ANY (${rows.map(({ subjectId }) => subjectId)}::uuid[]) ORDER BY id FOR UPDATE`;
  return rows;
}

/** Leaves a record, and notes why. */
export async function leaveRecord(tx: Tx, permit: Permit<"retention.carryOutDisposal">, disposalId: string, id: string, obstacle: DisposalObstacle, now: Date): Promise<void> {
  requirePermitFor(permit, disposalId);
  await clientOf(tx).$executeRaw`UPDATE disposal_record SET outcome = 'LEFT', obstacle = ${obstacle}::"DisposalObstacle", settled_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND disposal_id = ${disposalId}::uuid AND outcome IS NULL`;
}

/** Empties records for good, with their parts and the versions of both. */
export async function disposeRecords(tx: Tx, permit: Permit<"retention.carryOutDisposal">, disposalId: string, ids: readonly string[], now: Date): Promise<void> {
  requirePermitFor(permit, disposalId);
  if (ids.length > 0) await clientOf(tx).$executeRaw`SELECT dispose_records(${[...ids]}::uuid[], ${now})`;
}

function recordsOf(id: string, { title, table, isConfidential, unitId }: StoredRecords, scope: Scope<"retention">, on: PlainDate, { limit, offset }: { limit: number; offset: number }): Prisma.Sql {
  const isSeen = Prisma.sql`(NOT (${Prisma.raw(isConfidential ?? "false")}) OR ${scope.all} OR ${Prisma.raw(unitId ?? "NULL::uuid")} = ANY (${[...scope.unitIds]}::uuid[]))`;
  return Prisma.sql`
    SELECT e.id, e.subject_id AS "subjectId", CASE WHEN e.outcome IS DISTINCT FROM 'DISPOSED' THEN (SELECT (${Prisma.raw(title)})::text FROM ${Prisma.raw(table)} r WHERE r.id = e.subject_id AND ${isSeen}) END AS title,
      ${bodyNameOn(Prisma.sql`e.unit_id`, on)} AS unit, e.ended_on::text AS "endedOn", e.kept_until::text AS "keptUntil", e.outcome::text AS outcome, e.obstacle::text AS obstacle, e.settled_at AS "settledAt"
    FROM disposal_record e WHERE e.disposal_id = ${id}::uuid ORDER BY e.kept_until, e.ended_on, e.id LIMIT ${limit}::int OFFSET ${offset}::bigint`;
}

/** Reads one page of a disposal's records, what was first to go so first. */
export async function selectRecords(read: Read, id: string, stored: StoredRecords, scope: Scope<"retention">, page: number, on: PlainDate): Promise<StoredRecord[]> {
  return queryRows(read, recordsOf(id, stored, scope, on, { limit: RECORDS_A_PAGE, offset: (page - 1) * RECORDS_A_PAGE }));
}

const EXPORTED = 500;

/** Reads all of a disposal's records, piece by piece in the list's order. */
export async function* streamRecords(tx: Tx, id: string, stored: StoredRecords, scope: Scope<"retention">, on: PlainDate): AsyncGenerator<StoredRecord[]> {
  for (let offset = 0; ; offset += EXPORTED) {
    const rows = await queryRows<StoredRecord>(tx, recordsOf(id, stored, scope, on, { limit: EXPORTED, offset }));
    if (rows.length > 0) yield rows;
    if (rows.length < EXPORTED) return;
  }
}

/** Reads by which decision a record was disposed of; null for one that has not been. */
export async function findDisposalOf(read: Read, { kind, id }: Subject): Promise<DisposalOfRecord | null> {
  const [row] = await queryRows<DisposalOfRecord>(read, Prisma.sql`
    SELECT r.settled_at AS "disposedAt", d.decided_by AS "decidedBy", d.decided_on::text AS "decidedOn", d.paragraph, d.case_number AS "caseNumber"
    FROM disposal_record r JOIN disposal d ON d.id = r.disposal_id WHERE r.subject_id = ${id}::uuid AND r.subject_kind = ${kind} AND r.outcome = 'DISPOSED'`);
  return row ?? null;
}
