import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { TownRelationKind } from "@/domain/matter";
import type { ApproximateDate, DatePrecision, PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { LinkedDecision } from "./episodes/rules";
import type { EpisodeBasis, EpisodeInput, TownRelationState } from "./episodes/schema";
import { searchTextOf, STANDING_STATES, type JudgedEpisode } from "./rules";
import { RELATIONS_A_PAGE, type Certainty, type RelationFilter, type RelationInput, type Standing } from "./schema";

/** A town of a relation, with what it is called today. */
export interface StoredTown {
  id: string;
  /** What the relation calls it, or what it is called since it was merged into another one. */
  name: string;
  country: string;
  /** The town in the register of partners. */
  partnerId: string;
  partnerName: string;
  isInRegister: boolean;
  sinceOn: PlainDate | null;
  sincePrecision: DatePrecision | null;
  untilOn: PlainDate | null;
  untilPrecision: DatePrecision | null;
  note: string | null;
}

/** An episode as stored, with the decision that it stands on; null where that is out of the register. */
export interface StoredEpisode extends JudgedEpisode {
  id: string;
  state: TownRelationState;
  startPrecision: DatePrecision;
  endPrecision: DatePrecision | null;
  basis: EpisodeBasis;
  decisionId: string | null;
  decisionTitle: string | null;
  ownBasis: string | null;
  note: string | null;
  source: string | null;
}

/** A relation as stored, with its towns and its episodes in the order of their time. */
export interface StoredRelation extends RelationInput {
  id: string;
  version: number;
  unitName: string;
  priorityTitle: string | null;
  towns: StoredTown[];
  episodes: StoredEpisode[];
  /** Those that have been taken out of its history. */
  removedEpisodes: StoredEpisode[];
  /** What sources say of it; two may disagree. */
  facts: { field: string; value: string; source: string; certainty: Certainty }[];
  isArchived: boolean;
  isDemonstration: boolean;
  mergedInto: { id: string; name: string } | null;
  /** Those that are this one today. */
  mergedFrom: { id: string; name: string }[];
}

export interface RelationRow {
  id: string;
  name: string;
  kind: TownRelationKind;
  towns: string[];
  countries: string[];
  state: Standing;
  /** When it is first known to have been there. */
  sinceOn: PlainDate | null;
  sincePrecision: DatePrecision | null;
  unit: string;
  latestOn: PlainDate | null;
}

/** A relation's episodes as one JSON value, with the decision that each stands on. */
const episodesThat = (are: Prisma.Sql) => Prisma.sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'state', e.state, 'startsOn', e.starts_on, 'startPrecision', e.start_precision, 'endsOn', e.ends_on, 'endPrecision', e.end_precision,
      'basis', e.basis, 'decisionId', e.decision_id, 'decisionTitle', d.title, 'ownBasis', e.own_basis, 'note', e.note, 'source', e.source,
      'decision', CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('matter', d.matter, 'verdict', d.verdict, 'relationKind', d.facts ->> 'relationKind', 'decidedOn', d.decided_on) END) ORDER BY e.starts_on)
    FROM town_relation_episode e LEFT JOIN decision d ON d.id = e.decision_id AND d.archived_at IS NULL WHERE e.relation_id = r.id AND ${are}), '[]')`;

const towns = Prisma.sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'country', t.country, 'partnerId', t.partner_id, 'partnerName', t.partner_name, 'isInRegister', t.is_in_register, 'sinceOn', t.since_on, 'sincePrecision', t.since_precision,
      'untilOn', t.until_on, 'untilPrecision', t.until_precision, 'note', t.note) ORDER BY t.name, t.since_on)
    FROM relation_town_today t WHERE t.relation_id = r.id), '[]')`;

