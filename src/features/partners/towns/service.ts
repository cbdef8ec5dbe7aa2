import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { reading, type Tx } from "@/server/db";
import { findPlaces } from "@/server/gazetteer";
import { authorize } from "@/server/permit";
import { partnerPolicy } from "../policy";
import * as repository from "./repository";
import type { TownWritten } from "./schema";

export type { KnownTown } from "./repository";

export type TownRefusal = "townNotThere" | "townSimilar" | "townPlaceAmbiguous";

/**
 * The town of the register that another record names, added to it where nobody has entered it yet; to be called within the transaction of that record,
 * whose audit covers it. Asks back by refusing: townSimilar, until `partnerId` or `isNew` says which, and townPlaceAmbiguous, until `placeId` does.
 * Refused besides: townNotThere.
 */
export async function takeTown(tx: Tx, actor: Actor, { name, country, partnerId = null, isNew = false, placeId = null }: TownWritten, isDemonstration: boolean, now = new Date()): Promise<Result<{ id: string }, TownRefusal>> {
  if (partnerId !== null) {
    const town = await repository.findTown(tx, partnerId);
    return town === null ? refuse("townNotThere", { field: "townPartner" }) : succeed({ id: town.id });
  }
  await repository.holdName(tx, name, country);
  const called = isNew ? [] : await repository.selectTownsCalled(tx, name, country);
  const same = called.filter(({ isSame }) => isSame);
  if (same.length === 1 && same[0] !== undefined) return succeed({ id: same[0].id });
  if (called.length > 0) return refuse("townSimilar", { field: "townPartner", about: { count: called.length, name: called[0]?.name ?? "" } });
  const places = findPlaces(name, { country, whole: true, most: 60 });
  const place = places.find(({ id }) => id === placeId) ?? (placeId === null && places.length === 1 ? places[0] : undefined);
  if (place === undefined && placeId !== 0 && places.length > 0) return refuse("townPlaceAmbiguous", { field: "placeId", about: { place: name } });
  const id = repository.newTownId();
  const permit = authorize(partnerPolicy, "add", actor, { id, isArchived: false });
  await repository.insertTown(tx, permit, id, { name, country, coordinates: place === undefined ? null : { latitude: place.latitude, longitude: place.longitude } }, isDemonstration, now);
  return succeed({ id });
}

/** The towns of a country that are called so or almost so, at most six. */
export async function listTownsCalled(_actor: Actor, name: string, country: string): Promise<repository.KnownTown[]> {
  return name.trim().length < 2 ? [] : repository.selectTownsCalled(reading(), name.slice(0, 200), country);
}
