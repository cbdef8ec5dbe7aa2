import "server-only";
import { Prisma } from "@db/client";
import type { TownRelationKind } from "@/domain/matter";
import type { MergeState } from "@/features/merging/rules";
import { clientOf, queryRows, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { Placed } from "../episodes/rules";
import type { TownWritten } from "@/features/partners/towns/schema";

export interface MergingRelation extends MergeState {
  unitId: string;
  kind: TownRelationKind;
  towns: TownWritten[];
  episodes: Placed[];
}

/** Holds a relation with its towns and episodes until the transaction ends; null when there is none. */
export async function lockRelation(tx: Tx, id: string): Promise<MergingRelation | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM town_relation WHERE id = ${id}::uuid FOR UPDATE`;
  const [row] = await queryRows<MergingRelation>(tx, Prisma.sql`
    SELECT r.id, r.version, r.unit_id AS "unitId", r.kind::text AS kind, r.archived_at IS NOT NULL AS "isArchived", r.merged_into_id AS "mergedIntoId", EXISTS (SELECT 1 FROM town_relation m WHERE m.merged_into_id = r.id) AS "hasMerged",
      coalesce((SELECT jsonb_agg(jsonb_build_object('name', t.partner_name, 'country', t.country)) FROM relation_town_today t WHERE t.relation_id = r.id), '[]') AS towns,
      coalesce((SELECT jsonb_agg(jsonb_build_object('state', e.state, 'startsOn', e.starts_on, 'endsOn', e.ends_on) ORDER BY e.starts_on) FROM town_relation_episode e WHERE e.relation_id = r.id AND e.removed_at IS NULL), '[]') AS episodes
    FROM town_relation r WHERE r.id = ${id}::uuid`);
  return row ?? null;
}

export async function updateMerged(tx: Tx, permit: Permit<"townRelations.merge">, id: string, version: number, intoId: string | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE town_relation SET merged_into_id = ${intoId}::uuid, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}
