import "server-only";
import { Prisma } from "@db/client";
import type { Subject } from "@/domain/registers";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** Marks a record for a person, or no longer; what is so already stays so. */
export async function storeMark(tx: Tx, permit: Permit<"favourites.mark">, { kind, id }: Subject, isMarked: boolean, now: Date): Promise<void> {
  const { personId } = permit.actor;
  requirePermitFor(permit, personId);
  await (isMarked
    ? clientOf(tx).$executeRaw`INSERT INTO favourite (person_id, kind, record_id, marked_at) VALUES (${personId}::uuid, ${kind}, ${id}::uuid, ${now}) ON CONFLICT (person_id, kind, record_id) DO NOTHING`
    : clientOf(tx).$executeRaw`DELETE FROM favourite WHERE person_id = ${personId}::uuid AND kind = ${kind} AND record_id = ${id}::uuid`);
}

/** Tells whether a person has marked a record. */
export async function isMarked(read: Read, personId: string, { kind, id }: Subject): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 AS found FROM favourite f WHERE f.person_id = ${personId}::uuid AND f.kind = ${kind} AND f.record_id = ${id}::uuid`)).length > 0;
}

/** Reads what a person has marked, the latest first, at most so many. */
export async function selectMarked(read: Read, personId: string, most: number): Promise<Subject[]> {
  return queryRows(read, Prisma.sql`SELECT f.kind, f.record_id AS id FROM favourite f WHERE f.person_id = ${personId}::uuid ORDER BY f.marked_at DESC, f.record_id LIMIT ${most}::int`);
}

/** Reads the records that a person has changed last, each once, the latest first: of the latest acts, as far as so many. */
export async function selectChanged(read: Read, personId: string, kinds: readonly string[], { among, most }: { among: number; most: number }): Promise<Subject[]> {
  return queryRows(read, Prisma.sql`
    WITH acts AS (SELECT a.seq, a.subject_kind AS kind, a.subject_id AS id FROM audit_entry a WHERE a.actor_id = ${personId}::uuid ORDER BY a.seq DESC LIMIT ${among}::int)
    SELECT t.kind, t.id FROM acts t WHERE t.id IS NOT NULL AND t.kind = ANY (${[...kinds]}) GROUP BY t.kind, t.id ORDER BY max(t.seq) DESC LIMIT ${most}::int`);
}
