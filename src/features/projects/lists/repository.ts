import "server-only";
import { Prisma } from "@db/client";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import type { Scope } from "@/server/permit";
import type { ReportedProject } from "../report";
import { GIVES_BASIS } from "@/features/decisions/rules";
import { escapeLike } from "@/lib/like";
import { APPLIED_STATUSES, AWAITING_STATUSES, CARRYING_OUT, DECIDED_STATUSES, DECIDING_MATTERS, REPORTED, WAITING_STATUSES, type ProjectMatter } from "../rules";
import { type ApplicationState, PAGE_SIZE, type ProgrammeChoice, type ProjectFilter, type ProjectStatus, DOCUMENTABLE, type Documentable, STATABLE, type Statable, type Trait } from "../schema";

export interface ProjectRow {
  id: string;
  title: string;
  programme: string | null;
  programmeEn: string | null;
  caseNumber: string | null;
  unit: string;
  status: ProjectStatus;
  endsOn: PlainDate | null;
  endPrecision: DatePrecision | null;
  externalOre: bigint | null;
  ownOre: bigint | null;
  youth: boolean;
  isConfidential: boolean;
}

/** What the scope lets through of the register. */
function visible(scope: Scope<"projects">): Prisma.Sql[] {
  const inRegister = Prisma.sql`p.archived_at IS NULL`;
  if (scope.all) return [inRegister];
  return [
    inRegister,
    Prisma.sql`(NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[])
      OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`,
  ];
}

/** What projects' partners are looked for by: the register's partners, names and towns in small letters, or a whole country. */
export interface PartnerWish {
  partnerIds: readonly string[];
  names: readonly string[];
  country: string | null;
}

/** A project that someone is a partner in. */
export interface PartneredProject {
  id: string;
  title: string;
  status: ProjectStatus;
  unitId: string;
  unit: string;
  /** The partners that were looked for, as the project names them. */
  partners: string[];
}

