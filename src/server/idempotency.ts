import "server-only";
import { createHash } from "node:crypto";
import { Prisma } from "@db/client";
import type { Actor } from "@/domain/actor";
import { clientOf, type Tx } from "./db";
import { AppError } from "./errors";

type Stored = string | number | boolean | null | { readonly [key: string]: Stored } | readonly Stored[];

/**
 * Carries out a creation once for its key: the same key again answers what the first one answered, and the same key with
 * other content is refused with KEY_REUSED. The key is stored in the transaction that does the work; an answer that is
 * `foretold`, as a new record's id may be, is stored with it at once.
 */
export async function once<Answer extends Stored>(tx: Tx, actor: Actor, action: string, key: string, content: unknown, work: () => Promise<Answer>, foretold?: Answer): Promise<Answer> {
  const client = clientOf(tx);
  const hash = createHash("sha256").update(canonical(content)).digest();
  const own = Prisma.sql`actor_id = ${actor.personId}::uuid AND action = ${action} AND key = ${key}`;
  // Whoever comes second with the same key waits here for the first one's end, and then reads what it answered.
  const [row] = await client.$queryRaw<{ request_hash: Uint8Array; result: Answer; is_new: boolean }[]>`
    INSERT INTO idempotency_key (actor_id, action, key, request_hash, result)
    VALUES (${actor.personId}::uuid, ${action}, ${key}, ${hash}, ${JSON.stringify(foretold ?? null)}::jsonb)
    ON CONFLICT (actor_id, action, key) DO UPDATE SET key = EXCLUDED.key
    RETURNING request_hash, result, xmax = 0 AS is_new`;
  if (row === undefined) throw new Error("The key was neither new nor known.");
  if (!row.is_new) {
    if (!hash.equals(row.request_hash)) throw new AppError("KEY_REUSED");
    return row.result;
  }
  try {
    const answer = await work();
    if (foretold === undefined) await client.$executeRaw`UPDATE idempotency_key SET result = ${JSON.stringify(answer)}::jsonb WHERE ${own}`;
    return answer;
  } catch (error) {
    // For a use case that catches the error and commits all the same. A transaction that is broken forgets the key by itself.
    await client.$executeRaw`DELETE FROM idempotency_key WHERE ${own}`.catch(() => {});
    throw error;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner.toString()}n`;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
