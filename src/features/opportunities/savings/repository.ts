import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** Saves an opportunity for a person; one that is saved already stays so. */
export async function insertSaving(tx: Tx, permit: Permit<"opportunities.save">, opportunityId: string, now: Date): Promise<void> {
  requirePermitFor(permit, opportunityId);
  await clientOf(tx).$executeRaw`
    INSERT INTO saved_opportunity (person_id, opportunity_id, saved_at) VALUES (${permit.actor.personId}::uuid, ${opportunityId}::uuid, ${now}) ON CONFLICT (person_id, opportunity_id) DO NOTHING`;
}

/** Lets go of what a person has saved; what is not saved stays so. */
export async function deleteSaving(tx: Tx, permit: Permit<"opportunities.save">, opportunityId: string): Promise<void> {
  requirePermitFor(permit, opportunityId);
  await clientOf(tx).$executeRaw`DELETE FROM saved_opportunity WHERE person_id = ${permit.actor.personId}::uuid AND opportunity_id = ${opportunityId}::uuid`;
}

/** Tells whether a person has saved an opportunity. */
export async function isSaved(read: Read, personId: string, opportunityId: string): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 AS found FROM saved_opportunity s WHERE s.person_id = ${personId}::uuid AND s.opportunity_id = ${opportunityId}::uuid`)).length > 0;
}

export interface SavedAhead {
  id: string;
  title: string;
  deadline: PlainDate;
}

/** Reads what a person has saved of what is in the feed and closes between two days, the most pressing first, at most 100. */
export async function selectSavedAhead(read: Read, personId: string, day: PlainDate, until: PlainDate): Promise<SavedAhead[]> {
  return queryRows(read, Prisma.sql`
    SELECT o.id, o.title, coalesce(k.closes_on, o.deadline)::text AS deadline
    FROM saved_opportunity s JOIN opportunity o ON o.id = s.opportunity_id LEFT JOIN call k ON k.id = o.call_id
    WHERE s.person_id = ${personId}::uuid AND o.archived_at IS NULL AND coalesce(k.closes_on, o.deadline) BETWEEN ${day}::date AND ${until}::date
    ORDER BY coalesce(k.closes_on, o.deadline), o.id LIMIT 100`);
}
