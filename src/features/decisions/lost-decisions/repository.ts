import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { Facts, MatterKind } from "@/domain/matter";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { StoredJudgement } from "../rules";

/** A decision that is lost: what it was about, and where it is known from. */
export interface LostDecision {
  subject: { kind: string; id: string };
  title: string;
  matter: MatterKind;
  facts: Facts;
  unitId: string;
  source: string;
}

/** A new record's id. */
export function newDecisionId(): string {
  return randomUUID();
}

/** Stores lost decisions, all at once. */
export async function insertLost(tx: Tx, decisions: readonly (LostDecision & { id: string; permit: Permit<"decisions.record">; judged: StoredJudgement; searchText: string })[], now: Date): Promise<void> {
  const rows = decisions.map(({ id, permit, judged, subject, ...decision }) => {
    requirePermitFor(permit, id);
    return { ...decision, id, kind: subject.kind, subject: subject.id, by: permit.actor.personId, flagged: judged.isFlagged, judgedBy: judged.judgedBy, judgement: judged.details };
  });
  await clientOf(tx).$executeRaw`
    INSERT INTO decision (id, basis, title, matter, facts, unit_id, source, subject_kind, subject_id, verdict, is_flagged, judged_by, judgement, search_text, created_by_id, created_at)
    SELECT d.id, 'UNKNOWN', d.title, d.matter, d.facts, d."unitId", d.source, d.kind, d.subject, 'UNKNOWN_BASIS', d.flagged, d."judgedBy", d.judgement, d."searchText", d.by, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d(id uuid, title text, matter "MatterKind", facts jsonb, "unitId" uuid, source text, kind text, subject uuid, flagged boolean, "judgedBy" text, judgement jsonb, "searchText" text, by uuid)`;
}

/** The decisions in the register about these records: lost ones alone, since no other is recorded with them. */
export async function selectLostAbout(read: Read, subjectIds: readonly string[]): Promise<{ id: string; unitId: string | null }[]> {
  return queryRows(read, Prisma.sql`SELECT d.id, d.unit_id AS "unitId" FROM decision d WHERE d.subject_id = ANY (${[...subjectIds]}::uuid[]) AND d.archived_at IS NULL AND d.basis = 'UNKNOWN' ORDER BY d.id`);
}

export async function archiveAll(tx: Tx, permits: readonly Permit<"decisions.archive">[], ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE decision SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL`;
}