const facts = Prisma.sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value, 'source', f.source, 'certainty', f.certainty) ORDER BY f.field, f.certainty, f.id) FROM sourced_fact f WHERE f.subject_id = r.id AND f.removed_at IS NULL), '[]')`;

/** Reads a whole relation; null when there is none. */
export async function findRelation(read: Read, id: string, day: PlainDate): Promise<StoredRelation | null> {
  const [row] = await queryRows<StoredRelation>(read, Prisma.sql`
    SELECT r.id, r.version, r.name, r.kind::text AS kind, r.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`r.unit_id`, day)} AS "unitName", r.description, r.case_number AS "caseNumber",
      r.priority_id AS "priorityId", (SELECT s.title FROM strategic_priority s WHERE s.id = r.priority_id) AS "priorityTitle", r.outside_priorities AS "outsidePriorities",
      r.source, r.certainty::text AS certainty, r.archived_at IS NOT NULL AS "isArchived", r.is_demonstration AS "isDemonstration", ${towns} AS towns, ${episodesThat(Prisma.sql`e.removed_at IS NULL`)} AS episodes, ${episodesThat(Prisma.sql`e.removed_at IS NOT NULL`)} AS "removedEpisodes", ${facts} AS facts,
      (SELECT jsonb_build_object('id', m.id, 'name', m.name) FROM town_relation m WHERE m.id = r.merged_into_id) AS "mergedInto",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) ORDER BY m.name, m.id) FROM town_relation m WHERE m.merged_into_id = r.id), '[]') AS "mergedFrom"
    FROM town_relation r WHERE r.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a relation until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockRelation(tx: Tx, id: string, day: PlainDate): Promise<StoredRelation | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM town_relation WHERE id = ${id}::uuid FOR UPDATE`;
  return findRelation(tx, id, day);
}

/** What only the program may say of a relation. */
export interface RelationOrigin {
  isDemonstration: boolean;
}

/** A new record's id. */
export function newRelationId(): string {
  return randomUUID();
}

function columnsOf(input: RelationInput): Record<string, Prisma.Sql> {
  return {
    name: Prisma.sql`${input.name}`,
    kind: Prisma.sql`${input.kind}::"TownRelationKind"`,
    unit_id: Prisma.sql`${input.unitId}::uuid`,
    description: Prisma.sql`${input.description}`,
    case_number: Prisma.sql`${input.caseNumber}`,
    priority_id: Prisma.sql`${input.priorityId}::uuid`,
    outside_priorities: Prisma.sql`${input.outsidePriorities}`,
    source: Prisma.sql`${input.source}`,
    certainty: Prisma.sql`${input.certainty}::"Certainty"`,
    search_text: Prisma.sql`${searchTextOf(input)}`,
  };
}

/** A relation that is to be entered with its first episode, and the permit for it. */
export interface NewRelation {
  id: string;
  permit: Permit<"townRelations.enter">;
  relation: RelationInput;
  episode: EpisodeInput;
  origin: RelationOrigin;
  facts: StoredRelation["facts"];
}

/** Few enough for a statement's parameters. */
const ROWS_A_STATEMENT = 250;
const valuesOf = (rows: readonly Readonly<Record<string, Prisma.Sql>>[]) => Prisma.sql`(${Prisma.raw(Object.keys(rows[0] ?? {}).join(", "))}) VALUES ${Prisma.join(rows.map((row) => Prisma.sql`(${Prisma.join(Object.values(row))})`))}`;

/** Enters relations with their first episodes and what sources say of them, in few statements however many they are. */
export async function insertRelations(tx: Tx, entered: readonly NewRelation[], now: Date): Promise<void> {
  for (let from = 0; from < entered.length; from += ROWS_A_STATEMENT) {
    const piece = entered.slice(from, from + ROWS_A_STATEMENT);
    const rows = piece.map(({ id, permit, relation, origin }) => {
      requirePermitFor(permit, id);
      return { id: Prisma.sql`${id}::uuid`, ...columnsOf(relation), is_demonstration: Prisma.sql`${origin.isDemonstration}`, created_by_id: Prisma.sql`${permit.actor.personId}::uuid`, created_at: Prisma.sql`${now}` };
    });
    await clientOf(tx).$executeRaw`INSERT INTO town_relation ${valuesOf(rows)}`;
    await clientOf(tx).$executeRaw`INSERT INTO town_relation_episode ${valuesOf(piece.map(({ id, episode }) => ({ relation_id: Prisma.sql`${id}::uuid`, ...columnsOfEpisode(episode) })))}`;
  }
  const facts = entered.flatMap(({ id, facts: told }) => told.map((fact) => ({ subject: id, ...fact })));
  if (facts.length === 0) return;
  await clientOf(tx).$executeRaw`
    INSERT INTO sourced_fact (subject_kind, subject_id, field, value, source, certainty)
    SELECT 'townRelation', f.subject, f.field, f.value, f.source, f.certainty FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS f(subject uuid, field text, value text, source text, certainty "Certainty")`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE town_relation SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateRelation(tx: Tx, permit: Permit<"townRelations.edit">, id: string, version: number, input: RelationInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.join(Object.entries(columnsOf(input)).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`)), now);
}

