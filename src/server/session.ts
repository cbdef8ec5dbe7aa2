import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Actor, ActorFacts, HeldRole, HeldSeat, HeldUnit } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { Prisma } from "@db/client";
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "@/lib/session-limits";
import { database, queryRows, reading } from "./db";
import { getSettings } from "./env";
import { log } from "./log";
import { findOutageReason } from "./outage";
import { followPack, packStampOn } from "./pack";

const SYSTEM_PERSON = "00000000-0000-0000-0000-000000000000";

export interface SessionFacts {
  sessionId: string;
  state: "live" | "expired" | "revoked";
  actor: Actor;
  /** When it ends unless it is used before. */
  endsAt: Date;
  /** When it ends however much it is used. */
  endsAtLatest: Date;
}

interface SessionRow {
  session_id: string;
  person_id: string;
  last_seen_at: Date;
  created_at: Date;
  authenticated_at: Date | null;
  is_revoked: boolean;
  name: string;
  roles: HeldRole[] | null;
  units: HeldUnit[] | null;
  seats: HeldSeat[] | null;
  pack: string | null;
}

/** The units that have gone up into a unit by a day, step by step, as a list for a statement that names the unit. */
const predecessorsOf = (unit: Prisma.Sql, today: PlainDate) => Prisma.sql`(
        WITH RECURSIVE gone AS (
          SELECT o.id FROM body o WHERE o.merged_into_id = ${unit} AND o.valid_to < ${today}::date
          UNION SELECT o.id FROM body o JOIN gone ON o.merged_into_id = gone.id WHERE o.valid_to < ${today}::date)
        SELECT coalesce(json_agg(gone.id ORDER BY gone.id), '[]') FROM gone)`;
/** That a unit and its name are there on a day. */
const isThere = (today: PlainDate) => Prisma.sql`u.archived_at IS NULL AND (u.valid_from IS NULL OR u.valid_from <= ${today}::date) AND (u.valid_to IS NULL OR u.valid_to >= ${today}::date)
      AND (n.valid_from IS NULL OR n.valid_from <= ${today}::date) AND (n.valid_to IS NULL OR n.valid_to >= ${today}::date)`;

/** The person's roles, units and seats on a day, as columns of a statement that names the person's id. */
const heldOn = (today: PlainDate) => Prisma.sql`
  (SELECT json_agg(json_build_object('role', r.role, 'bodyId', r.body_id)) FROM role_assignment r
    WHERE r.person_id = p.id AND r.valid_from <= ${today}::date AND (r.valid_to IS NULL OR r.valid_to >= ${today}::date)) AS roles,
  (SELECT json_agg(json_build_object('id', c.unit_id, 'kind', c.kind, 'name', n.name, 'predecessorIds', ${predecessorsOf(Prisma.sql`c.unit_id`, today)}) ORDER BY c.kind, n.name)
    FROM contact_person_appointment c JOIN body u ON u.id = c.unit_id JOIN body_name n ON n.body_id = u.id AND ${isThere(today)}
    WHERE c.person_id = p.id AND c.valid_from <= ${today}::date AND (c.valid_to IS NULL OR c.valid_to >= ${today}::date)) AS units,
  (SELECT json_agg(json_build_object('bodyId', t.body_id, 'bodyKind', b.kind, 'position', t.position)) FROM seat t JOIN body b ON b.id = t.body_id
    WHERE t.person_id = p.id AND t.valid_from <= ${today}::date AND (t.valid_to IS NULL OR t.valid_to >= ${today}::date)) AS seats`;

/** The stored form of a session's key: a stolen table opens no session. */
export function hashKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(key).digest());
}

/**
 * Begins a session for an account and returns its key, 256 random bits, which only the browser keeps. When the person last showed who it is
 * may be earlier than the session, or unknown, where the municipality's own sign-in answers for it.
 */
export async function beginSession(account: { id: string; personId: string }, userAgent: string | null, now = new Date(), authenticatedAt: Date | null = now): Promise<string> {
  const key = randomBytes(32).toString("base64url");
  await database().$executeRaw`
    INSERT INTO session (key_hash, account_id, person_id, created_at, last_seen_at, authenticated_at, user_agent)
    VALUES (${hashKey(key)}, ${account.id}::uuid, ${account.personId}::uuid, ${now}, ${now}, ${authenticatedAt}, ${userAgent?.slice(0, 200) ?? null})`;
  return key;
}

/**
 * Looks a session up by its key with the person's roles of the day, or null when there is none; a live one is marked as seen, but by what only watches it.
 * Every instance learns here, before it goes on, that another policy pack has come into force.
 */
