import "server-only";
import { Prisma } from "@db/client";
import type { Role } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { BodyState } from "../rules";
import type { KnownPerson } from "./rules";

/** Reads who is in the register under these addresses, those who are not archived first, each with the roles and appointments of a day or later. */
export async function selectKnown(read: Read, emails: readonly string[], on: PlainDate): Promise<KnownPerson[]> {
  return queryRows(read, Prisma.sql`
    SELECT DISTINCT ON (lower(d.email)) p.id, d.name, lower(d.email) AS email, p.archived_at IS NOT NULL AS "isArchived",
      ARRAY(SELECT a.kind::text || ' ' || a.unit_id::text FROM contact_person_appointment a WHERE a.person_id = p.id AND (a.valid_to IS NULL OR a.valid_to >= ${on}::date)
        UNION SELECT r.role::text || ' ' || coalesce(r.body_id::text, '') FROM role_assignment r WHERE r.person_id = p.id AND (r.valid_to IS NULL OR r.valid_to >= ${on}::date)) AS holds
    FROM person_details d JOIN person p ON p.id = d.person_id WHERE lower(d.email) = ANY (${[...emails]}) AND p.anonymised_at IS NULL
    ORDER BY lower(d.email), p.archived_at NULLS FIRST, p.created_at, p.id`);
}

/** Reads the bodies that people can be something for. */
export async function selectBodies(read: Read): Promise<(BodyState & { id: string })[]> {
  return queryRows(read, Prisma.sql`SELECT b.id, b.kind::text AS kind, b.valid_from::text AS "validFrom", b.valid_to::text AS "validTo" FROM body b WHERE b.archived_at IS NULL AND b.merged_into_id IS NULL`);
}

/** Reads who is contact person of which unit on a day or later. */
export async function selectContactPersons(read: Read, on: PlainDate): Promise<{ unitId: string; name: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT DISTINCT ON (a.unit_id) a.unit_id AS "unitId", d.name FROM contact_person_appointment a JOIN person_details d ON d.person_id = a.person_id
    WHERE a.kind = 'PRIMARY' AND (a.valid_to IS NULL OR a.valid_to >= ${on}::date) ORDER BY a.unit_id, a.valid_from, a.id`);
}

/** The ids, among these, of persons that anything points to but what came with them, and of those who have been appointed since. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT p AS id FROM ids_pointed_to('person', ${[...ids]}::uuid[], ARRAY['person_details', 'role_assignment', 'contact_person_appointment', 'notification', 'outgoing_mail', 'calendar_invitation']) AS p
    UNION SELECT a.person_id FROM contact_person_appointment a
      JOIN record_version v ON v.table_name = 'contact_person_appointment' AND v.record_id = a.id
      JOIN record_version f ON f.table_name = 'person' AND f.record_id = a.person_id AND f.version = 1
      WHERE a.person_id = ANY (${[...ids]}::uuid[]) AND v.change_id <> f.change_id`);
  return rows.map(({ id }) => id);
}

/** Tells whether a person holds a role for the whole municipality. */
export async function holdsRole(read: Read, personId: string, role: Role): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 AS found FROM role_assignment r WHERE r.person_id = ${personId}::uuid AND r.role = ${role}::"Role" AND r.body_id IS NULL`)).length > 0;
}

/** Gives every role of persons that goes on beyond a day that day as its last, or its first day where it begins later. */
export async function endRoles(tx: Tx, permits: readonly Permit<"people.endRole">[], personIds: readonly string[], lastDay: PlainDate): Promise<{ id: string; personId: string; role: Role; to: PlainDate }[]> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, personIds[place] ?? "");
  });
  return queryRows(tx, Prisma.sql`
    UPDATE role_assignment r SET valid_to = greatest(r.valid_from, ${lastDay}::date), version = r.version + 1 WHERE r.person_id = ANY (${[...personIds]}::uuid[]) AND (r.valid_to IS NULL OR r.valid_to > ${lastDay}::date)
    RETURNING r.id, r.person_id AS "personId", r.role::text AS role, r.valid_to::text AS "to"`);
}

/** Holds persons until the transaction ends, in the order of their ids, and says which of them there are. */
export async function holdPersons(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, Prisma.sql`SELECT p.id FROM person p WHERE p.id = ANY (${[...ids]}::uuid[]) AND p.archived_at IS NULL ORDER BY p.id FOR UPDATE`);
  return rows.map(({ id }) => id);
}

/** Archives persons, all at once; their sessions end. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"people.archive">[], ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE person SET archived_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL`;
  await clientOf(tx).$executeRaw`UPDATE session SET revoked_at = ${now} WHERE person_id = ANY (${[...ids]}::uuid[]) AND revoked_at IS NULL`;
}

/** Has two lists, or a list and a form, add one person of an address after the other. */
export async function lockAddresses(tx: Tx, permit: Permit<"people.add">): Promise<void> {
  requirePermitFor(permit, "*");
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('utblick.addresses'))`;
}
