import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { log } from "@/server/log";
import { hashPassword, verifyPassword } from "@/server/password";
import { authorize } from "@/server/permit";
import { limitRate } from "@/server/rate-limit";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { accountsPolicy } from "./policy";
import * as repository from "./repository";
import { judgeAccount, judgeDisabling, normalizeEmail, type AccountRefusal } from "./rules";
import { LOCAL_ISSUER, type Credentials, type IdentityInput, type LocalAccountInput, type VersionInput } from "./schema";

export type { StoredAccount } from "./repository";

export const TRIES_PER_ADDRESS_AND_MINUTE = 10;
export const TRIES_PER_ACCOUNT_AND_HOUR = 20;

class Refused extends Error {
  constructor(readonly reason: AccountRefusal) {
    super(reason);
  }
}

interface NewAccount {
  personId: string;
  kind: "LOCAL" | "OIDC";
  issuer: string;
  subject: string;
}

async function addAccount(actor: Actor, account: NewAccount, passwordHash: string | null, key: string): Promise<Result<{ id: string }, AccountRefusal>> {
  try {
    return succeed(
      await inTransaction((tx) =>
        // The password is no part of what is compared: a fast digest of it must not be stored.
        once(tx, actor, "accounts.add", key, account, async () => {
          const person = await repository.lockPerson(tx, account.personId);
          if (person === null) throw new AppError("NOT_FOUND");
          const permit = authorize(accountsPolicy, "add", actor, { id: person.id, personId: person.id });
          const verdict = judgeAccount(person.isArchived, account.kind === "OIDC" ? account.issuer : null);
          if (!verdict.ok) throw new Refused(verdict.reason);
          const id = await repository.insertAccount(tx, permit, account, passwordHash);
          await recordAudit(tx, { actor, action: "accounts.added", subject: { kind: "person", id: person.id }, details: { accountId: id, accountKind: account.kind } });
          return { id };
        }),
      ),
    );
  } catch (error) {
    if (error instanceof Refused) return refuse(error.reason);
    if (sqlStateOf(error) === "23505") return refuse("accountExists");
    throw error;
  }
}

/** Gives a person a local account with an e-mail address and a password, and returns its id. Refused: accountExists, accountPersonArchived. */
export async function addLocalAccount(actor: Actor, input: LocalAccountInput, key: string): Promise<Result<{ id: string }, AccountRefusal>> {
  // Hashing is dear: those who may not add accounts are stopped before it.
  authorize(accountsPolicy, "add", actor, { id: input.personId, personId: input.personId });
  const passwordHash = await hashPassword(input.password);
  return addAccount(actor, { personId: input.personId, kind: "LOCAL", issuer: LOCAL_ISSUER, subject: normalizeEmail(input.email) }, passwordHash, key);
}

/** Records a person's identity (issuer and subject) at the municipality's provider and returns the account's id. Refused: accountExists, accountPersonArchived, accountReservedIssuer. */
export async function addOidcIdentity(actor: Actor, input: IdentityInput, key: string): Promise<Result<{ id: string }, AccountRefusal>> {
  return addAccount(actor, { personId: input.personId, kind: "OIDC", issuer: input.issuer, subject: input.subject }, null, key);
}

/** Closes an account; all its sessions end at once. Refused: accountAlreadyDisabled, accountOwnCannotBeDisabled. */
export async function disableAccount(actor: Actor, input: VersionInput): Promise<Result<{ personId: string }, AccountRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockAccount(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(accountsPolicy, "disable", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeDisabling(stored.disabledAt !== null, stored.personId === actor.personId);
    if (!verdict.ok) return verdict;
    await repository.setDisabled(tx, permit, stored.id, input.version, true);
    await recordAudit(tx, { actor, action: "accounts.disabled", subject: { kind: "person", id: stored.personId }, details: { accountId: stored.id } });
    return succeed({ personId: stored.personId });
  });
}

/** Opens a closed account again. Refused: accountNotDisabled. */
export async function enableAccount(actor: Actor, input: VersionInput): Promise<Result<{ personId: string }, AccountRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockAccount(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(accountsPolicy, "disable", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    if (stored.disabledAt === null) return refuse("accountNotDisabled");
    await repository.setDisabled(tx, permit, stored.id, input.version, false);
    await recordAudit(tx, { actor, action: "accounts.enabled", subject: { kind: "person", id: stored.personId }, details: { accountId: stored.id } });
    return succeed({ personId: stored.personId });
  });
}