/** Reads the projects that have such a partner, those that ended last first, at most so many, with how many there are. */
export async function selectPartnered(handle: Read, scope: Scope<"projects">, wish: PartnerWish, most: number, today: PlainDate): Promise<{ rows: PartneredProject[]; total: number }> {
  const rows = await queryRows<PartneredProject & { total: number }>(handle, Prisma.sql`
    WITH found AS (
      SELECT t.project_id, array_agg(DISTINCT t.name) AS partners FROM project_partner t WHERE t.removed_at IS NULL AND (
        t.partner_id = ANY (${[...wish.partnerIds]}::uuid[]) OR lower(t.name) = ANY (${[...wish.names]}::text[]) OR lower(t.town) = ANY (${[...wish.names]}::text[]) OR t.country = ${wish.country}::char(2))
      GROUP BY t.project_id)
    SELECT p.id, p.title, p.status::text AS status, p.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`p.unit_id`, today)} AS unit, f.partners, (count(*) OVER ())::int AS total
    FROM found f JOIN project p ON p.id = f.project_id WHERE ${Prisma.join(visible(scope), " AND ")} ORDER BY p.ends_on DESC NULLS LAST, p.title, p.id LIMIT ${most}::int`);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** What projects' places are looked for by. */
export interface PlaceWish {
  unitId: string | null;
  country: string | null;
}

/** A place where a project has a partner, or several. */
export interface ProjectPlace {
  id: string;
  name: string;
  place: string;
  town: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  unitId: string;
  unit: string;
}

/** The partners `t` of a project `p`, each with the one of the register that it is today as `k`. */
const placedPartner = Prisma.sql`
  project_partner t LEFT JOIN LATERAL (
    WITH RECURSIVE today AS (SELECT o.id, o.merged_into_id FROM partner o WHERE o.id = t.partner_id UNION ALL SELECT m.id, m.merged_into_id FROM partner m JOIN today ON m.id = today.merged_into_id)
    SELECT q.name, coalesce(q.place, CASE WHEN q.kind = 'TOWN' THEN q.name END) AS place, q.country, q.latitude, q.longitude FROM today JOIN partner q ON q.id = today.id WHERE today.merged_into_id IS NULL) k ON true`;

/** Reads where so many projects, by title, have partners, each place of a project once: a partner of the register lies where that says, as the one that it is today. */
export async function selectPlaces(handle: Read, scope: Scope<"projects">, wish: PlaceWish, most: number, today: PlainDate): Promise<ProjectPlace[]> {
  const conditions = visible(scope);
  if (wish.unitId !== null) conditions.push(Prisma.sql`p.unit_id = ${wish.unitId}::uuid`);
  const isThere = Prisma.sql`t.project_id = p.id AND t.removed_at IS NULL AND ${wish.country === null ? Prisma.sql`true` : Prisma.sql`coalesce(k.country, t.country) = ${wish.country}`}`;
  return queryRows<ProjectPlace>(handle, Prisma.sql`
    WITH chosen AS MATERIALIZED (
      SELECT p.id, p.title, p.unit_id FROM project p WHERE ${Prisma.join(conditions, " AND ")} AND EXISTS (SELECT 1 FROM ${wish.country === null ? Prisma.sql`project_partner t` : placedPartner} WHERE ${isThere}) ORDER BY p.title, p.id LIMIT ${most}::int)
    SELECT p.id, p.title AS name, string_agg(DISTINCT x.name, ', ') AS place, x.town, x.country, x.latitude, x.longitude, p.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`p.unit_id`, today)} AS unit
    FROM chosen p CROSS JOIN LATERAL (
      SELECT coalesce(k.name, t.name) AS name, coalesce(k.place, t.town) AS town, coalesce(k.country, t.country) AS country, k.latitude::float8 AS latitude, k.longitude::float8 AS longitude FROM ${placedPartner} WHERE ${isThere}) x
    GROUP BY p.id, p.title, p.unit_id, 4, 5, 6, 7 ORDER BY p.title, p.id, 3`);
}

// EXISTS, and not IN: where a list is asked for what lacks something, a set of all ids that outgrows the working memory is gone through for every row.
const hasDecision = Prisma.sql`EXISTS (SELECT 1 FROM decision d WHERE d.subject_id = p.id AND d.archived_at IS NULL AND d.matter = ANY (${[...DECIDING_MATTERS]}::"MatterKind"[]) AND d.verdict = ANY (${[...GIVES_BASIS]}::"DecisionVerdict"[]))`;
const hasStatus = (statuses: readonly ProjectStatus[]) => Prisma.sql`p.status = ANY (${[...statuses]}::"ProjectStatus"[])`;
const isCarriedOut = hasStatus(CARRYING_OUT);

const hasEnded = Prisma.sql`${isCarriedOut} AND p.ends_on < (now() AT TIME ZONE 'Europe/Stockholm')::date`;
const isClosed = (said: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM project_closing c WHERE c.project_id = p.id AND c.removed_at IS NULL AND ${said})`;

/** Of which projects each thing is asked, for those that are not asked of all. */
const isAsked: Readonly<Record<Documentable, Prisma.Sql>> = {
  caseNumber: isCarriedOut,
  period: isCarriedOut,
  budget: isCarriedOut,
  benefit: isCarriedOut,
  finalReport: hasEnded,
  outcome: hasEnded,
  lessons: hasEnded,
  decision: Prisma.sql`p.is_externally_funded AND ${hasStatus(DECIDED_STATUSES)}`,
  financing: Prisma.sql`p.is_externally_funded AND ${isCarriedOut}`,
};

/** What it takes to have each thing. */
const isStated: Readonly<Record<Trait, Prisma.Sql>> = {
  caseNumber: Prisma.sql`p.case_number IS NOT NULL`,
  period: Prisma.sql`p.starts_on IS NOT NULL AND p.ends_on IS NOT NULL`,
  budget: Prisma.sql`p.total_budget_minor IS NOT NULL`,
  benefit: Prisma.sql`p.benefit IS NOT NULL`,
  finalReport: hasStatus(REPORTED),
  outcome: isClosed(Prisma.sql`true`),
  lessons: isClosed(Prisma.sql`c.lessons IS NOT NULL`),
  decision: hasDecision,
  financing: Prisma.sql`EXISTS (SELECT 1 FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL)`,
  municipalGoal: Prisma.sql`p.municipal_goals <> '{}'`,
  unitGoal: Prisma.sql`p.unit_goal IS NOT NULL`,
  childrenAndYouth: Prisma.sql`p.reaches_children_and_youth IS NOT NULL`,
  area: Prisma.sql`p.area_code IS NOT NULL`,
  priority: Prisma.sql`(p.priority_ids <> '{}' OR p.no_priority_reason IS NOT NULL)`,
  payingUnit: Prisma.sql`EXISTS (SELECT 1 FROM funding_line f WHERE f.project_id = p.id AND (f.payer_unit_id IS NOT NULL OR f.is_paid_centrally) AND f.removed_at IS NULL)`,
};

/** What the answers to an application were: the latest one holds. */
const latestAnswer = Prisma.sql`(SELECT s.to_status FROM status_change s WHERE s.project_id = p.id AND s.taken_back_at IS NULL AND s.to_status IN ('GRANTED', 'REJECTED') ORDER BY s.changed_on DESC, s.created_at DESC LIMIT 1)`;
const appliedBetween = (first: string, last: string) => Prisma.sql`p.id IN (
  SELECT s.project_id FROM status_change s WHERE s.taken_back_at IS NULL AND s.to_status = ANY (${[...APPLIED_STATUSES]}::"ProjectStatus"[]) GROUP BY s.project_id HAVING min(s.changed_on) BETWEEN ${first}::date AND ${last}::date)`;
/** How an application stands: of one that was granted after having been refused, the grant; of one that is to be sought again, the refusal. */
const isApplication: Readonly<Record<ApplicationState, Prisma.Sql>> = {
  SENT: Prisma.sql`EXISTS (SELECT 1 FROM status_change s WHERE s.project_id = p.id AND s.taken_back_at IS NULL AND s.to_status = ANY (${[...APPLIED_STATUSES]}::"ProjectStatus"[]))`,
  WAITING: hasStatus(WAITING_STATUSES),
  GRANTED: Prisma.sql`(NOT ${hasStatus(WAITING_STATUSES)} AND coalesce(${latestAnswer} = 'GRANTED', ${isCarriedOut}))`,
  REJECTED: Prisma.sql`(NOT ${hasStatus(WAITING_STATUSES)} AND coalesce(${latestAnswer} = 'REJECTED', false))`,
};

function conditionsOf(scope: Scope<"projects">, filter: ProjectFilter): Prisma.Sql {
  const conditions = visible(scope);
  if (filter.unitId !== null) {
    // A unit that others have been merged into, step by step, answers for what they logged as well.
    conditions.push(Prisma.sql`p.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  }
  if (filter.status !== null) conditions.push(Prisma.sql`p.status = ${filter.status}::"ProjectStatus"`);
  if (filter.programmeId !== null) conditions.push(Prisma.sql`p.programme_id = ${filter.programmeId}::uuid`);
  if (filter.priorityId !== null) conditions.push(Prisma.sql`p.priority_ids <> '{}' AND p.priority_ids @> ARRAY[${filter.priorityId}::uuid]`);
  if (filter.year !== null) {
    const [first, last] = [`${String(filter.year)}-01-01`, `${String(filter.year)}-12-31`];
    conditions.push(Prisma.sql`(p.starts_on IS NOT NULL OR p.ends_on IS NOT NULL) AND coalesce(p.starts_on, p.ends_on) <= ${last}::date AND coalesce(p.ends_on, p.starts_on) >= ${first}::date`);
  }
  if (filter.begunBy !== null) conditions.push(Prisma.sql`coalesce(p.starts_on, p.ends_on) <= ${filter.begunBy}::date`);
  for (const trait of [filter.states, filter.lacks]) {
    if (trait === null) continue;
    if (trait in isAsked) conditions.push(isAsked[trait as Documentable]);
    conditions.push(trait === filter.states ? Prisma.sql`(${isStated[trait]})` : Prisma.sql`NOT (${isStated[trait]})`);
  }
  if (filter.appliedIn !== null) conditions.push(appliedBetween(`${String(filter.appliedIn)}-01-01`, `${String(filter.appliedIn)}-12-31`));
  if (filter.application !== null) conditions.push(isApplication[filter.application]);
  if (filter.youth) conditions.push(Prisma.sql`p.reaches_children_and_youth`);
  if (filter.purpose !== null) conditions.push(Prisma.sql`${filter.purpose} = ANY (p.purposes)`);
  if (filter.goal !== null) conditions.push(Prisma.sql`${filter.goal} = ANY (p.municipal_goals)`);
  if (filter.area !== null) conditions.push(Prisma.sql`p.area_code = ${filter.area}`);
  if (filter.international) conditions.push(Prisma.sql`p.is_international`);
  if (filter.open) conditions.push(Prisma.sql`NOT p.is_confidential`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`p.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

function orderOf(filter: ProjectFilter, youthFirst: boolean): Prisma.Sql {
  const direction = Prisma.raw(filter.descending ? "DESC NULLS LAST" : "ASC NULLS LAST");
  const column = {
    title: Prisma.sql`p.title`,
    unit: Prisma.sql`unit`,
    status: Prisma.sql`p.status`,
    ends: Prisma.sql`p.ends_on`,
    external: Prisma.sql`p.external_funding_ore`,
    own: Prisma.sql`p.own_funding_ore`,
  }[filter.sort];
  return Prisma.sql`${youthFirst ? Prisma.sql`p.reaches_children_and_youth DESC, ` : Prisma.empty}${column} ${direction}, p.id`;
}

const listColumns = (today: PlainDate) => Prisma.sql`
  p.id, p.title, p.case_number AS "caseNumber", p.status, p.ends_on::text AS "endsOn", p.end_precision AS "endPrecision",
  p.external_funding_ore AS "externalOre", p.own_funding_ore AS "ownOre", p.reaches_children_and_youth AS youth, p.is_confidential AS "isConfidential",
  g.name_sv AS programme, g.name_en AS "programmeEn",
  (SELECT coalesce(n.short_name, n.name) FROM body_name n WHERE n.body_id = p.unit_id
    ORDER BY (n.valid_from IS NULL OR n.valid_from <= ${today}::date) AND (n.valid_to IS NULL OR n.valid_to >= ${today}::date) DESC, n.valid_to DESC NULLS FIRST LIMIT 1) COLLATE "sv-SE-x-icu" AS unit`;

/** Reads one page of the register and how many there are in all. */
export async function selectProjects(handle: Read, scope: Scope<"projects">, filter: ProjectFilter, youthFirst: boolean, today: PlainDate): Promise<{ rows: ProjectRow[]; total: number }> {
  const where = conditionsOf(scope, filter);
  const offset = (filter.page - 1) * PAGE_SIZE;
  // Free text, a unit or a programme keeps few rows: found first and sorted after, or the planner walks the whole order looking for them.
  const isNarrow = filter.q !== "" || filter.unitId !== null || filter.programmeId !== null;
  const source = isNarrow ? Prisma.sql`m p` : Prisma.sql`project p`;
  const rows = await queryRows<ProjectRow & { total: bigint }>(handle, Prisma.sql`
    ${isNarrow ? Prisma.sql`WITH m AS MATERIALIZED (SELECT * FROM project p WHERE ${where})` : Prisma.empty}
    SELECT ${listColumns(today)}, (SELECT count(*) FROM ${source} ${isNarrow ? Prisma.empty : Prisma.sql`WHERE ${where}`}) AS total
    FROM ${source} LEFT JOIN programme g ON g.id = p.programme_id
    ${isNarrow ? Prisma.empty : Prisma.sql`WHERE ${where}`}
    ORDER BY ${orderOf(filter, youthFirst)} LIMIT ${PAGE_SIZE} OFFSET ${offset}`);
  if (rows.length > 0 || filter.page === 1) return { rows, total: Number(rows[0]?.total ?? 0n) };
  const [counted] = await clientOf(handle).$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM project p WHERE ${where}`;
  return { rows, total: Number(counted?.total ?? 0n) };
}

