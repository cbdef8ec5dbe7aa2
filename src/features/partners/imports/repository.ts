import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import { VERY_ALIKE } from "../rules";

/** A name that is looked for, as names are compared, in a country. */
export interface Wanted {
  row: number;
  folded: string;
  country: string;
}

export interface Match {
  row: number;
  id: string;
  name: string;
}

/** Reads the partners that have just such a name, their present one or another; of one that is another today, that one. */
export async function selectSame(read: Read, wanted: readonly Wanted[]): Promise<Match[]> {
  return queryRows(read, Prisma.sql`
    WITH RECURSIVE wanted AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w("row" int, folded text, country text)),
    named AS (SELECT p.folded_name AS folded, p.id FROM partner p UNION SELECT n.folded_name, n.partner_id FROM partner_name n WHERE n.removed_at IS NULL),
    found AS (
      SELECT w."row", p.id, p.merged_into_id AS into_id FROM wanted w JOIN named n ON n.folded = w.folded JOIN partner p ON p.id = n.id AND p.country = w.country WHERE p.archived_at IS NULL
      UNION SELECT f."row", m.id, m.merged_into_id FROM found f JOIN partner m ON m.id = f.into_id)
    SELECT DISTINCT ON (f."row") f."row", p.id, p.name FROM found f JOIN partner p ON p.id = f.id WHERE p.merged_into_id IS NULL AND p.archived_at IS NULL ORDER BY f."row", p.name, p.id`);
}

/** Few enough for one statement's time. */
const NAMES_A_STATEMENT = 250;
const MOST_ALIKE = 3;

/** Reads the partners of the same country that have much the same name, the most alike first, at most three for each. */
export async function selectAlike(tx: Tx, wanted: readonly Wanted[]): Promise<Match[]> {
  // A name that holds the other whole is as much alike as saving asks back about; what is less so need not be looked at.
  await clientOf(tx).$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(VERY_ALIKE)}, true), set_config('pg_trgm.word_similarity_threshold', '0.999', true)`;
  const found: Match[] = [];
  for (let from = 0; from < wanted.length; from += NAMES_A_STATEMENT) {
    found.push(...(await queryRows<Match>(tx, Prisma.sql`
      SELECT w."row", a.id, a.name FROM jsonb_to_recordset(${JSON.stringify(wanted.slice(from, from + NAMES_A_STATEMENT))}::jsonb) AS w("row" int, folded text, country text)
      CROSS JOIN LATERAL (
        SELECT p.id, p.name, max(similarity(c.folded, w.folded)) AS likeness
        FROM (SELECT q.id, q.folded_name AS folded FROM partner q WHERE q.folded_name % w.folded OR q.folded_name %> w.folded
          UNION ALL SELECT n.partner_id, n.folded_name FROM partner_name n WHERE n.removed_at IS NULL AND (n.folded_name % w.folded OR n.folded_name %> w.folded)) c
        JOIN partner p ON p.id = c.id WHERE p.country = w.country AND p.archived_at IS NULL AND p.merged_into_id IS NULL
        GROUP BY p.id ORDER BY likeness DESC, p.name, p.id LIMIT ${MOST_ALIKE}::int) a`)));
  }
  return found;
}

/** The ids, among these, of partners that projects, searches, contacts, towns or other partners point to. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT p.partner_id AS id FROM project_partner p WHERE p.partner_id = ANY (${[...ids]}::uuid[])
    UNION SELECT s.partner_id FROM partner_search s WHERE s.partner_id = ANY (${[...ids]}::uuid[])
    UNION SELECT c.partner_id FROM partner_contact c WHERE c.partner_id = ANY (${[...ids]}::uuid[])
    UNION SELECT e.other_id FROM partner_event e WHERE e.other_id = ANY (${[...ids]}::uuid[])
    UNION SELECT t.partner_id FROM relation_town t WHERE t.partner_id = ANY (${[...ids]}::uuid[])
    UNION SELECT m.merged_into_id FROM partner m WHERE m.merged_into_id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ id }) => id);
}

/** Takes partners out of the register, all at once. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"partners.archive">[], ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE partner SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL`;
}
