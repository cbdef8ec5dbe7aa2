import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { listProjectPlaces } from "@/features/projects/lists/service";
import { listRelationPlaces } from "@/features/town-relations/towns/service";
import { reading } from "@/server/db";
import { findPlaces, middleOfCountry } from "@/server/gazetteer";
import * as repository from "./repository";
import { settlePlace } from "./rules";
import { MOST_PLACED, type MapFilter, type PlacedRow } from "./schema";

/** A town by its name, where its country has one that is called so. */
function onlyTown(name: string, country: string) {
  const [only, second] = findPlaces(name, { country, whole: true, most: 2 });
  return only === undefined || second !== undefined ? null : { latitude: only.latitude, longitude: only.longitude };
}

/** Where towns and countries lie; each town is looked up once, since many lie in the same. */
function gazetteer() {
  const towns = new Map<string, ReturnType<typeof onlyTown>>();
  const town = (name: string, country: string) => {
    const key = `${country} ${name}`;
    const held = towns.get(key);
    const found = held === undefined ? onlyTown(name, country) : held;
    towns.set(key, found);
    return found;
  };
  return { town, country: middleOfCountry };
}

/** What lies where, as far as the actor may see it in the registers themselves: relations, then projects, then partners, by name; at most as many as a map shows, and whether there are more. */
export async function listPlaced(actor: Actor, filter: MapFilter, now = new Date()): Promise<{ rows: PlacedRow[]; hasMore: boolean }> {
  const { kind, unitId, country } = filter;
  const wants = (one: PlacedRow["kind"]) => kind === null || kind === one;
  const [relations, projects, partners] = await Promise.all([
    wants("RELATION") ? listRelationPlaces(actor, { unitId, country }, now) : [],
    wants("PROJECT") ? listProjectPlaces(actor, { unitId, country }, MOST_PLACED + 1, now) : [],
    // Partners belong to no unit.
    wants("PARTNER") && unitId === null ? repository.selectPartnerPlaces(reading(), country, dateInStockholm(now), MOST_PLACED + 1) : [],
  ]);
  const found = [
    ...relations.map((row) => ({ row: { ...row, kind: "RELATION" as const }, town: row.place })),
    ...projects.map(({ town, ...row }) => ({ row: { ...row, kind: "PROJECT" as const }, town })),
    ...partners.map((row) => ({ row: { ...row, kind: "PARTNER" as const, unitId: null, unit: null }, town: row.place })),
  ];
  const known = gazetteer();
  return { rows: found.slice(0, MOST_PLACED).map(({ row, town }) => settlePlace(row, town, known)), hasMore: found.length > MOST_PLACED };
}