/** What a list can be filtered by. */
export interface FilterChoices {
  /** In Swedish order. */
  units: { id: string; name: string }[];
  /** In Swedish order. */
  programmes: ProgrammeChoice[];
  /** Latest first, at most 60. */
  years: number[];
}

/** Reads, in one statement, the units of a day, the programmes, and the years in which the actor may see projects. */
export async function selectFilterChoices(handle: Read, scope: Scope<"projects">, day: PlainDate): Promise<FilterChoices> {
  const [row] = await queryRows<{ units: FilterChoices["units"] | null; programmes: ProgrammeChoice[] | null; first: number | null; last: number | null }>(handle, Prisma.sql`
    SELECT
      (SELECT jsonb_agg(jsonb_build_object('id', b.id, 'name', n.name) ORDER BY n.name) FROM body b JOIN body_name n ON n.body_id = b.id AND daterange(n.valid_from, n.valid_to, '[]') @> ${day}::date
        WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE') AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date) AS units,
      (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'nameSv', g.name_sv, 'nameEn', g.name_en, 'period', g.period) ORDER BY g.name_sv) FROM programme g WHERE g.archived_at IS NULL) AS programmes,
      (SELECT extract(year FROM min(p.starts_on))::int FROM project p WHERE ${Prisma.join(visible(scope), " AND ")}) AS first,
      (SELECT extract(year FROM max(p.ends_on))::int FROM project p WHERE ${Prisma.join(visible(scope), " AND ")}) AS last`);
  const { first, last } = row ?? {};
  return {
    units: row?.units ?? [],
    programmes: row?.programmes ?? [],
    years: first == null || last == null ? [] : Array.from({ length: Math.min(last - first + 1, 60) }, (_none, index) => last - index),
  };
}