/** Takes a relation to its next version, since something that lies under it has changed. */
export async function touchRelation(tx: Tx, permit: Permit<"townRelations.edit">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = archived_at`, now);
}

export async function updateArchived(tx: Tx, permit: Permit<"townRelations.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`archived_at = ${at}::timestamptz`, now);
}

const columnsOfEpisode = ({ state, starts, ends, basis, decisionId, ownBasis, note, source }: EpisodeInput): Record<string, Prisma.Sql> => ({
  state: Prisma.sql`${state}::"TownRelationState"`,
  starts_on: Prisma.sql`${starts.on}::date`,
  start_precision: Prisma.sql`${starts.precision}::"DatePrecision"`,
  ends_on: Prisma.sql`${ends?.on ?? null}::date`,
  end_precision: Prisma.sql`${ends?.precision ?? null}::"DatePrecision"`,
  basis: Prisma.sql`${basis}::"EpisodeBasis"`,
  decision_id: Prisma.sql`${decisionId}::uuid`,
  own_basis: Prisma.sql`${ownBasis}`,
  note: Prisma.sql`${note}`,
  source: Prisma.sql`${source}`,
});

export async function insertEpisode(tx: Tx, permit: Permit<"townRelations.edit">, id: string, input: EpisodeInput): Promise<void> {
  requirePermitFor(permit, id);
  const columns = columnsOfEpisode(input);
  await clientOf(tx).$executeRaw`INSERT INTO town_relation_episode (relation_id, ${Prisma.raw(Object.keys(columns).join(", "))}) VALUES (${id}::uuid, ${Prisma.join(Object.values(columns))})`;
}

async function updateEpisodeRow(tx: Tx, permit: Permit<"townRelations.edit">, id: string, episodeId: string, columns: Record<string, Prisma.Sql>): Promise<void> {
  requirePermitFor(permit, id);
  const sets = Prisma.join(Object.entries(columns).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`));
  await clientOf(tx).$executeRaw`UPDATE town_relation_episode SET ${sets}, version = version + 1 WHERE id = ${episodeId}::uuid AND relation_id = ${id}::uuid`;
}

export async function updateEpisode(tx: Tx, permit: Permit<"townRelations.edit">, id: string, episodeId: string, input: EpisodeInput): Promise<void> {
  await updateEpisodeRow(tx, permit, id, episodeId, columnsOfEpisode(input));
}

export async function closeEpisode(tx: Tx, permit: Permit<"townRelations.edit">, id: string, episodeId: string, ends: ApproximateDate | null): Promise<void> {
  await updateEpisodeRow(tx, permit, id, episodeId, { ends_on: Prisma.sql`${ends?.on ?? null}::date`, end_precision: Prisma.sql`${ends?.precision ?? null}::"DatePrecision"` });
}

/** Takes an episode out of its relation's history, or with no moment puts it back. */
export async function updateRemoved(tx: Tx, permit: Permit<"townRelations.edit">, id: string, episodeId: string, at: Date | null): Promise<void> {
  await updateEpisodeRow(tx, permit, id, episodeId, { removed_at: Prisma.sql`${at}::timestamptz` });
}

/** Reads a recorded decision about a relation, as far as an episode may stand on it; null when there is none. */
export async function findDecisionAbout(read: Read, relationId: string, decisionId: string): Promise<LinkedDecision | null> {
  const [row] = await queryRows<LinkedDecision>(read, Prisma.sql`
    SELECT d.matter::text AS matter, d.verdict::text AS verdict, d.facts ->> 'relationKind' AS "relationKind", d.decided_on::text AS "decidedOn"
    FROM decision d WHERE d.id = ${decisionId}::uuid AND d.subject_id = ${relationId}::uuid AND d.archived_at IS NULL`);
  return row ?? null;
}

/** Tells whether a unit is there on a day. */
export async function isUnitOn(read: Read, bodyId: string, day: PlainDate): Promise<boolean> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT id FROM body WHERE id = ${bodyId}::uuid AND kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE') AND archived_at IS NULL AND daterange(valid_from, valid_to, '[]') @> ${day}::date`);
  return rows.length > 0;
}

const inRegister = Prisma.sql`r.archived_at IS NULL AND r.merged_into_id IS NULL`;
/** A relation and those that are this one today. */
const same = Prisma.sql`(SELECT r.id UNION ALL SELECT m.id FROM town_relation m WHERE m.merged_into_id = r.id)`;
const stateOn = (day: PlainDate) => Prisma.sql`(SELECT e.state FROM town_relation_episode e WHERE e.relation_id = r.id AND e.removed_at IS NULL AND daterange(e.starts_on, e.ends_on, '[]') @> ${day}::date)`;
const standing = Prisma.sql`(${Prisma.join([...STANDING_STATES])})`;

