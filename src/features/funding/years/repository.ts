import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { CENTRAL } from "@/features/projects/schema";
import { bodyNameOn } from "@/server/body-sql";
import { queryRows, type Read, type Tx } from "@/server/db";
import { NOTHING, type Amounts, type MoneyCell } from "./rules";
import { MONEY_A_PAGE, NONE, type LeftOut, type MoneyFilter, type MoneyKind } from "./schema";

const firstDay = (year: number) => Prisma.sql`make_date(${year}::int, 1, 1)`;
const lastDay = (year: number) => Prisma.sql`make_date(${year}::int, 12, 31)`;

/** What came of open projects' money in some years, each payment in öre by its own rate or the project's; none where there is no rate. */
const received = (from: number, to: number) => Prisma.sql`
  SELECT p.id AS project_id, p.unit_id, p.programme_id, p.is_international, p.is_externally_funded, extract(year FROM m.received_on)::int AS year,
    CASE WHEN m.currency = 'SEK' THEN m.received_minor ELSE round(m.received_minor * coalesce(m.sek_per_unit, CASE WHEN m.currency = p.currency THEN p.sek_per_unit END))::bigint END AS ore
  FROM payment m JOIN project p ON p.id = m.project_id
  WHERE m.received_on BETWEEN ${firstDay(from)} AND ${lastDay(to)} AND m.removed_at IS NULL AND p.archived_at IS NULL AND NOT p.is_confidential`;

/** Every open project's money of a year: one row of its funding, and one for each payment that came. All that is told of the year is summed from these. */
const base = (year: number) => Prisma.sql`
  SELECT y.project_id, y.unit_id, y.programme_id, y.is_international, y.is_externally_funded, y.eu_ore AS eu, y.external_ore - y.eu_ore AS other, y.own_ore - y.own_in_kind_ore AS cash, y.own_in_kind_ore AS in_kind, 0::bigint AS received
  FROM project_year y WHERE y.year = ${year} AND NOT y.is_confidential AND (y.external_ore > 0 OR y.own_ore > 0)
  UNION ALL
  SELECT r.project_id, r.unit_id, r.programme_id, r.is_international, r.is_externally_funded, 0, 0, 0, 0, r.ore FROM (${received(year, year)}) r WHERE r.ore IS NOT NULL`;

/** Projects with what no sum of the year holds, each once for its lines and once for each payment. */
const leftOut = (year: number, what: LeftOut) => {
  const [external, own, isLeft] =
    what === "period" ? [Prisma.sql`y.period_external_ore`, Prisma.sql`y.period_own_ore`, Prisma.sql`(y.period_external_ore > 0 OR y.period_own_ore > 0)`] : [Prisma.sql`0::bigint`, Prisma.sql`0::bigint`, Prisma.sql`y.unconverted_lines > 0`];
  const lines = Prisma.sql`
    SELECT y.project_id, y.unit_id, y.programme_id, y.is_international, y.is_externally_funded, ${external} AS eu, 0::bigint AS other, ${own} AS cash, 0::bigint AS in_kind, 0::bigint AS received
    FROM project_year y WHERE y.year = ${year} AND NOT y.is_confidential AND ${isLeft}`;
  return what === "period" ? lines : Prisma.sql`${lines} UNION ALL SELECT r.project_id, r.unit_id, r.programme_id, r.is_international, r.is_externally_funded, 0, 0, 0, 0, 0 FROM (${received(year, year)}) r WHERE r.ore IS NULL`;
};

/** Who pays how much of the projects' own parts: each project's unit all of it, but for what is paid elsewhere (V19). */
const paid = (year: number) => Prisma.sql`
  SELECT y.project_id, y.unit_id AS payer_id, y.own_ore AS own FROM project_year y WHERE y.year = ${year} AND NOT y.is_confidential AND (y.external_ore > 0 OR y.own_ore > 0)
  UNION ALL SELECT e.project_id, e.unit_id, -e.own_ore FROM paid_elsewhere e WHERE e.year = ${year} AND NOT e.is_confidential
  UNION ALL SELECT e.project_id, e.payer_unit_id, e.own_ore FROM paid_elsewhere e WHERE e.year = ${year} AND NOT e.is_confidential`;

