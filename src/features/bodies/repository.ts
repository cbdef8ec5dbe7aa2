import "server-only";
import { Prisma } from "@db/client";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { BodyState, ListedBody } from "./rules";
import type { BodyInput, BodyKind, Certainty, DescribeInput, NameOverTime } from "./schema";

export interface StoredBody extends BodyState {
  version: number;
  ownershipPercent: number | null;
  boundByOther: string | null;
  organisationNumber: string | null;
  isDemonstration: boolean;
  certainty: Certainty;
  source: string | null;
}

export interface StoredName extends NameOverTime {
  id: string;
}

export interface Placement {
  id: string;
  parentId: string;
  parentName: string;
  from: PlainDate | null;
  to: PlainDate | null;
}

export interface BodyBelow {
  id: string;
  kind: BodyKind;
  name: string;
}

export interface HeldSeatOfBody {
  id: string;
  version: number;
  personId: string;
  personName: string;
  position: string;
  from: PlainDate;
  to: PlainDate | null;
}

const storedBody = Prisma.sql`id, version, kind, ownership_percent::float8 AS "ownershipPercent", bound_by_other AS "boundByOther", organisation_number AS "organisationNumber", valid_from::text AS "validFrom",
  valid_to::text AS "validTo", merged_into_id AS "mergedIntoId", is_demonstration AS "isDemonstration", certainty, source`;

/** A body whose row is held until the transaction ends, or null. */
export async function lockBody(tx: Tx, id: string): Promise<StoredBody | null> {
  const [row] = await queryRows<StoredBody>(tx, Prisma.sql`SELECT ${storedBody} FROM body WHERE id = ${id}::uuid AND archived_at IS NULL FOR UPDATE`);
  return row ?? null;
}

export async function findBody(read: Read, id: string): Promise<StoredBody | null> {
  const [row] = await queryRows<StoredBody>(read, Prisma.sql`SELECT ${storedBody} FROM body WHERE id = ${id}::uuid AND archived_at IS NULL`);
  return row ?? null;
}

/** Every body that is or has been, with its name and its place on a day, in Swedish order. */
export async function listAllBodies(read: Read, on: PlainDate): Promise<ListedBody[]> {
  return queryRows<ListedBody>(read, Prisma.sql`
    SELECT b.id, b.version, b.kind, b.ownership_percent::float8 AS "ownershipPercent", b.bound_by_other AS "boundByOther", b.organisation_number AS "organisationNumber", b.valid_from::text AS "validFrom",
      b.valid_to::text AS "validTo", b.merged_into_id AS "mergedIntoId", n.name, n.short_name AS "shortName", n.names, p.parent_id AS "parentId"
    FROM body b
    CROSS JOIN LATERAL (
      SELECT (array_agg(o.name ORDER BY o.in_use DESC, o.is_before DESC, CASE WHEN o.is_before THEN o.valid_from END DESC NULLS LAST, o.valid_from))[1] AS name,
        (array_agg(o.short_name ORDER BY o.in_use DESC, o.is_before DESC, CASE WHEN o.is_before THEN o.valid_from END DESC NULLS LAST, o.valid_from))[1] AS short_name,
        json_agg(json_build_object('name', o.name, 'shortName', o.short_name, 'from', o.valid_from, 'to', o.valid_to) ORDER BY o.valid_from NULLS FIRST) AS names
      FROM (SELECT *, daterange(valid_from, valid_to, '[]') @> ${on}::date AS in_use, coalesce(valid_from <= ${on}::date, true) AS is_before
            FROM body_name WHERE body_id = b.id) o
    ) n
    LEFT JOIN body_placement p ON p.body_id = b.id AND daterange(p.valid_from, p.valid_to, '[]') @> ${on}::date
    WHERE b.archived_at IS NULL AND n.name IS NOT NULL
    ORDER BY n.name, b.id`);
}

export async function listNames(read: Read, bodyId: string): Promise<StoredName[]> {
  return clientOf(read).$queryRaw<StoredName[]>`
    SELECT id, name, short_name AS "shortName", valid_from::text AS "from", valid_to::text AS "to"
    FROM body_name WHERE body_id = ${bodyId}::uuid ORDER BY valid_from NULLS FIRST`;
}

/** Where a body has lain, the latest first, each parent by its name at the end of that time. */
export async function listPlacements(read: Read, bodyId: string, on: PlainDate): Promise<Placement[]> {
  return clientOf(read).$queryRaw<Placement[]>`
    SELECT p.id, p.parent_id AS "parentId", n.name AS "parentName", p.valid_from::text AS "from", p.valid_to::text AS "to"
    FROM body_placement p
    LEFT JOIN LATERAL (
      SELECT name FROM body_name WHERE body_id = p.parent_id
      ORDER BY daterange(valid_from, valid_to, '[]') @> least(coalesce(p.valid_to, ${on}::date), ${on}::date) DESC, valid_from DESC NULLS LAST LIMIT 1
    ) n ON true
    WHERE p.body_id = ${bodyId}::uuid ORDER BY p.valid_from DESC NULLS LAST`;
}

export async function listBodiesBelow(read: Read, bodyId: string, on: PlainDate): Promise<BodyBelow[]> {
  return clientOf(read).$queryRaw<BodyBelow[]>`
    SELECT b.id, b.kind, n.name
    FROM body_placement p
    JOIN body b ON b.id = p.body_id AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${on}::date
    JOIN body_name n ON n.body_id = b.id AND daterange(n.valid_from, n.valid_to, '[]') @> ${on}::date
    WHERE p.parent_id = ${bodyId}::uuid AND daterange(p.valid_from, p.valid_to, '[]') @> ${on}::date
    ORDER BY n.name`;
}

