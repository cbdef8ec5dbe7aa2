import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import { searchTextOf, type LedgerEntry } from "./rules";
import { ACTIVITIES_A_PAGE, type ActivityFilter, type ActivityInput, type BeneficiaryGroup } from "./schema";

/** An exchange as stored, with the names of what it points to. */
export interface StoredActivity extends ActivityInput {
  id: string;
  version: number;
  relationName: string;
  unitName: string;
  payerName: string | null;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface ActivityRow {
  id: string;
  title: string;
  relation: string;
  heldOn: PlainDate;
  heldPrecision: DatePrecision;
  groups: BeneficiaryGroup[];
  unit: string;
  participantCount: number | null;
  reachesChildrenAndYouth: boolean;
  childrenAndYouthCount: number | null;
  association: string | null;
  grantOre: string | null;
  payer: string | null;
  benefit: string;
}

const columns = Prisma.sql`a.id, a.title, a.held_on::text AS "heldOn", a.held_precision::text AS "heldPrecision", to_jsonb(a.groups) AS groups, a.participant_count AS "participantCount",
  a.reaches_children_and_youth AS "reachesChildrenAndYouth", a.children_and_youth_count AS "childrenAndYouthCount", a.association, a.grant_ore::text AS "grantOre", a.benefit`;

type StoredRow = Omit<StoredActivity, "held" | "grantOre"> & { heldOn: PlainDate; heldPrecision: DatePrecision; grantOre: string | null };

/** Reads a whole exchange; null when there is none. */
export async function findActivity(read: Read, id: string, day: PlainDate): Promise<StoredActivity | null> {
  const [row] = await queryRows<StoredRow>(read, Prisma.sql`
    SELECT ${columns}, a.version, a.source, a.relation_id AS "relationId", r.name AS "relationName", a.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`a.unit_id`, day)} AS "unitName", a.payer_unit_id AS "payerUnitId",
      ${bodyNameOn(Prisma.sql`a.payer_unit_id`, day)} AS "payerName", a.archived_at IS NOT NULL AS "isArchived", a.is_demonstration AS "isDemonstration"
    FROM exchange_activity a JOIN town_relation r ON r.id = a.relation_id WHERE a.id = ${id}::uuid`);
  if (row === undefined) return null;
  const { heldOn, heldPrecision, grantOre, ...stored } = row;
  return { ...stored, held: { on: heldOn, precision: heldPrecision }, grantOre: grantOre === null ? null : BigInt(grantOre) };
}

/** Holds an exchange until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockActivity(tx: Tx, id: string, day: PlainDate): Promise<StoredActivity | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM exchange_activity WHERE id = ${id}::uuid FOR UPDATE`;
  return findActivity(tx, id, day);
}

/** What only the program may say of an exchange. */
export interface ActivityOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new record's id. */
export function newActivityId(): string {
  return randomUUID();
}

const columnsOf = (input: ActivityInput): Record<string, Prisma.Sql> => ({
  relation_id: Prisma.sql`${input.relationId}::uuid`,
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  title: Prisma.sql`${input.title}`,
  held_on: Prisma.sql`${input.held.on}::date`,
  held_precision: Prisma.sql`${input.held.precision}::"DatePrecision"`,
  groups: Prisma.sql`${[...input.groups]}::"BeneficiaryGroup"[]`,
  participant_count: Prisma.sql`${input.participantCount}::int`,
  reaches_children_and_youth: Prisma.sql`${input.reachesChildrenAndYouth}`,
  children_and_youth_count: Prisma.sql`${input.childrenAndYouthCount}::int`,
  association: Prisma.sql`${input.association}`,
  grant_ore: Prisma.sql`${input.grantOre}::bigint`,
  payer_unit_id: Prisma.sql`${input.payerUnitId}::uuid`,
  benefit: Prisma.sql`${input.benefit}`,
  source: Prisma.sql`${input.source}`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertActivity(tx: Tx, permit: Permit<"townActivities.log">, id: string, input: ActivityInput, origin: ActivityOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO exchange_activity (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE exchange_activity SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateActivity(tx: Tx, permit: Permit<"townActivities.edit">, id: string, version: number, input: ActivityInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.join(Object.entries(columnsOf(input)).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`)), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"townActivities.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}

/** An exchange is in the register while its relation is. */
const inRegister = Prisma.sql`a.archived_at IS NULL AND a.relation_id NOT IN (SELECT t.id FROM town_relation t WHERE t.archived_at IS NOT NULL)`;
const yearOf = (year: number) => Prisma.sql`a.held_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`;
function conditionsOf(filter: ActivityFilter): Prisma.Sql {
  const conditions = [inRegister];
  if (filter.relationId !== null) conditions.push(Prisma.sql`a.relation_id IN (SELECT t.id FROM town_relation t WHERE coalesce(t.merged_into_id, t.id) = ${filter.relationId}::uuid)`);
  if (filter.group !== null) conditions.push(Prisma.sql`${filter.group}::"BeneficiaryGroup" = ANY (a.groups)`);
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`a.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(yearOf(filter.year));
  if (filter.until !== null) conditions.push(Prisma.sql`a.held_on <= ${filter.until}::date`);
  if (filter.youth) conditions.push(Prisma.sql`a.reaches_children_and_youth`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`a.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: ActivityFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<ActivityRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  // Where nothing can be lacking, NULLS LAST would keep the index of that order from being used.
  const order = { held: Prisma.sql`a.held_on ${direction}`, title: Prisma.sql`a.title ${direction}`, relation: Prisma.sql`r.name ${direction}`, participants: Prisma.sql`a.participant_count ${direction} NULLS LAST` }[filter.sort];
  // Names are looked up for the page alone, not for every row that stands before it.
  return queryRows(read, Prisma.sql`
    WITH shown AS MATERIALIZED (
      SELECT a.id FROM exchange_activity a JOIN town_relation r ON r.id = a.relation_id WHERE ${conditionsOf(filter)} ORDER BY ${order}, a.id LIMIT ${limit}::int OFFSET ${offset}::bigint)
    SELECT ${columns}, r.name AS relation, ${bodyNameOn(Prisma.sql`a.unit_id`, today)} AS unit, ${bodyNameOn(Prisma.sql`a.payer_unit_id`, today)} AS payer
    FROM shown JOIN exchange_activity a ON a.id = shown.id JOIN town_relation r ON r.id = a.relation_id ORDER BY ${order}, a.id`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectActivities(read: Read, filter: ActivityFilter, today: PlainDate): Promise<{ rows: ActivityRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: ACTIVITIES_A_PAGE, offset: (filter.page - 1) * ACTIVITIES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM exchange_activity a WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamActivities(tx: Tx, filter: ActivityFilter, today: PlainDate): AsyncGenerator<ActivityRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads what each group had of each relation in each year, of the years from one to another; of one relation alone where it is given. */
export async function selectLedger(read: Read, { relationId, from, to, until }: { relationId: string | null; from: number; to: number; until: PlainDate | null }): Promise<LedgerEntry[]> {
  return queryRows(read, Prisma.sql`
    SELECT coalesce(r.merged_into_id, r.id) AS "relationId", g.beneficiary::text AS "group", extract(year FROM a.held_on)::int AS year, count(*)::int AS activities,
      coalesce(sum(a.participant_count), 0)::int AS participants, coalesce(sum(a.children_and_youth_count), 0)::int AS "childrenAndYouth"
    FROM exchange_activity a JOIN town_relation r ON r.id = a.relation_id CROSS JOIN LATERAL unnest(a.groups) AS g(beneficiary)
    WHERE ${inRegister} AND a.held_on BETWEEN ${`${String(from)}-01-01`}::date AND ${`${String(to)}-12-31`}::date AND ${until === null ? Prisma.sql`true` : Prisma.sql`a.held_on <= ${until}::date`}
      AND ${relationId === null ? Prisma.sql`true` : Prisma.sql`coalesce(r.merged_into_id, r.id) = ${relationId}::uuid`}
    GROUP BY 1, 2, 3`);
}

/** Reads the years in which there was an exchange, latest first, at most 60: each by the index from the one after it, so that the exchanges are never gone through. */
export async function selectYears(read: Read): Promise<number[]> {
  const latest = (before: Prisma.Sql) => Prisma.sql`SELECT a.held_on FROM exchange_activity a WHERE ${inRegister} AND ${before} ORDER BY a.held_on DESC LIMIT 1`;
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`
    WITH RECURSIVE years AS (
      (${latest(Prisma.sql`true`)})
      UNION ALL SELECT (${latest(Prisma.sql`a.held_on < date_trunc('year', y.held_on)::date`)}) FROM years y WHERE y.held_on IS NOT NULL)
    SELECT extract(year FROM held_on)::int AS year FROM years WHERE held_on IS NOT NULL LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts a year's exchanges by unit, those begun by a day alone where one is given, and of them those that reach children and young people. */
export async function countByUnit(read: Read, year: number, until: PlainDate | null): Promise<{ unitId: string; count: number; childrenAndYouth: number }[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.unit_id AS "unitId", count(*)::int AS count, count(*) FILTER (WHERE a.reaches_children_and_youth)::int AS "childrenAndYouth"
    FROM exchange_activity a WHERE ${inRegister} AND ${yearOf(year)} AND ${until === null ? Prisma.sql`true` : Prisma.sql`a.held_on <= ${until}::date`} GROUP BY 1`);
}