/** Bodies that can answer for a record, each with the one that has taken it over, step by step. */
const ANSWERING = Prisma.sql`
  chain AS (
    SELECT b.id, b.id AS unit_id, b.merged_into_id AS next FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE', 'WORKPLACE')
    UNION SELECT c.id, b.id, b.merged_into_id FROM chain c JOIN body b ON b.id = c.next)`;

const SUMS = Prisma.sql`sum(eu)::text AS eu, sum(other)::text AS other, sum(cash)::text AS cash, sum(in_kind)::text AS "inKind", sum(received)::text AS received`;

type Told = Record<keyof Amounts, string>;

const toAmounts = ({ eu, other, cash, inKind, received: came }: Told): Amounts => ({ eu: BigInt(eu), other: BigInt(other), cash: BigInt(cash), inKind: BigInt(inKind), received: BigInt(came) });

type Dimensions = Pick<MoneyCell, "unitId" | "programmeId" | "isInternational" | "isExternallyFunded">;

/** Sums what projects in the register are funded with in a year, by unit, programme and flags. Each project's row is read once, from the index alone. */
export async function sumFunded(read: Read, year: number): Promise<MoneyCell[]> {
  const rows = await queryRows<Dimensions & Record<"external" | "own" | "eu" | "inKind", string>>(read, Prisma.sql`
    SELECT y.unit_id AS "unitId", y.programme_id AS "programmeId", y.is_international AS "isInternational", y.is_externally_funded AS "isExternallyFunded",
      sum(y.external_ore)::text AS external, sum(y.own_ore)::text AS own, sum(y.eu_ore)::text AS eu, sum(y.own_in_kind_ore)::text AS "inKind"
    FROM project_year y WHERE y.year = ${year} AND NOT y.is_confidential AND (y.external_ore > 0 OR y.own_ore > 0) GROUP BY 1, 2, 3, 4`);
  return rows.map(({ external, own, eu, inKind, ...of }) => ({ ...of, eu: BigInt(eu), other: BigInt(external) - BigInt(eu), cash: BigInt(own) - BigInt(inKind), inKind: BigInt(inKind), received: 0n }));
}

/** What came: in the last of some years as cells beside those of the funding, and by programme and calendar year. */
export interface Received {
  cells: MoneyCell[];
  byProgramme: { programmeId: string | null; year: number; ore: bigint; unconverted: number }[];
}

/** Sums what came in some years, both ways from one reading of the payments. */
export async function sumReceived(read: Read, from: number, to: number): Promise<Received> {
  const rows = await queryRows<Dimensions & { year: number | null; ore: string | null; unconverted: number }>(read, Prisma.sql`
    SELECT r.unit_id AS "unitId", r.programme_id AS "programmeId", r.is_international AS "isInternational", r.is_externally_funded AS "isExternallyFunded", r.year,
      (CASE WHEN grouping(r.year) = 0 THEN sum(r.ore) ELSE sum(r.ore) FILTER (WHERE r.year = ${to}::int) END)::text AS ore, (count(*) FILTER (WHERE r.ore IS NULL))::int AS unconverted
    FROM (${received(from, to)}) r GROUP BY GROUPING SETS ((r.year, r.programme_id), (r.unit_id, r.programme_id, r.is_international, r.is_externally_funded))`);
  return {
    cells: rows.flatMap(({ year, ore, unconverted: _without, ...of }) => (year !== null || ore === null ? [] : [{ ...of, ...NOTHING, received: BigInt(ore) }])),
    byProgramme: rows.flatMap(({ year, programmeId, ore, unconverted }) => (year === null ? [] : [{ programmeId, year, ore: BigInt(ore ?? 0), unconverted }])),
  };
}

/** Sums what of a year's own parts another than the projects' own unit pays; a payer of null is centrally (V19). */
export async function sumPaidElsewhere(read: Read, year: number): Promise<{ unitId: string; payerId: string | null; own: bigint }[]> {
  const rows = await queryRows<{ unitId: string; payerId: string | null; own: string }>(read, Prisma.sql`
    SELECT e.unit_id AS "unitId", e.payer_unit_id AS "payerId", sum(e.own_ore)::text AS own FROM paid_elsewhere e WHERE e.year = ${year} AND NOT e.is_confidential GROUP BY 1, 2`);
  return rows.map((row) => ({ ...row, own: BigInt(row.own) }));
}

