import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { NetworkScope } from "@/domain/matter";
import type { ApproximateDate, DatePrecision, PlainDate } from "@/domain/plain-date";
import { GIVES_BASIS } from "@/features/decisions/rules";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import { searchTextOf, type Membership } from "./rules";
import { NETWORKS_A_PAGE, type MembershipStatus, type NetworkFilter, type NetworkInput, type NetworkLevel } from "./schema";

export interface Named {
  id: string;
  name: string;
}

export interface MembershipStepTaken {
  from: MembershipStatus;
  to: MembershipStatus;
  on: PlainDate;
}

/** A network as stored, with the names of what it points to and the steps that the membership has taken. */
export interface StoredNetwork extends Omit<NetworkInput, "unitIds">, Membership {
  version: number;
  unitName: string;
  leftOn: PlainDate | null;
  priorityTitle: string | null;
  isArchived: boolean;
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
  /** What the latest evaluation came to; null before any. */
  isToLeave: boolean | null;
  steps: MembershipStepTaken[];
  /** The unit that answers for it today, where the one that did has gone up into another. */
  unitTodayId: string;
  units: (Named & { todayId: string })[];
  mergedInto: Named | null;
  /** Those that are this one today. */
  mergedFrom: Named[];
}

export interface NetworkRow {
  id: string;
  name: string;
  acronym: string | null;
  level: NetworkLevel;
  scope: NetworkScope;
  through: string | null;
  status: MembershipStatus;
  unit: string;
  joined: ApproximateDate | null;
  leftOn: PlainDate | null;
  noticeBy: PlainDate | null;
  priority: string | null;
  /** Whether there is a decision to stand on, of those that need one. */
  isDecided: boolean;
}

export const nameOn = (bodyId: Prisma.Sql, day: PlainDate) => Prisma.sql`
  (SELECT b.name FROM body_name b WHERE b.body_id = ${bodyId}
    ORDER BY daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date DESC, b.valid_to DESC NULLS FIRST LIMIT 1) COLLATE "sv-SE-x-icu"`;

/** A network and those that are this one today. */
const same = Prisma.sql`(SELECT n.id UNION ALL SELECT m.id FROM network m WHERE m.merged_into_id = n.id)`;