export async function listSeats(read: Read, bodyId: string): Promise<HeldSeatOfBody[]> {
  return clientOf(read).$queryRaw<HeldSeatOfBody[]>`
    SELECT s.id, s.version, s.person_id AS "personId", d.name AS "personName", s.position, s.valid_from::text AS "from", s.valid_to::text AS "to"
    FROM seat s JOIN person_details d ON d.person_id = s.person_id
    WHERE s.body_id = ${bodyId}::uuid ORDER BY s.valid_to DESC NULLS FIRST, s.position, d.name`;
}

/** The ids of all bodies above one on a day, the nearest first. */
export async function listAncestorIds(read: Read, bodyId: string, on: PlainDate): Promise<string[]> {
  const rows = await clientOf(read).$queryRaw<{ id: string }[]>`
    WITH RECURSIVE above AS (
      SELECT parent_id AS id, 1 AS depth FROM body_placement WHERE body_id = ${bodyId}::uuid AND daterange(valid_from, valid_to, '[]') @> ${on}::date
      UNION
      SELECT p.parent_id, a.depth + 1 FROM above a JOIN body_placement p ON p.body_id = a.id AND daterange(p.valid_from, p.valid_to, '[]') @> ${on}::date WHERE a.depth < 20
    ) SELECT id FROM above ORDER BY depth`;
  return rows.map((row) => row.id);
}

export async function insertBody(tx: Tx, permit: Permit<"bodies.add">, body: BodyInput): Promise<string> {
  requirePermitFor(permit, "*");
  const client = clientOf(tx);
  const [row] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO body (kind, ownership_percent, bound_by_other, organisation_number, valid_from, valid_to, certainty, source, is_demonstration)
    VALUES (${body.kind}::"BodyKind", ${body.ownershipPercent}::float8::numeric, ${body.boundByOther}, ${body.organisationNumber}, ${body.validFrom}::date, ${body.validTo}::date,
            ${body.certainty}::"Certainty", ${body.source}, ${body.isDemonstration}) RETURNING id`;
  if (!row) throw new Error("a body could not be stored");
  for (const name of body.names) {
    await client.$executeRaw`
      INSERT INTO body_name (body_id, name, short_name, valid_from, valid_to) VALUES (${row.id}::uuid, ${name.name}, ${name.shortName}, ${name.from}::date, ${name.to}::date)`;
  }
  if (body.parentId !== null) {
    await client.$executeRaw`INSERT INTO body_placement (body_id, parent_id) VALUES (${row.id}::uuid, ${body.parentId}::uuid)`;
  }
  return row.id;
}

/** Marks a body as changed, if it is still the version that the change began from. */
async function stepVersion(tx: Tx, bodyId: string, version: number): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE body SET version = version + 1 WHERE id = ${bodyId}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Changes a company's own facts, if it is still the version that the change began from. */
export async function updateBody(tx: Tx, permit: Permit<"bodies.describe">, { bodyId, version, ownershipPercent, boundByOther, organisationNumber }: DescribeInput): Promise<void> {
  requirePermitFor(permit, bodyId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE body SET ownership_percent = ${ownershipPercent}::float8::numeric, bound_by_other = ${boundByOther}, organisation_number = ${organisationNumber}, version = version + 1 WHERE id = ${bodyId}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** The id of the body that has an organisation number, held against another that would take it; null when none has. */
export async function findBodyNumbered(tx: Tx, organisationNumber: string): Promise<string | null> {
  await clientOf(tx).$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${`organisation number ${organisationNumber}`}, 11))`;
  const [row] = await queryRows<{ id: string }>(tx, Prisma.sql`SELECT id FROM body WHERE organisation_number = ${organisationNumber} AND archived_at IS NULL AND merged_into_id IS NULL`);
  return row?.id ?? null;
}

export async function addName(tx: Tx, permit: Permit<"bodies.rename">, bodyId: string, version: number, latest: StoredName, next: { name: string; shortName: string | null; from: PlainDate }): Promise<void> {
  requirePermitFor(permit, bodyId);
  await stepVersion(tx, bodyId, version);
  const client = clientOf(tx);
  if (latest.to === null) {
    await client.$executeRaw`UPDATE body_name SET valid_to = ${addDays(next.from, -1)}::date, version = version + 1 WHERE id = ${latest.id}::uuid`;
  }
  await client.$executeRaw`
    INSERT INTO body_name (body_id, name, short_name, valid_from) VALUES (${bodyId}::uuid, ${next.name}, ${next.shortName}, ${next.from}::date)`;
}

export async function addPlacement(tx: Tx, permit: Permit<"bodies.move">, bodyId: string, version: number, latest: Placement | undefined, parentId: string | null, from: PlainDate): Promise<void> {
  requirePermitFor(permit, bodyId);
  await stepVersion(tx, bodyId, version);
  const client = clientOf(tx);
  if (latest !== undefined && (latest.to === null || latest.to >= from)) {
    await client.$executeRaw`UPDATE body_placement SET valid_to = ${addDays(from, -1)}::date, version = version + 1 WHERE id = ${latest.id}::uuid`;
  }
  if (parentId !== null) {
    await client.$executeRaw`INSERT INTO body_placement (body_id, parent_id, valid_from) VALUES (${bodyId}::uuid, ${parentId}::uuid, ${from}::date)`;
  }
}

export async function endBody(tx: Tx, permit: Permit<"bodies.close" | "bodies.merge">, bodyId: string, version: number, lastDay: PlainDate, mergedIntoId: string | null): Promise<void> {
  requirePermitFor(permit, bodyId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE body SET valid_to = ${lastDay}::date, merged_into_id = ${mergedIntoId}::uuid, version = version + 1 WHERE id = ${bodyId}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}