/** What no sum of a year holds: money of whole periods of projects then under way, and lines without a rate. */
export interface Left {
  periodExternal: bigint;
  periodOwn: bigint;
  unconvertedLines: number;
}

/** Sums what a year's figures leave out. */
export async function sumLeft(read: Read, year: number): Promise<Left> {
  const [row] = await queryRows<{ external: string; own: string; lines: number }>(read, Prisma.sql`
    SELECT coalesce(sum(period_external_ore), 0)::text AS external, coalesce(sum(period_own_ore), 0)::text AS own, coalesce(sum(unconverted_lines), 0)::int AS lines FROM project_year
    WHERE year = ${year} AND NOT is_confidential AND (period_external_ore > 0 OR period_own_ore > 0 OR unconverted_lines > 0)`);
  return { periodExternal: BigInt(row?.external ?? 0), periodOwn: BigInt(row?.own ?? 0), unconvertedLines: row?.lines ?? 0 };
}

export interface AnsweringUnit {
  id: string;
  unitId: string;
  unit: string;
}

/** Reads who answers for what was logged for each body, and what that one is called, in Swedish order. */
export async function selectAnswering(read: Read, today: PlainDate): Promise<AnsweringUnit[]> {
  return queryRows<AnsweringUnit>(read, Prisma.sql`
    WITH RECURSIVE ${ANSWERING}
    SELECT id, "unitId", unit FROM (SELECT c.id, c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, today)} AS unit FROM chain c WHERE c.next IS NULL) AS answering ORDER BY unit, id`);
}

export interface FundingProgramme {
  id: string;
  name: { sv: string; en: string };
  period: string | null;
  /** The fund that it belongs to, or itself where it belongs to none. */
  fund: string;
}

/** Reads all programmes that a project may have named, in Swedish order. */
export async function selectProgrammes(read: Read): Promise<FundingProgramme[]> {
  return queryRows(read, Prisma.sql`SELECT g.id, jsonb_build_object('sv', g.name_sv, 'en', g.name_en) AS name, g.period, coalesce(g.fund, g.name_sv) AS fund FROM programme g ORDER BY g.name_sv, g.period, g.id`);
}

/** A project with its money of a year. */
export interface MoneyRow extends Amounts {
  id: string;
  title: string;
  unit: string;
  programme: { sv: string; en: string } | null;
  fund: string | null;
}

export interface MoneyPage {
  rows: MoneyRow[];
  total: number;
  /** Of all of them, those on other pages too. */
  sums: Amounts;
}

const AMOUNT: Readonly<Record<MoneyKind | LeftOut, Prisma.Sql>> = {
  external: Prisma.sql`eu + other`,
  eu: Prisma.sql`eu`,
  other: Prisma.sql`other`,
  own: Prisma.sql`cash + in_kind`,
  cash: Prisma.sql`cash`,
  inKind: Prisma.sql`in_kind`,
  received: Prisma.sql`received`,
  period: Prisma.sql`eu + cash`,
  // Such amounts have no size.
  unconverted: Prisma.sql`1`,
};

function conditionsOf({ unitId, programmeId, fund, flag, what }: MoneyFilter): Prisma.Sql {
  const conditions = [Prisma.sql`${what === null ? Prisma.sql`true` : Prisma.sql`${AMOUNT[what]} > 0`}`];
  if (unitId !== null) conditions.push(Prisma.sql`unit_id = ${unitId}::uuid`);
  if (programmeId !== null) conditions.push(programmeId === NONE ? Prisma.sql`programme_id IS NULL` : Prisma.sql`programme_id = ${programmeId}::uuid`);
  if (fund !== null) conditions.push(fund === NONE ? Prisma.sql`programme_id IS NULL` : Prisma.sql`programme_id IN (SELECT g.id FROM programme g WHERE coalesce(g.fund, g.name_sv) = ${fund})`);
  if (flag !== null) conditions.push(Prisma.sql`is_international = ${flag === "both" || flag === "international"} AND is_externally_funded = ${flag === "both" || flag === "external"}`);
  return Prisma.join(conditions, " AND ");
}

