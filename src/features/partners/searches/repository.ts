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
import { searchTextOf } from "./rules";
import { SEARCHES_A_PAGE, type SearchAnswer, type SearchDirection, type SearchFilter, type SearchInput, type SearchOutcome } from "./schema";

/** What has been told of a search: the answer, and what came of it. */
export interface Told {
  answer: SearchAnswer | null;
  answeredOn: PlainDate | null;
  answerText: string | null;
  outcome: SearchOutcome | null;
  partnerId: string | null;
  projectId: string | null;
}

/** A search as stored, with the names of what it points to; a project's title is not everyone's to see. */
export interface StoredSearch extends SearchInput, Told {
  id: string;
  version: number;
  unitName: string;
  programme: { sv: string; en: string } | null;
  partnerName: string | null;
  isArchived: boolean;
  isDemonstration: boolean;
}

export interface SearchRow {
  id: string;
  direction: SearchDirection;
  title: string;
  unit: string;
  counterpart: string | null;
  programme: { sv: string; en: string } | null;
  call: string | null;
  searchedOn: PlainDate;
  deadline: PlainDate | null;
  answer: SearchAnswer | null;
  answeredOn: PlainDate | null;
  outcome: SearchOutcome | null;
  partner: string | null;
  partnerId: string | null;
}

/** A new record's id. */
export function newSearchId(): string {
  return randomUUID();
}

const programmeNames = Prisma.sql`jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period))`;

const columns = (day: PlainDate) => Prisma.sql`s.id, s.direction::text AS direction, s.title, ${bodyNameOn(Prisma.sql`s.unit_id`, day)} AS unit, s.counterpart, s.call,
  (SELECT ${programmeNames} FROM programme g WHERE g.id = s.programme_id) AS programme,
  s.searched_on::text AS "searchedOn", s.deadline::text AS deadline, s.answer::text AS answer, s.answered_on::text AS "answeredOn", s.outcome::text AS outcome,
  s.partner_id AS "partnerId", (SELECT p.name FROM partner p WHERE p.id = s.partner_id) AS partner`;

/** Reads a whole search; null when there is none. */
export async function findSearch(read: Read, id: string, day: PlainDate): Promise<StoredSearch | null> {
  const [row] = await queryRows<Omit<StoredSearch, "unitName" | "partnerName"> & { unit: string; partner: string | null }>(read, Prisma.sql`
    SELECT ${columns(day)}, s.version, s.unit_id AS "unitId", s.text, s.programme_id AS "programmeId", s.answer_text AS "answerText", s.project_id AS "projectId",
      s.archived_at IS NOT NULL AS "isArchived", s.is_demonstration AS "isDemonstration"
    FROM partner_search s WHERE s.id = ${id}::uuid`);
  if (row === undefined) return null;
  const { unit, partner, ...stored } = row;
  return { ...stored, unitName: unit, partnerName: partner };
}

/** Holds a search until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockSearch(tx: Tx, id: string, day: PlainDate): Promise<StoredSearch | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM partner_search WHERE id = ${id}::uuid FOR UPDATE`;
  return findSearch(tx, id, day);
}

/** What only the program may say of a search. */
export interface SearchOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