/** A decision that a membership stands on, about its scope as it is. */
const decidedIn = (matter: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM decision d WHERE d.subject_id IN ${same} AND d.archived_at IS NULL AND d.matter = ${matter} AND d.verdict = ANY (${[...GIVES_BASIS]}::"DecisionVerdict"[])
  AND coalesce(d.facts->>'scope', n.scope::text) = n.scope::text AND coalesce(d.facts->>'scopeBefore', n.scope_before::text, '') = coalesce(n.scope_before::text, d.facts->>'scopeBefore', ''))`;
const isDecided = decidedIn(Prisma.sql`(CASE WHEN n.scope_before IS NULL THEN 'JOIN_NETWORK' ELSE 'CHANGE_NETWORK_SCOPE' END)::"MatterKind"`);

const latestFee = Prisma.sql`(SELECT sum(f.amount_ore)::text FROM network_fee f WHERE f.network_id IN ${same} AND f.removed_at IS NULL AND f.year = (SELECT max(l.year) FROM network_fee l WHERE l.network_id IN ${same} AND l.removed_at IS NULL))`;
const isToLeave = Prisma.sql`(SELECT e.conclusion = 'LEAVE' FROM network_evaluation e WHERE e.network_id IN ${same} AND e.removed_at IS NULL ORDER BY e.evaluated_on DESC, e.id LIMIT 1)`;
const joined = Prisma.sql`CASE WHEN n.joined_on IS NULL THEN NULL ELSE jsonb_build_object('on', n.joined_on, 'precision', n.joined_precision) END AS joined`;

type Raw<Row> = Omit<Row, "feeOre"> & { feeOre: string | null };
const withFee = <Row>(row: Raw<Row>): Row => ({ ...row, feeOre: row.feeOre === null ? null : BigInt(row.feeOre) }) as Row;

/** Reads a whole network; null when there is none. */
export async function findNetwork(read: Read, id: string, day: PlainDate): Promise<StoredNetwork | null> {
  const [row] = await queryRows<Raw<StoredNetwork>>(read, Prisma.sql`
    SELECT n.id, n.version, n.name, n.acronym, n.level::text AS level, n.about, n.website, n.relevance, n.status::text AS status, n.scope::text AS scope, n.scope_before::text AS "scopeBefore", n.through,
      n.unit_id AS "unitId", ${nameOn(Prisma.sql`n.unit_id`, day)} AS "unitName", ${joined}, n.left_on::text AS "leftOn", n.renews_on::text AS "renewsOn", n.notice_months AS "noticeMonths", n.notice_by::text AS "noticeBy",
      n.membership_number AS "membershipNumber", n.representative, n.contact, n.working_groups AS "workingGroups", n.priority_id AS "priorityId", (SELECT p.title FROM strategic_priority p WHERE p.id = n.priority_id) AS "priorityTitle",
      n.outside_reason AS "outsideReason", n.source, n.archived_at IS NOT NULL AS "isArchived", n.is_demonstration AS "isDemonstration", n.certainty::text AS certainty, ${latestFee} AS "feeOre", ${isToLeave} AS "isToLeave",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.unit_id, 'name', ${nameOn(Prisma.sql`u.unit_id`, day)}, 'todayId', unit_today(u.unit_id)) ORDER BY ${nameOn(Prisma.sql`u.unit_id`, day)}, u.unit_id) FROM network_unit u WHERE u.network_id = n.id AND u.removed_at IS NULL), '[]') AS units,
      coalesce((SELECT jsonb_agg(jsonb_build_object('from', s.from_status, 'to', s.to_status, 'on', s.taken_on) ORDER BY s.network_version) FROM membership_step s WHERE s.network_id = n.id), '[]') AS steps,
      unit_today(n.unit_id) AS "unitTodayId", (SELECT jsonb_build_object('id', m.id, 'name', m.name) FROM network m WHERE m.id = n.merged_into_id) AS "mergedInto",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) ORDER BY m.name, m.id) FROM network m WHERE m.merged_into_id = n.id), '[]') AS "mergedFrom"
    FROM network n WHERE n.id = ${id}::uuid`);
  return row === undefined ? null : withFee<StoredNetwork>(row);
}

/** Holds a network until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockNetwork(tx: Tx, id: string, day: PlainDate): Promise<StoredNetwork | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM network WHERE id = ${id}::uuid FOR UPDATE`;
  return findNetwork(tx, id, day);
}

/** What only the program may say of a network. */
export interface NetworkOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new record's id. */
export function newNetworkId(): string {
  return randomUUID();
}

function columnsOf(input: NetworkInput): Record<string, Prisma.Sql> {
  const text = (value: string | null) => Prisma.sql`${value}::text`;
  const date = (value: PlainDate | null) => Prisma.sql`${value}::date`;
  return {
    name: text(input.name),
    acronym: text(input.acronym),
    level: Prisma.sql`${input.level}::"NetworkLevel"`,
    about: text(input.about),
    website: text(input.website),
    relevance: text(input.relevance),
    scope: Prisma.sql`${input.scope}::"NetworkScope"`,
    through: text(input.through),
    unit_id: Prisma.sql`${input.unitId}::uuid`,
    joined_on: date(input.joined?.on ?? null),
    joined_precision: Prisma.sql`${input.joined?.precision ?? null}::"DatePrecision"`,
    renews_on: date(input.renewsOn),
    notice_months: Prisma.sql`${input.noticeMonths}::int`,
    notice_by: date(input.noticeBy),
    membership_number: text(input.membershipNumber),
    representative: text(input.representative),
    contact: text(input.contact),
    working_groups: text(input.workingGroups),
    priority_id: Prisma.sql`${input.priorityId}::uuid`,
    outside_reason: text(input.outsideReason),
    source: text(input.source),
    search_text: text(searchTextOf(input)),
  };
}

/** A network that is to be added, with the permit for it. */
export interface NewNetwork {
  id: string;
  permit: Permit<"networks.add">;
  network: NetworkInput;
  origin: NetworkOrigin;
}

/** Few enough for a statement's parameters. */
const ROWS_A_STATEMENT = 200;

