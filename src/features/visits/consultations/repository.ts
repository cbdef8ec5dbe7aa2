import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ConsultationState } from "./schema";

export interface StoredConsultation {
  id: string;
  version: number;
  state: ConsultationState;
  bodyId: string;
  bodyName: string;
  toBodyId: string;
  toBodyName: string;
  said: string;
  saidByName: string;
  saidOn: PlainDate;
  answer: string | null;
  answeredByName: string | null;
  answeredOn: PlainDate | null;
}

const dayOf = (at: Prisma.Sql) => Prisma.sql`((${at} AT TIME ZONE 'Europe/Stockholm')::date)::text`;

/** Reads a visit's consultations, the first ones first. */
export async function selectConsultations(read: Read, visitId: string, today: PlainDate): Promise<StoredConsultation[]> {
  return queryRows<StoredConsultation>(read, Prisma.sql`
    SELECT c.id, c.version, c.state::text AS state, c.body_id AS "bodyId", ${bodyNameOn(Prisma.sql`c.body_id`, today)} AS "bodyName", c.to_body_id AS "toBodyId", ${bodyNameOn(Prisma.sql`c.to_body_id`, today)} AS "toBodyName",
      c.said, s.name AS "saidByName", ${dayOf(Prisma.sql`c.said_at`)} AS "saidOn", c.answer, a.name AS "answeredByName", ${dayOf(Prisma.sql`c.answered_at`)} AS "answeredOn"
    FROM visit_consultation c JOIN person_details s ON s.person_id = c.said_by_id LEFT JOIN person_details a ON a.person_id = c.answered_by_id WHERE c.visit_id = ${visitId}::uuid ORDER BY c.said_at, c.id`);
}

/** Stores that a presidium asks another, or sees no need to. */
export async function insertConsultation(tx: Tx, permit: Permit<"visits.consult">, visitId: string, { state, bodyId, toBodyId, said }: { state: "ASKED" | "NOT_NEEDED"; bodyId: string; toBodyId: string; said: string }, at: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`
    INSERT INTO visit_consultation (id, visit_id, state, body_id, to_body_id, said, said_by_id, said_at)
    VALUES (${randomUUID()}::uuid, ${visitId}::uuid, ${state}::"ConsultationState", ${bodyId}::uuid, ${toBodyId}::uuid, ${said}, ${permit.actor.personId}::uuid, ${at})`;
}

/** Stores what was answered; throws CONFLICT when the version isn't the stored one. */
export async function updateAnswered(tx: Tx, permit: Permit<"visits.consult">, visitId: string, { id, version, answer }: { id: string; version: number; answer: string }, at: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE visit_consultation SET state = 'ANSWERED', answer = ${answer}, answered_by_id = ${permit.actor.personId}::uuid, answered_at = ${at}, version = version + 1
    WHERE id = ${id}::uuid AND visit_id = ${visitId}::uuid AND version = ${version} AND state = 'ASKED'`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Reads the consultations that wait for the answer of some presidia, about visits to come, the first ones first, at most 50. */
export async function selectAwaited(read: Read, bodyIds: readonly string[], today: PlainDate): Promise<{ id: string; visitId: string; title: string; startsOn: PlainDate; askedBy: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT c.id, v.id AS "visitId", v.title, v.starts_on::text AS "startsOn", ${bodyNameOn(Prisma.sql`c.body_id`, today)} AS "askedBy" FROM visit_consultation c JOIN visit v ON v.id = c.visit_id
    WHERE c.state = 'ASKED' AND c.to_body_id = ANY (${[...bodyIds]}::uuid[]) AND v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.ends_on >= ${today}::date ORDER BY v.starts_on, c.id LIMIT 50`);
}
