import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { Currency } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { AssessmentInput, EntryKind, EvaluationInput, FeeInput, NetworkConclusion, NetworkNeed, ParticipationInput } from "./schema";

export interface HeldNetwork {
  id: string;
  name: string;
  unitId: string;
  isArchived: boolean;
  isMerged: boolean;
  joinedOn: PlainDate | null;
  leftOn: PlainDate | null;
}

const header = Prisma.sql`SELECT n.id, n.name, n.unit_id AS "unitId", n.archived_at IS NOT NULL AS "isArchived", n.merged_into_id IS NOT NULL AS "isMerged", n.joined_on::text AS "joinedOn", n.left_on::text AS "leftOn" FROM network n`;

/** Reads what entries below a network are judged by; null when there is none. */
export async function findHeld(read: Read, id: string): Promise<HeldNetwork | null> {
  const [row] = await queryRows<HeldNetwork>(read, Prisma.sql`${header} WHERE n.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a network until the transaction ends; null when there is none. */
export async function lockHeld(tx: Tx, id: string): Promise<HeldNetwork | null> {
  const [row] = await queryRows<HeldNetwork>(tx, Prisma.sql`${header} WHERE n.id = ${id}::uuid FOR UPDATE`);
  return row ?? null;
}

interface Entry {
  id: string;
  version: number;
  /** The network that it was told of: this one, or one that is this one today. */
  networkId: string;
}

export interface StoredFee extends Entry {
  year: number;
  payerId: string;
  payer: string;
  currency: Currency;
  amountMinor: bigint;
  amountOre: bigint;
  /** Kronor for one unit of the currency, as it is written. */
  rate: string | null;
  rateOn: PlainDate | null;
  rateSource: string | null;
}

export interface StoredParticipation extends Entry {
  unitId: string;
  /** The unit that answers today for what it did. */
  unitTodayId: string;
  unit: string;
  heldOn: PlainDate;
  what: string;
  people: number | null;
}

export interface StoredAssessment extends Entry {
  unitId: string;
  unit: string;
  need: NetworkNeed;
  reason: string;
  assessedOn: PlainDate;
}

export interface StoredEvaluation extends Entry {
  evaluatedOn: PlainDate;
  benefit: string;
  conclusion: NetworkConclusion;
  nextOn: PlainDate | null;
}

export interface NetworkEntries {
  fees: StoredFee[];
  participations: StoredParticipation[];
  assessments: StoredAssessment[];
  evaluations: StoredEvaluation[];
}

const nameOn = (bodyId: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`
  (SELECT b.name FROM body_name b WHERE b.body_id = ${bodyId} ORDER BY daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date DESC, b.valid_to DESC NULLS FIRST LIMIT 1) COLLATE "sv-SE-x-icu"`;

type RawFee<Fee> = Omit<Fee, "amountMinor" | "amountOre"> & { amountMinor: string; amountOre: string };
const inWhole = <Fee>(row: RawFee<Fee>): Fee => ({ ...row, amountMinor: BigInt(row.amountMinor), amountOre: BigInt(row.amountOre) }) as Fee;
const feeRead = Prisma.sql`f.id, f.version, f.network_id AS "networkId", f.year, f.payer_id AS "payerId", ${nameOn(Prisma.sql`f.payer_id`, Prisma.sql`make_date(f.year, 12, 31)`)} AS payer, f.currency, f.amount_minor::text AS "amountMinor", f.amount_ore::text AS "amountOre",
  trim_scale(f.sek_per_unit)::text AS rate, f.rate_on::text AS "rateOn", f.rate_source AS "rateSource"`;

const sameAs = (id: string) => Prisma.sql`(SELECT ${id}::uuid UNION ALL SELECT m.id FROM network m WHERE m.merged_into_id = ${id}::uuid)`;

/** Reads all that stands below a network and those that are this one today, the latest first. */
export async function selectEntries(read: Read, id: string): Promise<NetworkEntries> {
  const [fees, participations, assessments, evaluations] = await Promise.all([
    queryRows<RawFee<StoredFee>>(read, Prisma.sql`SELECT ${feeRead} FROM network_fee f WHERE f.network_id IN ${sameAs(id)} AND f.removed_at IS NULL ORDER BY f.year DESC, payer, f.id LIMIT 200`),
    queryRows<StoredParticipation>(read, Prisma.sql`
      SELECT p.id, p.version, p.network_id AS "networkId", p.unit_id AS "unitId", unit_today(p.unit_id) AS "unitTodayId", ${nameOn(Prisma.sql`p.unit_id`, Prisma.sql`p.held_on`)} AS unit, p.held_on::text AS "heldOn", p.what, p.people FROM network_participation p
      WHERE p.network_id IN ${sameAs(id)} AND p.removed_at IS NULL ORDER BY p.held_on DESC, p.id LIMIT 200`),
    queryRows<StoredAssessment>(read, Prisma.sql`
      SELECT a.id, a.version, a.network_id AS "networkId", a.unit_id AS "unitId", ${nameOn(Prisma.sql`a.unit_id`, Prisma.sql`a.assessed_on`)} AS unit, a.need::text AS need, a.reason, a.assessed_on::text AS "assessedOn" FROM network_assessment a
      WHERE a.network_id IN ${sameAs(id)} AND a.removed_at IS NULL AND a.replaced_at IS NULL ORDER BY a.assessed_on DESC, a.id LIMIT 200`),
    queryRows<StoredEvaluation>(read, Prisma.sql`
      SELECT e.id, e.version, e.network_id AS "networkId", e.evaluated_on::text AS "evaluatedOn", e.benefit, e.conclusion::text AS conclusion, e.next_on::text AS "nextOn" FROM network_evaluation e
      WHERE e.network_id IN ${sameAs(id)} AND e.removed_at IS NULL ORDER BY e.evaluated_on DESC, e.id LIMIT 200`),
  ]);
  return { fees: fees.map((fee) => inWhole<StoredFee>(fee)), participations, assessments, evaluations };
}

export interface FeeOfYear {
  networkId: string;
  network: string;
  payerId: string;
  payer: string;
  currency: Currency;
  amountMinor: bigint;
  amountOre: bigint;
}

/** Reads a year's fees by payer and network. */
export async function selectFees(read: Read, year: number): Promise<FeeOfYear[]> {
  const rows = await queryRows<RawFee<FeeOfYear>>(read, Prisma.sql`
    SELECT n.id AS "networkId", n.name AS network, f.payer_id AS "payerId", ${nameOn(Prisma.sql`f.payer_id`, Prisma.sql`make_date(f.year, 12, 31)`)} AS payer, f.currency, f.amount_minor::text AS "amountMinor", f.amount_ore::text AS "amountOre"
    FROM network_fee f JOIN network o ON o.id = f.network_id JOIN network n ON n.id = coalesce(o.merged_into_id, o.id) WHERE f.year = ${year}::int AND f.removed_at IS NULL AND n.archived_at IS NULL ORDER BY payer, f.payer_id, n.name, n.id`);
  return rows.map((row) => inWhole<FeeOfYear>(row));
}

/** Reads the years that fees are written down for, the latest first. */
export async function selectFeeYears(read: Read): Promise<number[]> {
  return (await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT f.year FROM network_fee f WHERE f.removed_at IS NULL ORDER BY f.year DESC LIMIT 60`)).map(({ year }) => year);
}

