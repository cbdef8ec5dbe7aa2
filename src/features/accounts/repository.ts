import "server-only";
import { clientOf, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";

export interface StoredAccount {
  id: string;
  version: number;
  personId: string;
  kind: "LOCAL" | "OIDC";
  issuer: string;
  subject: string;
  disabledAt: Date | null;
  createdAt: Date;
}

export interface SignInRow {
  accountId: string;
  personId: string;
  passwordHash: string | null;
  isOpen: boolean;
}

export async function lockPerson(tx: Tx, id: string): Promise<{ id: string; isArchived: boolean } | null> {
  const [row] = await clientOf(tx).$queryRaw<{ id: string; isArchived: boolean }[]>`
    SELECT id, archived_at IS NOT NULL AS "isArchived" FROM person WHERE id = ${id}::uuid FOR SHARE`;
  return row ?? null;
}

export async function lockAccount(tx: Tx, id: string): Promise<StoredAccount | null> {
  const [row] = await clientOf(tx).$queryRaw<StoredAccount[]>`
    SELECT id, version, person_id AS "personId", kind, issuer, subject, disabled_at AS "disabledAt", created_at AS "createdAt"
    FROM account WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function insertAccount(tx: Tx, permit: Permit<"accounts.add">, account: { personId: string; kind: "LOCAL" | "OIDC"; issuer: string; subject: string }, passwordHash: string | null): Promise<string> {
  requirePermitFor(permit, account.personId);
  const client = clientOf(tx);
  const [row] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO account (person_id, kind, issuer, subject)
    VALUES (${account.personId}::uuid, ${account.kind}::"AccountKind", ${account.issuer}, ${account.subject}) RETURNING id`;
  if (!row) throw new Error("an account could not be stored");
  if (passwordHash !== null) await client.$executeRaw`INSERT INTO local_credential (account_id, password_hash) VALUES (${row.id}::uuid, ${passwordHash})`;
  return row.id;
}

/** Closes an account and ends its sessions, or opens it again. */
export async function setDisabled(tx: Tx, permit: Permit<"accounts.disable">, id: string, version: number, isDisabled: boolean): Promise<void> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const changed = await client.$executeRaw`
    UPDATE account SET disabled_at = CASE WHEN ${isDisabled} THEN now() END, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
  if (isDisabled) await client.$executeRaw`UPDATE session SET revoked_at = now() WHERE account_id = ${id}::uuid AND revoked_at IS NULL`;
}

export async function endSessions(tx: Tx, permit: Permit<"accounts.endSessions">, personId: string): Promise<number> {
  requirePermitFor(permit, personId);
  return clientOf(tx).$executeRaw`UPDATE session SET revoked_at = now() WHERE person_id = ${personId}::uuid AND revoked_at IS NULL`;
}

export async function listAccounts(read: Read, personId: string): Promise<StoredAccount[]> {
  return clientOf(read).$queryRaw<StoredAccount[]>`
    SELECT id, version, person_id AS "personId", kind, issuer, subject, disabled_at AS "disabledAt", created_at AS "createdAt"
    FROM account WHERE person_id = ${personId}::uuid ORDER BY disabled_at NULLS FIRST, created_at`;
}

/** A person's accounts that may be used, with their passwords' hashes. */
export async function listOpenAccounts(read: Read, personId: string): Promise<{ id: string; issuer: string; passwordHash: string | null }[]> {
  return clientOf(read).$queryRaw<{ id: string; issuer: string; passwordHash: string | null }[]>`
    SELECT a.id, a.issuer, c.password_hash AS "passwordHash" FROM account a LEFT JOIN local_credential c ON c.account_id = a.id
    WHERE a.person_id = ${personId}::uuid AND a.disabled_at IS NULL ORDER BY a.created_at, a.id`;
}

/** The account with an identity, with its password's hash and whether it may be used; null when there is none. */
export async function findForSignIn(read: Read, issuer: string, subject: string): Promise<SignInRow | null> {
  const [row] = await clientOf(read).$queryRaw<SignInRow[]>`
    SELECT a.id AS "accountId", a.person_id AS "personId", c.password_hash AS "passwordHash", (a.disabled_at IS NULL AND p.archived_at IS NULL) AS "isOpen"
    FROM account a JOIN person p ON p.id = a.person_id LEFT JOIN local_credential c ON c.account_id = a.id
    WHERE a.issuer = ${issuer} AND a.subject = ${subject}`;
  return row ?? null;
}
