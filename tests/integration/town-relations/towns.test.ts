import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type * as partnersService from "@/features/partners/service";
import type * as townsService from "@/features/town-relations/towns/service";
import type { TownWritten } from "@/features/partners/towns/schema";
import { enterInput } from "../../factories/town-relations.ts";
import { partnerInput } from "../../factories/partners.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

let house: TownsHouse;
let partners: typeof partnersService;
let towns: typeof townsService;
beforeAll(async () => {
  house = await openTowns("varberg");
  partners = await import("@/features/partners/service");
  towns = await import("@/features/town-relations/towns/service");
});
afterAll(() => house.close());

const never = { since: null, until: null, note: null };
const enter = (town: TownWritten) => house.towns.enterRelation(house.office, { ...enterInput({ unitId: house.unit, name: `Relation ${randomUUID()}` }), town }, randomUUID(), {}, NOON);
const townOf = async (result: Awaited<ReturnType<typeof enter>>) => (await house.see(valueOf(result).id)).towns[0]!;
const add = async (name: string, country: string) => valueOf(await partners.addPartner(house.office, { key: randomUUID(), partner: partnerInput({ kind: "TOWN", name, country, aliases: [] }), answers: { saveAnyway: true, placeId: 0 } }, {}, NOON)).id;

it("a relation's town is the one of the register in any spelling, and one that nobody has entered comes into it with its place", async () => {
  const known = await add("Sandviken kommune", "NO");
  expect(await townOf(await enter({ name: "sandviken", country: "NO" }))).toMatchObject({ partnerId: known, name: "sandviken", partnerName: "Sandviken kommune" });
  const fresh = await townOf(await enter({ name: "Haderslev", country: "DK" }));
  const { partner } = await partners.getPartner(house.reader, fresh.partnerId);
  expect(partner).toMatchObject({ kind: "TOWN", name: "Haderslev", country: "DK", coordinates: { latitude: expect.closeTo(55.25, 1), longitude: expect.closeTo(9.49, 1) } });
  expect((await townOf(await enter({ name: "Haderslev Kommune", country: "DK" }))).partnerId).toBe(fresh.partnerId);
  expect((await townOf(await enter({ name: "Haderslev", country: "US" }))).partnerId).not.toBe(fresh.partnerId);
});

it("asks which town it is when one is called almost the same, and takes the answer", async () => {
  const known = await add("Lillestrand", "NO");
  expect(await enter({ name: "Lillestranden", country: "NO" })).toMatchObject({ reason: "townSimilar", field: "townPartner", about: { count: 1, name: "Lillestrand" } });
  expect((await townOf(await enter({ name: "Lillestranden", country: "NO", partnerId: known }))).partnerId).toBe(known);
  expect((await townOf(await enter({ name: "Lillestranden", country: "NO", isNew: true }))).partnerId).not.toBe(known);
  expect(await enter({ name: "Lillestranden", country: "NO", partnerId: randomUUID() })).toMatchObject({ reason: "townNotThere" });
  // Nothing comes into the register with a relation that is refused.
  expect((await enter({ name: "Springfield", country: "US" })).ok).toBe(false);
  expect(await partners.listSimilarPartners(house.reader, "Springfield")).toEqual([]);
});

it("shows a merged town as the one that it is today, in the list, the filter and the partner's page", async () => {
  const [old, survivor] = [await add("Hammelby", "DK"), await add("Favrsby", "DK")];
  const id = valueOf(await enter({ name: "Hammelby", country: "DK" })).id;
  const { partner } = await partners.getPartner(house.office, old);
  valueOf(await partners.mergePartner(house.office, { id: old, version: partner.version, kind: "MERGED", intoId: survivor, on: { on: "2007-01-01", precision: "DAY" }, note: null, source: null }, NOON));
  expect((await house.see(id)).towns).toMatchObject([{ partnerId: survivor, name: "Favrsby" }]);
  expect((await house.list({ q: "Favrsby" })).rows.map((row) => row.id)).toContain(id);
  expect((await towns.listRelationsOfPartner(house.reader, survivor, NOON)).map((row) => row.id)).toEqual([id]);
  // The town that it went up into is in the relation already.
  expect(await house.towns.addTown(house.office, { id, version: 1, town: { name: "Favrsby", country: "DK" }, time: never }, randomUUID(), NOON)).toMatchObject({ reason: "townAlreadyThere" });
});

it("corrects which town it is, and keeps it where only its time changes", async () => {
  const id = valueOf(await enter({ name: "Ekenäs", country: "FI", placeId: 0 })).id;
  const before = (await house.see(id)).towns[0]!;
  valueOf(await house.towns.changeTown(house.office, { id, townId: before.id, version: 1, town: { name: "Ekenäs", country: "FI" }, time: { ...never, note: "Sedan 1946" } }, NOON));
  expect((await house.see(id)).towns).toMatchObject([{ id: before.id, partnerId: before.partnerId, note: "Sedan 1946" }]);
  valueOf(await house.towns.changeTown(house.office, { id, townId: before.id, version: 2, town: { name: "Karis", country: "FI", placeId: 0 }, time: never }, NOON));
  const after = (await house.see(id)).towns[0]!;
  expect(after).toMatchObject({ id: before.id, name: "Karis" });
  expect(after.partnerId).not.toBe(before.partnerId);
});
