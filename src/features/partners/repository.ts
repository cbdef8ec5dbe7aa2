import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { ApproximateDate, DatePrecision, PlainDate } from "@/domain/plain-date";
import { foldName, foldText } from "@/lib/folded-names";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit } from "@/server/permit";
import { ALIKE, SHORTEST_PART, searchTextOf } from "./rules";
import { PARTNERS_A_PAGE, type Alias, type Coordinates, type FormerName, type PartnerEventKind, type PartnerFilter, type PartnerInput, type PartnerKind } from "./schema";

interface Named {
  id: string;
  name: string;
}

/** Something that happened to a partner, or at another one that is this since. */
export interface PartnerHappening {
  id: string;
  kind: PartnerEventKind;
  on: ApproximateDate;
  /** Who it happened to, where that is another one. */
  of: Named | null;
  other: Named | null;
  formerName: string | null;
  note: string | null;
  source: string | null;
}

/** A fact about a partner with where it comes from. */
export interface PartnerFact {
  field: string;
  value: string;
  source: string;
  certainty: PartnerInput["certainty"];
}

/** A partner as stored. */
export interface StoredPartner extends PartnerInput {
  id: string;
  version: number;
  mergedIntoId: string | null;
  mergedIntoName: string | null;
  endedOn: PlainDate | null;
  isArchived: boolean;
  isDemonstration: boolean;
  /** Those that are this one today, at every remove. */
  mergedIds: string[];
  events: PartnerHappening[];
  facts: PartnerFact[];
}

export interface PartnerRow {
  id: string;
  kind: PartnerKind;
  name: string;
  country: string;
  place: string | null;
  otherNames: string[];
  latitude: number | null;
  longitude: number | null;
  website: string | null;
  mergedInto: string | null;
  endedOn: PlainDate | null;
}

/** What only the program may say of a partner. */
export interface PartnerOrigin {
  isDemonstration: boolean;
  facts: readonly PartnerFact[];
}

/** A partner whose name, or one of whose other names, is like what is looked for. */
export interface SimilarPartner {
  id: string;
  name: string;
  kind: PartnerKind;
  country: string;
  place: string | null;
  /** The name that is alike. */
  alike: string;
  /** From 0 to 1. */
  likeness: number;
}

/** A new record's id. */
export function newPartnerId(): string {
  return randomUUID();
}

type Row = Omit<StoredPartner, "coordinates" | "events"> & { latitude: number | null; longitude: number | null; events: (Omit<PartnerHappening, "on"> & { on: PlainDate; precision: DatePrecision })[] };

const together = (latitude: number | null, longitude: number | null): Coordinates | null => (latitude === null || longitude === null ? null : { latitude, longitude });

