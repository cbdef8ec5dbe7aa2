import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { ListedProject, Ore, SummaryData } from "./rules";
import type { MoneyAbout, WordsInput } from "./schema";

/** The figures of one unit and year, by the unit that the projects were logged for. */
export interface FigureRow {
  year: number;
  unitId: string;
  projects: number;
  childrenAndYouth: number;
  externalOre: Ore;
  ownOre: Ore;
  periodProjects: number;
  periodExternalOre: Ore;
  periodOwnOre: Ore;
  unconvertedLines: number;
  unconvertedProjects: number;
}

/** Reads what the years come to, unit by unit, from what is kept up to date; confidential and archived projects are left out. */
export async function selectFigures(handle: Read, from: number, to: number): Promise<FigureRow[]> {
  return clientOf(handle).$queryRaw<FigureRow[]>`
    SELECT year::int, unit_id AS "unitId", count(*) FILTER (WHERE is_under_way)::int AS projects,
      count(*) FILTER (WHERE is_under_way AND reaches_children_and_youth)::int AS "childrenAndYouth",
      sum(external_ore)::text AS "externalOre", sum(own_ore)::text AS "ownOre",
      count(*) FILTER (WHERE period_external_ore > 0 OR period_own_ore > 0)::int AS "periodProjects",
      sum(period_external_ore)::text AS "periodExternalOre", sum(period_own_ore)::text AS "periodOwnOre",
      sum(unconverted_lines)::int AS "unconvertedLines", count(*) FILTER (WHERE unconverted_lines > 0)::int AS "unconvertedProjects"
    FROM project_year WHERE NOT is_confidential AND year BETWEEN ${from} AND ${to} GROUP BY year, unit_id`;
}

/** Everything that projects were ever logged for, with the unit that answers for it now, by that one's name today or its last. */
export interface AnsweringUnit {
  id: string;
  unitId: string;
  unit: string;
}

/** Bodies that can answer for a record, each with the one that has taken it over, step by step. */
const ANSWERING = Prisma.sql`
  chain AS (
    SELECT b.id, b.id AS unit_id, b.merged_into_id AS next FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE', 'WORKPLACE')
    UNION SELECT c.id, b.id, b.merged_into_id FROM chain c JOIN body b ON b.id = c.next)`;

/** Reads who answers for what, in Swedish order of the names. */
export async function selectAnsweringUnits(handle: Read, today: PlainDate): Promise<AnsweringUnit[]> {
  return clientOf(handle).$queryRaw<AnsweringUnit[]>`
    WITH RECURSIVE ${ANSWERING}
    SELECT id, "unitId", unit FROM (SELECT c.id, c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, today)} AS unit FROM chain c WHERE c.next IS NULL) AS answering ORDER BY unit, id`;
}

/** Reads the year's open projects, those with the most external money first. */
export async function selectProjectsOf(handle: Read, year: number, today: PlainDate): Promise<ListedProject[]> {
  return clientOf(handle).$queryRaw<ListedProject[]>`
    WITH RECURSIVE ${ANSWERING}
    SELECT p.id, p.title, coalesce(${bodyNameOn(Prisma.sql`c.unit_id`, today)}, '') AS unit, g.name_sv AS programme, y.external_ore::text AS "externalOre", y.own_ore::text AS "ownOre",
      y.reaches_children_and_youth AS "childrenAndYouth"
    FROM project_year y JOIN project p ON p.id = y.project_id LEFT JOIN programme g ON g.id = p.programme_id LEFT JOIN chain c ON c.id = y.unit_id AND c.next IS NULL
    WHERE NOT y.is_confidential AND y.year = ${year} ORDER BY y.external_ore DESC, y.own_ore DESC, p.title, p.id`;
}

export interface MoneyRow {
  id: string;
  title: string;
  unit: string;
  externalOre: Ore;
  ownOre: Ore;
  unconvertedLines: number;
}

export interface MoneyPage {
  rows: MoneyRow[];
  count: number;
  externalOre: Ore;
  ownOre: Ore;
  unconvertedLines: number;
}

