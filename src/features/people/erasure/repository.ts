import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import { ERASED_NAME } from "./rules";

/** A person who has left. */
export interface Leaver {
  id: string;
  version: number;
  name: string;
  leftAt: Date | null;
  isErased: boolean;
  holds: boolean;
  unitIds: string[];
}

const leaver = (today: PlainDate) => Prisma.sql`p.id, p.version, d.name, p.archived_at AS "leftAt", p.anonymised_at IS NOT NULL AS "isErased", '{}'::text[] AS "unitIds",
  (EXISTS (SELECT 1 FROM role_assignment r WHERE r.person_id = p.id AND coalesce(r.valid_to, 'infinity') >= ${today}::date)
    OR EXISTS (SELECT 1 FROM seat s WHERE s.person_id = p.id AND coalesce(s.valid_to, 'infinity') >= ${today}::date)
    OR EXISTS (SELECT 1 FROM contact_person_appointment c WHERE c.person_id = p.id AND coalesce(c.valid_to, 'infinity') >= ${today}::date)) AS holds`;

/** Reads those who have left and have not been erased, who left first first, at most 500. */
export async function selectLeavers(read: Read, today: PlainDate): Promise<Leaver[]> {
  return queryRows(read, Prisma.sql`SELECT ${leaver(today)} FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NOT NULL AND p.anonymised_at IS NULL ORDER BY p.archived_at, p.id LIMIT 500`);
}

/** Reads a person as whoever has left; null when there is none. */
export async function findLeaver(read: Read, id: string, today: PlainDate): Promise<Leaver | null> {
  const [row] = await queryRows<Leaver>(read, Prisma.sql`SELECT ${leaver(today)} FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.id = ${id}::uuid`);
  return row ?? null;
}

/** Reads the appointments of a person that documents lie with, and how many each has; archived ones too. */
export async function selectPapers(read: Read, id: string): Promise<{ appointmentId: string; unit: string; count: number }[]> {
  return queryRows(read, Prisma.sql`
    SELECT c.id AS "appointmentId", ${bodyNameOn(Prisma.sql`c.unit_id`, Prisma.sql`coalesce(c.valid_to, current_date)`)} AS unit, count(*)::int AS count
    FROM contact_person_appointment c JOIN attached_document d ON d.subject_kind = 'contactPersonAppointment' AND d.subject_id = c.id
    WHERE c.person_id = ${id}::uuid GROUP BY c.id, c.unit_id, c.valid_to, c.valid_from ORDER BY c.valid_from, c.id`);
}

/** Holds a person until the transaction ends. */
export async function lockLeaver(tx: Tx, id: string, today: PlainDate): Promise<Leaver | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`;
  return findLeaver(tx, id, today);
}

/** Erases who a person is and how to reach it, from all versions too, with what only the person itself has had use of; what was done and decided stays. */
export async function erasePerson(tx: Tx, permit: Permit<"people.erase">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const changed = await client.$executeRaw`UPDATE person SET anonymised_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
  await client.$executeRaw`UPDATE person_details SET name = ${ERASED_NAME}, title = NULL, email = NULL, phone = NULL, version = version + 1 WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`UPDATE account SET subject = 'erased ' || id, disabled_at = coalesce(disabled_at, ${now}), version = version + 1 WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`UPDATE local_credential SET password_hash = '' WHERE account_id IN (SELECT id FROM account WHERE person_id = ${id}::uuid)`;
  await client.$executeRaw`DELETE FROM session WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`DELETE FROM draft WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`DELETE FROM parked_form WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`DELETE FROM notification WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`DELETE FROM outgoing_mail WHERE person_id = ${id}::uuid`;
  await client.$executeRaw`SELECT erase_person_versions(${id}::uuid)`;
}
