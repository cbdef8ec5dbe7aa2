import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import { SAID_IN, searchTextOf } from "./rules";
import { LESSONS_A_PAGE, type AddedValue, type ClosingInput, type ClosingTrait, type GoalsMet, type LessonFilter, type WouldDoAgain } from "./schema";

/** A closing as stored. */
export interface StoredClosing extends ClosingInput {
  id: string;
  version: number;
  isDemonstration: boolean;
}

/** What only the program may say of a closing. */
export interface ClosingOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

const said = Prisma.sql`
  c.told_on::text AS "toldOn", c.benefit, to_jsonb(c.added_value) AS "addedValue", c.goals_met::text AS "goalsMet", c.goals_text AS "goalsText", c.competence, c.experience, c.resources, c.used_in AS "usedIn", c.lessons,
  c.spread_to AS "spreadTo", c.would_do_again::text AS "wouldDoAgain", c.again_reason AS "againReason"`;

/** Reads the closing of a project; null when nobody has told it. */
export async function findClosing(read: Read, projectId: string): Promise<StoredClosing | null> {
  const [row] = await queryRows<StoredClosing>(read, Prisma.sql`
    SELECT c.id, c.version, c.is_demonstration AS "isDemonstration", ${said} FROM project_closing c WHERE c.project_id = ${projectId}::uuid AND c.removed_at IS NULL`);
  return row ?? null;
}