// Unit by unit and status by status, each is read along its index, and no further than is told of.
const eachUnit = (unitIds: readonly string[]) => Prisma.sql`unnest(${[...unitIds]}::uuid[]) AS u(id)`;
const eachStatus = (statuses: readonly ProjectStatus[]) => Prisma.sql`unnest(${[...statuses]}::"ProjectStatus"[]) AS s(status)`;

/** Reads projects of the given units that have ended without a final report and that nothing says a later day for, longest overdue first. */
export async function selectUnreported(handle: Read, unitIds: readonly string[], day: PlainDate): Promise<{ id: string; title: string; unitId: string; endsOn: PlainDate }[]> {
  return clientOf(handle).$queryRaw`
    SELECT w.id, w.title, w.unit_id AS "unitId", w.ends_on::text AS "endsOn" FROM ${eachUnit(unitIds)} CROSS JOIN ${eachStatus(["ONGOING", "IN_MODIFICATION"])} CROSS JOIN LATERAL (
      SELECT p.id, p.title, p.unit_id, p.ends_on FROM project p WHERE p.archived_at IS NULL AND p.unit_id = u.id AND p.status = s.status AND p.ends_on < ${day}::date
        AND NOT EXISTS (SELECT 1 FROM programme g WHERE g.id = p.programme_id AND g.final_report_months IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM project_deadline d WHERE d.project_id = p.id AND d.kind = 'FINAL_REPORT' AND d.removed_at IS NULL)
      ORDER BY p.ends_on, p.id LIMIT 50) w
    ORDER BY w.ends_on, w.id LIMIT 50`;
}