export async function findSession(key: string, now = new Date(), { isWatched = false } = {}): Promise<SessionFacts | null> {
  const today = dateInStockholm(now);
  const [row] = await queryRows<SessionRow>(reading(), Prisma.sql`
    SELECT s.id AS session_id, s.person_id, s.last_seen_at, s.created_at, s.authenticated_at, d.name,
      (s.revoked_at IS NOT NULL OR a.disabled_at IS NOT NULL OR p.archived_at IS NOT NULL) AS is_revoked,
      ${packStampOn(today)} AS pack,
      ${heldOn(today)}
    FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = s.person_id JOIN person_details d ON d.person_id = s.person_id
    WHERE s.key_hash = ${hashKey(key)}`);
  if (!row) return null;
  await followPack(row.pack);
  const idleEnd = row.last_seen_at.getTime() + IDLE_MINUTES * 60_000;
  const absoluteEnd = row.created_at.getTime() + ABSOLUTE_HOURS * 3_600_000;
  const endsAt = new Date(Math.min(idleEnd, absoluteEnd));
  const state = row.is_revoked ? "revoked" : endsAt.getTime() <= now.getTime() ? "expired" : "live";
  if (state === "live" && !isWatched && now.getTime() - row.last_seen_at.getTime() > 60_000) {
    await markSeen(row.session_id, now);
  }
  const actor = mint({ personId: row.person_id, name: row.name, roles: row.roles ?? [], units: row.units ?? [], seats: row.seats ?? [], isSystem: false, isConfirmed: isLately(row.authenticated_at, now) });
  return { sessionId: row.session_id, state, actor, endsAt, endsAtLatest: new Date(absoluteEnd) };
}

/** Tells whether somebody who showed who it is at an instant may still do what is weighty; of a moment that is unknown it may not. */
export function isLately(authenticatedAt: Date | null, now: Date): boolean {
  return authenticatedAt !== null && now.getTime() - authenticatedAt.getTime() < getSettings().UTBLICK_CONFIRM_MINUTES * 60_000;
}

/** What is there can be read although the disk is full, by those who cannot be marked as seen. */
async function markSeen(sessionId: string, now: Date): Promise<void> {
  try {
    await database().$executeRaw`UPDATE session SET last_seen_at = ${now} WHERE id = ${sessionId}::uuid AND revoked_at IS NULL`;
  } catch (error) {
    if (findOutageReason(error) !== "full") throw error;
    log.warn({ event: "session not marked as seen", reason: "full" });
  }
}

/** Ends a session at once; the next request with its key is refused. */
export async function revokeSession(key: string, now = new Date()): Promise<void> {
  await database().$executeRaw`UPDATE session SET revoked_at = ${now} WHERE key_hash = ${hashKey(key)} AND revoked_at IS NULL`;
}

/** Makes the actor for a person with the roles held on a day: for jobs, imports and tests, which have no browser. Nothing weighty is done in somebody's name who isn't there to show who it is. */
export async function loadActor(personId: string, today: PlainDate = dateInStockholm(new Date()), isConfirmed = false): Promise<Actor | null> {
  const [row] = await database().$queryRaw<Pick<SessionRow, "name" | "roles" | "units" | "seats">[]>`
    SELECT d.name,
      ${heldOn(today)}
    FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.id = ${personId}::uuid AND p.archived_at IS NULL`;
  return row ? mint({ personId, name: row.name, roles: row.roles ?? [], units: row.units ?? [], seats: row.seats ?? [], isSystem: false, isConfirmed }) : null;
}

/** The program's own actor, for what no person does: the first administrator, demonstration data, jobs. */
export function systemActor(): Actor {
  return mint({ personId: SYSTEM_PERSON, name: "Utblick", roles: [], units: [], seats: [], isSystem: true, isConfirmed: true });
}

/** Someone who answers for a unit, or for the one that it has gone up into, and holds nothing else; null where no such unit is there on the day. */
export async function unitActor(unitId: string, today: PlainDate = dateInStockholm(new Date())): Promise<Actor | null> {
  const [row] = await queryRows<{ unit: HeldUnit }>(reading(), Prisma.sql`
    WITH RECURSIVE now AS (SELECT ${unitId}::uuid AS id UNION SELECT b.merged_into_id FROM body b JOIN now ON b.id = now.id WHERE b.merged_into_id IS NOT NULL AND b.valid_to < ${today}::date)
    SELECT json_build_object('id', u.id, 'kind', 'PRIMARY', 'name', n.name, 'predecessorIds', ${predecessorsOf(Prisma.sql`u.id`, today)}) AS unit
    FROM now JOIN body u ON u.id = now.id JOIN body_name n ON n.body_id = u.id AND ${isThere(today)} WHERE u.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE')`);
  return row === undefined ? null : mint({ personId: SYSTEM_PERSON, name: row.unit.name, roles: [], units: [row.unit], seats: [], isSystem: false, isConfirmed: false });
}

/** Someone who is signed in and holds nothing: what they see is everyone's to see. */
export function anyoneActor(): Actor {
  return mint({ personId: SYSTEM_PERSON, name: "Utblick", roles: [], units: [], seats: [], isSystem: false, isConfirmed: false });
}

function mint(facts: ActorFacts): Actor {
  return Object.freeze(facts) as Actor;
}
