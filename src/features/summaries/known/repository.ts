import "server-only";
import { Prisma } from "@db/client";
import type { Known } from "@/domain/registers";
import { queryRows, type Read } from "@/server/db";
import { NONE, type ChangedProject, type CountedProject, type ProjectSums } from "./rules";

/** The program's own SQL, as registers write it. */
const raw = (expression: string) => Prisma.raw(expression);

/** The moment when a day in Sweden is over, or now where it isn't yet. */
export async function endOfDay(read: Read, after: string): Promise<Date> {
  const [row] = await queryRows<{ at: Date }>(read, Prisma.sql`SELECT least(${after}::date::timestamp AT TIME ZONE 'Europe/Stockholm', clock_timestamp()) AS at`);
  if (row === undefined) throw new Error("A moment was not answered.");
  return row.at;
}

/** Reads when the first version of anything was written; null before there is any. */
export async function findFirst(read: Read): Promise<Date | null> {
  const [row] = await queryRows<{ at: Date | null }>(read, Prisma.sql`SELECT lower(v.sys_period) AS at FROM record_version v WHERE v.id = (SELECT min(id) FROM record_version)`);
  return row?.at ?? null;
}

/** The rows that a table had at a moment, of those whose ids are in `changed`, as a table of the same columns named `r`. */
const stateAt = (table: string, at: Date) => Prisma.sql`
  changed c JOIN record_version v ON v.table_name = ${table} AND v.record_id = c.id AND v.sys_period @> ${at}::timestamptz CROSS JOIN LATERAL jsonb_populate_record(NULL::${raw(table)}, v.row) r`;

/** The part of the year's records that is looked at: of a unit and those it has taken over, and of a programme or none; all of them where neither is named. */
export interface KnownPart {
  unitIds: readonly string[] | null;
  /** A programme's id, or NONE. */
  programmeId: string | null;
}

const isOfPart = (row: string, { unitIds, programmeId }: KnownPart) => {
  const ofUnit = unitIds === null ? Prisma.sql`true` : Prisma.sql`${raw(row)}.unit_id = ANY (${[...unitIds]}::uuid[])`;
  const ofProgramme = programmeId === null ? Prisma.sql`true` : programmeId === NONE ? Prisma.sql`${raw(row)}.programme_id IS NULL` : Prisma.sql`${raw(row)}.programme_id = ${programmeId}::uuid`;
  return Prisma.sql`${ofUnit} AND ${ofProgramme}`;
};

export interface KnownProjects {
  /** What all projects of the part count for now. */
  all: ProjectSums;
  /** What those that have changed since count for now, and counted for then. */
  now: ProjectSums;
  was: ProjectSums;
  count: number;
  /** Some of those that count otherwise, those whose money differs most first. */
  changed: ChangedProject[];
  /** How many counted then, and a page of them, those with the most money first. */
  countedThen: number;
  counted: CountedProject[];
}

