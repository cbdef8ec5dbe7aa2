import "server-only";
import { Prisma } from "@db/client";
import type { TownRelationKind } from "@/domain/matter";
import { queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

export interface TownInRelation {
  id: string;
  name: string;
  kind: TownRelationKind;
  town: string;
  country: string;
}

/** Reads the towns of all relations of the register, by each of their names. */
export async function selectTowns(read: Read): Promise<TownInRelation[]> {
  return queryRows(read, Prisma.sql`
    SELECT r.id, r.name, r.kind::text AS kind, n.name AS town, t.country FROM town_relation r JOIN relation_town_today t ON t.relation_id = r.id
    CROSS JOIN LATERAL (SELECT t.name UNION SELECT t.partner_name UNION SELECT a.name FROM partner_name a WHERE a.partner_id = t.partner_id AND a.removed_at IS NULL) n
    WHERE r.archived_at IS NULL AND r.merged_into_id IS NULL ORDER BY r.name, r.id`);
}

/** The ids, among these, of relations that exchanges, agreements, reviews or decisions are about. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT a.relation_id AS id FROM exchange_activity a WHERE a.relation_id = ANY (${[...ids]}::uuid[])
    UNION SELECT v.relation_id FROM town_agreement_version v WHERE v.relation_id = ANY (${[...ids]}::uuid[])
    UNION SELECT w.relation_id FROM town_relation_review w WHERE w.relation_id = ANY (${[...ids]}::uuid[])
    UNION SELECT d.subject_id FROM decision d WHERE d.subject_id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ id }) => id);
}

/** Reads whose relations are. */
export async function selectUnits(read: Read, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryRows<{ id: string; unitId: string }>(read, Prisma.sql`SELECT r.id, r.unit_id AS "unitId" FROM town_relation r WHERE r.id = ANY (${[...ids]}::uuid[])`);
  return new Map(rows.map(({ id, unitId }) => [id, unitId]));
}

/** The towns that came into the register of partners with these relations, and that nothing in it points to besides them. */
export async function selectTownsAddedWith(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT DISTINCT p.id FROM relation_town t JOIN partner p ON p.id = t.partner_id AND p.version = 1 AND p.archived_at IS NULL
    JOIN record_version v ON v.table_name = 'partner' AND v.record_id = p.id AND v.version = 1
    JOIN record_version r ON r.table_name = 'town_relation' AND r.record_id = t.relation_id AND r.version = 1 AND r.change_id = v.change_id
    WHERE t.relation_id = ANY (${[...ids]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM relation_town o JOIN town_relation w ON w.id = o.relation_id AND w.archived_at IS NULL WHERE o.partner_id = p.id AND o.removed_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM project_partner o WHERE o.partner_id = p.id) AND NOT EXISTS (SELECT 1 FROM partner_search o WHERE o.partner_id = p.id) AND NOT EXISTS (SELECT 1 FROM partner_contact o WHERE o.partner_id = p.id)`);
  return rows.map(({ id }) => id);
}

/** Takes relations out of the register, all at once. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"townRelations.archive">[], ids: readonly string[], now: Date): Promise<{ id: string; unitId: string }[]> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  return queryRows(tx, Prisma.sql`UPDATE town_relation SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL RETURNING id, unit_id AS "unitId"`);
}