/** Reads projects in a state that a decision gives and that have none to stand on, those still on their way there last, and the first to end first; those of some units alone where they are given; at most 200. */
export async function selectUndecided(handle: Read, scope: Scope<"projects">, unitIds: readonly string[] | null): Promise<ProjectMatter[]> {
  const [of, whose] = unitIds === null ? [Prisma.empty, Prisma.sql`true`] : [Prisma.sql`CROSS JOIN ${eachUnit(unitIds)}`, Prisma.sql`p.unit_id = u.id`];
  return clientOf(handle).$queryRaw<ProjectMatter[]>`
    SELECT p.id, p.title, p.unit_id AS "unitId", p.status::text AS status, p.is_externally_funded AS "isExternallyFunded", p.is_international AS "isInternational",
      p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn",
      CASE WHEN p.currency = 'SEK' THEN p.total_budget_minor ELSE round(p.total_budget_minor * p.sek_per_unit)::bigint END AS "totalBudgetOre",
      (SELECT count(*)::int FROM project_unit u WHERE u.project_id = p.id AND u.removed_at IS NULL) AS "participatingUnits"
    FROM (
      SELECT w.id FROM ${eachStatus(AWAITING_STATUSES)} ${of} CROSS JOIN LATERAL (
        SELECT p.id, p.status, p.ends_on FROM project p WHERE ${Prisma.join(visible(scope), " AND ")} AND p.status = s.status AND NOT ${hasDecision} AND ${whose} ORDER BY p.ends_on NULLS LAST, p.id LIMIT 200) w
      ORDER BY w.status = 'APPLICATION_IN_PROGRESS', w.ends_on NULLS LAST, w.id LIMIT 200) f JOIN project p ON p.id = f.id
    ORDER BY p.status = 'APPLICATION_IN_PROGRESS', p.ends_on NULLS LAST, p.id`;
}

