import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { HandoverInput } from "./schema";

/** A handover as stored. */
export interface StoredHandover extends HandoverInput {
  id: string;
  version: number;
  writtenOn: PlainDate;
  receivedOn: PlainDate | null;
  receivedByName: string | null;
}

const columns = Prisma.sql`h.id, h.version, h.ongoing, h.contacts, h.advice, h.written_on::text AS "writtenOn", h.received_on::text AS "receivedOn",
  (SELECT d.name FROM person_details d WHERE d.person_id = h.received_by_id) AS "receivedByName"`;

/** Reads the handover of an appointment; null when none has been written. */
export async function findHandover(read: Read, appointmentId: string): Promise<StoredHandover | null> {
  const [row] = await queryRows<StoredHandover>(read, Prisma.sql`SELECT ${columns} FROM appointment_handover h WHERE h.appointment_id = ${appointmentId}::uuid`);
  return row ?? null;
}

/** Holds the handover of an appointment until the transaction ends; null when none has been written. */
export async function lockHandover(tx: Tx, appointmentId: string): Promise<StoredHandover | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM appointment_handover WHERE appointment_id = ${appointmentId}::uuid FOR UPDATE`;
  return findHandover(tx, appointmentId);
}

/** Stores a handover; false where one has been written meanwhile. */
export async function insertHandover(tx: Tx, permit: Permit<"appointmentHandovers.write">, appointmentId: string, { ongoing, contacts, advice }: HandoverInput, on: PlainDate, now: Date): Promise<boolean> {
  requirePermitFor(permit, appointmentId);
  const added = await clientOf(tx).$executeRaw`
    INSERT INTO appointment_handover (appointment_id, ongoing, contacts, advice, written_on, created_by_id, created_at)
    VALUES (${appointmentId}::uuid, ${ongoing}, ${contacts}, ${advice}, ${on}::date, ${permit.actor.personId}::uuid, ${now}) ON CONFLICT (appointment_id) DO NOTHING`;
  return added > 0;
}

async function update(tx: Tx, appointmentId: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE appointment_handover SET ${sets}, updated_at = ${now}, version = version + 1 WHERE appointment_id = ${appointmentId}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateHandover(tx: Tx, permit: Permit<"appointmentHandovers.write">, appointmentId: string, version: number, { ongoing, contacts, advice }: HandoverInput, now: Date): Promise<void> {
  requirePermitFor(permit, appointmentId);
  await update(tx, appointmentId, version, Prisma.sql`ongoing = ${ongoing}, contacts = ${contacts}, advice = ${advice}`, now);
}

export async function updateReceived(tx: Tx, permit: Permit<"appointmentHandovers.receive">, appointmentId: string, version: number, on: PlainDate, now: Date): Promise<void> {
  requirePermitFor(permit, appointmentId);
  await update(tx, appointmentId, version, Prisma.sql`received_on = ${on}::date, received_by_id = ${permit.actor.personId}::uuid`, now);
}

/** Reads what the form of a handover held in one of its versions, with who made it and when; null when it never had it. */
export async function findHandoverVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { handover: HandoverInput }) | null> {
  const found = await findRowVersion<HandoverInput>(read, "appointment_handover", id, version);
  if (found?.row == null) return null;
  const { ongoing, contacts, advice } = found.row;
  return { byName: found.byName, at: found.at, handover: { ongoing, contacts, advice } };
}

/** An appointment whose handover waits to be written or received. */
export interface WaitingHandover {
  appointmentId: string;
  personName: string;
  unitId: string;
  unitName: string;
  lastDay: PlainDate;
}

const waiting = (today: PlainDate) => Prisma.sql`
  SELECT c.id AS "appointmentId", d.name AS "personName", c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, today)} AS "unitName", c.valid_to::text AS "lastDay"
  FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id LEFT JOIN appointment_handover h ON h.appointment_id = c.id`;

/** Reads which of a person's appointments as contact person have a last day and no handover, the first first. */
export async function selectUnwritten(read: Read, personId: string, today: PlainDate): Promise<WaitingHandover[]> {
  return queryRows(read, Prisma.sql`${waiting(today)} WHERE c.person_id = ${personId}::uuid AND c.kind = 'PRIMARY' AND c.valid_to IS NOT NULL AND h.id IS NULL ORDER BY c.valid_to, c.id`);
}

/** Reads the handovers of some units that somebody else has written and that nobody has received, the first first. */
export async function selectUnreceived(read: Read, unitIds: readonly string[], exceptId: string, today: PlainDate): Promise<WaitingHandover[]> {
  return queryRows(read, Prisma.sql`
    ${waiting(today)} WHERE c.unit_id = ANY (${[...unitIds]}::uuid[]) AND c.person_id <> ${exceptId}::uuid AND h.id IS NOT NULL AND h.received_on IS NULL AND c.valid_to IS NOT NULL ORDER BY c.valid_to, c.id LIMIT 50`);
}
