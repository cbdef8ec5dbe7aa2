import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { lastDayOf, type ApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import { bodyNameOn, bodyShortNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { notDisposed } from "@/server/disposed";
import { AppError } from "@/server/errors";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { VisitThing } from "./policy";
import type { ReportedVisit } from "./report";
import { searchTextOf, type Presidium, type RepresentationRule, type VisitRules } from "./rules";
import { VISITS_A_PAGE, VISIT_DIRECTIONS, type VisitDirection, type VisitFilter, type VisitInput } from "./schema";

/** A visit as stored, with the names of what it points to. */
export interface StoredVisit extends VisitInput {
  id: string;
  version: number;
  /** The last day that the visit can be. */
  endsOn: PlainDate;
  unitName: string;
  isArchived: boolean;
  cancelledOn: PlainDate | null;
  /** When it was closed, with its report told. */
  closedOn: PlainDate | null;
  isDemonstration: boolean;
  /** The recurring meeting that it is. */
  meeting: { id: string; name: string } | null;
  /** The lists that it was read in from. */
  sources: string[];
  representative: { assignmentId: string; personId: string; name: string; bodyId: string; bodyName: string; substitute: { personId: string; name: string; bodyId: string } | null } | null;
  question: { id: string; fromPersonId: string | null; toPersonId: string; toName: string; toBodyId: string; askedById: string; askedByName: string; message: string | null; askedOn: PlainDate } | null;
}

export interface VisitRow {
  id: string;
  title: string;
  counterpart: string | null;
  places: string | null;
  unit: string;
  direction: VisitDirection;
  starts: ApproximateDate;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  youth: boolean;
  needsRepresentation: boolean | null;
  concernsUnitDirectly: boolean | null;
  officeNotifiedOn: PlainDate | null;
  cancelledOn: PlainDate | null;
  representative: string | null;
  representativeBody: string | null;
}

/** A member or secretary of a presidium on a day. */
export interface PresidiumSeat extends Presidium {
  name: string;
  personId: string;
  personName: string;
  position: string;
}

/** Reads the seats of the presidia on a day: in the order of kinds, positions and names. */
export async function selectPresidiumSeats(read: Read, day: PlainDate): Promise<PresidiumSeat[]> {
  return queryRows<PresidiumSeat>(read, Prisma.sql`
    SELECT b.id, b.kind::text AS kind, ${bodyNameOn(Prisma.sql`b.id`, day)} AS name, s.person_id AS "personId", d.name AS "personName", s.position::text AS position,
      (SELECT l.parent_id FROM body_placement l WHERE l.body_id = b.id AND daterange(l.valid_from, l.valid_to, '[]') @> ${day}::date LIMIT 1) AS "parentId"
    FROM body b LEFT JOIN seat s ON s.body_id = b.id AND daterange(s.valid_from, s.valid_to, '[]') @> ${day}::date LEFT JOIN person_details d ON d.person_id = s.person_id
    WHERE b.kind IN ('COUNCIL_PRESIDIUM', 'EXECUTIVE_BOARD_PRESIDIUM') AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date
    ORDER BY b.kind, s.position, d.name`);
}

interface FlatVisit extends Omit<StoredVisit, "starts" | "ends" | "representative" | "question"> {
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endPrecision: DatePrecision | null;
  representative: StoredVisit["representative"];
  question: StoredVisit["question"];
}

/** Reads a whole visit, with who represents and who has been asked to; null when there is none, or its words have been disposed of. */
export async function findVisit(read: Read, id: string, day: PlainDate): Promise<StoredVisit | null> {
  const [row] = await clientOf(read).$queryRaw<FlatVisit[]>`
    SELECT v.id, v.version, v.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`v.unit_id`, day)} AS "unitName", v.direction::text AS direction, v.title, v.purpose, v.counterpart, v.places, v.hosts,
      v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision",
      v.participant_count AS "participantCount", v.reaches_children_and_youth AS "reachesChildrenAndYouth", v.children_and_youth_count AS "childrenAndYouthCount",
      v.needs_representation AS "needsRepresentation", v.concerns_unit_directly AS "concernsUnitDirectly", v.office_notified_on::text AS "officeNotifiedOn",
      v.office_notified_to AS "officeNotifiedTo", v.case_number AS "caseNumber", v.is_handled_separately AS "isHandledSeparately", v.is_demonstration AS "isDemonstration", v.cancelled_on::text AS "cancelledOn", v.closed_on::text AS "closedOn", v.archived_at IS NOT NULL AS "isArchived",
      (SELECT jsonb_build_object('id', m.id, 'name', m.name) FROM recurring_meeting m WHERE m.id = v.meeting_id) AS meeting,
      ARRAY(SELECT f.source FROM sourced_fact f WHERE f.subject_id = v.id AND f.removed_at IS NULL ORDER BY f.source) AS sources,
      (SELECT jsonb_build_object('assignmentId', a.id, 'personId', a.person_id, 'name', d.name, 'bodyId', a.body_id, 'bodyName', ${bodyNameOn(Prisma.sql`a.body_id`, day)},
          'substitute', (SELECT jsonb_build_object('personId', u.person_id, 'name', u.name, 'bodyId', a.substitute_body_id) FROM person_details u WHERE u.person_id = a.substitute_id))
        FROM visit_assignment a JOIN person_details d ON d.person_id = a.person_id WHERE a.visit_id = v.id AND a.ended_at IS NULL) AS representative,
      (SELECT jsonb_build_object('id', h.id, 'fromPersonId', h.from_person_id, 'toPersonId', h.to_person_id, 'toName', t.name, 'toBodyId', h.to_body_id, 'askedById', h.asked_by_id, 'askedByName', k.name,
          'message', h.message, 'askedOn', (h.asked_at AT TIME ZONE 'Europe/Stockholm')::date)
        FROM visit_handover h JOIN person_details t ON t.person_id = h.to_person_id JOIN person_details k ON k.person_id = h.asked_by_id WHERE h.visit_id = v.id AND h.answer IS NULL) AS question
    FROM visit v WHERE v.id = ${id}::uuid AND ${Prisma.raw(notDisposed("v.id"))}`;
  if (row === undefined) return null;
  const { startsOn, startPrecision, endPrecision, ...rest } = row;
  return { ...rest, starts: { on: startsOn, precision: startPrecision }, ends: endPrecision === null ? null : { on: row.endsOn, precision: endPrecision } };
}

/** Holds a visit until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockVisit(tx: Tx, id: string, day: PlainDate): Promise<StoredVisit | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM visit WHERE id = ${id}::uuid FOR UPDATE`;
  return findVisit(tx, id, day);
}

/** Reads what permission depends on; null when there is no such visit. */
export async function findThing(read: Read, id: string): Promise<Omit<VisitThing, "presidia"> | null> {
  const [row] = await clientOf(read).$queryRaw<Omit<VisitThing, "presidia">[]>`
    SELECT v.id, v.unit_id AS "unitId", v.archived_at IS NOT NULL AS "isArchived", NULL AS representative, NULL AS question FROM visit v WHERE v.id = ${id}::uuid AND ${Prisma.raw(notDisposed("v.id"))}`;
  return row ?? null;
}

/** What only the program may say of a visit. */
export interface VisitOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

function columnsOf(input: VisitInput): Record<string, Prisma.Sql> {
  return {
    unit_id: Prisma.sql`${input.unitId}::uuid`,
    direction: Prisma.sql`${input.direction}::"VisitDirection"`,
    title: Prisma.sql`${input.title}`,
    purpose: Prisma.sql`${input.purpose}`,
    counterpart: Prisma.sql`${input.counterpart}`,
    places: Prisma.sql`${input.places}`,
    hosts: Prisma.sql`${input.hosts}`,
    starts_on: Prisma.sql`${input.starts.on}::date`,
    start_precision: Prisma.sql`${input.starts.precision}::"DatePrecision"`,
    ends_on: Prisma.sql`${input.ends?.on ?? lastDayOf(input.starts)}::date`,
    end_precision: Prisma.sql`${input.ends?.precision ?? null}::"DatePrecision"`,
    participant_count: Prisma.sql`${input.participantCount}::int`,
    reaches_children_and_youth: Prisma.sql`${input.reachesChildrenAndYouth}`,
    children_and_youth_count: Prisma.sql`${input.childrenAndYouthCount}::int`,
    needs_representation: Prisma.sql`${input.needsRepresentation}::boolean`,
    concerns_unit_directly: Prisma.sql`${input.concernsUnitDirectly}::boolean`,
    office_notified_on: Prisma.sql`${input.officeNotifiedOn}::date`,
    office_notified_to: Prisma.sql`${input.officeNotifiedTo}`,
    case_number: Prisma.sql`${input.caseNumber}`,
    is_handled_separately: Prisma.sql`${input.isHandledSeparately}`,
    search_text: Prisma.sql`${searchTextOf(input)}`,
  };
}

/** A new record's id. */
export function newVisitId(): string {
  return randomUUID();
}

const columnsOfNew = ({ permit, id, input, meetingId = null, origin }: NewVisit, now: Date): Record<string, Prisma.Sql> => ({
  id: Prisma.sql`${id}::uuid`,
  ...columnsOf(input),
  meeting_id: Prisma.sql`${meetingId}::uuid`,
  is_demonstration: Prisma.sql`${origin.isDemonstration}`,
  certainty: Prisma.sql`${origin.certainty}::"Certainty"`,
  created_by_id: Prisma.sql`${permit.actor.personId}::uuid`,
  created_at: Prisma.sql`${now}`,
});

/** A visit to be stored, by whom it may be announced; `source` is the list that it comes from. */
export interface NewVisit {
  permit: Permit<"visits.announce">;
  id: string;
  input: VisitInput;
  meetingId?: string | null;
  origin: VisitOrigin;
  source?: string;
}

/** As many visits as one statement holds. */
const NEW_AT_ONCE = 500;

/** Stores visits, and what each is known from where that is a list. */
export async function insertVisits(tx: Tx, visits: readonly NewVisit[], now: Date): Promise<void> {
  for (const { permit, id } of visits) requirePermitFor(permit, id);
  for (let from = 0; from < visits.length; from += NEW_AT_ONCE) {
    const rows = visits.slice(from, from + NEW_AT_ONCE).map((visit) => columnsOfNew(visit, now));
    const values = Prisma.join(rows.map((columns) => Prisma.sql`(${Prisma.join(Object.values(columns))})`));
    await clientOf(tx).$executeRaw`INSERT INTO visit (${Prisma.raw(Object.keys(rows[0] ?? {}).join(", "))}) VALUES ${values}`;
  }
  const facts = visits.flatMap(({ id, input, origin, source }) => (source === undefined ? [] : [{ subject: id, value: input.title, source, certainty: origin.certainty }]));
  if (facts.length === 0) return;
  await clientOf(tx).$executeRaw`
    INSERT INTO sourced_fact (subject_kind, subject_id, field, value, source, certainty)
    SELECT 'visit', f.subject, 'title', f.value, f.source, f.certainty FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS f(subject uuid, value text, source text, certainty "Certainty")`;
}

/** Tells whether there is a recurring meeting of this id. */
export async function isMeeting(read: Read, id: string): Promise<boolean> {
  return (await clientOf(read).$queryRaw<unknown[]>`SELECT 1 FROM recurring_meeting WHERE id = ${id}::uuid AND archived_at IS NULL`).length > 0;
}

/** Tells whether the body is a unit that is there on a day. */
export async function isUnitOn(read: Read, bodyId: string, day: PlainDate): Promise<boolean> {
  const rows = await clientOf(read).$queryRaw<unknown[]>`
    SELECT 1 FROM body WHERE id = ${bodyId}::uuid AND kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE') AND archived_at IS NULL AND daterange(valid_from, valid_to, '[]') @> ${day}::date`;
  return rows.length > 0;
}

async function update(tx: Tx, id: string, version: number, columns: Record<string, Prisma.Sql>, now: Date): Promise<void> {
  const sets = Object.entries(columns).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE visit SET ${Prisma.join(sets)}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateVisit(tx: Tx, permit: Permit<"visits.edit">, id: string, version: number, input: VisitInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateCancelled(tx: Tx, permit: Permit<"visits.edit">, id: string, version: number, on: PlainDate | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { cancelled_on: Prisma.sql`${on}::date` }, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"visits.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** The visits that are the presidia's matter under the documents of their days; of the given kinds of presidium only, where kinds are given. */
function presidiaMatter(rules: readonly VisitRules[], kinds: readonly string[] | null = null): Prisma.Sql {
  return underRules(rules, (direction, rule) => {
    if (rule.by.length === 0 || (kinds !== null && !rule.by.some((kind) => kinds.includes(kind)))) return null;
    const asked = rule.when === "ALWAYS" ? Prisma.sql`true` : rule.when === "ASKED_FOR" ? Prisma.sql`v.needs_representation` : Prisma.sql`NOT v.concerns_unit_directly`;
    return Prisma.sql`(v.direction = ${direction}::"VisitDirection" AND ${asked})`;
  });
}

/** The visits that their units answer for themselves under the documents of their days. */
function unitsMatter(rules: readonly VisitRules[]): Prisma.Sql {
  return underRules(rules, (direction, rule) => (rule.when === "NOT_DIRECT" && rule.otherwise !== null ? Prisma.sql`(v.direction = ${direction}::"VisitDirection" AND v.concerns_unit_directly)` : null));
}

/** The visits that meet what their own day's document makes a condition, for any direction. */
function underRules(byDay: readonly VisitRules[], conditionOf: (direction: VisitDirection, rule: RepresentationRule) => Prisma.Sql | null): Prisma.Sql {
  const either = (conditions: readonly Prisma.Sql[]) => (conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join([...conditions], " OR ")})`);
  return either(
    byDay.map(({ from, to, rules }) => {
      const said = VISIT_DIRECTIONS.flatMap((direction) => {
        const rule = rules.representation[direction];
        return (rule === null ? null : conditionOf(direction, rule)) ?? [];
      });
      const days = [...(from === null ? [] : [Prisma.sql`v.starts_on >= ${from}::date`]), ...(to === null ? [] : [Prisma.sql`v.starts_on <= ${to}::date`])];
      return Prisma.sql`(${Prisma.join([...days, either(said)], " AND ")})`;
    }),
  );
}

const lastStartDay = Prisma.sql`CASE v.start_precision WHEN 'DAY' THEN v.starts_on WHEN 'MONTH' THEN (v.starts_on + interval '1 month')::date - 1 WHEN 'QUARTER' THEN (v.starts_on + interval '3 months')::date - 1 ELSE (v.starts_on + interval '1 year')::date - 1 END`;
const lacksNotice = Prisma.sql`(v.office_notified_on IS NULL OR v.office_notified_on > ${lastStartDay})`;
const yearOf = (year: number) => Prisma.sql`v.starts_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`;
const hasBegun = (by: PlainDate) => Prisma.sql`v.starts_on <= ${by}::date`;
const hasRepresentative = Prisma.sql`EXISTS (SELECT 1 FROM visit_assignment x WHERE x.visit_id = v.id AND x.ended_at IS NULL)`;
const hasReport = Prisma.sql`EXISTS (SELECT 1 FROM visit_report r WHERE r.visit_id = v.id)`;
const inRegister = Prisma.sql`v.archived_at IS NULL`;
const isOn = Prisma.sql`v.archived_at IS NULL AND v.cancelled_on IS NULL`;

/** Every body with the one that answers for its records now: itself, or what it has gone up into. */
const answering = Prisma.sql`RECURSIVE answering AS (
  SELECT b.id, b.id AS unit_id FROM body b WHERE b.merged_into_id IS NULL UNION ALL SELECT b.id, s.unit_id FROM body b JOIN answering s ON b.merged_into_id = s.id)`;

function conditionsOf(filter: VisitFilter, rules: readonly VisitRules[], today: PlainDate): Prisma.Sql {
  const conditions = [inRegister];
  if (filter.direction !== null) conditions.push(Prisma.sql`v.direction = ${filter.direction}::"VisitDirection"`);
  if (filter.unitId !== null) {
    // A unit that others have been merged into answers for what they announced as well.
    conditions.push(Prisma.sql`v.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  }
  if (filter.year !== null) conditions.push(yearOf(filter.year));
  if (filter.begunBy !== null) conditions.push(hasBegun(filter.begunBy));
  // What was cancelled is shown where it is asked for, and counted nowhere.
  conditions.push(filter.when === "cancelled" ? Prisma.sql`v.cancelled_on IS NOT NULL` : Prisma.sql`v.cancelled_on IS NULL`);
  if (filter.when === "coming") conditions.push(Prisma.sql`v.ends_on >= ${today}::date`);
  if (filter.when === "past") conditions.push(Prisma.sql`v.ends_on < ${today}::date`);
  if (filter.allocation !== null) conditions.push(presidiaMatter(rules), filter.allocation === "taken" ? hasRepresentative : Prisma.sql`NOT ${hasRepresentative}`);
  if (filter.presidiumId !== null) conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM visit_assignment x WHERE x.visit_id = v.id AND x.ended_at IS NULL AND x.body_id = ${filter.presidiumId}::uuid)`);
  if (filter.personId !== null) conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM visit_assignment x WHERE x.visit_id = v.id AND x.ended_at IS NULL AND x.person_id = ${filter.personId}::uuid)`);
  if (filter.notice === "missing") conditions.push(unitsMatter(rules), lacksNotice);
  if (filter.notice === "given") conditions.push(unitsMatter(rules), Prisma.sql`NOT ${lacksNotice}`);
  if (filter.report !== null) conditions.push(filter.report === "told" ? hasReport : Prisma.sql`v.ends_on < ${today}::date AND NOT ${hasReport}`);
  if (filter.addedValue !== null) conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM visit_report r WHERE r.visit_id = v.id AND ${filter.addedValue}::"AddedValue" = ANY (r.added_value))`);
  if (filter.youth) conditions.push(Prisma.sql`v.reaches_children_and_youth`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`v.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

function orderOf({ sort, descending }: VisitFilter, unit: Prisma.Sql): Prisma.Sql {
  const column = { starts: Prisma.sql`v.starts_on`, title: Prisma.sql`v.title`, unit, direction: Prisma.sql`v.direction` }[sort];
  return Prisma.sql`${column} ${Prisma.raw(descending ? "DESC" : "ASC")}`;
}

/** Reads one page of the register and how many there are in all. */
export async function selectVisits(read: Read, filter: VisitFilter, rules: readonly VisitRules[], today: PlainDate): Promise<{ rows: VisitRow[]; total: number }> {
  const where = conditionsOf(filter, rules, today);
  const rows = await clientOf(read).$queryRaw<(Omit<VisitRow, "starts"> & { startsOn: PlainDate; startPrecision: DatePrecision; total: bigint })[]>`
    SELECT v.id, v.title, v.counterpart, v.places, ${bodyShortNameOn(Prisma.sql`v.unit_id`, today)} AS unit, v.direction::text AS direction, v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision",
      v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision", v.reaches_children_and_youth AS youth, v.needs_representation AS "needsRepresentation",
      v.concerns_unit_directly AS "concernsUnitDirectly", v.office_notified_on::text AS "officeNotifiedOn", v.cancelled_on::text AS "cancelledOn",
      d.name AS representative, CASE WHEN a.id IS NULL THEN NULL ELSE ${bodyShortNameOn(Prisma.sql`a.body_id`, today)} END AS "representativeBody",
      (SELECT count(*) FROM visit v WHERE ${where}) AS total
    FROM visit v LEFT JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL LEFT JOIN person_details d ON d.person_id = a.person_id
    WHERE ${where} ORDER BY ${orderOf(filter, Prisma.sql`unit`)}, v.id LIMIT ${VISITS_A_PAGE} OFFSET ${(filter.page - 1) * VISITS_A_PAGE}`;
  const page = rows.map(({ total: _total, startsOn, startPrecision, ...row }) => ({ ...row, starts: { on: startsOn, precision: startPrecision } }));
  if (rows.length > 0 || filter.page === 1) return { rows: page, total: Number(rows[0]?.total ?? 0n) };
  const [counted] = await clientOf(read).$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM visit v WHERE ${where}`;
  return { rows: page, total: Number(counted?.total ?? 0n) };
}

type FlatReport = Omit<ReportedVisit, "starts" | "ends"> & { startsOn: PlainDate; startPrecision: DatePrecision; endsOn: PlainDate; endPrecision: DatePrecision | null };

/** As many visits as are read at a time for a file. */
const PIECE = 1_000;

/** Reads all that the list shows under a filter, in its order, piece by piece and each visit whole. */
export async function* streamVisits(tx: Tx, filter: VisitFilter, rules: readonly VisitRules[], today: PlainDate): AsyncGenerator<ReportedVisit[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await queryRows<FlatReport>(tx, Prisma.sql`
      SELECT v.id, ${bodyNameOn(Prisma.sql`v.unit_id`, today)} AS unit, v.direction::text AS direction, v.title, v.purpose, v.counterpart, v.places, v.hosts,
        v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision", v.participant_count AS "participantCount",
        v.reaches_children_and_youth AS "reachesChildrenAndYouth", v.children_and_youth_count AS "childrenAndYouthCount", v.needs_representation AS "needsRepresentation", v.concerns_unit_directly AS "concernsUnitDirectly",
        v.office_notified_on::text AS "officeNotifiedOn", v.office_notified_to AS "officeNotifiedTo", v.case_number AS "caseNumber", v.is_handled_separately AS "isHandledSeparately",
        v.cancelled_on::text AS "cancelledOn", v.closed_on::text AS "closedOn", d.name AS representative, CASE WHEN a.id IS NULL THEN NULL ELSE ${bodyNameOn(Prisma.sql`a.body_id`, today)} END AS presidium
      FROM visit v LEFT JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL LEFT JOIN person_details d ON d.person_id = a.person_id
      WHERE ${conditionsOf(filter, rules, today)} ORDER BY ${orderOf(filter, Prisma.sql`${bodyShortNameOn(Prisma.sql`v.unit_id`, today)}`)}, v.id LIMIT ${PIECE} OFFSET ${offset}`);
    if (rows.length > 0) yield rows.map(({ startsOn, startPrecision, endsOn, endPrecision, ...row }) => ({ ...row, starts: { on: startsOn, precision: startPrecision }, ends: endPrecision === null ? null : { on: endsOn, precision: endPrecision } }));
    if (rows.length < PIECE) return;
  }
}

/** Reads the years in which there are visits, latest first, at most 60. */
export async function selectYears(read: Read): Promise<number[]> {
  const [row] = await clientOf(read).$queryRaw<{ first: number | null; last: number | null }[]>`
    SELECT extract(year FROM min(v.starts_on))::int AS first, extract(year FROM max(v.starts_on))::int AS last FROM visit v WHERE ${inRegister}`;
  if (row?.first == null || row.last == null) return [];
  return Array.from({ length: Math.min(row.last - row.first + 1, 60) }, (_none, index) => (row.last ?? 0) - index);
}

const yearSoFar = (year: number, begunBy: PlainDate | null) => (begunBy === null ? yearOf(year) : Prisma.sql`${yearOf(year)} AND ${hasBegun(begunBy)}`);

/** Counts the visits that begin in a year, by a day of it if one is given, by the unit that answers for them now. */
export async function countByUnit(read: Read, year: number, begunBy: PlainDate | null): Promise<{ unitId: string; count: number; childrenAndYouth: number }[]> {
  return clientOf(read).$queryRaw`
    WITH ${answering} SELECT u.unit_id AS "unitId", count(*)::int AS count, count(*) FILTER (WHERE v.reaches_children_and_youth)::int AS "childrenAndYouth"
    FROM visit v JOIN answering u ON u.id = v.unit_id WHERE ${isOn} AND ${yearSoFar(year, begunBy)} GROUP BY u.unit_id`;
}

/**
 * Counts, of the visits that are the presidia's matter, a year's that have a representative, and those that have none: the ones to
 * come from a day on, or else the year's own.
 */
export async function countAllocated(read: Read, rules: readonly VisitRules[], year: number, begunBy: PlainDate | null, comingFrom: PlainDate | null): Promise<{ allocated: number; open: number }> {
  const ofYear = yearSoFar(year, begunBy);
  const awaited = comingFrom === null ? ofYear : Prisma.sql`v.ends_on >= ${comingFrom}::date`;
  const [row] = await clientOf(read).$queryRaw<{ allocated: number; open: number }[]>`
    SELECT count(*) FILTER (WHERE ${ofYear} AND ${hasRepresentative})::int AS allocated, count(*) FILTER (WHERE ${awaited} AND NOT ${hasRepresentative})::int AS open
    FROM visit v WHERE ${isOn} AND (${ofYear} OR ${awaited}) AND ${presidiaMatter(rules)}`;
  return row ?? { allocated: 0, open: 0 };
}

/** Counts a year's visits, by a day of it if one is given, that units answer for themselves, and those among them of which the office was told in time. */
export async function countNotified(read: Read, rules: readonly VisitRules[], year: number, begunBy: PlainDate | null): Promise<{ unitId: string; count: number; all: number }[]> {
  return clientOf(read).$queryRaw`
    WITH ${answering} SELECT u.unit_id AS "unitId", count(*) FILTER (WHERE NOT ${lacksNotice})::int AS count, count(*)::int AS all FROM visit v JOIN answering u ON u.id = v.unit_id
    WHERE ${isOn} AND ${yearSoFar(year, begunBy)} AND ${unitsMatter(rules)} GROUP BY u.unit_id`;
}

/** Units with visits of their own since a day of which the office was not told in time, each with how many. */
export async function selectUnnotified(read: Read, rules: readonly VisitRules[], since: PlainDate, today: PlainDate): Promise<{ unitId: string; unitName: string; count: number }[]> {
  return clientOf(read).$queryRaw`
    WITH ${answering} SELECT u.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`u.unit_id`, today)} AS "unitName", count(*)::int AS count
    FROM visit v JOIN answering u ON u.id = v.unit_id WHERE ${isOn} AND v.starts_on >= ${since}::date AND ${unitsMatter(rules)} AND ${lacksNotice} GROUP BY u.unit_id ORDER BY "unitName"`;
}

/** Reads the coming visits of units of which the office has not been told, the first ones first, at most 50. */
export async function selectToNotify(read: Read, rules: readonly VisitRules[], unitIds: readonly string[], today: PlainDate): Promise<{ id: string; title: string; unitId: string; startsOn: PlainDate }[]> {
  return clientOf(read).$queryRaw`
    SELECT v.id, v.title, v.unit_id AS "unitId", v.starts_on::text AS "startsOn" FROM visit v
    WHERE ${isOn} AND v.unit_id = ANY (${[...unitIds]}::uuid[]) AND v.ends_on >= ${today}::date AND ${unitsMatter(rules)} AND v.office_notified_on IS NULL
    ORDER BY v.starts_on, v.id LIMIT 50`;
}

/** As many visits as the coming ones show without a representative, and in one month. */
const SHOWN_OPEN = 20;
const SHOWN_A_MONTH = 25;

export interface ComingVisit {
  id: string;
  title: string;
  purpose: string | null;
  counterpart: string | null;
  places: string | null;
  hosts: string | null;
  unit: string;
  direction: VisitDirection;
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  needsRepresentation: boolean | null;
  concernsUnitDirectly: boolean | null;
  personId: string | null;
  personName: string | null;
  bodyId: string | null;
  bodyName: string | null;
  askedName: string | null;
  /** Who goes when the representative can't. */
  substituteId: string | null;
  substituteName: string | null;
  /** The month in which it is shown: its own, or the present one when it has begun. */
  month: string;
  monthCount: number;
  monthPlace: number;
  openCount: number;
  openPlace: number;
}

/**
 * Reads the visits to come that somebody represents at or is to: all of the first ones in each month, the first ones that
 * nobody has taken, and those of the given people. `kinds` are the presidia whose open ones are counted. The visits' columns come
 * along all the way: joined again by their ids at the end, the planner read the whole register for it.
 */
export async function selectComing(read: Read, rules: readonly VisitRules[], kinds: readonly string[], personIds: readonly string[], today: PlainDate): Promise<ComingVisit[]> {
  const isOpen = Prisma.sql`(a.id IS NULL AND ${presidiaMatter(rules, kinds)})`;
  return queryRows<ComingVisit>(read, Prisma.sql`
    WITH coming AS (
      SELECT v.*, a.person_id, a.body_id, a.substitute_id, ${isOpen} AS is_open, to_char(greatest(v.starts_on, ${today}::date), 'YYYY-MM') AS month
      FROM visit v LEFT JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL
      WHERE v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.ends_on >= ${today}::date AND (a.id IS NOT NULL OR ${presidiaMatter(rules)})),
    placed AS (
      SELECT *, count(*) OVER (PARTITION BY month)::int AS month_count, row_number() OVER (PARTITION BY month ORDER BY starts_on, id)::int AS month_place,
        (count(*) FILTER (WHERE is_open) OVER ())::int AS open_count, CASE WHEN is_open THEN row_number() OVER (PARTITION BY is_open ORDER BY starts_on, id) ELSE 0 END::int AS open_place
      FROM coming),
    shown AS (
      SELECT * FROM placed WHERE (month_place <= ${SHOWN_A_MONTH} AND starts_on < ${today}::date + interval '1 year' + interval '1 month')
        OR open_place BETWEEN 1 AND ${SHOWN_OPEN} OR person_id = ANY (${[...personIds]}::uuid[]) OR substitute_id = ANY (${[...personIds]}::uuid[]))
    SELECT s.id, s.title, s.purpose, s.counterpart, s.places, s.hosts, ${bodyShortNameOn(Prisma.sql`s.unit_id`, today)} AS unit, s.direction::text AS direction,
      s.starts_on::text AS "startsOn", s.start_precision::text AS "startPrecision", s.ends_on::text AS "endsOn", s.end_precision::text AS "endPrecision",
      s.needs_representation AS "needsRepresentation", s.concerns_unit_directly AS "concernsUnitDirectly",
      s.person_id AS "personId", d.name AS "personName", s.body_id AS "bodyId", CASE WHEN s.body_id IS NULL THEN NULL ELSE ${bodyShortNameOn(Prisma.sql`s.body_id`, today)} END AS "bodyName",
      k.name AS "askedName", s.substitute_id AS "substituteId", u.name AS "substituteName", s.month, s.month_count AS "monthCount", s.month_place AS "monthPlace", s.open_count AS "openCount", s.open_place AS "openPlace"
    FROM shown s LEFT JOIN person_details d ON d.person_id = s.person_id LEFT JOIN person_details u ON u.person_id = s.substitute_id
    LEFT JOIN visit_handover h ON h.visit_id = s.id AND h.answer IS NULL LEFT JOIN person_details k ON k.person_id = h.to_person_id
    ORDER BY s.starts_on, s.id`);
}

export interface OpenQuestion {
  id: string;
  visitId: string;
  title: string;
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  askedByName: string;
  askedByBody: string | null;
  toPersonId: string;
  toName: string;
  message: string | null;
  askedOn: PlainDate;
}

/** Reads the questions that wait for the answer of the given person, or of a member of the given presidia; those about visits to come. */
export async function selectQuestions(read: Read, personId: string, bodyIds: readonly string[], today: PlainDate): Promise<OpenQuestion[]> {
  return queryRows<OpenQuestion>(read, Prisma.sql`
    SELECT h.id, v.id AS "visitId", v.title, v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision",
      k.name AS "askedByName", t.name AS "toName", h.to_person_id AS "toPersonId", h.message, ((h.asked_at AT TIME ZONE 'Europe/Stockholm')::date)::text AS "askedOn",
      (SELECT ${bodyShortNameOn(Prisma.sql`x.body_id`, today)} FROM seat x JOIN body b ON b.id = x.body_id AND b.kind IN ('COUNCIL_PRESIDIUM', 'EXECUTIVE_BOARD_PRESIDIUM')
        WHERE x.person_id = h.asked_by_id AND daterange(x.valid_from, x.valid_to, '[]') @> ${today}::date LIMIT 1) AS "askedByBody"
    FROM visit_handover h JOIN visit v ON v.id = h.visit_id JOIN person_details k ON k.person_id = h.asked_by_id JOIN person_details t ON t.person_id = h.to_person_id
    WHERE h.answer IS NULL AND v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.ends_on >= ${today}::date
      AND (h.to_person_id = ${personId}::uuid OR h.to_body_id = ANY (${[...bodyIds]}::uuid[]))
    ORDER BY v.starts_on, h.id LIMIT 50`);
}

/** Counts the visits of a year at which each person represents, by presidium. */
export async function countByPerson(read: Read, year: number): Promise<{ bodyId: string; personId: string; name: string; count: number }[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.body_id AS "bodyId", a.person_id AS "personId", d.name, count(*)::int AS count FROM visit v JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL JOIN person_details d ON d.person_id = a.person_id
    WHERE v.archived_at IS NULL AND v.cancelled_on IS NULL AND ${yearOf(year)} GROUP BY a.body_id, a.person_id, d.name ORDER BY count DESC, d.name, a.person_id`);
}