const aliasesOf = (kind: "ALIAS" | "FORMER") => Prisma.sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('name', n.name, 'language', n.language, 'from', n.valid_from, 'to', n.valid_to) ORDER BY n.valid_to DESC NULLS LAST, n.name, n.id)
    FROM partner_name n WHERE n.partner_id = p.id AND n.kind = ${kind}::"PartnerNameKind" AND n.removed_at IS NULL), '[]')`;

/** Reads a whole partner; null when there is none. */
export async function findPartner(read: Read, id: string): Promise<StoredPartner | null> {
  const [row] = await queryRows<Row>(read, Prisma.sql`
    SELECT p.id, p.version, p.kind::text AS kind, p.name, p.country, p.place, p.latitude::float8 AS latitude, p.longitude::float8 AS longitude, p.website, p.note, p.certainty::text AS certainty,
      p.merged_into_id AS "mergedIntoId", (SELECT m.name FROM partner m WHERE m.id = p.merged_into_id) AS "mergedIntoName", p.ended_on::text AS "endedOn",
      p.archived_at IS NOT NULL AS "isArchived", p.is_demonstration AS "isDemonstration", ${aliasesOf("ALIAS")} AS aliases, ${aliasesOf("FORMER")} AS "formerNames",
      ARRAY(WITH RECURSIVE same AS (SELECT p.id UNION SELECT m.id FROM partner m JOIN same ON m.merged_into_id = same.id) SELECT same.id FROM same WHERE same.id <> p.id) AS "mergedIds",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'on', e.occurred_on, 'precision', e.precision, 'formerName', e.former_name, 'note', e.note, 'source', e.source,
          'of', CASE WHEN e.partner_id <> p.id THEN (SELECT jsonb_build_object('id', o.id, 'name', o.name) FROM partner o WHERE o.id = e.partner_id) END,
          'other', (SELECT jsonb_build_object('id', o.id, 'name', o.name) FROM partner o WHERE o.id = e.other_id)) ORDER BY e.occurred_on DESC, e.created_at DESC, e.id)
        FROM partner_event e WHERE e.partner_id = p.id OR e.other_id = p.id), '[]') AS events,
      coalesce((SELECT jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value, 'source', f.source, 'certainty', f.certainty) ORDER BY f.field, f.certainty, f.id)
        FROM sourced_fact f WHERE f.subject_id = p.id AND f.removed_at IS NULL), '[]') AS facts
    FROM partner p WHERE p.id = ${id}::uuid`);
  if (row === undefined) return null;
  const { latitude, longitude, events, ...rest } = row;
  return {
    ...rest,
    aliases: rest.aliases.map(({ name, language }) => ({ name, language })),
    formerNames: rest.formerNames.map(({ name, from, to }) => ({ name, from, to })),
    coordinates: together(latitude, longitude),
    events: events.map(({ on, precision, ...event }) => ({ ...event, on: { on, precision } })),
  };
}

/** Holds a partner until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockPartner(tx: Tx, id: string): Promise<StoredPartner | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM partner WHERE id = ${id}::uuid FOR UPDATE`;
  return findPartner(tx, id);
}

const columnsOf = (input: PartnerInput) => ({
  kind: Prisma.sql`${input.kind}::"PartnerKind"`,
  name: Prisma.sql`${input.name}`,
  folded_name: Prisma.sql`${foldName(input.name)}`,
  country: Prisma.sql`${input.country}`,
  place: Prisma.sql`${input.place}`,
  latitude: Prisma.sql`${input.coordinates?.latitude ?? null}::numeric`,
  longitude: Prisma.sql`${input.coordinates?.longitude ?? null}::numeric`,
  website: Prisma.sql`${input.website}`,
  note: Prisma.sql`${input.note}`,
  certainty: Prisma.sql`${input.certainty}::"Certainty"`,
  search_text: Prisma.sql`${searchTextOf(input)}`,
});

/** A partner that is to be added, with the permit for it. */
export interface NewPartner {
  id: string;
  permit: Permit<"partners.add">;
  partner: PartnerInput;
  origin: PartnerOrigin;
}

/** Few enough for a statement's parameters. */
const ROWS_A_STATEMENT = 250;

/** Adds partners with their names and what sources say of them, in few statements however many they are. */
export async function insertPartners(tx: Tx, partners: readonly NewPartner[], now: Date): Promise<void> {
  for (let from = 0; from < partners.length; from += ROWS_A_STATEMENT) await insertPiece(tx, partners.slice(from, from + ROWS_A_STATEMENT), now);
}

