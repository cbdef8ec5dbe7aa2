import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import { CALLS_A_PAGE, type CallFilter, type CallInput, type CallState } from "./schema";

interface Name {
  sv: string;
  en: string;
}

/** A call as stored, with the name of its programme. */
export interface StoredCall extends CallInput {
  id: string;
  version: number;
  programme: Name;
  isArchived: boolean;
  isDemonstration: boolean;
}

export type CallRow = Omit<StoredCall, "version" | "isArchived" | "isDemonstration">;

const columns = Prisma.sql`k.id, k.programme_id AS "programmeId", jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period)) AS programme, k.name,
  k.opens_on::text AS "opensOn", k.closes_on::text AS "closesOn", k.max_rate_percent::float8 AS "maxRatePercent", k.website, k.source, k.certainty::text AS certainty, k.note`;

/** Reads a whole call; null when there is none. */
export async function findCall(read: Read, id: string): Promise<StoredCall | null> {
  const [row] = await queryRows<StoredCall>(read, Prisma.sql`
    SELECT ${columns}, k.version, k.archived_at IS NOT NULL AS "isArchived", k.is_demonstration AS "isDemonstration" FROM call k JOIN programme g ON g.id = k.programme_id WHERE k.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a call until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockCall(tx: Tx, id: string): Promise<StoredCall | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM call WHERE id = ${id}::uuid FOR UPDATE`;
  return findCall(tx, id);
}

/** Holds a programme so that nobody takes it out of the register meanwhile, and tells whether it is in it. */
export async function holdProgramme(tx: Tx, id: string): Promise<boolean> {
  return (await clientOf(tx).$queryRaw<unknown[]>`SELECT 1 AS found FROM programme WHERE id = ${id}::uuid AND archived_at IS NULL FOR SHARE`).length > 0;
}

/** A new record's id. */
export function newCallId(): string {
  return randomUUID();
}

/** What only the program may say of a call. */
export interface CallOrigin {
  isDemonstration: boolean;
}

const stored = (input: CallInput): Record<string, Prisma.Sql> => ({
  programme_id: Prisma.sql`${input.programmeId}::uuid`,
  name: Prisma.sql`${input.name}`,
  opens_on: Prisma.sql`${input.opensOn}::date`,
  closes_on: Prisma.sql`${input.closesOn}::date`,
  max_rate_percent: Prisma.sql`${input.maxRatePercent}::float8::numeric`,
  website: Prisma.sql`${input.website}`,
  source: Prisma.sql`${input.source}`,
  certainty: Prisma.sql`${input.certainty}::"Certainty"`,
  note: Prisma.sql`${input.note}`,
});

export async function insertCall(tx: Tx, permit: Permit<"programmes.add">, id: string, input: CallInput, origin: CallOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const values = stored(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO call (id, is_demonstration, created_by_id, created_at, ${Prisma.raw(Object.keys(values).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(values))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE call SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateCall(tx: Tx, permit: Permit<"programmes.edit">, id: string, version: number, input: CallInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, stored(input), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"programmes.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** What each state means on a day, as `standingOf` says it. */
const standing = (state: CallState, today: PlainDate): Prisma.Sql => {
  const hasOpened = Prisma.sql`(k.opens_on IS NULL OR k.opens_on <= ${today}::date)`;
  const isNotOver = Prisma.sql`(k.closes_on IS NULL OR k.closes_on >= ${today}::date)`;
  return {
    current: isNotOver,
    open: Prisma.sql`${hasOpened} AND ${isNotOver}`,
    coming: Prisma.sql`k.opens_on > ${today}::date`,
    closed: Prisma.sql`k.closes_on < ${today}::date`,
    all: Prisma.sql`true`,
  }[state];
};

function conditionsOf({ q, state, programmeId }: CallFilter, today: PlainDate): Prisma.Sql {
  const conditions = [Prisma.sql`k.archived_at IS NULL`, standing(state, today)];
  if (programmeId !== null) conditions.push(Prisma.sql`k.programme_id = ${programmeId}::uuid`);
  for (const word of q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`concat_ws(' ', k.name, g.name_sv, g.name_en, g.fund, k.note) ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: CallFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<CallRow[]> {
  // What is still to close comes first to close first; what has closed, last closed first.
  const direction = filter.state === "closed" || filter.state === "all" ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return queryRows(read, Prisma.sql`
    SELECT ${columns} FROM call k JOIN programme g ON g.id = k.programme_id WHERE ${conditionsOf(filter, today)} ORDER BY k.closes_on ${direction} NULLS LAST, k.name, k.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the calls under a filter as they stand on a day, and how many there are in all. */
export async function selectCalls(read: Read, filter: CallFilter, today: PlainDate): Promise<{ rows: CallRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: CALLS_A_PAGE, offset: (filter.page - 1) * CALLS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM call k JOIN programme g ON g.id = k.programme_id WHERE ${conditionsOf(filter, today)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamCalls(tx: Tx, filter: CallFilter, today: PlainDate): AsyncGenerator<CallRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

interface CallColumns {
  programme_id: string;
  name: string;
  opens_on: PlainDate | null;
  closes_on: PlainDate | null;
  max_rate_percent: number | null;
  website: string | null;
  source: string | null;
  certainty: CallInput["certainty"];
  note: string | null;
}

/** Reads a call as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findCallVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { call: CallInput }) | null> {
  const found = await findRowVersion<CallColumns>(read, "call", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  const call: CallInput = {
    programmeId: row.programme_id,
    name: row.name,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    maxRatePercent: row.max_rate_percent,
    website: row.website,
    source: row.source,
    certainty: row.certainty,
    note: row.note,
  };
  return { byName: found.byName, at: found.at, call };
}
