import "server-only";
import { Prisma } from "@db/client";
import type { NetworkScope } from "@/domain/matter";
import type { MergeState } from "@/features/merging/rules";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { MembershipStatus } from "../schema";

export interface MergingNetwork extends MergeState {
  name: string;
  unitId: string;
  unitTodayId: string;
  scope: NetworkScope;
  status: MembershipStatus;
}

/** Holds a network until the transaction ends; null when there is none. */
export async function lockNetwork(tx: Tx, id: string): Promise<MergingNetwork | null> {
  const [row] = await queryRows<MergingNetwork>(tx, Prisma.sql`
    SELECT n.id, n.version, n.name, n.unit_id AS "unitId", unit_today(n.unit_id) AS "unitTodayId", n.scope::text AS scope, n.status::text AS status, n.archived_at IS NOT NULL AS "isArchived", n.merged_into_id AS "mergedIntoId",
      EXISTS (SELECT 1 FROM network m WHERE m.merged_into_id = n.id) AS "hasMerged" FROM network n WHERE n.id = ${id}::uuid FOR UPDATE`);
  return row ?? null;
}

/** The years for which the same payer has a fee in both, or in one that is either. */
export async function selectFeesInBoth(read: Read, id: string, intoId: string): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`
    SELECT DISTINCT f.year FROM network_fee f JOIN network_fee o ON o.year = f.year AND o.payer_id = f.payer_id AND o.removed_at IS NULL
    WHERE f.network_id = ${id}::uuid AND f.removed_at IS NULL AND o.network_id IN (SELECT n.id FROM network n WHERE n.id = ${intoId}::uuid OR n.merged_into_id = ${intoId}::uuid) ORDER BY f.year`);
  return rows.map(({ year }) => year);
}

export async function updateMerged(tx: Tx, permit: Permit<"networks.merge">, id: string, version: number, intoId: string | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE network SET merged_into_id = ${intoId}::uuid, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}
