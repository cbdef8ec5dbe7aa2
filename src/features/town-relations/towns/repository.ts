import "server-only";
import { Prisma } from "@db/client";
import type { TownRelationKind } from "@/domain/matter";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { Standing } from "../schema";
import type { TownTime } from "./schema";

/** A town as a relation holds it: which one of the register, what the relation calls it, and when it belongs to it. */
export interface PlacedTown {
  partnerId: string;
  name: string;
  country: string;
  time: TownTime;
}

const columnsOf = ({ partnerId, name, country, time }: PlacedTown): Record<string, Prisma.Sql> => ({
  partner_id: Prisma.sql`${partnerId}::uuid`,
  name: Prisma.sql`${name}`,
  country: Prisma.sql`${country}`,
  since_on: Prisma.sql`${time.since?.on ?? null}::date`,
  since_precision: Prisma.sql`${time.since?.precision ?? null}::"DatePrecision"`,
  until_on: Prisma.sql`${time.until?.on ?? null}::date`,
  until_precision: Prisma.sql`${time.until?.precision ?? null}::"DatePrecision"`,
  note: Prisma.sql`${time.note}`,
});

export async function insertTown(tx: Tx, permit: Permit<"townRelations.enter" | "townRelations.edit">, relationId: string, town: PlacedTown): Promise<void> {
  requirePermitFor(permit, relationId);
  const columns = columnsOf(town);
  await clientOf(tx).$executeRaw`INSERT INTO relation_town (relation_id, ${Prisma.raw(Object.keys(columns).join(", "))}) VALUES (${relationId}::uuid, ${Prisma.join(Object.values(columns))})`;
}

export async function updateTown(tx: Tx, permit: Permit<"townRelations.edit">, relationId: string, townId: string, town: PlacedTown): Promise<void> {
  requirePermitFor(permit, relationId);
  const sets = Prisma.join(Object.entries(columnsOf(town)).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`));
  await clientOf(tx).$executeRaw`UPDATE relation_town SET ${sets}, version = version + 1 WHERE id = ${townId}::uuid AND relation_id = ${relationId}::uuid`;
}

/** A relation that a partner belongs to. */
export interface RelationOfPartner {
  id: string;
  name: string;
  kind: TownRelationKind;
  state: Standing;
}

/** Reads the relations in the register that one of these partners belongs to, by name. */
export async function selectRelationsOf(read: Read, partnerIds: readonly string[], day: PlainDate): Promise<RelationOfPartner[]> {
  return queryRows(read, Prisma.sql`
    SELECT r.id, r.name, r.kind::text AS kind,
      coalesce((SELECT e.state::text FROM town_relation_episode e WHERE e.relation_id = r.id AND e.removed_at IS NULL AND daterange(e.starts_on, e.ends_on, '[]') @> ${day}::date), 'UNKNOWN') AS state
    FROM town_relation r WHERE r.archived_at IS NULL AND r.merged_into_id IS NULL AND r.id IN (SELECT t.relation_id FROM relation_town t WHERE t.removed_at IS NULL AND t.partner_id = ANY (${[...partnerIds]}::uuid[]))
    ORDER BY r.name, r.id LIMIT 200`);
}

/** A town of a relation, with where it lies as far as that is known. */
export interface RelationPlace {
  id: string;
  name: string;
  place: string;
  country: string;
  latitude: number | null;
  longitude: number | null;
  unitId: string;
  unit: string;
}

/** Reads the towns of the relations in the register that belong to them on a day, by the relations' names. */
export async function selectPlaces(read: Read, wish: { unitId: string | null; country: string | null }, day: PlainDate): Promise<RelationPlace[]> {
  return queryRows(read, Prisma.sql`
    SELECT DISTINCT r.id, r.name, t.name AS place, t.country, t.latitude::float8 AS latitude, t.longitude::float8 AS longitude, r.unit_id AS "unitId",
      (SELECT n.name FROM body_name n WHERE n.body_id = r.unit_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> ${day}::date DESC, n.valid_to DESC NULLS FIRST LIMIT 1) AS unit
    FROM town_relation r JOIN relation_town_today t ON t.relation_id = r.id
    WHERE r.archived_at IS NULL AND daterange(t.since_on, t.until_on, '[]') @> ${day}::date AND ${wish.unitId === null ? Prisma.sql`true` : Prisma.sql`r.unit_id = ${wish.unitId}::uuid`} AND ${wish.country === null ? Prisma.sql`true` : Prisma.sql`t.country = ${wish.country}`}
    ORDER BY r.name, r.id, t.name LIMIT 20000`);
}
