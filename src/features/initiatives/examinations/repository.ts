import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ExaminationInput } from "./schema";

/** An examination as stored, with the programmes that were looked at. */
export interface StoredExamination extends ExaminationInput {
  id: string;
  programmes: { id: string; name: { sv: string; en: string } }[];
}

const programmeNames = Prisma.sql`jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period))`;

/** Reads all examinations of an initiative, the latest first. */
export async function selectExaminations(read: Read, initiativeId: string): Promise<StoredExamination[]> {
  return queryRows(read, Prisma.sql`
    SELECT e.id, e.question::text AS question, e.examined_on::text AS "examinedOn", e.examined_by AS "examinedBy", to_jsonb(e.programme_ids) AS "programmeIds", e.other_sources AS "otherSources", e.result::text AS result, e.reason,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', ${programmeNames}) ORDER BY g.name_sv, g.id), '[]') FROM programme g WHERE g.id = ANY (e.programme_ids)) AS programmes
    FROM examination e WHERE e.initiative_id = ${initiativeId}::uuid AND e.removed_at IS NULL ORDER BY e.examined_on DESC, e.created_at DESC, e.id`);
}

export interface ProgrammeChoice {
  id: string;
  name: { sv: string; en: string };
}

/** Reads the programmes that may have been looked at. */
export async function selectProgrammes(read: Read): Promise<ProgrammeChoice[]> {
  return queryRows(read, Prisma.sql`SELECT g.id, ${programmeNames} AS name FROM programme g WHERE g.archived_at IS NULL ORDER BY g.name_sv, g.id`);
}

export async function insertExamination(tx: Tx, permit: Permit<"initiatives.examine">, initiativeId: string, input: ExaminationInput, now: Date): Promise<void> {
  requirePermitFor(permit, initiativeId);
  await clientOf(tx).$executeRaw`
    INSERT INTO examination (initiative_id, question, examined_on, examined_by, programme_ids, other_sources, result, reason, created_at)
    VALUES (${initiativeId}::uuid, ${input.question}::"ExaminationQuestion", ${input.examinedOn}::date, ${input.examinedBy}, ${[...input.programmeIds]}::uuid[], ${input.otherSources}, ${input.result}::"ExaminationResult", ${input.reason}, ${now})`;
}

/** Takes an examination away from its initiative; throws CONFLICT when it isn't there. */
export async function removeExamination(tx: Tx, permit: Permit<"initiatives.examine">, initiativeId: string, id: string, now: Date): Promise<void> {
  requirePermitFor(permit, initiativeId);
  const removed = await clientOf(tx).$executeRaw`UPDATE examination SET removed_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND initiative_id = ${initiativeId}::uuid AND removed_at IS NULL`;
  if (removed === 0) throw new AppError("CONFLICT");
}