async function insertPiece(tx: Tx, partners: readonly NewPartner[], now: Date): Promise<void> {
  const rows = partners.map(({ id, permit, partner, origin }) => {
    requirePermitFor(permit, id);
    return { id: Prisma.sql`${id}::uuid`, ...columnsOf(partner), is_demonstration: Prisma.sql`${origin.isDemonstration}`, created_by_id: Prisma.sql`${permit.actor.personId}::uuid`, created_at: Prisma.sql`${now}` };
  });
  const values = rows.map((row) => Prisma.sql`(${Prisma.join(Object.values(row))})`);
  await clientOf(tx).$executeRaw`INSERT INTO partner (${Prisma.raw(Object.keys(rows[0] ?? {}).join(", "))}) VALUES ${Prisma.join(values)}`;
  const names = partners.flatMap(({ id, partner }) => namesOf(partner).map((name) => ({ owner: id, ...name })));
  if (names.length > 0) {
    await clientOf(tx).$executeRaw`
      INSERT INTO partner_name (partner_id, kind, name, folded_name, language, valid_from, valid_to)
      SELECT DISTINCT w.owner, w.kind, w.name, w.folded, w.language, w."from", w."to"
      FROM jsonb_to_recordset(${JSON.stringify(names)}::jsonb) AS w(owner uuid, kind "PartnerNameKind", name text, folded text, language char(2), "from" date, "to" date)`;
  }
  const facts = partners.flatMap(({ id, origin }) => origin.facts.map((fact) => ({ owner: id, ...fact })));
  if (facts.length === 0) return;
  await clientOf(tx).$executeRaw`
    INSERT INTO sourced_fact (subject_kind, subject_id, field, value, source, certainty)
    SELECT 'partner', x.owner, x.field, x.value, x.source, x.certainty FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS x(owner uuid, field text, value text, source text, certainty "Certainty")`;
}

const aliasRow = ({ name, language }: Alias) => ({ kind: "ALIAS", name, folded: foldName(name), language, from: null, to: null });
const formerRow = ({ name, from, to }: FormerName) => ({ kind: "FORMER", name, folded: foldName(name), language: null, from, to });
const namesOf = ({ aliases, formerNames }: Pick<PartnerInput, "aliases" | "formerNames">) => [...aliases.map(aliasRow), ...formerNames.map(formerRow)];

/** Brings a partner's other names to what the input says: unchanged ones stay as they are, others are added or marked as removed. */
async function writeNames(tx: Tx, id: string, partner: Pick<PartnerInput, "aliases" | "formerNames">): Promise<void> {
  const wanted = JSON.stringify(namesOf(partner));
  const same = Prisma.sql`w.kind = h.kind AND w.name = h.name AND w.language IS NOT DISTINCT FROM h.language AND w."from" IS NOT DISTINCT FROM h.valid_from AND w."to" IS NOT DISTINCT FROM h.valid_to`;
  await clientOf(tx).$executeRaw`
    WITH wanted AS (SELECT DISTINCT * FROM jsonb_to_recordset(${wanted}::jsonb) AS w(kind "PartnerNameKind", name text, folded text, language char(2), "from" date, "to" date)),
    held AS (SELECT * FROM partner_name WHERE partner_id = ${id}::uuid AND removed_at IS NULL),
    gone AS (UPDATE partner_name SET removed_at = now(), version = version + 1 WHERE id IN (SELECT h.id FROM held h WHERE NOT EXISTS (SELECT 1 FROM wanted w WHERE ${same})))
    INSERT INTO partner_name (partner_id, kind, name, folded_name, language, valid_from, valid_to)
    SELECT ${id}::uuid, w.kind, w.name, w.folded, w.language, w."from", w."to" FROM wanted w WHERE NOT EXISTS (SELECT 1 FROM held h WHERE ${same})`;
}