/** Reads what the projects of a part count for in a year, and what those of them that were changed after a moment count for now and counted for then: the others count for the same. */
export async function selectProjects(read: Read, year: number, at: Date, part: KnownPart, { most, page }: { most: number; page: number }): Promise<KnownProjects> {
  const sums = (side: string) => {
    const codes = (column: string) => Prisma.sql`(SELECT coalesce(json_object_agg(k.code, k.many), '{}') FROM (SELECT code, count(*) AS many FROM ${raw(side)} CROSS JOIN LATERAL (SELECT DISTINCT unnest(${raw(column)}) AS code) u WHERE is_under_way GROUP BY code) k)`;
    return Prisma.sql`(SELECT json_build_object('international', count(*) FILTER (WHERE is_under_way AND is_international), 'purposes', ${codes("purposes")}, 'goals', ${codes("goals")}, 'areas', ${codes("areas")},
      'cells', (SELECT coalesce(json_agg(c), '[]') FROM (
        SELECT unit_id AS "unitId", programme_id AS "programmeId", count(*) FILTER (WHERE is_under_way) AS projects, count(*) FILTER (WHERE is_under_way AND youth) AS "childrenAndYouth", sum(external)::text AS "externalOre", sum(own)::text AS "ownOre"
        FROM ${raw(side)} GROUP BY 1, 2) c)) FROM ${raw(side)})`;
  };
  const told = (side: string) => Prisma.sql`CASE WHEN ${raw(side)}.id IS NULL THEN NULL ELSE json_build_object('isUnderWay', ${raw(side)}.is_under_way, 'youth', ${raw(side)}.youth, 'isInternational', ${raw(side)}.is_international, 'externalOre', ${raw(side)}.external::text, 'ownOre', ${raw(side)}.own::text, 'unitId', ${raw(side)}.unit_id, 'programmeId', ${raw(side)}.programme_id) END`;
  const [row] = await queryRows<KnownProjects>(read, Prisma.sql`
    WITH changed AS MATERIALIZED (
      SELECT DISTINCT v.root_id AS id FROM record_version v WHERE v.table_name IN ('project', 'funding_line') AND lower(v.sys_period) > ${at}::timestamptz
    ), all_part AS MATERIALIZED (
      SELECT y.project_id AS id, y.unit_id, y.programme_id, y.is_under_way, coalesce(y.reaches_children_and_youth, false) AS youth, y.is_international, y.external_ore::numeric AS external, y.own_ore::numeric AS own, p.purposes, p.municipal_goals AS goals, array_remove(ARRAY[p.area_code], NULL) AS areas, p.title
      FROM project_year y JOIN project p ON p.id = y.project_id WHERE y.year = ${year}::int AND NOT y.is_confidential AND ${isOfPart("y", part)}
    ), now_part AS MATERIALIZED (
      SELECT a.* FROM all_part a JOIN changed c ON c.id = a.id
    ), then_project AS MATERIALIZED (
      SELECT r.id, r.title, r.unit_id, r.programme_id, coalesce(coalesce(r.starts_on, r.ends_on) <= make_date(${year}::int, 12, 31) AND coalesce(r.ends_on, r.starts_on) >= make_date(${year}::int, 1, 1), false) AS is_under_way,
        coalesce(r.reaches_children_and_youth, false) AS youth, r.is_international, r.currency, r.sek_per_unit, r.purposes, r.municipal_goals AS goals, array_remove(ARRAY[r.area_code], NULL) AS areas
      FROM ${stateAt("project", at)} WHERE r.archived_at IS NULL AND NOT r.is_confidential AND ${isOfPart("r", part)}
    ), then_line AS (
      SELECT p.id, f.kind IN ('EU', 'OTHER_EXTERNAL') AS is_external, CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END AS ore
      FROM then_project p JOIN record_version v ON v.root_id = p.id AND v.table_name = 'funding_line' AND v.sys_period @> ${at}::timestamptz CROSS JOIN LATERAL jsonb_populate_record(NULL::funding_line, v.row) f
      WHERE f.removed_at IS NULL AND f.year = ${year}::int
    ), then_money AS (
      SELECT id, coalesce(sum(ore) FILTER (WHERE is_external), 0) AS external, coalesce(sum(ore) FILTER (WHERE NOT is_external), 0) AS own FROM then_line GROUP BY id
    ), then_part AS MATERIALIZED (
      SELECT p.id, p.unit_id, p.programme_id, p.is_under_way, p.youth, p.is_international, coalesce(m.external, 0)::numeric AS external, coalesce(m.own, 0)::numeric AS own, p.purposes, p.goals, p.areas, p.title
      FROM then_project p LEFT JOIN then_money m ON m.id = p.id WHERE p.is_under_way OR m.id IS NOT NULL
    ), differing AS MATERIALIZED (
      SELECT c.id FROM changed c LEFT JOIN now_part n ON n.id = c.id LEFT JOIN then_part t ON t.id = c.id
      WHERE (n.unit_id, n.programme_id, n.is_under_way, n.youth, n.is_international, n.external, n.own, n.purposes, n.goals, n.areas) IS DISTINCT FROM (t.unit_id, t.programme_id, t.is_under_way, t.youth, t.is_international, t.external, t.own, t.purposes, t.goals, t.areas)
    ), counted AS MATERIALIZED (
      SELECT a.id, a.title, a.unit_id, a.programme_id, a.external, a.own FROM all_part a WHERE NOT EXISTS (SELECT 1 FROM changed c WHERE c.id = a.id)
      UNION ALL SELECT t.id, t.title, t.unit_id, t.programme_id, t.external, t.own FROM then_part t
    )
    SELECT ${sums("all_part")} AS all, ${sums("now_part")} AS now, ${sums("then_part")} AS was, (SELECT count(*)::int FROM differing) AS count,
      (SELECT coalesce(json_agg(json_build_object('id', l.id, 'title', l.title, 'isOpen', l.is_open, 'was', l.was, 'now', l.now)), '[]') FROM (
        SELECT d.id, CASE WHEN p.is_confidential THEN NULL ELSE p.title END AS title, p.archived_at IS NULL AND NOT p.is_confidential AS is_open, ${told("t")} AS was, ${told("n")} AS now
        FROM differing d JOIN project p ON p.id = d.id LEFT JOIN now_part n ON n.id = d.id LEFT JOIN then_part t ON t.id = d.id
        ORDER BY abs(coalesce(n.external, 0) - coalesce(t.external, 0)) + abs(coalesce(n.own, 0) - coalesce(t.own, 0)) DESC, p.title, d.id LIMIT ${most}::int) l) AS changed,
      (SELECT count(*)::int FROM counted) AS "countedThen",
      (SELECT coalesce(json_agg(json_build_object('id', l.id, 'title', l.title, 'isOpen', l.is_open, 'unitId', l.unit_id, 'programmeId', l.programme_id, 'externalOre', l.external::text, 'ownOre', l.own::text) ORDER BY l.place), '[]') FROM (
        SELECT k.id, CASE WHEN p.is_confidential THEN NULL ELSE k.title END AS title, p.archived_at IS NULL AND NOT p.is_confidential AS is_open, k.unit_id, k.programme_id, k.external, k.own, k.place
        FROM (SELECT *, row_number() OVER (ORDER BY external + own DESC, id) AS place FROM counted ORDER BY external + own DESC, id LIMIT ${most}::int OFFSET ${(page - 1) * most}::bigint) k JOIN project p ON p.id = k.id) l) AS counted`);
  if (row === undefined) throw new Error("An aggregate answered without a row.");
  return row;
}

