import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";

/** A partner as a project names it, with the one of the register that it is. */
export interface PartnerLine {
  id: string;
  version: number;
  name: string;
  town: string | null;
  country: string | null;
  isLead: boolean;
  partnerId: string | null;
  partnerName: string | null;
}

/** Reads a project's partners in their order; one of the register that has been merged is the one that it is today. */
export async function selectLines(read: Read, projectId: string): Promise<PartnerLine[]> {
  return queryRows(read, Prisma.sql`
    SELECT t.id, t.version, t.name, t.town, t.country, t.is_lead AS "isLead", coalesce(m.id, k.id) AS "partnerId", coalesce(m.name, k.name) AS "partnerName"
    FROM project_partner t LEFT JOIN partner k ON k.id = t.partner_id LEFT JOIN partner m ON m.id = k.merged_into_id
    WHERE t.project_id = ${projectId}::uuid AND t.removed_at IS NULL ORDER BY t.position, t.id`);
}

/** Says which partner of the register a project's partner is. */
export async function updateLink(tx: Tx, permit: Permit<"projects.edit">, projectId: string, { lineId, version, partnerId }: { lineId: string; version: number; partnerId: string | null }): Promise<void> {
  requirePermitFor(permit, projectId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE project_partner SET partner_id = ${partnerId}::uuid, version = version + 1
    WHERE id = ${lineId}::uuid AND project_id = ${projectId}::uuid AND removed_at IS NULL AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}