/** Reads the projects behind a figure of money, largest first, at most `most` of them, with the sums of all. */
export async function selectMoney(handle: Read, about: { year: number; unitId: string | null; what: MoneyAbout }, most: number, today: PlainDate): Promise<MoneyPage> {
  const [external, own] = about.what === "period" ? [Prisma.sql`y.period_external_ore`, Prisma.sql`y.period_own_ore`] : [Prisma.sql`y.external_ore`, Prisma.sql`y.own_ore`];
  const kept = about.what === "unconverted" ? Prisma.sql`y.unconverted_lines > 0` : Prisma.sql`(${external} > 0 OR ${own} > 0)`;
  const ofUnit = about.unitId === null ? Prisma.empty : Prisma.sql`AND c.unit_id = ${about.unitId}::uuid`;
  const [row] = await clientOf(handle).$queryRaw<(Omit<MoneyPage, "rows"> & { rows: MoneyRow[] | null })[]>`
    WITH RECURSIVE ${ANSWERING}, found AS (
      SELECT y.project_id AS id, ${external} AS external, ${own} AS own, y.unconverted_lines, c.unit_id
      FROM project_year y LEFT JOIN chain c ON c.id = y.unit_id AND c.next IS NULL WHERE NOT y.is_confidential AND y.year = ${about.year} AND ${kept} ${ofUnit}),
    largest AS (SELECT * FROM found ORDER BY external DESC, own DESC, id LIMIT ${most})
    SELECT (SELECT count(*) FROM found)::int AS count, (SELECT coalesce(sum(external), 0) FROM found)::text AS "externalOre", (SELECT coalesce(sum(own), 0) FROM found)::text AS "ownOre",
      (SELECT coalesce(sum(unconverted_lines), 0) FROM found)::int AS "unconvertedLines",
      (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'title', p.title, 'unit', coalesce(${bodyNameOn(Prisma.sql`l.unit_id`, today)}, ''), 'externalOre', l.external::text, 'ownOre', l.own::text, 'unconvertedLines', l.unconverted_lines)
        ORDER BY l.external DESC, l.own DESC, p.title, l.id) FROM largest l JOIN project p ON p.id = l.id) AS rows`;
  return row === undefined ? { rows: [], count: 0, externalOre: "0", ownOre: "0", unconvertedLines: 0 } : { ...row, rows: row.rows ?? [] };
}

/** What one unit's money comes to in a year, and what was logged for whole periods of projects then under way. */
export interface UnitMoney {
  year: number;
  externalOre: Ore;
  ownOre: Ore;
  periodExternalOre: Ore;
  periodOwnOre: Ore;
}

/** Reads a unit's sums for a year, which are there also when they are nothing, and for each other year with money of its own. */
export async function sumMoney(handle: Read, year: number, unitId: string): Promise<UnitMoney[]> {
  return clientOf(handle).$queryRaw<UnitMoney[]>`
    WITH RECURSIVE ${ANSWERING}, sums AS (
      SELECT y.year, sum(y.external_ore) AS external, sum(y.own_ore) AS own, sum(y.period_external_ore) AS period_external, sum(y.period_own_ore) AS period_own
      FROM project_year y JOIN chain c ON c.id = y.unit_id AND c.next IS NULL WHERE c.unit_id = ${unitId}::uuid AND NOT y.is_confidential GROUP BY y.year)
    SELECT coalesce(s.year, asked.year)::int AS year, coalesce(s.external, 0)::text AS "externalOre", coalesce(s.own, 0)::text AS "ownOre",
      coalesce(s.period_external, 0)::text AS "periodExternalOre", coalesce(s.period_own, 0)::text AS "periodOwnOre"
    FROM sums s FULL JOIN (VALUES (${year}::int)) AS asked(year) ON asked.year = s.year
    WHERE asked.year IS NOT NULL OR s.external > 0 OR s.own > 0 ORDER BY 1 DESC`;
}

