import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { OpportunityThing } from "../policy";

/** What a row is looked for by. */
export interface Wanted {
  row: number;
  title: string;
}

/** An opportunity of the feed with a row's title. */
export interface Known {
  row: number;
  id: string;
  name: string;
  deadline: PlainDate | null;
}

/** Reads the opportunities of the feed that have the rows' titles, those that close last first. */
export async function selectKnown(read: Read, wanted: readonly Wanted[]): Promise<Known[]> {
  return queryRows(read, Prisma.sql`
    WITH wanted AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w("row" int, title text))
    SELECT w."row", o.id, o.title AS name, coalesce(k.closes_on, o.deadline)::text AS deadline
    FROM wanted w JOIN opportunity o ON lower(o.title) = lower(w.title) AND o.archived_at IS NULL LEFT JOIN call k ON k.id = o.call_id ORDER BY w."row", 4 DESC NULLS LAST, o.id`);
}

/** The rows whose titles are those of calls in the register of programmes. */
export async function selectInRegister(read: Read, wanted: readonly Wanted[]): Promise<Set<number>> {
  const rows = await queryRows<{ row: number }>(read, Prisma.sql`
    SELECT DISTINCT w."row" FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w("row" int, title text) JOIN call k ON lower(k.name) = lower(w.title) AND k.archived_at IS NULL`);
  return new Set(rows.map(({ row }) => row));
}

/** The ids, among these, of opportunities that initiatives, entries of a log or documents are about. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT i.opportunity_id AS id FROM initiative i WHERE i.opportunity_id = ANY (${[...ids]}::uuid[])
    UNION SELECT a.opportunity_id FROM information_activity a WHERE a.opportunity_id = ANY (${[...ids]}::uuid[])
    UNION SELECT d.subject_id FROM attached_document d WHERE d.subject_id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ id }) => id);
}

/** Reads opportunities as far as permission asks, held until the transaction ends, in the order of their ids. */
export async function holdThings(tx: Tx, ids: readonly string[]): Promise<OpportunityThing[]> {
  return queryRows(tx, Prisma.sql`SELECT o.id, o.unit_id AS "unitId", o.archived_at IS NOT NULL AS "isArchived" FROM opportunity o WHERE o.id = ANY (${[...ids]}::uuid[]) ORDER BY o.id FOR UPDATE`);
}

/** Takes opportunities out of the feed, all of them. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"opportunities.archive">[], ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  await clientOf(tx).$executeRaw`UPDATE opportunity SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL`;
}
