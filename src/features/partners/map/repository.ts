import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { queryRows, type Read } from "@/server/db";

/** A partner with where it lies, as far as that is known. */
export interface PartnerPlace {
  id: string;
  name: string;
  place: string | null;
  country: string;
  latitude: number | null;
  longitude: number | null;
}

/** Reads the partners in the register that are there on a day, of one country where it is given, by name. */
export async function selectPartnerPlaces(read: Read, country: string | null, day: PlainDate, most: number): Promise<PartnerPlace[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.name, coalesce(p.place, CASE WHEN p.kind = 'TOWN' THEN p.name END) AS place, p.country, p.latitude::float8 AS latitude, p.longitude::float8 AS longitude
    FROM partner p WHERE p.archived_at IS NULL AND p.merged_into_id IS NULL AND (p.ended_on IS NULL OR p.ended_on >= ${day}::date) AND ${country === null ? Prisma.sql`true` : Prisma.sql`p.country = ${country}`}
    ORDER BY p.name, p.id LIMIT ${most}::int`);
}
