import "server-only";
import { clientOf, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

export interface StoredMunicipality {
  packId: string;
  isDemonstration: boolean;
}

export async function findMunicipality(read: Read): Promise<StoredMunicipality | null> {
  const [row] = await clientOf(read).$queryRaw<StoredMunicipality[]>`SELECT pack_id AS "packId", is_demonstration AS "isDemonstration" FROM municipality`;
  return row ?? null;
}

/** Stores whose database this is; a row that stands already is left as it is. Returns whether it was new. */
export async function insertMunicipality(tx: Tx, permit: Permit<"municipality.claim">, municipality: StoredMunicipality): Promise<boolean> {
  requirePermitFor(permit, "*");
  return (
    (await clientOf(tx).$executeRaw`
      INSERT INTO municipality (id, pack_id, is_demonstration) VALUES (1, ${municipality.packId}, ${municipality.isDemonstration}) ON CONFLICT (id) DO NOTHING`) > 0
  );
}

/** Lets one claim wait for another until the transaction ends. */
export async function lockClaims(tx: Tx): Promise<void> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('utblick.municipality'))`;
}

/** The very first act of this database, with the pack that it names, or null when nothing has been done in it. */
export async function findFirstAct(read: Read): Promise<{ action: string; packId: string | null } | null> {
  const [row] = await clientOf(read).$queryRaw<{ action: string; packId: string | null }[]>`
    SELECT action, details ->> 'packId' AS "packId" FROM audit_entry ORDER BY seq LIMIT 1`;
  return row ?? null;
}
