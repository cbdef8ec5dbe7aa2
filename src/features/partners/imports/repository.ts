import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { FoldedName } from "./rules";

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

/** Reads every name of the partners in the register, as names are compared. */
export async function selectNames(read: Read): Promise<FoldedName[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.name, p.country, n.folded FROM partner p
    CROSS JOIN LATERAL (SELECT p.folded_name AS folded UNION SELECT o.folded_name FROM partner_name o WHERE o.partner_id = p.id AND o.removed_at IS NULL) n WHERE p.archived_at IS NULL AND p.merged_into_id IS NULL`);
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

/** Reads who brought partners into the register. */
export async function selectAddedBy(read: Read, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryRows<{ id: string; addedById: string }>(read, Prisma.sql`SELECT p.id, p.created_by_id AS "addedById" FROM partner p WHERE p.id = ANY (${[...ids]}::uuid[])`);
  return new Map(rows.map(({ id, addedById }) => [id, addedById]));
}

/** Takes partners out of the register, all at once. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"addedPartners.takeBack">[], ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE partner SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL`;
}