async function update(tx: Tx, id: string, version: number, columns: Readonly<Record<string, Prisma.Sql>>, now: Date): Promise<void> {
  const sets = Object.entries(columns).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`UPDATE partner SET ${Prisma.join(sets)}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Changes a partner and then its names: in this order a version ends before the names that it did not have begin. */
export async function updatePartner(tx: Tx, permit: Permit<"partners.edit">, id: string, version: number, input: PartnerInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input), now);
  await writeNames(tx, id, input);
}

export async function updateArchived(tx: Tx, permit: Permit<"partners.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** Ends a partner on a day, where it has not ended before; `intoId` is the one that it is since. */
export async function updateEnd(tx: Tx, permit: Permit<"partners.edit" | "partners.merge">, id: string, version: number, end: { on: PlainDate | null; intoId: string | null }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { ended_on: Prisma.sql`coalesce(${end.on}::date, ended_on)`, merged_into_id: Prisma.sql`${end.intoId}::uuid` }, now);
}

export interface EventRow {
  kind: PartnerEventKind;
  on: ApproximateDate;
  otherId: string | null;
  formerName: string | null;
  note: string | null;
  source: string | null;
}

export async function insertEvent(tx: Tx, permit: Permit<"partners.edit" | "partners.merge">, id: string, event: EventRow): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO partner_event (partner_id, kind, occurred_on, precision, other_id, former_name, note, source)
    VALUES (${id}::uuid, ${event.kind}::"PartnerEventKind", ${event.on.on}::date, ${event.on.precision}::"DatePrecision", ${event.otherId}::uuid, ${event.formerName}, ${event.note}, ${event.source})`;
}

