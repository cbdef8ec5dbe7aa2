import "server-only";
import { Prisma } from "@db/client";
import type { Currency } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ClaimInput, PartAt, PaymentInput } from "./schema";

export interface StoredClaim extends ClaimInput {
  id: string;
  version: number;
}

export interface StoredPayment extends PaymentInput {
  id: string;
  version: number;
}

/** Reads a project's claims, the earliest period first. */
export async function selectClaims(read: Read, projectId: string): Promise<StoredClaim[]> {
  return queryRows<StoredClaim>(read, Prisma.sql`
    SELECT c.id, c.version, c.period_from::text AS "periodFrom", c.period_to::text AS "periodTo", c.state::text AS state, c.sent_on::text AS "sentOn", c.currency, c.amount_minor AS "amountMinor",
      c.answered_on::text AS "answeredOn", c.approved_minor AS "approvedMinor", c.note
    FROM claim c WHERE c.project_id = ${projectId}::uuid AND c.removed_at IS NULL ORDER BY c.period_from, c.period_to, c.created_at, c.id`);
}

/** Reads a project's payments, those that have come or come first first. */
export async function selectPayments(read: Read, projectId: string): Promise<StoredPayment[]> {
  return queryRows<StoredPayment>(read, Prisma.sql`
    SELECT m.id, m.version, m.claim_id AS "claimId", m.kind::text AS kind, m.currency, m.expected_on::text AS "expectedOn", m.expected_minor AS "expectedMinor", m.received_on::text AS "receivedOn", m.received_minor AS "receivedMinor",
      (m.sek_per_unit * 1000000)::bigint AS "rateMillionths", m.rate_on::text AS "rateOn", m.rate_source AS "rateSource", m.note
    FROM payment m WHERE m.project_id = ${projectId}::uuid AND m.removed_at IS NULL ORDER BY coalesce(m.received_on, m.expected_on), m.created_at, m.id`);
}

/** A payment that should have come. */
export interface LatePayment {
  id: string;
  projectId: string;
  title: string;
  unitId: string;
  expectedOn: PlainDate;
}

/** Reads payments of the units' projects that should have come before a day, longest overdue first, at most 50. */
export async function selectLate(read: Read, unitIds: readonly string[], today: PlainDate): Promise<LatePayment[]> {
  return queryRows<LatePayment>(read, Prisma.sql`
    SELECT m.id, p.id AS "projectId", p.title, p.unit_id AS "unitId", m.expected_on::text AS "expectedOn" FROM payment m JOIN project p ON p.id = m.project_id
    WHERE m.received_on IS NULL AND m.removed_at IS NULL AND m.expected_on < ${today}::date AND p.archived_at IS NULL AND p.unit_id = ANY (${[...unitIds]}::uuid[])
    ORDER BY m.expected_on, m.id LIMIT 50`);
}

/** Tells whether a project has a claim, held so that nobody removes it meanwhile. */
export async function lockClaim(tx: Tx, projectId: string, id: string): Promise<boolean> {
  return (await clientOf(tx).$queryRaw<unknown[]>`SELECT id FROM claim WHERE id = ${id}::uuid AND project_id = ${projectId}::uuid AND removed_at IS NULL FOR SHARE`).length > 0;
}

/** Tells whether payments belong to a claim, which is held so that none comes meanwhile. */
export async function hasPayments(tx: Tx, id: string): Promise<boolean> {
  await clientOf(tx).$queryRaw`SELECT id FROM claim WHERE id = ${id}::uuid FOR UPDATE`;
  return (await clientOf(tx).$queryRaw<unknown[]>`SELECT id FROM payment WHERE claim_id = ${id}::uuid AND removed_at IS NULL LIMIT 1`).length > 0;
}

type Columns = Readonly<Record<string, Prisma.Sql>>;

