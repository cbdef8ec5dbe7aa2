import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { foldName } from "@/lib/folded-names";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import { VERY_ALIKE, searchTextOf } from "../rules";
import type { Coordinates } from "../schema";

/** A town of the register. */
export interface KnownTown {
  id: string;
  name: string;
  country: string;
  place: string | null;
  /** Whether it is called just that, in some spelling. */
  isSame: boolean;
}

/** Reads a town by its id, or the one that it is today; null when there is none in the register. */
export async function findTown(read: Read, id: string): Promise<Pick<KnownTown, "id" | "name" | "country"> | null> {
  const [row] = await queryRows<Pick<KnownTown, "id" | "name" | "country">>(read, Prisma.sql`
    WITH RECURSIVE today AS (SELECT p.id, p.merged_into_id FROM partner p WHERE p.id = ${id}::uuid UNION ALL SELECT m.id, m.merged_into_id FROM partner m JOIN today ON m.id = today.merged_into_id)
    SELECT p.id, p.name, p.country FROM today JOIN partner p ON p.id = today.id WHERE today.merged_into_id IS NULL AND p.kind = 'TOWN' AND p.archived_at IS NULL`);
  return row ?? null;
}

/** Reads the towns of a country that are called so or almost so, as they are today, the same first. */
export async function selectTownsCalled(read: Read, name: string, country: string): Promise<KnownTown[]> {
  const wanted = foldName(name);
  return queryRows(read, Prisma.sql`
    WITH RECURSIVE called AS (
      SELECT p.id, p.folded_name AS name FROM partner p
      UNION ALL SELECT n.partner_id, n.folded_name FROM partner_name n WHERE n.removed_at IS NULL),
    alike AS (SELECT c.id, max(CASE WHEN c.name = ${wanted} THEN 1 ELSE similarity(c.name, ${wanted}) END) AS likeness FROM called c WHERE c.name % ${wanted} OR c.name = ${wanted} GROUP BY c.id),
    today AS (
      SELECT p.id, p.merged_into_id, a.likeness FROM alike a JOIN partner p ON p.id = a.id
      UNION ALL SELECT m.id, m.merged_into_id, today.likeness FROM partner m JOIN today ON m.id = today.merged_into_id)
    SELECT p.id, p.name, p.country, p.place, max(today.likeness) >= 1 AS "isSame" FROM today JOIN partner p ON p.id = today.id
    WHERE today.merged_into_id IS NULL AND p.kind = 'TOWN' AND p.country = ${country} AND p.archived_at IS NULL AND today.likeness >= ${VERY_ALIKE}::float8
    GROUP BY p.id ORDER BY max(today.likeness) DESC, p.name, p.id LIMIT 6`);
}

/** Lets one at a time look for a town by its name until the transaction ends, so that of two who name the same new one the second finds it. */
export async function holdName(tx: Tx, name: string, country: string): Promise<void> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('utblick.town'), hashtext(${`${country} ${foldName(name)}`}))`;
}

/** Stores a town as a partner that is not known to be more than that. */
export async function insertTown(tx: Tx, permit: Permit<"partners.add">, id: string, { name, country, coordinates }: { name: string; country: string; coordinates: Coordinates | null }, isDemonstration: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO partner (id, kind, name, folded_name, country, latitude, longitude, certainty, search_text, is_demonstration, created_by_id, created_at)
    VALUES (${id}::uuid, 'TOWN', ${name}, ${foldName(name)}, ${country}, ${coordinates?.latitude ?? null}::numeric, ${coordinates?.longitude ?? null}::numeric, 'HIGH',
      ${searchTextOf({ name, place: null, aliases: [], formerNames: [] })}, ${isDemonstration}, ${permit.actor.personId}::uuid, ${now})`;
}

/** A new town's id. */
export function newTownId(): string {
  return randomUUID();
}