const columnsOf = (input: ClosingInput): Record<string, Prisma.Sql> => ({
  told_on: Prisma.sql`${input.toldOn}::date`,
  benefit: Prisma.sql`${input.benefit}`,
  added_value: Prisma.sql`${input.addedValue}::"AddedValue"[]`,
  goals_met: Prisma.sql`${input.goalsMet}::"GoalsMet"`,
  goals_text: Prisma.sql`${input.goalsText}`,
  competence: Prisma.sql`${input.competence}`,
  experience: Prisma.sql`${input.experience}`,
  resources: Prisma.sql`${input.resources}`,
  used_in: Prisma.sql`${input.usedIn}`,
  lessons: Prisma.sql`${input.lessons}`,
  spread_to: Prisma.sql`${input.spreadTo}`,
  would_do_again: Prisma.sql`${input.wouldDoAgain}::"WouldDoAgain"`,
  again_reason: Prisma.sql`${input.againReason}`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertClosing(tx: Tx, permit: Permit<"projects.edit">, projectId: string, input: ClosingInput, origin: ClosingOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, projectId);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO project_closing (id, project_id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${randomUUID()}::uuid, ${projectId}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

async function update(tx: Tx, projectId: string, version: number, sets: readonly Prisma.Sql[], now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`
    UPDATE project_closing SET ${Prisma.join([...sets, Prisma.sql`updated_at = ${now}`])}, version = version + 1 WHERE project_id = ${projectId}::uuid AND removed_at IS NULL AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateClosing(tx: Tx, permit: Permit<"projects.edit">, projectId: string, version: number, input: ClosingInput, now: Date): Promise<void> {
  requirePermitFor(permit, projectId);
  await update(tx, projectId, version, Object.entries(columnsOf(input)).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), now);
}

/** Takes a closing away from its project; throws CONFLICT when the version isn't the stored one. */
export async function removeClosing(tx: Tx, permit: Permit<"projects.edit">, projectId: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, projectId);
  await update(tx, projectId, version, [Prisma.sql`removed_at = ${now}`], now);
}

/** A closing with the project that it is of, as lists show it. */
export interface LessonRow extends ClosingInput {
  projectId: string;
  title: string;
  unit: string;
  programme: { sv: string; en: string } | null;
  isConfidential: boolean;
}

/** The closings that the scope lets through: those of projects in the register that the actor may see. */
function visible(scope: Scope<"projects">): Prisma.Sql {
  const there = Prisma.sql`c.removed_at IS NULL AND p.archived_at IS NULL`;
  if (scope.all) return there;
  return Prisma.sql`${there} AND (NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[])
    OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`;
}

const stated = (trait: ClosingTrait) => Prisma.sql`coalesce(${Prisma.raw(SAID_IN[trait].map((column) => `c.${column}`).join(", "))}) IS NOT NULL`;
const STATED: Readonly<Record<ClosingTrait, Prisma.Sql>> = { lessons: stated("lessons"), competence: stated("competence"), resources: stated("resources") };
/** What a word of free text is looked for in: what the closing says, and what its project is called and is about. */
const finds = (word: string) => {
  const pattern = `%${escapeLike(word)}%`;
  return Prisma.sql`(c.search_text ILIKE ${pattern} OR p.search_text ILIKE ${pattern})`;
};

function conditionsOf(scope: Scope<"projects">, filter: LessonFilter): Prisma.Sql {
  const conditions = [visible(scope)];
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`p.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.programmeId !== null) conditions.push(Prisma.sql`p.programme_id = ${filter.programmeId}::uuid`);
  if (filter.year !== null) conditions.push(Prisma.sql`c.told_on BETWEEN ${`${String(filter.year)}-01-01`}::date AND ${`${String(filter.year)}-12-31`}::date`);
  if (filter.until !== null) conditions.push(Prisma.sql`c.told_on <= ${filter.until}::date`);
  if (filter.addedValue !== null) conditions.push(Prisma.sql`${filter.addedValue}::"AddedValue" = ANY (c.added_value)`);
  if (filter.goalsMet !== null) conditions.push(Prisma.sql`c.goals_met = ${filter.goalsMet}::"GoalsMet"`);
  if (filter.again !== null) conditions.push(Prisma.sql`c.would_do_again = ${filter.again}::"WouldDoAgain"`);
  if (filter.states !== null) conditions.push(STATED[filter.states]);
  if (filter.open) conditions.push(Prisma.sql`NOT p.is_confidential`);
  conditions.push(...filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8).map(finds));
  return Prisma.join(conditions, " AND ");
}

const from = Prisma.sql`project_closing c JOIN project p ON p.id = c.project_id LEFT JOIN programme g ON g.id = p.programme_id`;

async function selectRows(read: Read, scope: Scope<"projects">, filter: LessonFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<LessonRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const column = { told: Prisma.sql`c.told_on`, title: Prisma.sql`p.title`, unit: Prisma.sql`unit` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT p.id AS "projectId", p.title, p.is_confidential AS "isConfidential", ${bodyNameOn(Prisma.sql`p.unit_id`, today)} AS unit, ${said},
      CASE WHEN g.id IS NULL THEN NULL ELSE jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period)) END AS programme
    FROM ${from} WHERE ${conditionsOf(scope, filter)} ORDER BY ${column} ${direction} NULLS LAST, c.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of what projects came to, and how many there are in all. */
export async function selectLessons(read: Read, scope: Scope<"projects">, filter: LessonFilter, today: PlainDate): Promise<{ rows: LessonRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, scope, filter, today, { limit: LESSONS_A_PAGE, offset: (filter.page - 1) * LESSONS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${from} WHERE ${conditionsOf(scope, filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamLessons(tx: Tx, scope: Scope<"projects">, filter: LessonFilter, today: PlainDate): AsyncGenerator<LessonRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, scope, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the years in which a closing was told, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM c.told_on)::int AS year FROM project_closing c WHERE c.removed_at IS NULL ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

/** Counts the closings that a filter shows, and those of them that say each thing. */
export async function countClosings(read: Read, scope: Scope<"projects">, filter: LessonFilter): Promise<{ all: number } & Record<ClosingTrait, number>> {
  const [row] = await queryRows<{ all: number } & Record<ClosingTrait, number>>(read, Prisma.sql`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE ${STATED.lessons})::int AS lessons, count(*) FILTER (WHERE ${STATED.competence})::int AS competence, count(*) FILTER (WHERE ${STATED.resources})::int AS resources
    FROM ${from} WHERE ${conditionsOf(scope, filter)}`);
  if (row === undefined) throw new Error("An aggregate answered without a row.");
  return row;
}

interface ClosingColumns {
  told_on: PlainDate;
  benefit: string;
  added_value: AddedValue[];
  goals_met: GoalsMet | null;
  goals_text: string | null;
  competence: string | null;
  experience: string | null;
  resources: string | null;
  used_in: string | null;
  lessons: string | null;
  spread_to: string | null;
  would_do_again: WouldDoAgain | null;
  again_reason: string | null;
}

/** Reads a project's closing as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findClosingVersion(read: Read, closingId: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { closing: ClosingInput }) | null> {
  const found = await findRowVersion<ClosingColumns>(read, "project_closing", closingId, version);
  if (found?.row == null) return null;
  const { row } = found;
  return {
    byName: found.byName,
    at: found.at,
    closing: {
      toldOn: row.told_on,
      benefit: row.benefit,
      addedValue: row.added_value,
      goalsMet: row.goals_met,
      goalsText: row.goals_text,
      competence: row.competence,
      experience: row.experience,
      resources: row.resources,
      usedIn: row.used_in,
      lessons: row.lessons,
      spreadTo: row.spread_to,
      wouldDoAgain: row.would_do_again,
      againReason: row.again_reason,
    },
  };
}
