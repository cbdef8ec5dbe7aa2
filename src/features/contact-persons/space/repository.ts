import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { SpaceInput } from "./schema";

/** A year's answer as stored. */
export interface StoredSpace extends SpaceInput {
  version: number;
  year: number;
  answeredOn: PlainDate;
}

/** Reads what has been answered of an appointment, the latest year first. */
export async function selectAnswers(read: Read, appointmentId: string): Promise<StoredSpace[]> {
  return queryRows(read, Prisma.sql`
    SELECT s.version, s.year, s.answer::text AS answer, s.time_percent AS "timePercent", s.comment, s.answered_on::text AS "answeredOn" FROM space_answer s WHERE s.appointment_id = ${appointmentId}::uuid ORDER BY s.year DESC`);
}

/** Stores a year's answer, or changes it from a version; throws CONFLICT when it has been answered or changed since. */
export async function writeAnswer(tx: Tx, permit: Permit<"space.answer">, at: { appointmentId: string; year: number; version: number }, input: SpaceInput, on: PlainDate, now: Date): Promise<void> {
  requirePermitFor(permit, at.appointmentId);
  const client = clientOf(tx);
  const written =
    at.version === 0
      ? await client.$executeRaw`
        INSERT INTO space_answer (appointment_id, year, answer, time_percent, comment, answered_on, created_by_id, created_at)
        VALUES (${at.appointmentId}::uuid, ${at.year}::int, ${input.answer}::"SpaceGiven", ${input.timePercent}::int, ${input.comment}, ${on}::date, ${permit.actor.personId}::uuid, ${now})
        ON CONFLICT (appointment_id, year) DO NOTHING`
      : await client.$executeRaw`
        UPDATE space_answer SET answer = ${input.answer}::"SpaceGiven", time_percent = ${input.timePercent}::int, comment = ${input.comment}, answered_on = ${on}::date, updated_at = ${now}, version = version + 1
        WHERE appointment_id = ${at.appointmentId}::uuid AND year = ${at.year}::int AND version = ${at.version}::int`;
  if (written === 0) throw new AppError("CONFLICT");
}

/** A contact person's appointment of which the year's question has no answer. */
export interface OpenQuestion {
  appointmentId: string;
  unitId: string;
  unitName: string;
}

/** Reads of which of a person's appointments as contact person, held in a year and today, the year's question has no answer. */
export async function selectUnanswered(read: Read, personId: string, year: number, today: PlainDate): Promise<OpenQuestion[]> {
  return queryRows(read, Prisma.sql`
    SELECT c.id AS "appointmentId", c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, today)} AS "unitName" FROM contact_person_appointment c
    WHERE c.person_id = ${personId}::uuid AND c.kind = 'PRIMARY' AND daterange(c.valid_from, c.valid_to, '[]') @> ${today}::date AND c.valid_from <= ${`${String(year)}-12-31`}::date
      AND NOT EXISTS (SELECT 1 FROM space_answer s WHERE s.appointment_id = c.id AND s.year = ${year}::int)
    ORDER BY 3, c.id`);
}
