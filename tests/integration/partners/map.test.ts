import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type * as mapService from "@/features/partners/map/service";
import type * as partnersService from "@/features/partners/service";
import { partnerInput } from "../../factories/partners.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "../town-relations/house.ts";

let house: TownsHouse;
let map: typeof mapService;
let partners: typeof partnersService;
beforeAll(async () => {
  house = await openTowns("varberg");
  map = await import("@/features/partners/map/service");
  partners = await import("@/features/partners/service");
});
afterAll(() => house.close());

const nothing = { kind: null, unitId: null, country: null };
const withPartner = (title: string, partner: object, more: object = {}) => house.project({ title, partners: [{ name: "Skolan", town: null, country: null, isLead: false, ...partner }], ...more });
const shown = async (filter: object = {}, actor = house.reader) => (await map.listPlaced(actor, { ...nothing, ...filter }, NOON)).rows;

it("shows relations, projects and partners where they lie, and says where only the country is known", async () => {
  await house.towns.enterRelation(house.office, (await import("../../factories/town-relations.ts")).enterInput({ unitId: house.unit, name: "Kedjan" }), randomUUID(), {}, NOON);
  valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name: "Haderslev Handelsskole", kind: "SCHOOL", place: "Haderslev" }), answers: { saveAnyway: true, placeId: null } }, {}, NOON));
  await withPartner("Till orten", { town: "Haderslev", country: "DK" });
  await withPartner("Till landet", { country: "DK" });
  await withPartner("Ingenstans", {});
  const rows = await shown();
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of("Kedjan")).toMatchObject({ kind: "RELATION", place: "Strandby", country: "DK", unit: "Hamnförvaltningen" });
  expect(of("Haderslev Handelsskole")).toMatchObject({ kind: "PARTNER", exactness: "PLACE", unit: null });
  expect(of("Till orten")).toMatchObject({ kind: "PROJECT", exactness: "PLACE", longitude: expect.closeTo(9.49, 1) });
  expect(of("Till landet")).toMatchObject({ exactness: "COUNTRY" });
  expect(of("Ingenstans")).toMatchObject({ exactness: "NONE", latitude: null });
  expect((await shown({ kind: "PROJECT", country: "DK" })).map(({ name }) => name).sort()).toEqual(["Till landet", "Till orten"]);
  expect((await shown({ unitId: house.unit })).map(({ kind }) => kind)).not.toContain("PARTNER");
  expect(await shown({ unitId: randomUUID() })).toEqual([]);
});

it("shows a confidential project to its unit alone, and a project's linked partner where the one lies that it is today", async () => {
  await withPartner("Hemligt", { country: "DK" }, { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: "2026-01-01", confidentialityBy: "Enhetschefen" });
  expect((await shown()).map(({ name }) => name)).not.toContain("Hemligt");
  expect((await shown({}, house.maja)).map(({ name }) => name)).toContain("Hemligt");
});