/** Adds networks as candidates with the units that are to take part, in few statements however many they are. */
export async function insertNetworks(tx: Tx, networks: readonly NewNetwork[], now: Date): Promise<void> {
  for (let from = 0; from < networks.length; from += ROWS_A_STATEMENT) {
    const rows = networks.slice(from, from + ROWS_A_STATEMENT).map(({ id, permit, network, origin }) => {
      requirePermitFor(permit, id);
      return { id: Prisma.sql`${id}::uuid`, ...columnsOf(network), is_demonstration: Prisma.sql`${origin.isDemonstration}`, certainty: Prisma.sql`${origin.certainty}::"Certainty"`, created_by_id: Prisma.sql`${permit.actor.personId}::uuid`, created_at: Prisma.sql`${now}` };
    });
    await clientOf(tx).$executeRaw`INSERT INTO network (${Prisma.raw(Object.keys(rows[0] ?? {}).join(", "))}) VALUES ${Prisma.join(rows.map((row) => Prisma.sql`(${Prisma.join(Object.values(row))})`))}`;
  }
  const units = networks.flatMap(({ id, network }) => network.unitIds.map((unitId) => ({ network: id, unit: unitId })));
  if (units.length > 0) await clientOf(tx).$executeRaw`INSERT INTO network_unit (network_id, unit_id) SELECT u.network, u.unit FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(network uuid, unit uuid)`;
}