/** Reads which ids the records of each unit bear: its own, and those of all that it has taken over. */
export async function selectPredecessors(read: Read, unitIds: readonly string[]): Promise<{ unitId: string; ids: string[] }[]> {
  return queryRows(read, Prisma.sql`SELECT u AS "unitId", unit_with_predecessors(u) AS ids FROM unnest(${[...unitIds]}::uuid[]) AS u`);
}

/** What a register counted in the year, as far as it has changed since. */
export interface KnownRegister {
  /** The place of what is counted among those asked for. */
  place: number;
  /** All that are counted now. */
  total: number;
  /** Of those that have changed since, how many are counted now and were then. */
  now: number;
  was: number;
  count: number;
  /** Some of those that are counted now and were not, or the other way round. */
  changed: { id: string; title: string; isNew: boolean }[];
}

/** Reads in one statement what registers count in a year now, of some units alone where they are given, and what those of their records that have changed after a moment counted for then. */
export async function selectRegisters(read: Read, knowns: readonly Known[], year: number, at: Date, unitIds: readonly string[] | null, most: number): Promise<KnownRegister[]> {
  if (knowns.length === 0) return [];
  const span = Prisma.sql`(SELECT ${year}::int AS year, make_date(${year}::int, 1, 1) AS first, make_date(${year}::int, 12, 31) AS last)`;
  const each = ({ table, title, unitId, isOfYear: isCounted, within }: Known, place: number) => {
    const isOfUnit = unitIds === null ? Prisma.sql`true` : Prisma.sql`${raw(unitId)} = ANY (${[...unitIds]}::uuid[])`;
    // The unit is the row's own, or that of the record that it is a part of.
    const isOfYear = within === undefined ? Prisma.sql`${raw(isCounted)} AND ${isOfUnit}` : raw(isCounted);

    const isInNow = within === undefined ? Prisma.sql`true` : Prisma.sql`EXISTS (SELECT 1 FROM ${raw(within.table)} w WHERE w.id = r.${raw(within.column)} AND ${raw(within.isThere)} AND ${isOfUnit})`;
    const isInThen =
      within === undefined
        ? Prisma.sql`true`
        : Prisma.sql`EXISTS (SELECT 1 FROM record_version u CROSS JOIN LATERAL jsonb_populate_record(NULL::${raw(within.table)}, u.row) w WHERE u.table_name = ${within.table} AND u.record_id = r.${raw(within.column)} AND u.sys_period @> ${at}::timestamptz AND ${raw(within.isThere)} AND ${isOfUnit})`;
    const alsoChanged =
      within === undefined
        ? Prisma.empty
        : Prisma.sql`UNION SELECT r.id FROM record_version v JOIN ${raw(table)} r ON r.${raw(within.column)} = v.record_id WHERE v.table_name = ${within.table} AND lower(v.sys_period) > ${at}::timestamptz`;
    return Prisma.sql`(
      WITH changed AS MATERIALIZED (SELECT v.record_id AS id FROM record_version v WHERE v.table_name = ${table} AND lower(v.sys_period) > ${at}::timestamptz ${alsoChanged} GROUP BY 1),
        now_one AS MATERIALIZED (SELECT r.id, (${raw(title)})::text AS title FROM changed c JOIN ${raw(table)} r ON r.id = c.id CROSS JOIN ${span} y WHERE ${isOfYear} AND ${isInNow}),
        then_one AS MATERIALIZED (SELECT r.id FROM ${stateAt(table, at)} CROSS JOIN ${span} y WHERE ${isOfYear} AND ${isInThen}),
        differing AS MATERIALIZED (SELECT coalesce(n.id, t.id) AS id, t.id IS NULL AS is_new FROM now_one n FULL JOIN then_one t ON t.id = n.id WHERE n.id IS NULL OR t.id IS NULL)
      SELECT ${place}::int AS place, (SELECT count(*)::int FROM ${raw(table)} r CROSS JOIN ${span} y WHERE ${isOfYear} AND ${isInNow}) AS total, (SELECT count(*)::int FROM now_one) AS now, (SELECT count(*)::int FROM then_one) AS was,
        (SELECT count(*)::int FROM differing) AS count,
        (SELECT coalesce(json_agg(json_build_object('id', l.id, 'title', l.title, 'isNew', l.is_new)), '[]') FROM (
          SELECT d.id, (${raw(title)})::text AS title, d.is_new FROM differing d JOIN ${raw(table)} r ON r.id = d.id CROSS JOIN ${span} y ORDER BY title, d.id LIMIT ${most}::int) l) AS changed)`;
  };
  return queryRows(read, Prisma.sql`${Prisma.join(knowns.map(each), " UNION ALL ")} ORDER BY place`);
}