/** The projects behind a figure, each once with its sums; where it is asked who pays, with what that one pays of the own part, whether as money or work, in place of them. */
function found(filter: MoneyFilter): Prisma.Sql {
  const { payerId, what } = filter;
  const source = what === "period" || what === "unconverted" ? leftOut(filter.year, what) : base(filter.year);
  const projects = Prisma.sql`projects AS (
    SELECT b.project_id, c.unit_id, b.programme_id, b.is_international, b.is_externally_funded, sum(b.eu) AS eu, sum(b.other) AS other, sum(b.cash) AS cash, sum(b.in_kind) AS in_kind, sum(b.received) AS received
    FROM (${source}) AS b LEFT JOIN chain c ON c.id = b.unit_id AND c.next IS NULL GROUP BY 1, 2, 3, 4, 5)`;
  if (payerId === null) return Prisma.sql`RECURSIVE ${ANSWERING}, ${projects}, found AS (SELECT * FROM projects WHERE ${conditionsOf(filter)})`;
  const isPayer = payerId === CENTRAL ? Prisma.sql`b.payer_id IS NULL` : Prisma.sql`c.unit_id = ${payerId}::uuid`;
  return Prisma.sql`RECURSIVE ${ANSWERING}, ${projects},
    pays AS (SELECT b.project_id, sum(b.own) AS own FROM (${paid(filter.year)}) AS b LEFT JOIN chain c ON c.id = b.payer_id AND c.next IS NULL WHERE ${isPayer} GROUP BY 1 HAVING sum(b.own) > 0),
    paid_part AS (SELECT p.project_id, p.unit_id, p.programme_id, p.is_international, p.is_externally_funded, 0::numeric AS eu, 0::numeric AS other, w.own AS cash, 0::numeric AS in_kind, 0::numeric AS received FROM projects p JOIN pays w ON w.project_id = p.project_id),
    found AS (SELECT * FROM paid_part WHERE ${conditionsOf(filter)})`;
}

async function selectRows(read: Read, filter: MoneyFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<MoneyRow[]> {
  const order = filter.what === null ? Prisma.sql`eu + other + cash + in_kind` : AMOUNT[filter.what];
  const rows = await queryRows<Omit<MoneyRow, keyof Amounts> & Told>(read, Prisma.sql`
    WITH ${found(filter)}, shown AS (SELECT *, ${order} AS size FROM found ORDER BY size DESC, project_id LIMIT ${limit}::int OFFSET ${offset}::bigint)
    SELECT s.project_id AS id, p.title, coalesce(${bodyNameOn(Prisma.sql`s.unit_id`, today)}, '') AS unit,
      CASE WHEN g.id IS NULL THEN NULL ELSE jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period)) END AS programme, coalesce(g.fund, g.name_sv) AS fund,
      s.eu::text AS eu, s.other::text AS other, s.cash::text AS cash, s.in_kind::text AS "inKind", s.received::text AS received
    FROM shown s JOIN project p ON p.id = s.project_id LEFT JOIN programme g ON g.id = s.programme_id ORDER BY s.size DESC, s.project_id`);
  return rows.map(({ id, title, unit, programme, fund, ...told }) => ({ id, title, unit, programme, fund, ...toAmounts(told) }));
}

/** Reads a page of the projects behind a figure, largest first, with how many there are and what all of them come to. */
export async function selectMoney(read: Read, filter: MoneyFilter, today: PlainDate): Promise<MoneyPage> {
  const [rows, [summed]] = await Promise.all([
    selectRows(read, filter, today, { limit: MONEY_A_PAGE, offset: (filter.page - 1) * MONEY_A_PAGE }),
    queryRows<{ total: number } & { [Name in keyof Told]: string | null }>(read, Prisma.sql`WITH ${found(filter)} SELECT count(*)::int AS total, ${SUMS} FROM found`),
  ]);
  const sums = { eu: summed?.eu ?? "0", other: summed?.other ?? "0", cash: summed?.cash ?? "0", inKind: summed?.inKind ?? "0", received: summed?.received ?? "0" };
  return { rows, total: summed?.total ?? 0, sums: toAmounts(sums) };
}

const PIECE = 2_000;

/** Reads all projects behind a figure, every page of them in the same order, piece by piece. */
export async function* streamMoney(tx: Tx, filter: MoneyFilter, today: PlainDate): AsyncGenerator<MoneyRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}
