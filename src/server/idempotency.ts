import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { clientOf, type Tx } from "./db";
import { AppError } from "./errors";

type Stored = string | number | boolean | null | { readonly [key: string]: Stored } | readonly Stored[];

/**
 * Carries out a creation once for its key: the same key again answers what the first one answered, and the same key with
 * other content is refused with KEY_REUSED. The key is stored in the transaction that does the work.
 */
export async function once<Answer extends Stored>(tx: Tx, actor: Actor, action: string, key: string, content: unknown, work: () => Promise<Answer>): Promise<Answer> {
  const client = clientOf(tx);
  const hash = createHash("sha256").update(canonical(content)).digest();
  await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${actor.personId} ${action} ${key}`}, 7))`;
  const [earlier] = await client.$queryRaw<{ request_hash: Uint8Array; result: Answer }[]>`
    SELECT request_hash, result FROM idempotency_key WHERE actor_id = ${actor.personId}::uuid AND action = ${action} AND key = ${key}`;
  if (earlier) {
    if (!hash.equals(earlier.request_hash)) throw new AppError("KEY_REUSED");
    return earlier.result;
  }
  const answer = await work();
  await client.$executeRaw`
    INSERT INTO idempotency_key (actor_id, action, key, request_hash, result)
    VALUES (${actor.personId}::uuid, ${action}, ${key}, ${hash}, ${JSON.stringify(answer)}::jsonb)`;
  return answer;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner.toString()}n`;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
