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
import type { ExaminationQuestion, ExaminationResult } from "./examinations/schema";
import { searchTextOf, type TakerOutcome, type UnitOutcome } from "./rules";
import { INITIATIVES_A_PAGE, type InitiativeFilter, type InitiativeInput, type InitiativeTaker, type Lack } from "./schema";

/** An initiative as stored; the title of the project it became is not everyone's to see. */
export interface StoredInitiative extends InitiativeInput {
  id: string;
  version: number;
  unitName: string;
  projectId: string | null;
  opportunityId: string | null;
  isArchived: boolean;
  isDemonstration: boolean;
}

/** The latest examination of a question, as lists show it. */
export interface LatestExamination {
  examinedOn: PlainDate;
  examinedBy: string;
  programmes: { sv: string; en: string }[];
  otherSources: string | null;
  result: ExaminationResult;
  reason: string | null;
}

export interface InitiativeRow {
  id: string;
  title: string;
  text: string | null;
  unit: string;
  begunOn: PlainDate;
  takenBy: InitiativeTaker | null;
  findings: Record<ExaminationQuestion, LatestExamination | null>;
  hasProject: boolean;
}

/** A new record's id. */
export function newInitiativeId(): string {
  return randomUUID();
}

/** Reads a whole initiative; null when there is none. */
export async function findInitiative(read: Read, id: string, day: PlainDate): Promise<StoredInitiative | null> {
  const [row] = await queryRows<StoredInitiative>(read, Prisma.sql`
    SELECT i.id, i.version, i.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`i.unit_id`, day)} AS "unitName", i.title, i.text, i.begun_on::text AS "begunOn", i.taken_by::text AS "takenBy", i.project_id AS "projectId", i.opportunity_id AS "opportunityId",
      i.archived_at IS NOT NULL AS "isArchived", i.is_demonstration AS "isDemonstration"
    FROM initiative i WHERE i.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an initiative until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockInitiative(tx: Tx, id: string, day: PlainDate): Promise<StoredInitiative | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM initiative WHERE id = ${id}::uuid FOR UPDATE`;
  return findInitiative(tx, id, day);
}

/** What only the program may say of an initiative. */
export interface InitiativeOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

const columnsOf = (input: InitiativeInput): Record<string, Prisma.Sql> => ({
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  title: Prisma.sql`${input.title}`,
  text: Prisma.sql`${input.text}`,
  begun_on: Prisma.sql`${input.begunOn}::date`,
  taken_by: Prisma.sql`${input.takenBy}::"InitiativeTaker"`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertInitiative(tx: Tx, permit: Permit<"initiatives.log">, id: string, input: InitiativeInput & { opportunityId: string | null }, origin: InitiativeOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO initiative (id, opportunity_id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${input.opportunityId}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE initiative SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateInitiative(tx: Tx, permit: Permit<"initiatives.edit">, id: string, version: number, input: InitiativeInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateProject(tx: Tx, permit: Permit<"initiatives.edit">, id: string, version: number, projectId: string | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { project_id: Prisma.sql`${projectId}::uuid` }, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"initiatives.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** Takes an initiative to its next version, since something under it has changed. */
export async function touchInitiative(tx: Tx, permit: Permit<"initiatives.examine">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, {}, now);
}

/** The latest examination of a question, of those made by a day where one is given. */
const latest = (question: ExaminationQuestion, until: PlainDate | null) => Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT e.examined_on, e.examined_by, e.programme_ids, e.other_sources, e.result, e.reason FROM examination e
    WHERE e.initiative_id = i.id AND e.question = ${question}::"ExaminationQuestion" AND e.removed_at IS NULL AND ${until === null ? Prisma.sql`true` : Prisma.sql`e.examined_on <= ${until}::date`}
    ORDER BY e.examined_on DESC, e.created_at DESC, e.id LIMIT 1
  ) AS ${ALIAS[question]} ON true`;
const ALIAS: Readonly<Record<ExaminationQuestion, Prisma.Sql>> = { COOPERATION: Prisma.sql`c`, FUNDING: Prisma.sql`f` };
const examined = (until: PlainDate | null) => Prisma.sql`initiative i ${latest("COOPERATION", until)} ${latest("FUNDING", until)}`;

/** That a question has been answered: yes, or no with a reason (E.4.6). */
const isTried = (question: ExaminationQuestion) => Prisma.sql`(${ALIAS[question]}.result IS NOT NULL AND (${ALIAS[question]}.result <> 'NOT_RELEVANT' OR ${ALIAS[question]}.reason IS NOT NULL))`;
const isNoWithoutReason = (question: ExaminationQuestion) => Prisma.sql`(${ALIAS[question]}.result IS NOT DISTINCT FROM 'NOT_RELEVANT' AND ${ALIAS[question]}.reason IS NULL)`;
const isApplied = Prisma.sql`f.result IN ('SOUGHT', 'OBTAINED', 'REFUSED')`;

const inRegister = Prisma.sql`i.archived_at IS NULL`;
const yearOf = (year: number) => Prisma.sql`i.begun_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`;
const lacking = (lack: Lack): Prisma.Sql =>
  ({
    ANY: Prisma.sql`NOT (${isTried("COOPERATION")} AND ${isTried("FUNDING")})`,
    COOPERATION: Prisma.sql`NOT ${isTried("COOPERATION")}`,
    FUNDING: Prisma.sql`NOT ${isTried("FUNDING")}`,
    REASON: Prisma.sql`(${isNoWithoutReason("COOPERATION")} OR ${isNoWithoutReason("FUNDING")})`,
  })[lack];

function conditionsOf(filter: InitiativeFilter): Prisma.Sql {
  const conditions = [inRegister];
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`i.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.year !== null) conditions.push(yearOf(filter.year));
  if (filter.until !== null) conditions.push(Prisma.sql`i.begun_on <= ${filter.until}::date`);
  if (filter.lacks !== null) conditions.push(lacking(filter.lacks));
  if (filter.tried !== null) conditions.push(isTried(filter.tried));
  if (filter.cooperation !== null) conditions.push(Prisma.sql`c.result = ${filter.cooperation}::"ExaminationResult"`);
  if (filter.funding !== null) conditions.push(Prisma.sql`f.result = ${filter.funding}::"ExaminationResult"`);
  if (filter.takenBy !== null) conditions.push(filter.takenBy === "UNKNOWN" ? Prisma.sql`i.taken_by IS NULL` : Prisma.sql`i.taken_by = ${filter.takenBy}::"InitiativeTaker"`);
  if (filter.applied) conditions.push(isApplied);
  if (filter.project) conditions.push(Prisma.sql`i.project_id IS NOT NULL`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`i.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

const foundBy = (question: ExaminationQuestion) => {
  const alias = ALIAS[question];
  return Prisma.sql`CASE WHEN ${alias}.result IS NULL THEN NULL ELSE jsonb_build_object('examinedOn', ${alias}.examined_on, 'examinedBy', ${alias}.examined_by, 'otherSources', ${alias}.other_sources, 'result', ${alias}.result, 'reason', ${alias}.reason,
    'programmes', (SELECT coalesce(jsonb_agg(jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period)) ORDER BY g.name_sv, g.id), '[]') FROM programme g WHERE g.id = ANY (${alias}.programme_ids))) END`;
};

async function selectRows(read: Read, filter: InitiativeFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<InitiativeRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const column = { begun: Prisma.sql`i.begun_on`, title: Prisma.sql`i.title`, unit: Prisma.sql`unit` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT i.id, i.title, i.text, ${bodyNameOn(Prisma.sql`i.unit_id`, today)} AS unit, i.begun_on::text AS "begunOn", i.taken_by::text AS "takenBy", i.project_id IS NOT NULL AS "hasProject",
      jsonb_build_object('COOPERATION', ${foundBy("COOPERATION")}, 'FUNDING', ${foundBy("FUNDING")}) AS findings
    FROM ${examined(filter.until)} WHERE ${conditionsOf(filter)} ORDER BY ${column} ${direction} NULLS LAST, i.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectInitiatives(read: Read, filter: InitiativeFilter, today: PlainDate): Promise<{ rows: InitiativeRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: INITIATIVES_A_PAGE, offset: (filter.page - 1) * INITIATIVES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${examined(filter.until)} WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamInitiatives(tx: Tx, filter: InitiativeFilter, today: PlainDate): AsyncGenerator<InitiativeRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years in which an initiative was taken up, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM i.begun_on)::int AS year FROM initiative i WHERE ${inRegister} ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts what became of the initiatives that a filter shows, by unit in the order of their names; a unit that has been merged counts where it has gone. */
export async function countOutcomes(read: Read, filter: InitiativeFilter, today: PlainDate): Promise<UnitOutcome[]> {
  return queryRows(read, Prisma.sql`
    WITH counted AS (
      SELECT unit_today(i.unit_id) AS unit_id,
        ${isTried("COOPERATION")} AS cooperation, ${isTried("FUNDING")} AS funding, coalesce(${isApplied}, false) AS applied, f.result, i.project_id
      FROM ${examined(filter.until)} WHERE ${conditionsOf(filter)}
    )
    SELECT i.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`i.unit_id`, today)} AS unit, count(*)::int AS all, count(*) FILTER (WHERE cooperation)::int AS "triedCooperation", count(*) FILTER (WHERE funding)::int AS "triedFunding",
      count(*) FILTER (WHERE applied)::int AS applied, count(*) FILTER (WHERE result = 'OBTAINED')::int AS obtained, count(*) FILTER (WHERE result = 'REFUSED')::int AS refused, count(project_id)::int AS projects
    FROM counted i GROUP BY i.unit_id ORDER BY unit, i.unit_id`);
}

/** Counts who took the initiatives that a filter shows and what became of them; null for those of which nobody has said. */
export async function countTakers(read: Read, filter: InitiativeFilter): Promise<TakerOutcome[]> {
  return queryRows(read, Prisma.sql`SELECT i.taken_by::text AS "takenBy", count(*)::int AS count,
      count(*) FILTER (WHERE ${isApplied})::int AS applied, count(*) FILTER (WHERE f.result = 'OBTAINED')::int AS obtained, count(*) FILTER (WHERE f.result = 'REFUSED')::int AS refused, count(i.project_id)::int AS projects
    FROM ${examined(filter.until)} WHERE ${conditionsOf(filter)} GROUP BY i.taken_by ORDER BY i.taken_by NULLS LAST`);
}

export interface UntriedInitiative {
  id: string;
  title: string;
  unitId: string;
  left: ExaminationQuestion[];
}

/** Reads the initiatives of the units that have still to be examined, the latest first, at most 50. */
export async function selectUntried(read: Read, unitIds: readonly string[]): Promise<UntriedInitiative[]> {
  return queryRows(read, Prisma.sql`
    SELECT i.id, i.title, i.unit_id AS "unitId", to_jsonb(array_remove(ARRAY[CASE WHEN NOT ${isTried("COOPERATION")} THEN 'COOPERATION' END, CASE WHEN NOT ${isTried("FUNDING")} THEN 'FUNDING' END], NULL)) AS left
    FROM ${examined(null)} WHERE ${inRegister} AND ${lacking("ANY")} AND i.unit_id = ANY (${[...unitIds]}::uuid[]) ORDER BY i.begun_on DESC, i.id LIMIT 50`);
}

/** Reads the initiative in the register that became a project; null when there is none. */
export async function findOfProject(read: Read, projectId: string): Promise<{ id: string; title: string } | null> {
  const [row] = await queryRows<{ id: string; title: string }>(read, Prisma.sql`SELECT i.id, i.title FROM initiative i WHERE i.project_id = ${projectId}::uuid AND ${inRegister} ORDER BY i.begun_on, i.id LIMIT 1`);
  return row ?? null;
}

/** Reads the initiatives in the register that were made from an opportunity, the first taken up first, at most 50. */
export async function selectOfOpportunity(read: Read, opportunityId: string, today: PlainDate): Promise<{ id: string; title: string; unit: string; begunOn: PlainDate }[]> {
  return queryRows(read, Prisma.sql`
    SELECT i.id, i.title, ${bodyNameOn(Prisma.sql`i.unit_id`, today)} AS unit, i.begun_on::text AS "begunOn" FROM initiative i WHERE i.opportunity_id = ${opportunityId}::uuid AND ${inRegister} ORDER BY i.begun_on, i.id LIMIT 50`);
}

interface InitiativeColumns {
  unit_id: string;
  title: string;
  text: string | null;
  begun_on: PlainDate;
  taken_by: InitiativeTaker | null;
}

/** Reads an initiative as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findInitiativeVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { initiative: InitiativeInput }) | null> {
  const found = await findRowVersion<InitiativeColumns>(read, "initiative", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return { byName: found.byName, at: found.at, initiative: { unitId: row.unit_id, title: row.title, text: row.text, begunOn: row.begun_on, takenBy: row.taken_by } };
}