function conditionsOf(filter: RelationFilter, only: readonly string[] | null, today: PlainDate): Prisma.Sql {
  const conditions = [inRegister];
  if (only !== null) conditions.push(Prisma.sql`r.id = ANY (${[...only]}::uuid[])`);
  if (filter.kind !== null) conditions.push(Prisma.sql`r.kind = ${filter.kind}::"TownRelationKind"`);
  if (filter.state !== null) conditions.push(Prisma.sql`coalesce(${stateOn(today)}::text, 'UNKNOWN') = ${filter.state}`);
  if (filter.country !== null) conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM relation_town_today t WHERE t.relation_id = r.id AND t.country = ${filter.country})`);
  // A unit that others have been merged into answers for what was theirs as well.
  if (filter.unitId !== null) conditions.push(Prisma.sql`r.unit_id = ANY (${withPredecessors(filter.unitId)})`);
  if (filter.priorityId !== null) conditions.push(Prisma.sql`r.priority_id = ${filter.priorityId}::uuid`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) {
    const like = `%${escapeLike(word)}%`;
    conditions.push(Prisma.sql`(r.search_text ILIKE ${like} OR EXISTS (SELECT 1 FROM relation_town_today t WHERE t.relation_id = r.id AND t.name ILIKE ${like}))`);
  }
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: RelationFilter, only: readonly string[] | null, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<RelationRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const state = Prisma.sql`coalesce(${stateOn(today)}::text, 'UNKNOWN')`;
  const first = (of: Prisma.Sql) => Prisma.sql`(SELECT ${of} FROM town_relation_episode e WHERE e.relation_id = r.id AND e.removed_at IS NULL AND e.state::text IN ${standing} ORDER BY e.starts_on LIMIT 1)`;
  const latest = Prisma.sql`(SELECT max(a.held_on) FROM exchange_activity a WHERE a.relation_id IN ${same} AND a.archived_at IS NULL)`;
  const order = { name: Prisma.sql`r.name`, kind: Prisma.sql`r.kind`, state, since: first(Prisma.sql`e.starts_on`), latest }[filter.sort];
  // What a row says is gathered for the page alone, not for every row that stands before it.
  return queryRows(read, Prisma.sql`
    WITH shown AS MATERIALIZED (
      SELECT r.id, ${order} AS key FROM town_relation r WHERE ${conditionsOf(filter, only, today)} ORDER BY key ${direction} NULLS LAST, r.name, r.id LIMIT ${limit}::int OFFSET ${offset}::bigint)
    SELECT r.id, r.name, r.kind::text AS kind, ${bodyNameOn(Prisma.sql`r.unit_id`, today)} AS unit, ${state} AS state, ${first(Prisma.sql`e.starts_on`)}::text AS "sinceOn", ${first(Prisma.sql`e.start_precision`)}::text AS "sincePrecision", ${latest}::text AS "latestOn",
      there.towns, there.countries
    FROM shown JOIN town_relation r ON r.id = shown.id
    CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(t.name ORDER BY t.name), '[]') AS towns, coalesce(jsonb_agg(DISTINCT t.country), '[]') AS countries FROM relation_town_today t WHERE t.relation_id = r.id) there
    ORDER BY shown.key ${direction} NULLS LAST, r.name, r.id`);
}

/** Reads one page of the register and how many there are in all; of some relations alone where they are given. */
export async function selectRelations(read: Read, filter: RelationFilter, only: readonly string[] | null, today: PlainDate): Promise<{ rows: RelationRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, only, today, { limit: RELATIONS_A_PAGE, offset: (filter.page - 1) * RELATIONS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM town_relation r WHERE ${conditionsOf(filter, only, today)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamRelations(tx: Tx, filter: RelationFilter, only: readonly string[] | null, today: PlainDate): AsyncGenerator<RelationRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, only, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

interface RelationColumns {
  name: string;
  kind: TownRelationKind;
  unit_id: string;
  description: string | null;
  case_number: string | null;
  priority_id: string | null;
  outside_priorities: string | null;
  source: string | null;
  certainty: Certainty;
}

/** Reads a relation as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findRelationVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { relation: RelationInput }) | null> {
  const found = await findRowVersion<RelationColumns>(read, "town_relation", id, version);
  if (found?.row == null) return null;
  const { name, kind, unit_id, description, case_number, priority_id, outside_priorities, source, certainty } = found.row;
  return { byName: found.byName, at: found.at, relation: { name, kind, unitId: unit_id, description, caseNumber: case_number, priorityId: priority_id, outsidePriorities: outside_priorities, source, certainty } };
}
