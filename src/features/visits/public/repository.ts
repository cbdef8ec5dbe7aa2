import "server-only";
import { Prisma } from "@db/client";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { queryRows, type Read, type Tx } from "@/server/db";
import { escapeLike } from "@/lib/like";
import type { VisitDirection } from "../schema";
import { PUBLIC_VISITS_A_PAGE, type PublicFilter } from "./schema";

/** What the public register says of a visit: who met whom, why, and what it cost. */
export interface PublicVisit {
  id: string;
  title: string;
  direction: VisitDirection;
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  unit: string;
  counterpart: string | null;
  purpose: string | null;
  /** The elected who represented the municipality or went: their names are public. */
  representatives: string[];
  /** The organisations and functions of the guests, whose names are not here. */
  met: string[];
  guests: number;
  own: number;
  hospitality: string[];
  gifts: { direction: "GIVEN" | "RECEIVED"; what: string; valueOre: bigint | null; keptWhere: string | null }[];
  costOre: bigint;
  hasReport: boolean;
}

/** Visits that have begun, were not cancelled and are in the register, under a filter. */
function conditionsOf({ q, year, direction, unitId }: PublicFilter, today: PlainDate): Prisma.Sql {
  const conditions = [Prisma.sql`v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.starts_on <= ${today}::date`];
  if (year !== null) conditions.push(Prisma.sql`v.starts_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`);
  if (direction !== null) conditions.push(Prisma.sql`v.direction = ${direction}::"VisitDirection"`);
  // A unit that others have been merged into answers for what they announced as well.
  if (unitId !== null) conditions.push(Prisma.sql`v.unit_id = ANY (${withPredecessors(unitId)})`);
  for (const word of q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`v.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

const shown = Prisma.sql`NOT v.is_handled_separately`;
const roles = (...names: string[]) => Prisma.sql`p.role = ANY (${names}::"VisitRole"[])`;
const of = (table: string, alias: string) => Prisma.sql`FROM ${Prisma.raw(`${table} ${alias}`)} WHERE ${Prisma.raw(alias)}.visit_id = v.id AND ${Prisma.raw(alias)}.removed_at IS NULL`;
const headcount = (which: Prisma.Sql) => Prisma.sql`coalesce((SELECT sum(p.headcount) ${of("visit_participant", "p")} AND ${which}), 0)::int`;

type RawVisit = Omit<PublicVisit, "costOre" | "gifts"> & { costOre: string; gifts: (Omit<PublicVisit["gifts"][number], "valueOre"> & { valueOre: string | null })[] };

async function selectRows(read: Read, filter: PublicFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<PublicVisit[]> {
  const rows = await queryRows<RawVisit>(read, Prisma.sql`
    WITH page AS (SELECT v.* FROM visit v WHERE ${conditionsOf(filter, today)} AND ${shown} ORDER BY v.starts_on DESC, v.id LIMIT ${limit}::int OFFSET ${offset}::bigint)
    SELECT v.id, v.title, v.direction::text AS direction, v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision",
      ${bodyNameOn(Prisma.sql`v.unit_id`, today)} AS unit, v.counterpart, v.purpose,
      to_jsonb(ARRAY(SELECT DISTINCT d.name FROM person_details d WHERE d.name <> '' AND d.person_id IN (
        SELECT a.person_id FROM visit_assignment a WHERE a.visit_id = v.id AND a.ended_at IS NULL UNION SELECT p.person_id ${of("visit_participant", "p")} AND p.standing = 'ELECTED' AND p.person_id IS NOT NULL) ORDER BY d.name)) AS representatives,
      to_jsonb(ARRAY(SELECT DISTINCT concat_ws(', ', p.organisation, p.title) ${of("visit_participant", "p")} AND ${roles("GUEST")} AND coalesce(p.organisation, p.title) IS NOT NULL ORDER BY 1)) AS met,
      ${headcount(roles("GUEST"))} AS guests, ${headcount(roles("HOST", "TRAVELLER"))} AS own,
      to_jsonb(ARRAY(SELECT h.what || ': ' || h.purpose ${of("visit_hospitality", "h")} ORDER BY h.served_on, h.id)) AS hospitality,
      coalesce((SELECT jsonb_agg(jsonb_build_object('direction', g.direction, 'what', g.what, 'valueOre', g.value_ore::text, 'keptWhere', g.kept_where) ORDER BY g.direction, g.id) ${of("visit_gift", "g")}), '[]') AS gifts,
      coalesce((SELECT sum(c.amount_ore) ${of("visit_cost", "c")}), 0)::text AS "costOre", EXISTS (SELECT 1 FROM visit_report r WHERE r.visit_id = v.id) AS "hasReport"
    FROM page v ORDER BY v.starts_on DESC, v.id`);
  return rows.map(({ costOre, gifts, ...row }) => ({ ...row, costOre: BigInt(costOre), gifts: gifts.map((gift) => ({ ...gift, valueOre: gift.valueOre === null ? null : BigInt(gift.valueOre) })) }));
}

export interface PublicPage {
  rows: PublicVisit[];
  total: number;
  /** What all of them cost together. */
  costOre: bigint;
  /** How many under the same filter are dealt with separately, and so are not shown. */
  leftOut: number;
}

/** Reads one page of the public register, what all that it shows cost, and how many it leaves out. */
export async function selectPage(read: Read, filter: PublicFilter, today: PlainDate): Promise<PublicPage> {
  const [rows, [sums]] = await Promise.all([
    selectRows(read, filter, today, { limit: PUBLIC_VISITS_A_PAGE, offset: (filter.page - 1) * PUBLIC_VISITS_A_PAGE }),
    queryRows<{ total: number; leftOut: number; costOre: string }>(read, Prisma.sql`
      SELECT count(*) FILTER (WHERE ${shown})::int AS total, count(*) FILTER (WHERE NOT (${shown}))::int AS "leftOut",
        coalesce((SELECT sum(c.amount_ore) FROM visit_cost c JOIN visit v ON v.id = c.visit_id WHERE c.removed_at IS NULL AND ${conditionsOf(filter, today)} AND ${shown}), 0)::text AS "costOre"
      FROM visit v WHERE ${conditionsOf(filter, today)}`),
  ]);
  if (sums === undefined) throw new Error("An aggregate answered without a row.");
  return { rows, total: sums.total, leftOut: sums.leftOut, costOre: BigInt(sums.costOre) };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamPublic(tx: Tx, filter: PublicFilter, today: PlainDate): AsyncGenerator<PublicVisit[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}