/** Ends all sessions of a person and returns how many there were; for the administrator and the person. */
export async function endSessionsOf(actor: Actor, personId: string): Promise<{ ended: number }> {
  return inTransaction(async (tx) => {
    const person = await repository.lockPerson(tx, personId);
    if (person === null) throw new AppError("NOT_FOUND");
    const permit = authorize(accountsPolicy, "endSessions", actor, { id: person.id, personId: person.id });
    const ended = await repository.endSessions(tx, permit, person.id);
    await recordAudit(tx, { actor, action: "accounts.sessionsEnded", subject: { kind: "person", id: person.id }, details: { ended } });
    return { ended };
  });
}

/** The accounts of a person, open ones first; for the administrator. */
export async function listAccounts(actor: Actor, personId: string): Promise<repository.StoredAccount[]> {
  authorize(accountsPolicy, "list", actor, { id: personId, personId });
  return repository.listAccounts(reading(), personId);
}

/**
 * Checks an address and a password. The answer takes as long whether or not there is such an account, and is the same for
 * one that is closed. Throws RATE_LIMITED beyond 10 tries a minute from one place or 20 an hour at one account.
 */
export async function signInWithPassword(credentials: Credentials, now = new Date()): Promise<Result<{ accountId: string; personId: string }, "wrongCredentials">> {
  const subject = normalizeEmail(credentials.email);
  await limitRate(`sign-in from ${credentials.address}`, TRIES_PER_ADDRESS_AND_MINUTE, 60, now);
  await limitRate(`sign-in to ${createHash("sha256").update(subject).digest("base64url")}`, TRIES_PER_ACCOUNT_AND_HOUR, 3_600, now);
  const account = await repository.findForSignIn(reading(), LOCAL_ISSUER, subject);
  const isRight = await verifyPassword(credentials.password, account?.passwordHash ?? null);
  if (account === null || !isRight || !account.isOpen) {
    log.warn({ event: "sign-in failed", method: "password", accountId: account?.accountId ?? null });
    return refuse("wrongCredentials");
  }
  log.info({ event: "signed in", method: "password", accountId: account.accountId, personId: account.personId });
  return succeed({ accountId: account.accountId, personId: account.personId });
}

/** How the actor can show who it is: with a password of an account here, or at the provider of that issuer. */
export async function findWaysToConfirm(actor: Actor, issuer: string | null): Promise<{ byPassword: boolean; byProvider: boolean }> {
  authorize(accountsPolicy, "confirm", actor, { id: actor.personId, personId: actor.personId });
  const open = await repository.listOpenAccounts(reading(), actor.personId);
  return { byPassword: open.some((account) => account.passwordHash !== null), byProvider: open.some((account) => account.issuer === issuer) };
}

/** Checks the actor's own password and answers with the account that it belongs to. Throws RATE_LIMITED as `signInWithPassword` does, and FORBIDDEN. Refused: passwordWrong. */
export async function confirmWithPassword(actor: Actor, { password, address }: { password: string; address: string }, now = new Date()): Promise<Result<{ id: string; personId: string }, "passwordWrong">> {
  authorize(accountsPolicy, "confirm", actor, { id: actor.personId, personId: actor.personId });
  await limitRate(`sign-in from ${address}`, TRIES_PER_ADDRESS_AND_MINUTE, 60, now);
  await limitRate(`confirming ${actor.personId}`, TRIES_PER_ACCOUNT_AND_HOUR, 3_600, now);
  for (const account of await repository.listOpenAccounts(reading(), actor.personId)) {
    if (account.passwordHash === null || !(await verifyPassword(password, account.passwordHash))) continue;
    log.info({ event: "confirmed", method: "password", accountId: account.id, personId: actor.personId });
    return succeed({ id: account.id, personId: actor.personId });
  }
  log.warn({ event: "confirmation failed", method: "password", personId: actor.personId });
  return refuse("passwordWrong", { field: "_password" });
}

/** The open account with an identity at a provider, or null. */
export async function findOidcAccount(issuer: string, subject: string): Promise<{ accountId: string; personId: string } | null> {
  const account = issuer === LOCAL_ISSUER ? null : await repository.findForSignIn(reading(), issuer, subject);
  if (account === null || !account.isOpen) {
    log.warn({ event: "sign-in failed", method: "oidc", accountId: account?.accountId ?? null });
    return null;
  }
  log.info({ event: "signed in", method: "oidc", accountId: account.accountId, personId: account.personId });
  return { accountId: account.accountId, personId: account.personId };
}
