import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { hashSystemToken, makeSystemToken } from "@/server/system-tokens";
import { inTransaction } from "@/server/transaction";
import { systemTokenPolicy } from "./policy";
import * as repository from "./repository";
import { judgeValidTo, type SystemTokenRefusal } from "./rules";
import type { MakeTokenInput, RenewTokenInput } from "./schema";

export type { StoredToken } from "./repository";

/** How long a token is shown to the administrator whom it was made for. */
const SHOWN_MS = 600_000;

const audit = (tx: Tx, actor: Actor, id: string, action: string, details: Record<string, string | readonly string[]> = {}) =>
  recordAudit(tx, { actor, action: `systemTokens.${action}`, subject: { kind: "systemToken", id }, details });

/** All tokens of other systems. */
export async function listTokens(actor: Actor): Promise<repository.StoredToken[]> {
  authorizeAll(systemTokenPolicy, "view", actor);
  return repository.selectTokens(reading());
}

/** One of them; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getToken(actor: Actor, id: string): Promise<repository.StoredToken> {
  const stored = await repository.findToken(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(systemTokenPolicy, "view", actor, stored);
  return stored;
}

/** Makes a system a token for some of the registers that there are; the same key makes one. Refused: systemNameTaken, systemRegisterUnknown, systemTokenOver, systemTokenTooLong. */
export async function makeToken(actor: Actor, { key, token }: MakeTokenInput, around: { registers: readonly string[] }, now = new Date()): Promise<Result<{ id: string }, SystemTokenRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "systemTokens.make", key, token, async () => {
        const id = repository.newTokenId();
        const permit = authorize(systemTokenPolicy, "make", actor, { id });
        must(judgeValidTo(token.validTo, dateInStockholm(now)));
        if (!token.registers.every((name) => around.registers.includes(name))) must(refuse("systemRegisterUnknown" as const, { field: "registers" }));
        if (!(await repository.insertToken(tx, permit, id, token, hashSystemToken(makeSystemToken(actor.personId, key)), now))) must(refuse("systemNameTaken" as const, { field: "name" }));
        await audit(tx, actor, id, "made", { registers: token.registers, validTo: token.validTo });
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string): Promise<repository.StoredToken> {
  const stored = await repository.lockToken(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Gives a system a new token; the one that it had opens nothing from then on. The same key gives one. Throws CONFLICT when something has become of it since. Refused: systemTokenRevoked, systemTokenOver, systemTokenTooLong. */
export async function renewToken(actor: Actor, { id, version, key, validTo }: RenewTokenInput, now = new Date()): Promise<Result<{ id: string }, SystemTokenRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "systemTokens.renew", key, { id, validTo }, async () => {
        const stored = await hold(tx, id);
        const permit = authorize(systemTokenPolicy, "renew", actor, stored);
        if (stored.isRevoked) must(refuse("systemTokenRevoked" as const));
        if (stored.version !== version) throw new AppError("CONFLICT");
        must(judgeValidTo(validTo, dateInStockholm(now)));
        await repository.updateKey(tx, permit, id, version, validTo, hashSystemToken(makeSystemToken(actor.personId, key)), now);
        await audit(tx, actor, id, "renewed", { validTo });
        return { id };
      }),
    ),
  );
}

/** Ends a token for good: the system's next request is refused. Throws CONFLICT when something has become of it since. Refused: systemTokenRevoked. */
export async function revokeToken(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, SystemTokenRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(systemTokenPolicy, "revoke", actor, stored);
    if (stored.isRevoked) return refuse("systemTokenRevoked");
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.revokeToken(tx, permit, id, version, now);
    await audit(tx, actor, id, "revoked");
    return succeed({ id });
  });
}

/** The token that the actor's own form, known by its key, was just given; null when it was given none, longer ago than it is shown, or it has been revoked. */
export async function findNewToken(actor: Actor, key: string, now = new Date()): Promise<{ id: string; token: string } | null> {
  authorizeAll(systemTokenPolicy, "view", actor);
  const token = makeSystemToken(actor.personId, key);
  const found = await repository.findTokenOfHash(reading(), hashSystemToken(token), new Date(now.getTime() - SHOWN_MS));
  return found === null ? null : { id: found.id, token };
}

/** What has become of a token, latest first; throws NOT_FOUND when it isn't the actor's to see. */
export async function listTokenHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  await getToken(actor, id);
  return readHistory(id, options);
}