/** Counts the register as the actor may see it: all, going on, and how many units have any. */
export async function countProjects(handle: Read, scope: Scope<"projects">): Promise<{ all: number; ongoing: number; units: number }> {
  const [row] = await clientOf(handle).$queryRaw<{ all: bigint; ongoing: bigint; units: bigint }[]>`
    SELECT sum(u.all)::bigint AS all, sum(u.ongoing)::bigint AS ongoing, count(*) AS units
    FROM (SELECT count(*) AS all, count(*) FILTER (WHERE p.status IN ('ONGOING', 'IN_MODIFICATION')) AS ongoing FROM project p WHERE ${Prisma.join(visible(scope), " AND ")} GROUP BY p.unit_id) u`;
  return { all: Number(row?.all ?? 0), ongoing: Number(row?.ongoing ?? 0), units: Number(row?.units ?? 0) };
}

/** Every unit with itself and all that have gone up into it, step by step, as the list's filter on a unit takes them. */
const unitsWithPredecessors = Prisma.sql`
  RECURSIVE same AS (
    SELECT b.id AS unit_id, b.id FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE')
    UNION SELECT s.unit_id, b.id FROM body b JOIN same s ON b.merged_into_id = s.id)`;

/** What the projects of a unit come to. */
export interface UnitCounts {
  unitId: string;
  all: number;
  childrenAndYouth: number;
}

/** Counts what a list under the filter would hold for each unit. */
export async function countByUnit(handle: Read, scope: Scope<"projects">, filter: ProjectFilter): Promise<UnitCounts[]> {
  return clientOf(handle).$queryRaw<UnitCounts[]>`
    WITH ${unitsWithPredecessors},
    counted AS MATERIALIZED (
      SELECT p.unit_id, count(*) AS many, count(*) FILTER (WHERE p.reaches_children_and_youth) AS young
      FROM project p WHERE ${conditionsOf(scope, filter)} GROUP BY p.unit_id)
    SELECT same.unit_id AS "unitId", sum(c.many)::int AS "all", sum(c.young)::int AS "childrenAndYouth" FROM same JOIN counted c ON c.unit_id = same.id GROUP BY same.unit_id`;
}

/** What became of a unit's applications. */
export interface UnitApplications {
  unitId: string;
  unit: string;
  sent: number;
  waiting: number;
  granted: number;
  rejected: number;
}

/** Counts what became of the applications that a list under the filter would hold, by unit in the order of their names; a unit that has been merged counts where it has gone. */
export async function countApplications(handle: Read, scope: Scope<"projects">, filter: ProjectFilter, today: PlainDate): Promise<UnitApplications[]> {
  return queryRows(handle, Prisma.sql`
    WITH counted AS (
      SELECT unit_today(p.unit_id) AS unit_id, ${isApplication.WAITING} AS waiting, ${isApplication.GRANTED} AS granted, ${isApplication.REJECTED} AS rejected
      FROM project p WHERE ${conditionsOf(scope, filter)} AND ${isApplication.SENT})
    SELECT p.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`p.unit_id`, today)} AS unit, count(*)::int AS sent, count(*) FILTER (WHERE waiting)::int AS waiting,
      count(*) FILTER (WHERE granted)::int AS granted, count(*) FILTER (WHERE rejected)::int AS rejected
    FROM counted p GROUP BY p.unit_id ORDER BY unit, p.unit_id`);
}

/** What a unit's projects show of what a governing document may ask of them. */
export interface UnitEvidence {
  unitId: string;
  logged: number;
  /** How many of them state what may be asked. */
  stating: Record<Statable, number>;
}

/** Counts what the projects of each unit that a list under the filter would hold show. */
export async function countEvidence(handle: Read, scope: Scope<"projects">, filter: ProjectFilter): Promise<UnitEvidence[]> {
  const columns = STATABLE.map((stated) => Prisma.sql`count(*) FILTER (WHERE ${isStated[stated]}) AS ${Prisma.raw(`"${stated}"`)}`);
  const sums = STATABLE.map((stated) => Prisma.raw(`'${stated}', sum(c."${stated}")`));
  return clientOf(handle).$queryRaw<UnitEvidence[]>`
    WITH ${unitsWithPredecessors},
    counted AS MATERIALIZED (
      SELECT p.unit_id, count(*) AS logged, ${Prisma.join(columns)} FROM project p WHERE ${conditionsOf(scope, filter)} GROUP BY p.unit_id)
    SELECT same.unit_id AS "unitId", sum(c.logged)::int AS logged, json_build_object(${Prisma.join(sums)}) AS stating
    FROM same JOIN counted c ON c.unit_id = same.id GROUP BY same.unit_id`;
}

