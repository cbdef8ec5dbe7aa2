import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { SystemTokenInput } from "./schema";

/** A system's token as stored; the token itself is kept nowhere. */
export interface StoredToken extends SystemTokenInput {
  id: string;
  version: number;
  isRevoked: boolean;
  revokedAt: Date | null;
  issuedAt: Date;
  lastUsedAt: Date | null;
}

const select = Prisma.sql`
  SELECT s.id, s.version, s.name, s.contact, s.registers, s.valid_to::text AS "validTo", s.revoked_at IS NOT NULL AS "isRevoked", s.revoked_at AS "revokedAt", k.issued_at AS "issuedAt", k.last_used_at AS "lastUsedAt"
  FROM system_token s JOIN system_token_key k ON k.token_id = s.id`;

/** Reads all tokens: those that hold first, in the order of their names. */
export async function selectTokens(read: Read): Promise<StoredToken[]> {
  return queryRows<StoredToken>(read, Prisma.sql`${select} ORDER BY s.revoked_at IS NOT NULL, s.name, s.created_at DESC, s.id`);
}

/** Reads one of them; null when there is none. */
export async function findToken(read: Read, id: string): Promise<StoredToken | null> {
  const [row] = await queryRows<StoredToken>(read, Prisma.sql`${select} WHERE s.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds one of them until the transaction ends; null when there is none. */
export async function lockToken(tx: Tx, id: string): Promise<StoredToken | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM system_token WHERE id = ${id}::uuid FOR UPDATE`;
  return findToken(tx, id);
}

/** Reads which token was issued by a hash after an instant; null when none was, or it has been revoked. */
export async function findTokenOfHash(read: Read, keyHash: Uint8Array, after: Date): Promise<{ id: string } | null> {
  const [row] = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT s.id FROM system_token_key k JOIN system_token s ON s.id = k.token_id WHERE k.key_hash = ${keyHash} AND s.revoked_at IS NULL AND k.issued_at > ${after}`);
  return row ?? null;
}

/** A new record's id. */
export function newTokenId(): string {
  return randomUUID();
}

/** Stores a token; false where another system goes by its name. */
export async function insertToken(tx: Tx, permit: Permit<"systemTokens.make">, id: string, { name, contact, registers, validTo }: SystemTokenInput, keyHash: Uint8Array, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const added = await client.$executeRaw`
    INSERT INTO system_token (id, name, contact, registers, valid_to, created_by_id, created_at)
    VALUES (${id}::uuid, ${name}, ${contact}, ${registers}, ${validTo}::date, ${permit.actor.personId}::uuid, ${now}) ON CONFLICT DO NOTHING`;
  if (added === 0) return false;
  await client.$executeRaw`INSERT INTO system_token_key (token_id, key_hash, issued_at) VALUES (${id}::uuid, ${keyHash}, ${now})`;
  return true;
}

/** Gives a system another token, by which alone it is known from now on. */
export async function updateKey(tx: Tx, permit: Permit<"systemTokens.renew">, id: string, version: number, validTo: PlainDate, keyHash: Uint8Array, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const changed = await client.$executeRaw`UPDATE system_token SET valid_to = ${validTo}::date, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
  await client.$executeRaw`UPDATE system_token_key SET key_hash = ${keyHash}, issued_at = ${now}, last_used_at = NULL WHERE token_id = ${id}::uuid`;
}

export async function revokeToken(tx: Tx, permit: Permit<"systemTokens.revoke">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`UPDATE system_token SET revoked_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}
