import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** The ids, among these, of bodies that anything but a body among them points to. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT p AS id FROM ids_pointed_to('body', ${[...ids]}::uuid[], ARRAY['body_name', 'body_placement']) AS p
    UNION SELECT l.parent_id FROM body_placement l JOIN body b ON b.id = l.body_id AND b.archived_at IS NULL WHERE l.parent_id = ANY (${[...ids]}::uuid[]) AND NOT l.body_id = ANY (${[...ids]}::uuid[])
    UNION SELECT d.subject_id FROM attached_document d WHERE d.subject_id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ id }) => id);
}

/** Holds bodies until the transaction ends, in the order of their ids, and says which of them there are. */
export async function holdBodies(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, Prisma.sql`SELECT b.id FROM body b WHERE b.id = ANY (${[...ids]}::uuid[]) AND b.archived_at IS NULL ORDER BY b.id FOR UPDATE`);
  return rows.map(({ id }) => id);
}

/** Takes bodies out of the organisation, all at once. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"bodies.takeBack">[], ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE body SET archived_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL`;
}