const columnsOf = (input: SearchInput): Record<string, Prisma.Sql> => ({
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  direction: Prisma.sql`${input.direction}::"PartnerSearchDirection"`,
  title: Prisma.sql`${input.title}`,
  text: Prisma.sql`${input.text}`,
  programme_id: Prisma.sql`${input.programmeId}::uuid`,
  call: Prisma.sql`${input.call}`,
  counterpart: Prisma.sql`${input.counterpart}`,
  searched_on: Prisma.sql`${input.searchedOn}::date`,
  deadline: Prisma.sql`${input.deadline}::date`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertSearch(tx: Tx, permit: Permit<"partnerSearches.log">, id: string, input: SearchInput, origin: SearchOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO partner_search (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`UPDATE partner_search SET ${Prisma.join(assignments)}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateSearch(tx: Tx, permit: Permit<"partnerSearches.edit">, id: string, version: number, input: SearchInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateTold(tx: Tx, permit: Permit<"partnerSearches.conclude">, id: string, version: number, told: Told, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const sets = {
    answer: Prisma.sql`${told.answer}::"PartnerSearchAnswer"`,
    answered_on: Prisma.sql`${told.answeredOn}::date`,
    answer_text: Prisma.sql`${told.answerText}`,
    outcome: Prisma.sql`${told.outcome}::"PartnerSearchOutcome"`,
    partner_id: Prisma.sql`${told.partnerId}::uuid`,
    project_id: Prisma.sql`${told.projectId}::uuid`,
  };
  await update(tx, id, version, sets, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"partnerSearches.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

const inRegister = Prisma.sql`s.archived_at IS NULL`;
const yearOf = (year: number) => Prisma.sql`s.searched_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`;
/** That the unit has been active: it has sent the search, or has answered it by the day. */
const isActive = (until: PlainDate | null) => (until === null ? Prisma.sql`(s.direction = 'SENT' OR s.answer IS NOT NULL)` : Prisma.sql`(s.direction = 'SENT' OR s.answered_on <= ${until}::date)`);
const inState = (state: NonNullable<SearchFilter["state"]>, today: PlainDate) =>
  ({
    OPEN: Prisma.sql`s.outcome IS NULL AND s.answer IS NULL AND (s.deadline IS NULL OR s.deadline >= ${today}::date)`,
    OVERDUE: Prisma.sql`s.outcome IS NULL AND s.answer IS NULL AND s.deadline < ${today}::date`,
    ANSWERED: Prisma.sql`s.outcome IS NULL AND s.answer IS NOT NULL`,
    CONCLUDED: Prisma.sql`s.outcome IS NOT NULL`,
  })[state];

function conditionsOf(filter: SearchFilter, today: PlainDate): Prisma.Sql {
  const conditions = [inRegister];
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`s.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.direction !== null) conditions.push(Prisma.sql`s.direction = ${filter.direction}::"PartnerSearchDirection"`);
  if (filter.state !== null) conditions.push(inState(filter.state, today));
  if (filter.outcome !== null) conditions.push(Prisma.sql`s.outcome = ${filter.outcome}::"PartnerSearchOutcome"`);
  if (filter.programmeId !== null) conditions.push(Prisma.sql`s.programme_id = ${filter.programmeId}::uuid`);
  if (filter.year !== null) conditions.push(yearOf(filter.year));
  if (filter.until !== null) conditions.push(Prisma.sql`s.searched_on <= ${filter.until}::date`);
  if (filter.active) conditions.push(isActive(filter.until));
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`s.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: SearchFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<SearchRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const column = { searched: Prisma.sql`s.searched_on`, title: Prisma.sql`s.title`, unit: Prisma.sql`unit`, deadline: Prisma.sql`s.deadline` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT ${columns(today)} FROM partner_search s WHERE ${conditionsOf(filter, today)} ORDER BY ${column} ${direction} NULLS LAST, s.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectSearches(read: Read, filter: SearchFilter, today: PlainDate): Promise<{ rows: SearchRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: SEARCHES_A_PAGE, offset: (filter.page - 1) * SEARCHES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM partner_search s WHERE ${conditionsOf(filter, today)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamSearches(tx: Tx, filter: SearchFilter, today: PlainDate): AsyncGenerator<SearchRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** What searches are looked for by: the register's partners that they led to, names in small letters that they were sent to or came from, or titles and texts that hold such a name. */
export interface CounterpartWish {
  partnerIds: readonly string[];
  names: readonly string[];
}

/** Reads the searches that have to do with someone, the latest first, at most so many. */
export async function selectOfCounterpart(read: Read, wish: CounterpartWish, most: number, today: PlainDate): Promise<SearchRow[]> {
  const names = wish.names.map((name) => `%${escapeLike(name)}%`);
  return queryRows(read, Prisma.sql`
    SELECT ${columns(today)} FROM partner_search s
    WHERE ${inRegister} AND (s.partner_id = ANY (${[...wish.partnerIds]}::uuid[]) OR s.search_text ILIKE ANY (${names}::text[]))
    ORDER BY s.searched_on DESC, s.id LIMIT ${most}::int`);
}

/** Reads the years in which there was a search, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM s.searched_on)::int AS year FROM partner_search s WHERE ${inRegister} ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts by unit the searches of a year in which the unit has been active, by a day where one is given. */
export async function countActive(read: Read, year: number, until: PlainDate | null): Promise<{ unitId: string; count: number }[]> {
  return queryRows(read, Prisma.sql`
    SELECT s.unit_id AS "unitId", count(*)::int AS count FROM partner_search s
    WHERE ${inRegister} AND ${yearOf(year)} AND ${isActive(until)} AND ${until === null ? Prisma.sql`true` : Prisma.sql`s.searched_on <= ${until}::date`} GROUP BY 1`);
}

export interface DueSearch {
  id: string;
  title: string;
  unitId: string;
  direction: SearchDirection;
  deadline: PlainDate;
}

/** Reads the searches of the units, or of all for null, that have neither answer nor outcome and whose last day is this one at the latest; the first due first, at most 50. */
export async function selectDue(read: Read, unitIds: readonly string[] | null, by: PlainDate): Promise<DueSearch[]> {
  const whose = unitIds === null ? Prisma.sql`true` : Prisma.sql`s.unit_id = ANY (${[...unitIds]}::uuid[])`;
  return queryRows(read, Prisma.sql`
    SELECT s.id, s.title, s.unit_id AS "unitId", s.direction::text AS direction, s.deadline::text AS deadline FROM partner_search s
    WHERE ${inRegister} AND s.answer IS NULL AND s.outcome IS NULL AND s.deadline <= ${by}::date AND ${whose} ORDER BY s.deadline, s.id LIMIT 50`);
}

export interface ProgrammeChoice {
  id: string;
  name: { sv: string; en: string };
}

/** Reads the programmes that a search may be for. */
export async function selectProgrammes(read: Read): Promise<ProgrammeChoice[]> {
  return queryRows(read, Prisma.sql`SELECT g.id, ${programmeNames} AS name FROM programme g WHERE g.archived_at IS NULL ORDER BY g.name_sv, g.id`);
}

interface SearchColumns {
  unit_id: string;
  direction: SearchDirection;
  title: string;
  text: string | null;
  programme_id: string | null;
  call: string | null;
  counterpart: string | null;
  searched_on: PlainDate;
  deadline: PlainDate | null;
}

/** Reads a search as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findSearchVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { search: SearchInput }) | null> {
  const found = await findRowVersion<SearchColumns>(read, "partner_search", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  const search: SearchInput = {
    unitId: row.unit_id,
    direction: row.direction,
    title: row.title,
    text: row.text,
    programmeId: row.programme_id,
    call: row.call,
    counterpart: row.counterpart,
    searchedOn: row.searched_on,
    deadline: row.deadline,
  };
  return { byName: found.byName, at: found.at, search };
}
