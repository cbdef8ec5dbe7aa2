import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { escapeLike } from "@/lib/like";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { MATCH_REASONS, MATCH_YEARS, searchTextOf, type Match } from "./rules";
import { OPPORTUNITIES_A_PAGE, type OpportunityFilter, type OpportunityInput, type OpportunityKind, type OpportunitySource } from "./schema";

interface Name {
  sv: string;
  en: string;
}

/** An opportunity as stored; of one that is made from a call, the programme and the last day are the call's. */
export interface StoredOpportunity extends OpportunityInput, OpportunitySource {
  id: string;
  version: number;
  unitName: string;
  programme: Name | null;
  /** The call or the search that it is made from, where that is still in its register. */
  call: { id: string; name: string } | null;
  partnerSearch: { id: string; title: string } | null;
  priorities: { id: string; title: string }[];
  isArchived: boolean;
  isDemonstration: boolean;
}

/** An opportunity as the feed lists it, or a call that nobody has made one of. */
export interface OpportunityRow {
  id: string;
  register: "OPPORTUNITY" | "CALL";
  kind: OpportunityKind;
  title: string;
  text: string | null;
  website: string | null;
  source: string | null;
  programme: Name | null;
  deadline: PlainDate | null;
  enteredOn: PlainDate;
  /** The unit that has entered it; null for a call. */
  unit: string | null;
  municipalGoals: string[];
  priorities: string[];
  /** The names of the units that it is chosen for. */
  suitedUnits: string[];
  isSaved: boolean;
  /** Why it suits the unit that the list is asked about; null where it is asked about none. */
  match: Pick<Match, "why" | "common" | "through"> | null;
}

/** What only the program may say of an opportunity. */
export interface OpportunityOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

/** A new opportunity's id. */
export function newOpportunityId(): string {
  return randomUUID();
}

const nameOfProgramme = (programmeId: Prisma.Sql) => Prisma.sql`(SELECT jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period)) FROM programme g WHERE g.id = ${programmeId})`;

/** Reads a whole opportunity; null when there is none. */
export async function findOpportunity(read: Read, id: string, day: PlainDate): Promise<StoredOpportunity | null> {
  const [row] = await queryRows<StoredOpportunity>(read, Prisma.sql`
    SELECT o.id, o.version, o.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`o.unit_id`, day)} AS "unitName", o.kind::text AS kind, o.title, o.text, o.website, o.source,
      coalesce(k.programme_id, o.programme_id) AS "programmeId", ${nameOfProgramme(Prisma.sql`coalesce(k.programme_id, o.programme_id)`)} AS programme, coalesce(k.closes_on, o.deadline)::text AS deadline, o.entered_on::text AS "enteredOn",
      to_jsonb(o.municipal_goals) AS "municipalGoals", to_jsonb(o.priority_ids) AS "priorityIds", to_jsonb(o.suited_unit_ids) AS "suitedUnitIds", o.call_id AS "callId", o.partner_search_id AS "partnerSearchId",
      CASE WHEN k.archived_at IS NULL AND k.id IS NOT NULL THEN jsonb_build_object('id', k.id, 'name', k.name) END AS call,
      (SELECT jsonb_build_object('id', p.id, 'title', p.title) FROM partner_search p WHERE p.id = o.partner_search_id AND p.archived_at IS NULL) AS "partnerSearch",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title) ORDER BY s.title, s.id), '[]') FROM strategic_priority s WHERE s.id = ANY (o.priority_ids)) AS priorities,
      o.archived_at IS NOT NULL AS "isArchived", o.is_demonstration AS "isDemonstration"
    FROM opportunity o LEFT JOIN call k ON k.id = o.call_id WHERE o.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds an opportunity until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockOpportunity(tx: Tx, id: string, day: PlainDate): Promise<StoredOpportunity | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM opportunity WHERE id = ${id}::uuid FOR UPDATE`;
  return findOpportunity(tx, id, day);
}

/** Holds a call of the register so that nobody else makes an opportunity of it meanwhile, and tells whether it is there. */
export async function holdCall(tx: Tx, callId: string): Promise<boolean> {
  return (await clientOf(tx).$queryRaw<unknown[]>`SELECT 1 AS found FROM call WHERE id = ${callId}::uuid AND archived_at IS NULL FOR UPDATE`).length > 0;
}

/** Holds a search that has come to a unit so that nobody else makes an opportunity of it meanwhile, and tells whether it is there. */
export async function holdSearch(tx: Tx, searchId: string): Promise<boolean> {
  return (await clientOf(tx).$queryRaw<unknown[]>`SELECT 1 AS found FROM partner_search WHERE id = ${searchId}::uuid AND direction = 'RECEIVED' AND archived_at IS NULL FOR UPDATE`).length > 0;
}

/** Reads the opportunity in the feed that is made from a call or a search; null when there is none. */
export async function findMadeFrom(read: Read, { callId, partnerSearchId }: OpportunitySource): Promise<{ id: string; title: string } | null> {
  const [row] = await queryRows<{ id: string; title: string }>(read, Prisma.sql`
    SELECT o.id, o.title FROM opportunity o WHERE o.archived_at IS NULL AND (o.call_id = ${callId}::uuid OR o.partner_search_id = ${partnerSearchId}::uuid) LIMIT 1`);
  return row ?? null;
}

/** Tells whether a call of such a name is in the register of programmes, of the programme where one is named. */
export async function isCallOfName(read: Read, title: string, programmeId: string | null): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`
    SELECT 1 AS found FROM call k WHERE k.archived_at IS NULL AND lower(k.name) = lower(${title}) AND (${programmeId}::uuid IS NULL OR k.programme_id = ${programmeId}::uuid) LIMIT 1`)).length > 0;
}

