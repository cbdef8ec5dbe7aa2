import "server-only";
import { Prisma } from "@db/client";
import { escapeLike } from "@/lib/like";
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "@/lib/session-limits";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import { SESSIONS_A_PAGE, type SessionFilter } from "./schema";

/** A browser that is signed in. */
export interface SessionRow {
  id: string;
  personId: string;
  personName: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

const signedIn = Prisma.sql`session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = s.person_id JOIN person_details d ON d.person_id = s.person_id`;

/** That a session lets anyone in at an instant: as whoever reads it judges. */
const isLive = (now: Date) => Prisma.sql`s.revoked_at IS NULL AND a.disabled_at IS NULL AND p.archived_at IS NULL
  AND s.last_seen_at > ${new Date(now.getTime() - IDLE_MINUTES * 60_000)} AND s.created_at > ${new Date(now.getTime() - ABSOLUTE_HOURS * 3_600_000)}`;

const columns = Prisma.sql`s.id, s.person_id AS "personId", d.name AS "personName", s.user_agent AS "userAgent", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"`;

/** Reads a page of who is signed in, those seen last first, and how many there are. */
export async function selectSessions(read: Read, { q, page }: SessionFilter, now: Date): Promise<{ rows: SessionRow[]; total: number }> {
  const wanted = Prisma.sql`${isLive(now)} ${q === "" ? Prisma.empty : Prisma.sql`AND d.name ILIKE ${`%${escapeLike(q)}%`}`}`;
  const [rows, [counted]] = await Promise.all([
    queryRows<SessionRow>(read, Prisma.sql`SELECT ${columns} FROM ${signedIn} WHERE ${wanted} ORDER BY s.last_seen_at DESC, s.id LIMIT ${SESSIONS_A_PAGE}::int OFFSET ${(page - 1) * SESSIONS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${signedIn} WHERE ${wanted}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads a person's own, those seen last first. */
export async function selectSessionsOf(read: Read, personId: string, now: Date): Promise<SessionRow[]> {
  return queryRows(read, Prisma.sql`SELECT ${columns} FROM ${signedIn} WHERE ${isLive(now)} AND s.person_id = ${personId}::uuid ORDER BY s.last_seen_at DESC, s.id`);
}

/** Holds a session until the transaction ends; null when there is none. */
export async function lockSession(tx: Tx, id: string): Promise<{ id: string; personId: string; isEnded: boolean } | null> {
  const [row] = await clientOf(tx).$queryRaw<{ id: string; personId: string; isEnded: boolean }[]>`SELECT id, person_id AS "personId", revoked_at IS NOT NULL AS "isEnded" FROM session WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function endSession(tx: Tx, permit: Permit<"sessions.end">, id: string, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`UPDATE session SET revoked_at = ${now} WHERE id = ${id}::uuid AND revoked_at IS NULL`;
}
