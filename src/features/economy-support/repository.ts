import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import { searchTextOf, type SupportSum } from "./rules";
import { CASES_A_PAGE, type CaseFilter, type SupportCaseInput } from "./schema";

/** A support case as stored; the title of its project is not everyone's to see. */
export interface StoredCase extends SupportCaseInput {
  id: string;
  version: number;
  unitName: string;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface CaseRow {
  id: string;
  title: string;
  unit: string;
  askedOn: PlainDate;
  answeredOn: PlainDate | null;
  question: string | null;
  answer: string | null;
  givenBy: string | null;
  hours: number | null;
  hasProject: boolean;
}

/** What only the program may say of a support case. */
export interface CaseOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new record's id. */
export function newCaseId(): string {
  return randomUUID();
}

const said = Prisma.sql`s.title, s.question, s.asked_on::text AS "askedOn", s.answered_on::text AS "answeredOn", s.answer, s.given_by AS "givenBy", s.hours::float8 AS hours`;

/** Reads a whole support case; null when there is none. */
export async function findCase(read: Read, id: string, day: PlainDate): Promise<StoredCase | null> {
  const [row] = await queryRows<StoredCase>(read, Prisma.sql`
    SELECT s.id, s.version, s.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`s.unit_id`, day)} AS "unitName", s.project_id AS "projectId", ${said}, s.archived_at IS NOT NULL AS "isArchived", s.is_demonstration AS "isDemonstration"
    FROM support_case s WHERE s.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a support case until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockCase(tx: Tx, id: string, day: PlainDate): Promise<StoredCase | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM support_case WHERE id = ${id}::uuid FOR UPDATE`;
  return findCase(tx, id, day);
}

const columnsOf = (input: SupportCaseInput): Record<string, Prisma.Sql> => ({
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  project_id: Prisma.sql`${input.projectId}::uuid`,
  title: Prisma.sql`${input.title}`,
  question: Prisma.sql`${input.question}`,
  asked_on: Prisma.sql`${input.askedOn}::date`,
  answered_on: Prisma.sql`${input.answeredOn}::date`,
  answer: Prisma.sql`${input.answer}`,
  given_by: Prisma.sql`${input.givenBy}`,
  hours: Prisma.sql`${input.hours === null ? null : input.hours.toFixed(2)}::numeric`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertCase(tx: Tx, permit: Permit<"economySupport.log">, id: string, input: SupportCaseInput, origin: CaseOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO support_case (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE support_case SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateCase(tx: Tx, permit: Permit<"economySupport.edit">, id: string, version: number, input: SupportCaseInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"economySupport.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

const inRegister = Prisma.sql`s.archived_at IS NULL`;
function conditionsOf(filter: CaseFilter): Prisma.Sql {
  const conditions = [inRegister];
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`s.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(Prisma.sql`s.asked_on BETWEEN ${`${String(filter.year)}-01-01`}::date AND ${`${String(filter.year)}-12-31`}::date`);
  if (filter.until !== null) conditions.push(Prisma.sql`s.asked_on <= ${filter.until}::date`);
  if (filter.state !== null) conditions.push(filter.state === "OPEN" ? Prisma.sql`s.answered_on IS NULL` : Prisma.sql`s.answered_on IS NOT NULL`);
  if (filter.timed) conditions.push(Prisma.sql`s.hours IS NOT NULL`);
  if (filter.givenBy !== "") conditions.push(Prisma.sql`lower(s.given_by) = lower(${filter.givenBy})`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`s.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, where: Prisma.Sql, order: Prisma.Sql, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<CaseRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT s.id, ${bodyNameOn(Prisma.sql`s.unit_id`, today)} AS unit, ${said}, s.project_id IS NOT NULL AS "hasProject"
    FROM support_case s WHERE ${where} ORDER BY ${order}, s.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

function orderOf({ sort, descending }: CaseFilter): Prisma.Sql {
  const column = { asked: Prisma.sql`s.asked_on`, title: Prisma.sql`s.title`, unit: Prisma.sql`unit`, hours: Prisma.sql`s.hours` }[sort];
  return Prisma.sql`${column} ${Prisma.raw(descending ? "DESC" : "ASC")} NULLS LAST`;
}

/** Reads one page of the register and how many there are in all. */
export async function selectCases(read: Read, filter: CaseFilter, today: PlainDate): Promise<{ rows: CaseRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, conditionsOf(filter), orderOf(filter), today, { limit: CASES_A_PAGE, offset: (filter.page - 1) * CASES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM support_case s WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads the cases in the register about a project, the latest first, at most 50. */
export async function selectCasesOf(read: Read, projectId: string, today: PlainDate): Promise<CaseRow[]> {
  return selectRows(read, Prisma.sql`${inRegister} AND s.project_id = ${projectId}::uuid`, Prisma.sql`s.asked_on DESC`, today, { limit: 50, offset: 0 });
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamCases(tx: Tx, filter: CaseFilter, today: PlainDate): AsyncGenerator<CaseRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, conditionsOf(filter), orderOf(filter), today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years in which support was asked for, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM s.asked_on)::int AS year FROM support_case s WHERE ${inRegister} ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

const sums = Prisma.sql`count(*)::int AS cases, count(s.answered_on)::int AS answered, coalesce(sum(s.hours), 0)::float8 AS hours, count(s.hours)::int AS timed`;

/** Sums the cases that a filter shows, by unit in the order of their names; a unit that has been merged counts where it has gone. */
export async function sumByUnit(read: Read, filter: CaseFilter, today: PlainDate): Promise<(SupportSum & { unitId: string; unit: string })[]> {
  return queryRows(read, Prisma.sql`
    WITH counted AS (SELECT unit_today(s.unit_id) AS unit_id, s.answered_on, s.hours FROM support_case s WHERE ${conditionsOf(filter)})
    SELECT s.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`s.unit_id`, today)} AS unit, ${sums} FROM counted s GROUP BY s.unit_id ORDER BY unit, s.unit_id`);
}

/** Sums the cases that a filter shows by the function that gave the support, whatever letters it is written in; those that nobody is said to have given are left out. */
export async function sumByGiver(read: Read, filter: CaseFilter): Promise<(SupportSum & { givenBy: string })[]> {
  return queryRows(read, Prisma.sql`
    SELECT min(s.given_by) AS "givenBy", ${sums} FROM support_case s WHERE ${conditionsOf(filter)} AND s.given_by IS NOT NULL GROUP BY lower(s.given_by) ORDER BY cases DESC, "givenBy" LIMIT 50`);
}

/** Counts the cases that a filter shows. */
export async function countCases(read: Read, filter: CaseFilter): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM support_case s WHERE ${conditionsOf(filter)}`);
  return row?.count ?? 0;
}

interface CaseColumns {
  unit_id: string;
  project_id: string | null;
  title: string;
  question: string | null;
  asked_on: PlainDate;
  answered_on: PlainDate | null;
  answer: string | null;
  given_by: string | null;
  hours: number | null;
}

/** Reads a support case as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findCaseVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { supportCase: SupportCaseInput }) | null> {
  const found = await findRowVersion<CaseColumns>(read, "support_case", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return {
    byName: found.byName,
    at: found.at,
    supportCase: { unitId: row.unit_id, projectId: row.project_id, title: row.title, question: row.question, askedOn: row.asked_on, answeredOn: row.answered_on, answer: row.answer, givenBy: row.given_by, hours: row.hours },
  };
}