/** Counts the year's confidential projects among what the scope lets through. */
export async function countConfidential(handle: Read, scope: Scope<"projects">, year: number): Promise<number> {
  const visible = scope.all
    ? Prisma.sql`true`
    : Prisma.sql`(y.unit_id = ANY (${[...scope.unitIds]}::uuid[]) OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = y.project_id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`;
  const [row] = await clientOf(handle).$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM project_year y WHERE y.year = ${year} AND y.is_confidential AND y.is_under_way AND ${visible}`;
  return row?.count ?? 0;
}

/** Reads what a year's latest edition says, or null when there is none. */
export async function findLatestEdition(handle: Read, year: number): Promise<{ number: number; data: SummaryData } | null> {
  const [row] = await clientOf(handle).$queryRaw<{ number: number; data: string }[]>`SELECT number::int, data::text AS data FROM edition WHERE year = ${year} ORDER BY number DESC LIMIT 1`;
  return row === undefined ? null : { number: row.number, data: JSON.parse(row.data) as SummaryData };
}

export interface StoredWords {
  id: string;
  version: number;
  lead: string | null;
  commentary: string | null;
  /** By the headings of the governing document's chapters. */
  chapters: Record<string, string>;
  changeNote: string | null;
  residents: number | null;
  updatedAt: Date;
}

/** Reads the office's words about a year, or null when it has written none. */
export async function findWords(handle: Read, year: number): Promise<StoredWords | null> {
  const [row] = await clientOf(handle).$queryRaw<StoredWords[]>`SELECT id, version, lead, commentary, chapters, change_note AS "changeNote", residents, updated_at AS "updatedAt" FROM summary WHERE year = ${year}`;
  return row ?? null;
}

/** Reads how many lived in the municipality at the end of years, by year; those that nobody has written are absent. */
export async function selectResidents(read: Read, from: number, to: number): Promise<Map<number, number>> {
  const rows = await clientOf(read).$queryRaw<{ year: number; residents: number }[]>`SELECT year, residents FROM summary WHERE year BETWEEN ${from} AND ${to} AND residents IS NOT NULL`;
  return new Map(rows.map(({ year, residents }) => [year, residents]));
}

/** Reads the words of a year for change, held until the transaction ends, also when there are none yet; null then. */
export async function lockWords(tx: Tx, year: number): Promise<StoredWords | null> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`summary ${String(year)}`}, 7))`;
  return findWords(tx, year);
}

/** The office's words as they are to stand. */
export type WordsToStore = Pick<WordsInput, "year" | "version"> & Pick<StoredWords, "lead" | "commentary" | "chapters" | "changeNote" | "residents">;

/** Stores the first words about a year. */
export async function insertWords(tx: Tx, permit: Permit<"summaries.write">, words: WordsToStore): Promise<string> {
  requirePermitFor(permit, String(words.year));
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO summary (year, lead, commentary, chapters, change_note, residents, updated_by_id) VALUES (${words.year}, ${words.lead}, ${words.commentary}, ${JSON.stringify(words.chapters)}::jsonb, ${words.changeNote}, ${words.residents}::int, ${permit.actor.isSystem ? null : permit.actor.personId}::uuid) RETURNING id`;
  if (!row) throw new Error("the words could not be stored");
  return row.id;
}

/** Stores changed words; throws CONFLICT when the version is no longer the stored one. */
export async function updateWords(tx: Tx, permit: Permit<"summaries.write">, words: WordsToStore, now: Date): Promise<void> {
  requirePermitFor(permit, String(words.year));
  const changed = await clientOf(tx).$executeRaw`
    UPDATE summary SET lead = ${words.lead}, commentary = ${words.commentary}, chapters = ${JSON.stringify(words.chapters)}::jsonb, change_note = ${words.changeNote}, residents = ${words.residents}::int, updated_by_id = ${permit.actor.isSystem ? null : permit.actor.personId}::uuid, updated_at = ${now}, version = version + 1
    WHERE year = ${words.year} AND version = ${words.version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}