const inRegister = Prisma.sql`p.archived_at IS NULL`;
function conditionsOf(filter: PartnerFilter, today: PlainDate): Prisma.Sql {
  const conditions = [inRegister];
  if (!filter.ended) conditions.push(Prisma.sql`p.merged_into_id IS NULL AND (p.ended_on IS NULL OR p.ended_on >= ${today}::date)`);
  if (filter.country !== null) conditions.push(Prisma.sql`p.country = ${filter.country}`);
  if (filter.kind !== null) conditions.push(Prisma.sql`p.kind = ${filter.kind}::"PartnerKind"`);
  const words = foldText(filter.q).split(" ").filter((word) => word !== "").slice(0, 8);
  // A town in another language is found as a whole, though none of its words stands in its names.
  const whole = filter.q === "" ? Prisma.sql`false` : Prisma.sql`p.search_text ILIKE ${`%${escapeLike(foldName(filter.q))}%`}`;
  if (words.length > 0) conditions.push(Prisma.sql`((${Prisma.join(words.map((word) => Prisma.sql`p.search_text ILIKE ${`%${escapeLike(word)}%`}`), " AND ")}) OR ${whole})`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: PartnerFilter, today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<PartnerRow[]> {
  const direction = Prisma.raw(filter.descending ? "DESC" : "ASC");
  const column = { name: Prisma.sql`p.name`, country: Prisma.sql`p.country`, kind: Prisma.sql`p.kind`, place: Prisma.sql`p.place` }[filter.sort];
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.kind::text AS kind, p.name, p.country, p.place, p.latitude::float8 AS latitude, p.longitude::float8 AS longitude, p.website, p.ended_on::text AS "endedOn",
      (SELECT m.name FROM partner m WHERE m.id = p.merged_into_id) AS "mergedInto", ARRAY(SELECT n.name FROM partner_name n WHERE n.partner_id = p.id AND n.removed_at IS NULL ORDER BY n.kind, n.name, n.id) AS "otherNames"
    FROM partner p WHERE ${conditionsOf(filter, today)} ORDER BY ${column} ${direction} NULLS LAST, p.name, p.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the register and how many there are in all. */
export async function selectPartners(read: Read, filter: PartnerFilter, today: PlainDate): Promise<{ rows: PartnerRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    selectRows(read, filter, today, { limit: PARTNERS_A_PAGE, offset: (filter.page - 1) * PARTNERS_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM partner p WHERE ${conditionsOf(filter, today)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 500;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamPartners(tx: Tx, filter: PartnerFilter, today: PlainDate): AsyncGenerator<PartnerRow[]> {
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, filter, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads the countries that partners of the register lie in. */
export async function selectCountries(read: Read): Promise<string[]> {
  return (await queryRows<{ country: string }>(read, Prisma.sql`SELECT DISTINCT p.country FROM partner p WHERE ${inRegister} ORDER BY p.country`)).map(({ country }) => country);
}

/** Reads the partners that have a name like this one, the most alike first; those that are no more, too. */
export async function selectSimilar(read: Read, name: string, exceptId: string | null, most: number): Promise<SimilarPartner[]> {
  const wanted = foldName(name);
  // Part of a name says less than the whole of it, and of a few letters nothing: they are part of nearly everything, which is all read then.
  const asksParts = wanted.length >= SHORTEST_PART;
  const likeness = (column: Prisma.Sql) => (asksParts ? Prisma.sql`greatest(similarity(${column}, ${wanted}), 0.6 * word_similarity(${wanted}, ${column}))` : Prisma.sql`similarity(${column}, ${wanted})`);
  const near = (column: Prisma.Sql) => (asksParts ? Prisma.sql`(${column} % ${wanted} OR ${column} %> ${wanted})` : Prisma.sql`${column} % ${wanted}`);
  return queryRows(read, Prisma.sql`
    WITH alike AS (
      SELECT p.id, p.name, ${likeness(Prisma.sql`p.folded_name`)} AS likeness FROM partner p WHERE ${near(Prisma.sql`p.folded_name`)}
      UNION ALL
      SELECT n.partner_id, n.name, ${likeness(Prisma.sql`n.folded_name`)} FROM partner_name n WHERE n.removed_at IS NULL AND ${near(Prisma.sql`n.folded_name`)}),
    best AS (SELECT DISTINCT ON (a.id) a.id, a.name, a.likeness FROM alike a WHERE a.likeness >= ${ALIKE}::float8 ORDER BY a.id, a.likeness DESC, a.name)
    SELECT p.id, p.name, p.kind::text AS kind, p.country, p.place, b.name AS alike, b.likeness::float8 AS likeness
    FROM best b JOIN partner p ON p.id = b.id WHERE ${inRegister} AND p.merged_into_id IS NULL AND p.id IS DISTINCT FROM ${exceptId}::uuid
    ORDER BY b.likeness DESC, p.name, p.id LIMIT ${most}::int`);
}

interface PartnerColumns {
  kind: PartnerKind;
  name: string;
  country: string;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  website: string | null;
  note: string | null;
  certainty: PartnerInput["certainty"];
}

/** Reads a partner as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findPartnerVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { partner: PartnerInput }) | null> {
  const found = await findRowVersion<PartnerColumns>(read, "partner", id, version);
  if (found?.row == null) return null;
  // The names that were there at the version's end, or are there now that it still is the latest.
  const names = await queryRows<{ kind: "ALIAS" | "FORMER"; name: string; language: string | null; from: PlainDate | null; to: PlainDate | null }>(read, Prisma.sql`
    SELECT v.row ->> 'kind' AS kind, v.row ->> 'name' AS name, v.row ->> 'language' AS language, v.row ->> 'valid_from' AS "from", v.row ->> 'valid_to' AS "to"
    FROM record_version v JOIN record_version e ON e.table_name = 'partner' AND e.record_id = ${id}::uuid AND e.version = ${version}::int
    WHERE v.table_name = 'partner_name' AND v.root_id = ${id}::uuid AND v.row ->> 'removed_at' IS NULL
      AND CASE WHEN upper_inf(e.sys_period) THEN upper_inf(v.sys_period) ELSE v.sys_period @> (upper(e.sys_period) - interval '1 microsecond') END
    ORDER BY v.row ->> 'valid_to' DESC NULLS LAST, (v.row ->> 'name') COLLATE "sv-SE-x-icu", v.record_id`);
  const { latitude, longitude, kind, name, country, place, website, note, certainty } = found.row;
  const partner: PartnerInput = {
    kind,
    name,
    country,
    place,
    coordinates: together(latitude, longitude),
    website,
    aliases: names.filter((one) => one.kind === "ALIAS").map((one) => ({ name: one.name, language: one.language })),
    formerNames: names.filter((one) => one.kind === "FORMER").map((one) => ({ name: one.name, from: one.from, to: one.to })),
    note,
    certainty,
  };
  return { byName: found.byName, at: found.at, partner };
}
