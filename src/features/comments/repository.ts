import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { Subject } from "./schema";

export interface StoredComment {
  id: string;
  version: number;
  subject: Subject;
  text: string;
  authorId: string;
  authorName: string | null;
  mentioned: { id: string; name: string | null }[];
  createdAt: Date;
  updatedAt: Date;
  isArchived: boolean;
  isDemonstration: boolean;
}

/** A new record's id. */
export function newId(): string {
  return randomUUID();
}

const nameOf = (personId: Prisma.Sql) => Prisma.sql`(SELECT p.name FROM person_details p WHERE p.person_id = ${personId})`;
const read = Prisma.sql`c.id, c.version, jsonb_build_object('kind', c.subject_kind, 'id', c.subject_id) AS subject, c.text, c.created_by_id AS "authorId", ${nameOf(Prisma.sql`c.created_by_id`)} AS "authorName",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'name', ${nameOf(Prisma.sql`m.id`)}) ORDER BY m.place) FROM unnest(c.mentioned_ids) WITH ORDINALITY AS m(id, place)), '[]') AS mentioned,
  c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.archived_at IS NOT NULL AS "isArchived", c.is_demonstration AS "isDemonstration"`;

/** Reads a comment; null when there is none. */
export async function findComment(handle: Read, id: string): Promise<StoredComment | null> {
  const [row] = await queryRows<StoredComment>(handle, Prisma.sql`SELECT ${read} FROM comment c WHERE c.id = ${id}::uuid`);
  return row ?? null;
}

/** Reads what is written about some records of one kind, the first first, with what has been taken away; at most 200. */
export async function selectCommentsOf(handle: Read, kind: string, ids: readonly string[]): Promise<StoredComment[]> {
  return queryRows(handle, Prisma.sql`SELECT ${read} FROM comment c WHERE c.subject_id = ANY (${[...ids]}::uuid[]) AND c.subject_kind = ${kind} ORDER BY c.created_at, c.id LIMIT 200`);
}

/** Tells whether a comment on the record names a person. */
export async function isNamed(handle: Read, subject: Subject, personId: string): Promise<boolean> {
  const rows = await queryRows(handle, Prisma.sql`SELECT 1 AS named FROM comment c WHERE c.subject_id = ${subject.id}::uuid AND c.subject_kind = ${subject.kind} AND c.archived_at IS NULL AND ${personId}::uuid = ANY (c.mentioned_ids) LIMIT 1`);
  return rows.length > 0;
}

/** Reads those who can sign in, by name, at most 500. */
export async function selectReachable(handle: Read): Promise<{ id: string; name: string }[]> {
  return queryRows(handle, Prisma.sql`
    SELECT p.id, d.name FROM person p JOIN person_details d ON d.person_id = p.id
    WHERE p.archived_at IS NULL AND d.name IS NOT NULL AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id AND a.disabled_at IS NULL) ORDER BY d.name COLLATE "sv-SE-x-icu", p.id LIMIT 500`);
}

export async function insertComment(tx: Tx, permit: Permit<"comments.write">, id: string, subject: Subject, { text, mentionedIds, isDemonstration }: { text: string; mentionedIds: readonly string[]; isDemonstration: boolean }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO comment (id, subject_kind, subject_id, text, mentioned_ids, is_demonstration, created_by_id, created_at, updated_at)
    VALUES (${id}::uuid, ${subject.kind}, ${subject.id}::uuid, ${text}, ${[...mentionedIds]}::uuid[], ${isDemonstration}, ${permit.actor.personId}::uuid, ${now}, ${now})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE comment SET ${sets}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateComment(tx: Tx, permit: Permit<"comments.edit">, id: string, version: number, { text, mentionedIds }: { text: string; mentionedIds: readonly string[] }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`text = ${text}, mentioned_ids = ${[...mentionedIds]}::uuid[], updated_at = ${now}`);
}

export async function updateArchived(tx: Tx, permit: Permit<"comments.archive">, id: string, version: number, at: Date | null): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`);
}