const columnsOf = (input: OpportunityInput): Record<string, Prisma.Sql> => ({
  unit_id: Prisma.sql`${input.unitId}::uuid`,
  kind: Prisma.sql`${input.kind}::"OpportunityKind"`,
  title: Prisma.sql`${input.title}`,
  text: Prisma.sql`${input.text}`,
  website: Prisma.sql`${input.website}`,
  source: Prisma.sql`${input.source}`,
  programme_id: Prisma.sql`${input.programmeId}::uuid`,
  municipal_goals: Prisma.sql`${input.municipalGoals}::text[]`,
  priority_ids: Prisma.sql`${input.priorityIds}::uuid[]`,
  suited_unit_ids: Prisma.sql`${input.suitedUnitIds}::uuid[]`,
  entered_on: Prisma.sql`${input.enteredOn}::date`,
  deadline: Prisma.sql`${input.deadline}::date`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

export async function insertOpportunity(tx: Tx, permit: Permit<"opportunities.log">, id: string, { input, from }: { input: OpportunityInput; from: OpportunitySource }, origin: OpportunityOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const stored = columnsOf(input);
  await clientOf(tx).$executeRaw`
    INSERT INTO opportunity (id, call_id, partner_search_id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))})
    VALUES (${id}::uuid, ${from.callId}::uuid, ${from.partnerSearchId}::uuid, ${origin.isDemonstration}, ${origin.certainty}::"Certainty", ${permit.actor.personId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

/** Stores opportunities of a list in one statement. */
export async function insertOpportunities(tx: Tx, added: readonly { permit: Permit<"opportunities.log">; id: string; input: OpportunityInput }[], now: Date): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ permit, id, input }) => {
    requirePermitFor(permit, id);
    return Prisma.sql`(${id}::uuid, false, 'MEDIUM'::"Certainty", ${permit.actor.personId}::uuid, ${now}::timestamptz, ${Prisma.join(Object.values(columnsOf(input)))})`;
  });
  const [first] = added;
  if (first === undefined) return;
  await clientOf(tx).$executeRaw`
    INSERT INTO opportunity (id, is_demonstration, certainty, created_by_id, created_at, ${Prisma.raw(Object.keys(columnsOf(first.input)).join(", "))}) VALUES ${Prisma.join(rows)}`;
}

async function update(tx: Tx, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const assignments = [...Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`), Prisma.sql`updated_at = ${now}`];
  const changed = await clientOf(tx).$executeRaw`UPDATE opportunity SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateOpportunity(tx: Tx, permit: Permit<"opportunities.edit">, id: string, version: number, input: OpportunityInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"opportunities.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** What is in the feed on a day: the opportunities, and the calls of the register that have opened and that none of them is made from. */
const feed = (today: PlainDate) => Prisma.sql`
  feed AS (
    SELECT o.id, 'OPPORTUNITY' AS register, o.kind, o.title, o.text, coalesce(o.website, k.website) AS website, o.source, coalesce(k.programme_id, o.programme_id) AS programme_id, coalesce(k.closes_on, o.deadline) AS deadline,
      o.entered_on, o.unit_id, o.municipal_goals, o.priority_ids, o.suited_unit_ids, o.search_text
    FROM opportunity o LEFT JOIN call k ON k.id = o.call_id WHERE o.archived_at IS NULL
    UNION ALL
    SELECT k.id, 'CALL', 'OPEN_CALL', k.name, k.note, k.website, k.source, k.programme_id, k.closes_on, (k.created_at AT TIME ZONE 'Europe/Stockholm')::date, NULL, '{}', '{}', '{}', concat_ws(E'\\n', k.name, k.note, k.source)
    FROM call k WHERE k.archived_at IS NULL AND (k.opens_on IS NULL OR k.opens_on <= ${today}::date) AND NOT EXISTS (SELECT 1 FROM opportunity o WHERE o.call_id = k.id AND o.archived_at IS NULL)
  )`;

/**
 * Which units what is in the feed suits and why, for the feed or for one of it, and for all units or one of them with those that have gone up into it: a unit that was
 * chosen; one with a project that follows the same priority or goal or is of the same programme, as long as that has not ended more than some years ago; and one
 * with an initiative that has looked at the programme. Confidential projects are not looked at, whoever asks.
 */
const matches = (today: PlainDate, { opportunityId = null, unitId = null, shown = Prisma.sql`true` }: { opportunityId?: string | null; unitId?: string | null; shown?: Prisma.Sql }) => {
  const isAsked = (unit: Prisma.Sql) => (unitId === null ? Prisma.sql`true` : Prisma.sql`${unit} = ANY (${withPredecessors(unitId)})`);
  const rank = (why: (typeof MATCH_REASONS)[number]) => Prisma.sql`${MATCH_REASONS.indexOf(why)}::int AS rank, ${why}::text AS why`;
  const project = Prisma.sql`jsonb_build_object('kind', 'project', 'id', w.id, 'title', w.title) AS through, w.latest`;
  const facts = Prisma.sql`p.id, p.title, p.programme_id, p.municipal_goals, p.priority_ids, coalesce(p.ends_on, 'infinity') AS latest`;
  // Of the projects that one opportunity is held against, only those that have something in common with it; all of a feed's are asked for at once.
  const isWorking = Prisma.sql`p.archived_at IS NULL AND NOT p.is_confidential AND (p.ends_on IS NULL OR p.ends_on >= ${today}::date - make_interval(years => ${MATCH_YEARS}::int))
    AND ${opportunityId === null ? Prisma.sql`true` : Prisma.sql`EXISTS (SELECT 1 FROM given g WHERE p.programme_id = g.programme_id OR p.municipal_goals && g.municipal_goals OR p.priority_ids && g.priority_ids)`}`;
  const nearest = Prisma.sql`w.latest DESC NULLS LAST, w.title, w.id`;
  return Prisma.sql`
    given AS MATERIALIZED (SELECT f.id, f.programme_id, f.municipal_goals, f.priority_ids, f.suited_unit_ids FROM feed f WHERE ${opportunityId === null ? shown : Prisma.sql`f.id = ${opportunityId}::uuid`}),
    working AS MATERIALIZED (
      SELECT ${facts}, p.unit_id FROM project p WHERE ${isWorking} AND ${isAsked(Prisma.sql`p.unit_id`)}
      UNION ALL
      SELECT ${facts}, t.unit_id FROM project_unit t JOIN body b ON b.id = t.unit_id JOIN project p ON p.id = t.project_id
      WHERE t.removed_at IS NULL AND b.kind <> 'WORKPLACE' AND t.unit_id <> p.unit_id AND ${isWorking} AND ${isAsked(Prisma.sql`t.unit_id`)}
    ),
    -- Of what several projects of a unit have in common with the feed, the one that is nearest in time speaks for all: the feed is then held against few.
    by_priority AS MATERIALIZED (
      SELECT DISTINCT ON (w.unit_id, c.id) w.*, c.id AS code, c.title AS common FROM working w CROSS JOIN LATERAL unnest(w.priority_ids) AS x (id) JOIN strategic_priority c ON c.id = x.id
      WHERE c.id IN (SELECT unnest(g.priority_ids) FROM given g) ORDER BY w.unit_id, c.id, ${nearest}
    ),
    by_goal AS MATERIALIZED (
      SELECT DISTINCT ON (w.unit_id, c.code) w.*, c.code FROM working w CROSS JOIN LATERAL unnest(w.municipal_goals) AS c (code)
      WHERE c.code IN (SELECT unnest(g.municipal_goals) FROM given g) ORDER BY w.unit_id, c.code, ${nearest}
    ),
    by_programme AS MATERIALIZED (
      SELECT DISTINCT ON (w.unit_id, w.programme_id) w.* FROM working w WHERE w.programme_id IN (SELECT g.programme_id FROM given g) ORDER BY w.unit_id, w.programme_id, ${nearest}
    ),
    found AS (
      SELECT g.id AS opportunity_id, u.id AS unit_id, ${rank("CHOSEN")}, NULL::text AS common, NULL::jsonb AS through, NULL::date AS latest FROM given g CROSS JOIN LATERAL unnest(g.suited_unit_ids) AS u (id) WHERE ${isAsked(Prisma.sql`u.id`)}
      UNION ALL
      SELECT g.id, w.unit_id, ${rank("PRIORITY")}, w.common, ${project} FROM given g CROSS JOIN LATERAL unnest(g.priority_ids) AS x (id) JOIN by_priority w ON w.code = x.id
      UNION ALL
      SELECT g.id, w.unit_id, ${rank("GOAL")}, w.code, ${project} FROM given g CROSS JOIN LATERAL unnest(g.municipal_goals) AS c (code) JOIN by_goal w ON w.code = c.code
      UNION ALL
      SELECT g.id, w.unit_id, ${rank("PROGRAMME")}, NULL, ${project} FROM given g JOIN by_programme w ON w.programme_id = g.programme_id
      UNION ALL
      SELECT g.id, i.unit_id, ${rank("PROGRAMME")}, NULL, jsonb_build_object('kind', 'initiative', 'id', i.id, 'title', i.title), e.examined_on
      FROM given g JOIN (SELECT e.*, x.id AS programme_id FROM examination e CROSS JOIN LATERAL unnest(e.programme_ids) AS x (id)) e ON e.programme_id = g.programme_id JOIN initiative i ON i.id = e.initiative_id
      WHERE e.removed_at IS NULL AND e.result <> 'NOT_RELEVANT' AND i.archived_at IS NULL AND ${isAsked(Prisma.sql`i.unit_id`)}
    ),
    suits AS MATERIALIZED (
      SELECT DISTINCT ON (m.opportunity_id, m.unit_id) m.* FROM (SELECT f.opportunity_id, unit_today(f.unit_id) AS unit_id, f.rank, f.why, f.common, f.through, f.latest FROM found f) m
      ORDER BY m.opportunity_id, m.unit_id, m.rank, m.latest DESC NULLS LAST, m.through ->> 'title', m.through ->> 'id', m.common COLLATE "sv-SE-x-icu"
    )`;
};

/** What a list shows, of the feed alone: whether a unit suits it is asked besides. */
function conditionsOf(filter: OpportunityFilter, today: PlainDate, personId: string): Prisma.Sql {
  const conditions = [{ open: Prisma.sql`(f.deadline IS NULL OR f.deadline >= ${today}::date)`, closed: Prisma.sql`f.deadline < ${today}::date`, all: Prisma.sql`true` }[filter.state]];
  if (filter.kind !== null) conditions.push(Prisma.sql`f.kind = ${filter.kind}::"OpportunityKind"`);
  if (filter.programmeId !== null) conditions.push(Prisma.sql`f.programme_id = ${filter.programmeId}::uuid`);
  if (filter.by !== null) conditions.push(Prisma.sql`f.deadline <= ${filter.by}::date`);
  if (filter.saved) conditions.push(isSavedBy(personId));
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`f.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

const isSavedBy = (personId: string) => Prisma.sql`EXISTS (SELECT 1 FROM saved_opportunity v WHERE v.opportunity_id = f.id AND v.person_id = ${personId}::uuid)`;

/** What a list is read from: what of the feed is shown, and where it is asked about a unit why each of that suits it. */
function listed({ filter, today, personId }: Reading): { beginning: Prisma.Sql; from: Prisma.Sql } {
  const shown = conditionsOf(filter, today, personId);
  if (filter.unitId === null) return { beginning: Prisma.sql`WITH ${feed(today)}`, from: Prisma.sql`(SELECT f.*, NULL::jsonb AS match FROM feed f WHERE ${shown}) f` };
  return {
    beginning: Prisma.sql`WITH ${feed(today)}, ${matches(today, { unitId: filter.unitId, shown })}`,
    from: Prisma.sql`(SELECT f.*, jsonb_build_object('why', m.why, 'common', m.common, 'through', m.through) AS match FROM suits m JOIN feed f ON f.id = m.opportunity_id) f`,
  };
}

interface Reading {
  filter: OpportunityFilter;
  today: PlainDate;
  /** Whose savings are told of. */
  personId: string;
}

async function selectRows(read: Read, reading: Reading, { limit, offset }: { limit: number; offset: number }): Promise<OpportunityRow[]> {
  const { filter, today, personId } = reading;
  const { beginning, from } = listed(reading);
  const column = { deadline: Prisma.sql`f.deadline`, title: Prisma.sql`f.title COLLATE "sv-SE-x-icu"`, entered: Prisma.sql`f.entered_on` }[filter.sort];
  const order = Prisma.sql`${column} ${Prisma.raw(filter.descending ? "DESC" : "ASC")} NULLS LAST, f.id`;
  // What is told of a row is looked up for those of the page alone, not for all that come before.
  return queryRows(read, Prisma.sql`
    ${beginning}, page AS MATERIALIZED (SELECT f.* FROM ${from} ORDER BY ${order} LIMIT ${limit}::int OFFSET ${offset}::bigint)
    SELECT f.id, f.register, f.kind::text AS kind, f.title, f.text, f.website, f.source, ${nameOfProgramme(Prisma.sql`f.programme_id`)} AS programme, f.deadline::text AS deadline, f.entered_on::text AS "enteredOn",
      CASE WHEN f.unit_id IS NULL THEN NULL ELSE ${bodyNameOn(Prisma.sql`f.unit_id`, today)} END AS unit, to_jsonb(f.municipal_goals) AS "municipalGoals",
      (SELECT coalesce(jsonb_agg(s.title ORDER BY s.title, s.id), '[]') FROM strategic_priority s WHERE s.id = ANY (f.priority_ids)) AS priorities,
      (SELECT coalesce(jsonb_agg(u.name ORDER BY u.name), '[]') FROM (SELECT ${bodyNameOn(Prisma.sql`c.id`, today)} AS name FROM unnest(f.suited_unit_ids) AS c (id)) u) AS "suitedUnits",
      ${isSavedBy(personId)} AS "isSaved", f.match
    FROM page f ORDER BY ${order}`);
}

/** Reads one page of the feed and how many there are in all. */
export async function selectOpportunities(read: Read, reading: Reading): Promise<{ rows: OpportunityRow[]; total: number }> {
  const { beginning, from } = listed(reading);
  const [rows, [counted]] = await Promise.all([
    selectRows(read, reading, { limit: OPPORTUNITIES_A_PAGE, offset: (reading.filter.page - 1) * OPPORTUNITIES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`${beginning} SELECT count(*)::int AS total FROM ${from}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamOpportunities(tx: Tx, reading: Reading): AsyncGenerator<OpportunityRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, reading, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads which units an opportunity of the feed suits and why, those chosen first, in the order of their names. */
export async function selectMatches(read: Read, opportunityId: string, today: PlainDate): Promise<Match[]> {
  return queryRows(read, Prisma.sql`
    WITH ${feed(today)}, ${matches(today, { opportunityId })}
    SELECT m.opportunity_id AS "opportunityId", m.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`m.unit_id`, today)} AS unit, m.why, m.common, m.through FROM suits m ORDER BY m.rank, unit, m.unit_id`);
}

interface OpportunityColumns {
  unit_id: string;
  kind: OpportunityKind;
  title: string;
  text: string | null;
  website: string | null;
  source: string | null;
  programme_id: string | null;
  deadline: PlainDate | null;
  entered_on: PlainDate;
  municipal_goals: string[];
  priority_ids: string[];
  suited_unit_ids: string[];
}

/** Reads an opportunity as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findOpportunityVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { opportunity: OpportunityInput }) | null> {
  const found = await findRowVersion<OpportunityColumns>(read, "opportunity", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return {
    byName: found.byName,
    at: found.at,
    opportunity: {
      unitId: row.unit_id,
      kind: row.kind,
      title: row.title,
      text: row.text,
      website: row.website,
      source: row.source,
      programmeId: row.programme_id,
      deadline: row.deadline,
      enteredOn: row.entered_on,
      municipalGoals: row.municipal_goals,
      priorityIds: row.priority_ids,
      suitedUnitIds: row.suited_unit_ids,
    },
  };
}
