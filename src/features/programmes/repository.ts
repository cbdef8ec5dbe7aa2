import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ProgrammeFilter, ProgrammeInput } from "./schema";

/** A programme as stored. */
export interface StoredProgramme extends ProgrammeInput {
  id: string;
  version: number;
  isArchived: boolean;
}

export interface ProgrammeRow extends Pick<ProgrammeInput, "nameSv" | "nameEn" | "fund" | "period" | "maxRatePercent" | "size" | "regions" | "coversMunicipality" | "certainty"> {
  id: string;
  /** How many of its calls are open on the day. */
  openCalls: number;
}

const columns = Prisma.sql`g.name_sv AS "nameSv", g.name_en AS "nameEn", g.fund, g.period, g.max_rate_percent::float8 AS "maxRatePercent", g.size, g.regions, g.covers_municipality AS "coversMunicipality", g.rules,
  g.final_report_months AS "finalReportMonths", g.final_payment_months AS "finalPaymentMonths", g.keep_years AS "keepYears", g.keep_from::text AS "keepFrom", g.website, g.source, g.certainty::text AS certainty, g.note`;

/** Reads a whole programme; null when there is none. */
export async function findProgramme(read: Read, id: string): Promise<StoredProgramme | null> {
  const [row] = await queryRows<StoredProgramme>(read, Prisma.sql`SELECT g.id, g.version, ${columns}, g.archived_at IS NOT NULL AS "isArchived" FROM programme g WHERE g.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a programme until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockProgramme(tx: Tx, id: string): Promise<StoredProgramme | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM programme WHERE id = ${id}::uuid FOR UPDATE`;
  return findProgramme(tx, id);
}

/** A new record's id. */
export function newProgrammeId(): string {
  return randomUUID();
}

const stored = (input: ProgrammeInput): Record<string, Prisma.Sql> => ({
  name_sv: Prisma.sql`${input.nameSv}`,
  name_en: Prisma.sql`${input.nameEn}`,
  fund: Prisma.sql`${input.fund}`,
  period: Prisma.sql`${input.period}`,
  max_rate_percent: Prisma.sql`${input.maxRatePercent}::float8::numeric`,
  size: Prisma.sql`${input.size}`,
  regions: Prisma.sql`${input.regions}`,
  covers_municipality: Prisma.sql`${input.coversMunicipality}::boolean`,
  rules: Prisma.sql`${input.rules}`,
  final_report_months: Prisma.sql`${input.finalReportMonths}::smallint`,
  final_payment_months: Prisma.sql`${input.finalPaymentMonths}::smallint`,
  keep_years: Prisma.sql`${input.keepYears}::smallint`,
  keep_from: Prisma.sql`${input.keepFrom}::"RetentionStart"`,
  website: Prisma.sql`${input.website}`,
  source: Prisma.sql`${input.source}`,
  certainty: Prisma.sql`${input.certainty}::"Certainty"`,
  note: Prisma.sql`${input.note}`,
});

/** Stores a new programme; false when another one has its code, or its name and period. */
export async function insertProgramme(tx: Tx, permit: Permit<"programmes.add">, id: string, code: string, input: ProgrammeInput): Promise<boolean> {
  requirePermitFor(permit, id);
  const values = stored(input);
  const added = await clientOf(tx).$executeRaw`
    INSERT INTO programme (id, code, ${Prisma.raw(Object.keys(values).join(", "))}) VALUES (${id}::uuid, ${code}, ${Prisma.join(Object.values(values))}) ON CONFLICT DO NOTHING`;
  return added > 0;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE programme SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateProgramme(tx: Tx, permit: Permit<"programmes.edit">, id: string, version: number, input: ProgrammeInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, stored(input), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"programmes.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** Holds the register's names until the transaction ends, and tells whether another programme in it has this name and period. */
export async function isNameTaken(tx: Tx, { nameSv, period }: Pick<ProgrammeInput, "nameSv" | "period">, exceptId: string | null): Promise<boolean> {
  // Two who add the same programme at once would both find the name free.
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('programme names'))`;
  const found = await clientOf(tx).$queryRaw<unknown[]>`
    SELECT 1 AS found FROM programme g WHERE g.archived_at IS NULL AND g.name_sv = ${nameSv} AND g.period IS NOT DISTINCT FROM ${period} AND g.id IS DISTINCT FROM ${exceptId}::uuid LIMIT 1`;
  return found.length > 0;
}

function conditionsOf({ q, fund, place }: ProgrammeFilter): Prisma.Sql {
  const conditions = [Prisma.sql`g.archived_at IS NULL`];
  if (fund !== null) conditions.push(Prisma.sql`g.fund = ${fund}`);
  if (place !== null) conditions.push(Prisma.sql`g.covers_municipality = ${place === "covers"}`);
  for (const word of q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`concat_ws(' ', g.name_sv, g.name_en, g.fund, g.period, g.regions, g.rules, g.note) ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

const inOrder = Prisma.sql`ORDER BY g.name_sv, g.period DESC NULLS LAST, g.id LIMIT 500`;

/** Reads the register's programmes by name, the latest period first, with how many calls each has open on a day; at most 500. */
export async function selectProgrammes(read: Read, filter: ProgrammeFilter, today: PlainDate): Promise<ProgrammeRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT g.id, g.name_sv AS "nameSv", g.name_en AS "nameEn", g.fund, g.period, g.max_rate_percent::float8 AS "maxRatePercent", g.size, g.regions, g.covers_municipality AS "coversMunicipality", g.certainty::text AS certainty,
      (SELECT count(*)::int FROM call k WHERE k.programme_id = g.id AND k.archived_at IS NULL AND (k.opens_on IS NULL OR k.opens_on <= ${today}::date) AND (k.closes_on IS NULL OR k.closes_on >= ${today}::date)) AS "openCalls"
    FROM programme g WHERE ${conditionsOf(filter)} ${inOrder}`);
}

/** Reads all that is stated of the programmes that the list shows, in its order. */
export async function selectWhole(read: Read, filter: ProgrammeFilter): Promise<(ProgrammeInput & { id: string })[]> {
  return queryRows(read, Prisma.sql`SELECT g.id, ${columns} FROM programme g WHERE ${conditionsOf(filter)} ${inOrder}`);
}

/** Reads the funds that programmes in the register get their money from. */
export async function selectFunds(read: Read): Promise<string[]> {
  return (await queryRows<{ fund: string }>(read, Prisma.sql`SELECT DISTINCT g.fund FROM programme g WHERE g.archived_at IS NULL AND g.fund IS NOT NULL ORDER BY g.fund LIMIT 200`)).map(({ fund }) => fund);
}

interface ProgrammeColumns {
  name_sv: string;
  name_en: string;
  fund: string | null;
  period: string | null;
  max_rate_percent: number | null;
  size: string | null;
  regions: string | null;
  covers_municipality: boolean | null;
  rules: string | null;
  final_report_months: number | null;
  final_payment_months: number | null;
  keep_years: number | null;
  keep_from: ProgrammeInput["keepFrom"];
  website: string | null;
  source: string | null;
  certainty: ProgrammeInput["certainty"];
  note: string | null;
}

/** Reads a programme as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findProgrammeVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { programme: ProgrammeInput }) | null> {
  const found = await findRowVersion<Partial<ProgrammeColumns> & Pick<ProgrammeColumns, "name_sv" | "name_en" | "certainty">>(read, "programme", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  const programme: ProgrammeInput = {
    nameSv: row.name_sv,
    nameEn: row.name_en,
    fund: row.fund ?? null,
    period: row.period ?? null,
    maxRatePercent: row.max_rate_percent ?? null,
    // A version from before these columns were there says nothing of them.
    size: row.size ?? null,
    regions: row.regions ?? null,
    coversMunicipality: row.covers_municipality ?? null,
    rules: row.rules ?? null,
    finalReportMonths: row.final_report_months ?? null,
    finalPaymentMonths: row.final_payment_months ?? null,
    keepYears: row.keep_years ?? null,
    keepFrom: row.keep_from ?? null,
    website: row.website ?? null,
    source: row.source ?? null,
    certainty: row.certainty,
    note: row.note ?? null,
  };
  return { byName: found.byName, at: found.at, programme };
}