const money = (amount: bigint | null) => Prisma.sql`${amount}::bigint`;
const day = (date: string | null) => Prisma.sql`${date}::date`;
const inCurrency = (currency: Currency) => Prisma.sql`${currency}`;

const columnsOfClaim = (claim: ClaimInput): Columns => ({
  period_from: day(claim.periodFrom),
  period_to: day(claim.periodTo),
  state: Prisma.sql`${claim.state}::"ClaimState"`,
  sent_on: day(claim.sentOn),
  currency: inCurrency(claim.currency),
  amount_minor: money(claim.amountMinor),
  answered_on: day(claim.answeredOn),
  approved_minor: money(claim.approvedMinor),
  note: Prisma.sql`${claim.note}`,
});

const columnsOfPayment = (payment: PaymentInput): Columns => ({
  claim_id: Prisma.sql`${payment.claimId}::uuid`,
  kind: Prisma.sql`${payment.kind}::"PaymentKind"`,
  currency: inCurrency(payment.currency),
  expected_on: day(payment.expectedOn),
  expected_minor: money(payment.expectedMinor),
  received_on: day(payment.receivedOn),
  received_minor: money(payment.receivedMinor),
  sek_per_unit: Prisma.sql`${payment.rateMillionths?.toString() ?? null}::numeric / 1000000`,
  rate_on: day(payment.rateOn),
  rate_source: Prisma.sql`${payment.rateSource}`,
  note: Prisma.sql`${payment.note}`,
});

const TABLES = { claim: Prisma.raw("claim"), payment: Prisma.raw("payment") };

async function insert(tx: Tx, table: keyof typeof TABLES, projectId: string, columns: Columns, now: Date): Promise<string> {
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO ${TABLES[table]} (project_id, created_at, ${Prisma.raw(Object.keys(columns).join(", "))}) VALUES (${projectId}::uuid, ${now}, ${Prisma.join(Object.values(columns))}) RETURNING id`;
  if (row === undefined) throw new Error("What was inserted has no id.");
  return row.id;
}

async function update(tx: Tx, table: keyof typeof TABLES, { projectId, id, version }: PartAt, columns: Columns): Promise<void> {
  const assignments = Object.entries(columns).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE ${TABLES[table]} SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND project_id = ${projectId}::uuid AND removed_at IS NULL AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function insertClaim(tx: Tx, permit: Permit<"projects.edit">, projectId: string, claim: ClaimInput, now: Date): Promise<string> {
  requirePermitFor(permit, projectId);
  return insert(tx, "claim", projectId, columnsOfClaim(claim), now);
}

/** Stores a changed claim; throws CONFLICT when the version isn't the stored one, or the claim isn't there. */
export async function updateClaim(tx: Tx, permit: Permit<"projects.edit">, at: PartAt, claim: ClaimInput): Promise<void> {
  requirePermitFor(permit, at.projectId);
  await update(tx, "claim", at, columnsOfClaim(claim));
}

export async function insertPayment(tx: Tx, permit: Permit<"projects.edit">, projectId: string, payment: PaymentInput, now: Date): Promise<string> {
  requirePermitFor(permit, projectId);
  return insert(tx, "payment", projectId, columnsOfPayment(payment), now);
}

/** Stores a changed payment; throws CONFLICT when the version isn't the stored one, or the payment isn't there. */
export async function updatePayment(tx: Tx, permit: Permit<"projects.edit">, at: PartAt, payment: PaymentInput): Promise<void> {
  requirePermitFor(permit, at.projectId);
  await update(tx, "payment", at, columnsOfPayment(payment));
}

/** Takes a claim or payment away; it stays in the history. Throws CONFLICT when it has been changed since. */
export async function removePart(tx: Tx, permit: Permit<"projects.edit">, table: "claim" | "payment", at: PartAt, now: Date): Promise<void> {
  requirePermitFor(permit, at.projectId);
  await update(tx, table, at, { removed_at: Prisma.sql`${now}` });
}
