import "server-only";
import { Prisma } from "@db/client";
import type { NetworkScope } from "@/domain/matter";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

export interface WantedNetwork {
  row: number;
  name: string;
  acronym: string | null;
  scope: NetworkScope;
  unitId: string;
}

export interface Match {
  row: number;
  id: string;
  name: string;
  /** The very same: of that name or acronym, and the municipality's as a whole or the same unit's. */
  isSame: boolean;
  unitId: string;
}

const NAMES_A_STATEMENT = 250;
const MOST_ALIKE = 3;

/** Reads the networks that rows are the same as, or like, the same and the most alike first, at most three for each row. */
export async function selectMatches(tx: Tx, wanted: readonly WantedNetwork[]): Promise<Match[]> {
  await clientOf(tx).$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', '0.6', true)`;
  const found: Match[] = [];
  for (let from = 0; from < wanted.length; from += NAMES_A_STATEMENT) {
    found.push(...(await queryRows<Match>(tx, Prisma.sql`
      SELECT w."row", a.id, a.name, a."isSame", a."unitId" FROM jsonb_to_recordset(${JSON.stringify(wanted.slice(from, from + NAMES_A_STATEMENT))}::jsonb) AS w("row" int, name text, acronym text, scope "NetworkScope", "unitId" uuid)
      CROSS JOIN LATERAL (
        SELECT n.id, n.name, n.unit_id AS "unitId", n.scope = w.scope AND (n.scope = 'WHOLE_MUNICIPALITY' OR n.unit_id = w."unitId") AND (lower(n.name) = lower(w.name) OR lower(n.acronym) = lower(w.acronym)) IS TRUE AS "isSame"
        FROM network n WHERE n.archived_at IS NULL AND (lower(n.name) % lower(w.name) OR lower(n.acronym) = lower(w.acronym) OR lower(n.acronym) = lower(w.name))
        ORDER BY 4 DESC, similarity(lower(n.name), lower(w.name)) DESC, n.name, n.id LIMIT ${MOST_ALIKE}::int) a`)));
  }
  return found;
}

/** Makes members of candidates that were one since the day that they say, each by a step of its own. */
export async function moveToMembers(tx: Tx, permits: readonly Permit<"networks.step">[], ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE network SET status = 'MEMBER', updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND status = 'CANDIDATE'`;
  await clientOf(tx).$executeRaw`
    INSERT INTO membership_step (network_id, network_version, from_status, to_status, taken_on) SELECT n.id, n.version, 'CANDIDATE', 'MEMBER', n.joined_on FROM network n WHERE n.id = ANY (${[...ids]}::uuid[])`;
}

/** The ids, among these, of networks that a decision has been recorded or changed about since they were added. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT DISTINCT d.subject_id AS id FROM decision d JOIN record_version v ON v.table_name = 'decision' AND v.record_id = d.id
    JOIN record_version n ON n.table_name = 'network' AND n.record_id = d.subject_id AND n.version = 1 WHERE d.subject_id = ANY (${[...ids]}::uuid[]) AND v.change_id <> n.change_id`);
  return rows.map(({ id }) => id);
}

/** Takes networks out of the register, all at once. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"networks.archive">[], ids: readonly string[], now: Date): Promise<{ id: string; unitId: string }[]> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  return queryRows(tx, Prisma.sql`UPDATE network SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL RETURNING id, unit_id AS "unitId"`);
}

/** Whose networks are. */
export async function selectUnits(read: Read, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryRows<{ id: string; unitId: string }>(read, Prisma.sql`SELECT n.id, n.unit_id AS "unitId" FROM network n WHERE n.id = ANY (${[...ids]}::uuid[])`);
  return new Map(rows.map(({ id, unitId }) => [id, unitId]));
}