/** How many projects say that they serve each purpose and each goal of the municipality, and belong to each area, by the codes that they wrote. */
export interface CodeCounts {
  all: number;
  purposes: Readonly<Record<string, number>>;
  goals: Readonly<Record<string, number>>;
  areas: Readonly<Record<string, number>>;
}

/** Counts of the projects that a list under the filter would hold how many have each code; the register is gone through once. */
export async function countCodes(handle: Read, scope: Scope<"projects">, filter: ProjectFilter): Promise<CodeCounts> {
  const each = (column: string) => Prisma.sql`(SELECT coalesce(json_object_agg(k.code, k.many), '{}') FROM (SELECT code, count(*) AS many FROM chosen CROSS JOIN LATERAL unnest(${Prisma.raw(column)}) AS code GROUP BY code) k)`;
  const [row] = await queryRows<CodeCounts>(handle, Prisma.sql`
    WITH chosen AS MATERIALIZED (
      SELECT ARRAY(SELECT DISTINCT unnest(p.purposes)) AS purposes, ARRAY(SELECT DISTINCT unnest(p.municipal_goals)) AS goals, array_remove(ARRAY[p.area_code], NULL) AS areas
      FROM project p WHERE ${conditionsOf(scope, filter)})
    SELECT (SELECT count(*)::int FROM chosen) AS all, ${each("purposes")} AS purposes, ${each("goals")} AS goals, ${each("areas")} AS areas`);
  if (row === undefined) throw new Error("An aggregate answered without a row.");
  return row;
}

/** Counts, of each of some years in their order, the projects that a list under the filter and that year would hold. */
export async function countByYear(handle: Read, scope: Scope<"projects">, filter: ProjectFilter, years: readonly number[]): Promise<number[]> {
  const rows = await queryRows<{ year: number; count: number }>(handle, Prisma.sql`
    SELECT y.year, count(*)::int AS count FROM unnest(${[...years]}::int[]) AS y(year)
    JOIN project p ON coalesce(p.starts_on, p.ends_on) <= make_date(y.year, 12, 31) AND coalesce(p.ends_on, p.starts_on) >= make_date(y.year, 1, 1)
    WHERE ${conditionsOf(scope, { ...filter, year: null })} GROUP BY y.year`);
  const countOf = new Map(rows.map(({ year, count }) => [year, count]));
  return years.map((year) => countOf.get(year) ?? 0);
}

/** What is asked of projects, how many have it and lack it, and the first of those that lack it. */
export interface DocumentedTrait {
  trait: Documentable;
  having: number;
  lacking: number;
  first: { id: string; title: string }[];
}

/** Counts of the projects under a filter how many have and lack each thing that is asked of them, and reads so many of those that lack it, the first to end first. */
export async function countDocumented(handle: Read, scope: Scope<"projects">, filter: ProjectFilter, most: number): Promise<DocumentedTrait[]> {
  const columns = DOCUMENTABLE.map((trait) => ({ trait, has: Prisma.raw(`"${trait}"`) }));
  // The projects are gone through once, whatever is asked of them.
  const [row] = await clientOf(handle).$queryRaw<{ found: DocumentedTrait[] }[]>`
    WITH asked AS MATERIALIZED (
      SELECT p.id, p.title, p.ends_on, ${Prisma.join(columns.map(({ trait, has }) => Prisma.sql`CASE WHEN ${isAsked[trait]} THEN (${isStated[trait]}) END AS ${has}`))}
      FROM project p WHERE ${conditionsOf(scope, filter)})
    SELECT json_build_array(${Prisma.join(
      columns.map(
        ({ trait, has }) => Prisma.sql`json_build_object('trait', ${trait}::text, 'having', count(*) FILTER (WHERE ${has}), 'lacking', count(*) FILTER (WHERE NOT ${has}), 'first',
          (SELECT coalesce(json_agg(json_build_object('id', f.id, 'title', f.title)), '[]') FROM (SELECT id, title FROM asked WHERE NOT ${has} ORDER BY ends_on NULLS FIRST, id LIMIT ${most}::int) f))`,
      ),
    )}) AS found FROM asked`;
  if (row === undefined) throw new Error("An aggregate answered without a row.");
  return row.found;
}