/** Tells whether a payer's fee for a year is written down already. */
export async function hasFee(read: Read, { networkId, year, payerId }: FeeInput): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 AS found FROM network_fee f WHERE f.network_id = ${networkId}::uuid AND f.year = ${year}::int AND f.payer_id = ${payerId}::uuid AND f.removed_at IS NULL`)).length > 0;
}

/** A new record's id. */
export function newEntryId(): string {
  return randomUUID();
}

type Telling = Permit<"networks.tell">;

export async function insertFee(tx: Tx, permit: Telling, id: string, fee: FeeInput, amountOre: bigint): Promise<void> {
  requirePermitFor(permit, fee.networkId);
  await clientOf(tx).$executeRaw`
    INSERT INTO network_fee (id, network_id, year, payer_id, currency, amount_minor, sek_per_unit, rate_on, rate_source, amount_ore)
    VALUES (${id}::uuid, ${fee.networkId}::uuid, ${fee.year}::int, ${fee.payerId}::uuid, ${fee.currency}, ${fee.amountMinor}::bigint, ${fee.rateMillionths?.toString() ?? null}::numeric / 1000000, ${fee.rateOn}::date, ${fee.rateSource}, ${amountOre}::bigint)`;
}

export async function insertParticipation(tx: Tx, permit: Telling, id: string, { networkId, unitId, heldOn, what, people }: ParticipationInput): Promise<void> {
  requirePermitFor(permit, networkId);
  await clientOf(tx).$executeRaw`INSERT INTO network_participation (id, network_id, unit_id, held_on, what, people) VALUES (${id}::uuid, ${networkId}::uuid, ${unitId}::uuid, ${heldOn}::date, ${what}, ${people}::int)`;
}

/** Writes down what a unit finds of its need, in the place of what it found before. */
export async function insertAssessment(tx: Tx, permit: Telling, id: string, { networkId, unitId, need, reason, assessedOn }: AssessmentInput, now: Date): Promise<void> {
  requirePermitFor(permit, networkId);
  await clientOf(tx).$executeRaw`UPDATE network_assessment SET replaced_at = ${now}, version = version + 1 WHERE network_id = ${networkId}::uuid AND unit_id = ${unitId}::uuid AND removed_at IS NULL AND replaced_at IS NULL`;
  await clientOf(tx).$executeRaw`INSERT INTO network_assessment (id, network_id, unit_id, need, reason, assessed_on) VALUES (${id}::uuid, ${networkId}::uuid, ${unitId}::uuid, ${need}::"NetworkNeed", ${reason}, ${assessedOn}::date)`;
}

export async function insertEvaluation(tx: Tx, permit: Telling, id: string, { networkId, evaluatedOn, benefit, conclusion, nextOn }: EvaluationInput): Promise<void> {
  requirePermitFor(permit, networkId);
  await clientOf(tx).$executeRaw`INSERT INTO network_evaluation (id, network_id, evaluated_on, benefit, conclusion, next_on) VALUES (${id}::uuid, ${networkId}::uuid, ${evaluatedOn}::date, ${benefit}, ${conclusion}::"NetworkConclusion", ${nextOn}::date)`;
}

const TABLES: Readonly<Record<EntryKind, { table: Prisma.Sql; unit: Prisma.Sql }>> = {
  fee: { table: Prisma.sql`network_fee`, unit: Prisma.sql`NULL::uuid` },
  participation: { table: Prisma.sql`network_participation`, unit: Prisma.sql`e.unit_id` },
  assessment: { table: Prisma.sql`network_assessment`, unit: Prisma.sql`e.unit_id` },
  evaluation: { table: Prisma.sql`network_evaluation`, unit: Prisma.sql`NULL::uuid` },
};

/** Reads whose an entry is; null when the network has none such. */
export async function findEntryUnit(read: Read, networkId: string, kind: EntryKind, id: string): Promise<{ unitId: string | null } | null> {
  const { table, unit } = TABLES[kind];
  const [row] = await queryRows<{ unitId: string | null }>(read, Prisma.sql`SELECT ${unit} AS "unitId" FROM ${table} e WHERE e.id = ${id}::uuid AND e.network_id = ${networkId}::uuid AND e.removed_at IS NULL`);
  return row ?? null;
}

export async function removeEntry(tx: Tx, permit: Telling, networkId: string, kind: EntryKind, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, networkId);
  const changed = await clientOf(tx).$executeRaw`UPDATE ${TABLES[kind].table} SET removed_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND network_id = ${networkId}::uuid AND version = ${version} AND removed_at IS NULL`;
  if (changed === 0) throw new AppError("CONFLICT");
}
