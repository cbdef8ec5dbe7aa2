import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { queryRows, type Read } from "@/server/db";
import type { FirstFacts } from "./rules";

/** What the database itself can say of how far a new municipality has come. */
export type CountedFacts = Pick<FirstFacts, "hasProfile" | "bodies" | "units" | "others" | "coordinators" | "programmes" | "mail" | "othersWithAccount" | "hasProject">;

/** Counts how far a new municipality has come, as it stands on a day. */
export async function countFacts(read: Read, personId: string, on: PlainDate): Promise<CountedFacts> {
  const isThere = (of: Prisma.Sql) => Prisma.sql`daterange(${of}.valid_from, ${of}.valid_to, '[]') @> ${on}::date`;
  const [row] = await queryRows<CountedFacts>(read, Prisma.sql`
    SELECT EXISTS (SELECT 1 FROM municipality_profile) AS "hasProfile",
      (SELECT count(*)::int FROM body b WHERE b.archived_at IS NULL AND ${isThere(Prisma.sql`b`)}) AS bodies,
      (SELECT count(*)::int FROM body b WHERE b.archived_at IS NULL AND b.kind IN ('OFFICE', 'DEPARTMENT', 'COMPANY') AND ${isThere(Prisma.sql`b`)}) AS units,
      (SELECT count(*)::int FROM person p WHERE p.archived_at IS NULL AND p.id <> ${personId}::uuid) AS others,
      (SELECT count(DISTINCT r.person_id)::int FROM role_assignment r JOIN person p ON p.id = r.person_id AND p.archived_at IS NULL WHERE r.role = 'COORDINATOR' AND ${isThere(Prisma.sql`r`)}) AS coordinators,
      (SELECT count(*)::int FROM programme g WHERE g.archived_at IS NULL) AS programmes,
      coalesce((SELECT CASE WHEN bool_or(m.state = 'SENT') THEN 'sent' WHEN bool_or(m.state IN ('QUEUED', 'SENDING')) THEN 'waiting' WHEN count(*) > 0 THEN 'failed' END FROM outgoing_mail m), 'none') AS mail,
      (SELECT count(DISTINCT a.person_id)::int FROM account a JOIN person p ON p.id = a.person_id AND p.archived_at IS NULL WHERE a.disabled_at IS NULL AND a.person_id <> ${personId}::uuid) AS "othersWithAccount",
      EXISTS (SELECT 1 FROM project j WHERE j.archived_at IS NULL) AS "hasProject"`);
  if (row === undefined) throw new Error("nothing could be counted");
  return row;
}

/** Tells whether no project has been logged yet. */
export async function lacksProject(read: Read): Promise<boolean> {
  const [row] = await queryRows<{ lacks: boolean }>(read, Prisma.sql`SELECT NOT EXISTS (SELECT 1 FROM project) AS lacks`);
  return row?.lacks ?? false;
}