const PIECE = 2_000;
/** What stands between the columns of a row and for an empty one; taken out of texts, where no form lets them in. */
const [BETWEEN, NOTHING] = ["\u001f", "\u001e"];

/** Reads all that a list shows, in its order, a couple of thousand at a time, within a transaction that stays open meanwhile. */
export async function* streamProjects(tx: Tx, scope: Scope<"projects">, filter: ProjectFilter, youthFirst: boolean, today: PlainDate): AsyncGenerator<ReportedProject[]> {
  const client = clientOf(tx);
  const clean = (column: string) => Prisma.sql`translate(${Prisma.raw(column)}, ${BETWEEN + NOTHING}, '')`;
  const columns = [
    ...["p.title", "p.acronym", "p.case_number"].map(clean),
    ...["g.name_sv", "g.name_en", "unit", "p.id", "p.status", "p.starts_on", "p.start_precision", "p.ends_on", "p.end_precision"].map((column) => Prisma.raw(`${column}::text`)),
    ...["p.external_funding_ore", "p.own_funding_ore", "p.reaches_children_and_youth", "p.is_confidential"].map((column) => Prisma.raw(`${column}::text`)),
  ].map((column) => Prisma.sql`coalesce(${column}, ${NOTHING})`);
  // All rows will be wanted: without this the planner prepares to hand over the first ones soon.
  await client.$executeRaw`SELECT set_config('cursor_tuple_fraction', '1', true)`;
  // One text a row: decoding each column for itself takes twice the time, which a hundred thousand rows make felt.
  await client.$executeRaw`
    DECLARE reported NO SCROLL CURSOR FOR
    WITH g AS MATERIALIZED (SELECT id, ${clean("name_sv")} AS name_sv, ${clean("name_en")} AS name_en FROM programme),
    named AS MATERIALIZED (
      SELECT DISTINCT ON (n.body_id) n.body_id, ${clean("coalesce(n.short_name, n.name)")} COLLATE "sv-SE-x-icu" AS unit FROM body_name n
      ORDER BY n.body_id, (n.valid_from IS NULL OR n.valid_from <= ${today}::date) AND (n.valid_to IS NULL OR n.valid_to >= ${today}::date) DESC, n.valid_to DESC NULLS FIRST)
    SELECT concat_ws(${BETWEEN}, ${Prisma.join(columns)}) AS "row"
    FROM project p LEFT JOIN named ON named.body_id = p.unit_id LEFT JOIN g ON g.id = p.programme_id
    WHERE ${conditionsOf(scope, filter)} ORDER BY ${orderOf(filter, youthFirst)}`;
  const fetchPiece = () => {
    const piece = client.$queryRaw<{ row: string }[]>`FETCH ${Prisma.raw(String(PIECE))} FROM reported`.then((rows) => rows);
    // Fetched ahead, it may fail before anyone waits for it; whoever does is told.
    piece.catch(() => undefined);
    return piece;
  };
  let next = fetchPiece();
  try {
    for (;;) {
      const rows = await next;
      const isLast = rows.length < PIECE;
      // The database reads on while this piece is written.
      if (!isLast) next = fetchPiece();
      if (rows.length > 0) yield rows.map(({ row }) => readReported(row));
      if (isLast) return;
    }
  } finally {
    await next.catch(() => undefined);
  }
}

function readReported(row: string): ReportedProject {
  const [title = "", acronym, caseNumber, programme, programmeEn, unit, id = "", status, startsOn, startPrecision, endsOn, endPrecision, external, own, youth, confidential] = row.split(BETWEEN);
  const given = (value: string | undefined) => (value === undefined || value === NOTHING ? null : value);
  const ore = (value: string | undefined) => (value === undefined || value === NOTHING ? null : BigInt(value));
  return {
    id,
    title,
    acronym: given(acronym),
    programme: given(programme),
    programmeEn: given(programmeEn),
    caseNumber: given(caseNumber),
    unit: given(unit) ?? "",
    status: status as ProjectStatus,
    startsOn: given(startsOn),
    startPrecision: given(startPrecision) as DatePrecision | null,
    endsOn: given(endsOn),
    endPrecision: given(endPrecision) as DatePrecision | null,
    externalOre: ore(external),
    ownOre: ore(own),
    youth: youth === "true",
    isConfidential: confidential === "true",
  };
}