async function writeUnits(tx: Tx, id: string, unitIds: readonly string[]): Promise<void> {
  await clientOf(tx).$executeRaw`
    WITH held AS (SELECT * FROM network_unit WHERE network_id = ${id}::uuid AND removed_at IS NULL),
    gone AS (UPDATE network_unit SET removed_at = now(), version = version + 1 WHERE id IN (SELECT held.id FROM held WHERE held.unit_id <> ALL (${[...unitIds]}::uuid[])))
    INSERT INTO network_unit (network_id, unit_id)
    SELECT ${id}::uuid, w.unit_id FROM unnest(${[...unitIds]}::uuid[]) AS w(unit_id) WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.unit_id = w.unit_id)`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE network SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Changes a network and then its units: in this order a version ends before the units that it did not have begin. */
export async function updateNetwork(tx: Tx, permit: Permit<"networks.edit">, id: string, version: number, input: NetworkInput, scopeBefore: NetworkScope | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const sets = Object.entries(columnsOf(input)).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`);
  await update(tx, id, version, Prisma.join([...sets, Prisma.sql`scope_before = ${scopeBefore}::"NetworkScope"`]), now);
  await writeUnits(tx, id, input.unitIds);
}

/** Moves a membership to another status, with the dated step that it took; the day of a membership whose beginning is not stated is the step's. */
export async function moveTo(tx: Tx, permit: Permit<"networks.step">, id: string, version: number, step: MembershipStepTaken, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const isMember = step.to === "MEMBER";
  const begins = Prisma.sql`joined_precision = CASE WHEN ${isMember} AND joined_on IS NULL THEN 'DAY'::"DatePrecision" ELSE joined_precision END, joined_on = CASE WHEN ${isMember} THEN coalesce(joined_on, ${step.on}::date) ELSE joined_on END`;
  await update(tx, id, version, Prisma.sql`status = ${step.to}::"MembershipStatus", left_on = ${step.to === "LEFT" ? step.on : null}::date, ${begins}`, now);
  await clientOf(tx).$executeRaw`
    INSERT INTO membership_step (network_id, network_version, from_status, to_status, taken_on) VALUES (${id}::uuid, ${version + 1}::int, ${step.from}::"MembershipStatus", ${step.to}::"MembershipStatus", ${step.on}::date)`;
}

export async function updateArchived(tx: Tx, permit: Permit<"networks.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}

const inRegister = Prisma.sql`n.archived_at IS NULL AND n.merged_into_id IS NULL`;
const ofYear = (year: number) => ({ from: `${String(year)}-01-01`, to: `${String(year)}-12-31` });

/** Memberships held on a day, or some time in a year. */
const isHeld = ({ year, on }: { year: number | null; on: PlainDate | null }) =>
  on !== null
    ? Prisma.sql`(n.status IN ('MEMBER', 'NOTICE_GIVEN', 'LEFT') AND n.joined_on <= ${on}::date AND (n.left_on IS NULL OR n.left_on > ${on}::date))`
    : year === null
      ? Prisma.sql`true`
      : Prisma.sql`(n.status IN ('MEMBER', 'NOTICE_GIVEN', 'LEFT') AND n.joined_on <= ${ofYear(year).to}::date AND (n.left_on IS NULL OR n.left_on >= ${ofYear(year).from}::date))`;

/** Which unit answers today for each: what a unit did follows it into the one that it has gone up into. */
const answering = Prisma.sql`answering AS (SELECT b.id, b.id AS unit_id FROM body b WHERE b.merged_into_id IS NULL UNION ALL SELECT b.id, s.unit_id FROM body b JOIN answering s ON b.merged_into_id = s.id)`;
/** The units that are to take part, as they are called today: those named, and in its own field the unit that answers. */
const expected = Prisma.sql`(SELECT a.unit_id FROM network_unit u JOIN answering a ON a.id = u.unit_id WHERE u.network_id IN ${same} AND u.removed_at IS NULL UNION SELECT a.unit_id FROM answering a WHERE a.id = n.unit_id AND n.scope = 'OWN_FIELD')`;
const involved = Prisma.sql`(SELECT a.unit_id FROM network_unit u JOIN answering a ON a.id = u.unit_id WHERE u.network_id IN ${same} AND u.removed_at IS NULL UNION SELECT a.unit_id FROM answering a WHERE a.id = n.unit_id)`;
const todayOf = (unitId: string) => Prisma.sql`(SELECT a.unit_id FROM answering a WHERE a.id = ${unitId}::uuid)`;

/** What units had found by a day, the latest of each: what was found since does not change what was found then. */
const foundBy = (on: PlainDate) => Prisma.sql`
  a.assessed_on <= ${on}::date AND NOT EXISTS (SELECT 1 FROM network_assessment b WHERE b.network_id = a.network_id AND b.unit_id = a.unit_id AND b.removed_at IS NULL AND b.assessed_on <= ${on}::date
    AND (b.assessed_on, coalesce(b.replaced_at, 'infinity')) > (a.assessed_on, coalesce(a.replaced_at, 'infinity')))`;

/** The days in which a participation counts for a year: while the year goes on, those of the year before too. */
export interface Window {
  from: PlainDate;
  to: PlainDate;
}
const tookPart = (unitId: Prisma.Sql, { from, to }: Window) => Prisma.sql`EXISTS (SELECT 1 FROM network_participation t JOIN answering p ON p.id = t.unit_id WHERE t.network_id IN ${same} AND p.unit_id = ${unitId} AND t.removed_at IS NULL AND t.held_on BETWEEN ${from}::date AND ${to}::date)`;

function conditionsOf(filter: NetworkFilter, window: Window): Prisma.Sql {
  const conditions = [inRegister];
  const { unitId, need, on } = filter;
  if (filter.scope !== null) conditions.push(Prisma.sql`n.scope = ${filter.scope}::"NetworkScope"`);
  if (filter.status !== null) conditions.push(Prisma.sql`n.status = ${filter.status}::"MembershipStatus"`);
  if (filter.level !== null) conditions.push(Prisma.sql`n.level = ${filter.level}::"NetworkLevel"`);
  if (need !== null) {
    const by = Prisma.join([
      Prisma.sql`a.network_id IN ${same} AND a.removed_at IS NULL`,
      ...(unitId === null ? [] : [Prisma.sql`y.unit_id = ${todayOf(unitId)}`]),
      ...(need === "any" ? [] : [Prisma.sql`a.need = ${need}::"NetworkNeed"`]),
      on === null ? Prisma.sql`a.replaced_at IS NULL` : foundBy(on),
    ], " AND ");
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM network_assessment a JOIN answering y ON y.id = a.unit_id WHERE ${by})`);
  } else {
    // What is paid for is listed as it is summed, whatever has become of the membership.
    if (filter.payerId === null) conditions.push(isHeld(filter));
    else conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM network_fee f WHERE f.network_id IN ${same} AND f.removed_at IS NULL AND f.payer_id = ${filter.payerId}::uuid AND ${filter.year === null ? Prisma.sql`true` : Prisma.sql`f.year = ${filter.year}::int`})`);
    if (unitId !== null) conditions.push(Prisma.sql`${todayOf(unitId)} IN ${involved}`);
  }
  if (filter.taking !== null) {
    const some = filter.taking === "some" ? Prisma.sql`` : Prisma.sql`NOT`;
    const whose = unitId === null ? Prisma.sql`true` : Prisma.sql`x.unit_id = ${todayOf(unitId)}`;
    conditions.push(Prisma.sql`n.through IS NULL AND ${isHeld({ year: filter.year ?? Number(window.to.slice(0, 4)), on })} AND EXISTS (SELECT 1 FROM ${expected} x WHERE ${whose} AND ${some} ${tookPart(Prisma.sql`x.unit_id`, window)})`);
  }
  if (filter.basis !== null) conditions.push(Prisma.sql`n.through IS NULL AND n.status IN ('MEMBER', 'NOTICE_GIVEN', 'LEFT') AND ${isDecided} = ${filter.basis === "there"}`);
  if (filter.worth !== null) conditions.push(Prisma.sql`n.through IS NULL AND ${isHeld({ year: null, on: on ?? window.to })} AND ${isValued(window)} = ${filter.worth === "there"}`);
  if (filter.priority !== null) conditions.push(Prisma.sql`(n.priority_id IS NOT NULL OR n.outside_reason IS NOT NULL) = ${filter.priority === "stated"}`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`n.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: NetworkFilter, window: Window, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<NetworkRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const column = { name: Prisma.sql`n.name`, status: Prisma.sql`n.status`, unit: Prisma.sql`unit`, joined: Prisma.sql`n.joined_on` }[filter.sort];
  return queryRows(read, Prisma.sql`
    WITH RECURSIVE ${answering} SELECT n.id, n.name, n.acronym, n.level::text AS level, n.scope::text AS scope, n.through, n.status::text AS status, ${nameOn(Prisma.sql`n.unit_id`, today)} AS unit, ${joined}, n.left_on::text AS "leftOn", n.notice_by::text AS "noticeBy",
      (SELECT p.title FROM strategic_priority p WHERE p.id = n.priority_id) AS priority, (n.through IS NOT NULL OR n.status IN ('CANDIDATE', 'DECLINED') OR ${isDecided}) AS "isDecided"
    FROM network n WHERE ${conditionsOf(filter, window)} ORDER BY ${column} ${direction} NULLS LAST, n.name, n.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectNetworks(read: Read, filter: NetworkFilter, window: Window, today: PlainDate): Promise<{ rows: NetworkRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, window, today, { limit: NETWORKS_A_PAGE, offset: (filter.page - 1) * NETWORKS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`WITH RECURSIVE ${answering} SELECT count(*)::int AS total FROM network n WHERE ${conditionsOf(filter, window)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamNetworks(tx: Tx, filter: NetworkFilter, window: Window, today: PlainDate): AsyncGenerator<NetworkRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, window, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads networks whose name is like the given one, the most alike first, at most five. */
export async function selectAlike(read: Read, name: string): Promise<Named[]> {
  return queryRows(read, Prisma.sql`
    SELECT n.id, n.name FROM network n WHERE ${inRegister} AND lower(n.name) % lower(${name}) AND similarity(lower(n.name), lower(${name})) >= 0.6 ORDER BY similarity(lower(n.name), lower(${name})) DESC, n.id LIMIT 5`);
}

/** Reads memberships that wait for a decision, those in such a state already first; at most 200. */
export async function selectUndecided(read: Read, unitIds: readonly string[] | null): Promise<(Membership & { isToLeave: boolean; isDecided: boolean })[]> {
  const isWanted = Prisma.sql`EXISTS (SELECT 1 FROM network_assessment a WHERE a.network_id IN ${same} AND a.removed_at IS NULL AND a.replaced_at IS NULL AND a.need = 'JOIN')`;
  const rows = await queryRows<Raw<Membership & { isToLeave: boolean; isDecided: boolean }>>(read, Prisma.sql`
    SELECT * FROM (
      SELECT n.id, n.name, n.status::text AS status, n.scope::text AS scope, n.scope_before::text AS "scopeBefore", n.through, n.unit_id AS "unitId", ${latestFee} AS "feeOre", coalesce(${isToLeave}, false) AS "isToLeave", ${isDecided} AS "isDecided",
        ${isWanted} AS "isWanted", ${decidedIn(Prisma.sql`'LEAVE_NETWORK'::"MatterKind"`)} AS "isLeavingDecided"
      FROM network n WHERE ${inRegister} AND n.through IS NULL AND n.status IN ('CANDIDATE', 'MEMBER', 'NOTICE_GIVEN') AND ${unitIds === null ? Prisma.sql`true` : Prisma.sql`n.unit_id = ANY (${[...unitIds]}::uuid[])`}) w
    WHERE CASE w.status WHEN 'CANDIDATE' THEN w."isWanted" AND NOT w."isDecided" WHEN 'MEMBER' THEN NOT w."isDecided" OR (w."isToLeave" AND NOT w."isLeavingDecided") ELSE NOT w."isLeavingDecided" END
    ORDER BY w.status = 'CANDIDATE', w.name, w.id LIMIT 200`);
  return rows.map((row) => withFee(row));
}

export interface DueRow {
  id: string;
  name: string;
  unitId: string | null;
  what: "notice" | "evaluation";
  dueOn: PlainDate;
}

/** Reads what memberships of the units ask for by a day, or those of all for null: notice to be given, and evaluations; the first due first, at most 50. */
export async function selectDue(read: Read, unitIds: readonly string[] | null, by: PlainDate): Promise<DueRow[]> {
  const whose = unitIds === null ? Prisma.sql`true` : Prisma.sql`n.unit_id = ANY (${[...unitIds]}::uuid[])`;
  const nextOn = Prisma.sql`(SELECT e.next_on FROM network_evaluation e WHERE e.network_id IN ${same} AND e.removed_at IS NULL ORDER BY e.evaluated_on DESC, e.id LIMIT 1)`;
  return queryRows(read, Prisma.sql`
    SELECT d.id, d.name, d."unitId", d.what, d."dueOn"::text AS "dueOn" FROM (
      SELECT n.id, n.name, n.unit_id AS "unitId", 'notice' AS what, n.notice_by AS "dueOn" FROM network n WHERE ${inRegister} AND n.status = 'MEMBER' AND ${whose}
      UNION ALL SELECT n.id, n.name, n.unit_id, 'evaluation', ${nextOn} FROM network n WHERE ${inRegister} AND n.status = 'MEMBER' AND ${whose}) d
    WHERE d."dueOn" <= ${by}::date ORDER BY d."dueOn", d.id LIMIT 50`);
}

export interface ParticipationCount {
  unitId: string;
  scope: NetworkScope;
  took: number;
  not: number;
}

/** Counts by unit and scope the memberships in which the unit is to take part, and how many of them it has taken part in. */
export async function countParticipation(read: Read, held: { year: number; on: PlainDate | null }, window: Window): Promise<ParticipationCount[]> {
  return queryRows(read, Prisma.sql`
    WITH RECURSIVE ${answering} SELECT x.unit_id AS "unitId", n.scope::text AS scope, count(*) FILTER (WHERE ${tookPart(Prisma.sql`x.unit_id`, window)})::int AS took, count(*) FILTER (WHERE NOT ${tookPart(Prisma.sql`x.unit_id`, window)})::int AS not
    FROM network n CROSS JOIN LATERAL ${expected} x WHERE ${inRegister} AND n.through IS NULL AND ${isHeld(held)} GROUP BY x.unit_id, n.scope`);
}

/** Counts by unit the networks of which it had found something by a day. */
export async function countNeeds(read: Read, on: PlainDate): Promise<{ unitId: string; count: number }[]> {
  return queryRows(read, Prisma.sql`
    WITH RECURSIVE ${answering} SELECT y.unit_id AS "unitId", count(DISTINCT n.id)::int AS count FROM network n JOIN network_assessment a ON a.network_id IN ${same} AND a.removed_at IS NULL AND ${foundBy(on)}
    JOIN answering y ON y.id = a.unit_id WHERE ${inRegister} GROUP BY y.unit_id`);
}

/** Counts by unit the memberships of a day that say how they stand to the priorities, and those that don't. */
export async function countPriorities(read: Read, on: PlainDate): Promise<{ unitId: string; stated: number; missing: number }[]> {
  const isStated = Prisma.sql`(n.priority_id IS NOT NULL OR n.outside_reason IS NOT NULL)`;
  return queryRows(read, Prisma.sql`
    WITH RECURSIVE ${answering} SELECT x.unit_id AS "unitId", count(*) FILTER (WHERE ${isStated})::int AS stated, count(*) FILTER (WHERE NOT ${isStated})::int AS missing
    FROM network n CROSS JOIN LATERAL ${involved} x WHERE ${inRegister} AND ${isHeld({ year: null, on })} GROUP BY x.unit_id`);
}

/** Counts the municipality's own memberships of a day, by scope, that stand on a decision and that don't. */
export async function countDecided(read: Read, on: PlainDate): Promise<{ scope: NetworkScope; there: number; missing: number }[]> {
  return queryRows(read, Prisma.sql`
    SELECT n.scope::text AS scope, count(*) FILTER (WHERE ${isDecided})::int AS there, count(*) FILTER (WHERE NOT ${isDecided})::int AS missing
    FROM network n WHERE ${inRegister} AND n.through IS NULL AND ${isHeld({ year: null, on })} GROUP BY n.scope`);
}

/** Says why it matters, and has been evaluated in the days asked about. */
const isValued = ({ from, to }: Window) => Prisma.sql`(n.relevance IS NOT NULL AND EXISTS (SELECT 1 FROM network_evaluation e WHERE e.network_id IN ${same} AND e.removed_at IS NULL AND e.evaluated_on BETWEEN ${from}::date AND ${to}::date))`;

/** Counts the municipality's own memberships of a day that say why they matter and have been evaluated, and those that lack either. */
export async function countValued(read: Read, on: PlainDate, window: Window): Promise<{ there: number; missing: number }> {
  const [counted] = await queryRows<{ there: number; missing: number }>(read, Prisma.sql`
    SELECT count(*) FILTER (WHERE ${isValued(window)})::int AS there, count(*) FILTER (WHERE NOT ${isValued(window)})::int AS missing FROM network n WHERE ${inRegister} AND n.through IS NULL AND ${isHeld({ year: null, on })}`);
  return counted ?? { there: 0, missing: 0 };
}

interface NetworkColumns {
  name: string; acronym: string | null; level: NetworkLevel; about: string | null; website: string | null; relevance: string | null; scope: NetworkScope; through: string | null; unit_id: string;
  joined_on: PlainDate | null; joined_precision: DatePrecision | null; renews_on: PlainDate | null; notice_months: number | null; notice_by: PlainDate | null;
  membership_number: string | null; representative: string | null; contact: string | null; working_groups: string | null; priority_id: string | null; outside_reason: string | null; source: string | null;
}

/** Reads a network as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findNetworkVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { network: NetworkInput }) | null> {
  const found = await findRowVersion<NetworkColumns>(read, "network", id, version);
  if (found?.row == null) return null;
  // The units that were there at the version's end, or are there now that it still is the latest.
  const units = await queryRows<{ unitId: string }>(read, Prisma.sql`
    SELECT v.row ->> 'unit_id' AS "unitId" FROM record_version v JOIN record_version n ON n.table_name = 'network' AND n.record_id = ${id}::uuid AND n.version = ${version}::int
    WHERE v.table_name = 'network_unit' AND v.root_id = ${id}::uuid AND v.row ->> 'removed_at' IS NULL
      AND CASE WHEN upper_inf(n.sys_period) THEN upper_inf(v.sys_period) ELSE v.sys_period @> (upper(n.sys_period) - interval '1 microsecond') END ORDER BY 1`);
  const { row } = found;
  const network: NetworkInput = {
    name: row.name, acronym: row.acronym, level: row.level, about: row.about, website: row.website, relevance: row.relevance, scope: row.scope, through: row.through,
    unitId: row.unit_id, unitIds: units.map(({ unitId }) => unitId), joined: row.joined_on === null || row.joined_precision === null ? null : { on: row.joined_on, precision: row.joined_precision },
    renewsOn: row.renews_on, noticeMonths: row.notice_months, noticeBy: row.notice_by, membershipNumber: row.membership_number, representative: row.representative, contact: row.contact,
    workingGroups: row.working_groups, priorityId: row.priority_id, outsideReason: row.outside_reason, source: row.source,
  };
  return { byName: found.byName, at: found.at, network };
}
