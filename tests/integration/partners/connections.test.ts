import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as connectionsService from "@/features/partners/connections/service";
import type * as partnersService from "@/features/partners/service";
import { partnerInput } from "../../factories/partners.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let connections: typeof connectionsService;
let partners: typeof partnersService;
let gent: string;
beforeAll(async () => {
  house = await openDecisions("varberg");
  connections = await import("@/features/partners/connections/service");
  partners = await import("@/features/partners/service");
  gent = valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name: "Stad Gent", kind: "TOWN", country: "BE", place: "Gent", aliases: [{ name: "Ghent", language: "en" }] }), answers: { saveAnyway: false, placeId: null } }, {}, NOON)).id;
});
afterAll(() => house.close());

const withPartner = (title: string, name: string, more: object = {}) => house.project({ title, partners: [{ name, town: null, country: "BE", isLead: false }], ...more });
const titles = async (actor = house.reader) => (await connections.getConnections(actor, gent, NOON)).projects.map(({ title }) => title).sort();

describe("who knows someone", () => {
  it("V11b: lists a partner's projects by the register's link and by each of its names, and still after it has taken a new one", async () => {
    await withPartner("Länkat", "Stad Gent");
    await withPartner("På engelska", "Ghent");
    await withPartner("Annan stad", "Gentofte");
    expect(await titles()).toEqual(["Länkat", "På engelska"]);
    valueOf(await partners.renamePartner(house.maja, { id: gent, version: 1, name: "Gent stadsregion", on: { on: "2026-01-01", precision: "YEAR" }, note: null, source: null }, NOON));
    expect(await titles()).toEqual(["Länkat", "På engelska"]);
  });

  it("shows a confidential project to its unit alone", async () => {
    await withPartner("Hemligt", "Ghent", { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: "2026-01-01", confidentialityBy: "Enhetschefen" });
    expect([await titles(), await titles(house.maja)]).toEqual([["Länkat", "På engelska"], ["Hemligt", "Länkat", "På engelska"]]);
  });

  it("lists at the survivor what belongs to a partner that was merged into it", async () => {
    const double = valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name: "Gandense SA", country: "BE" }), answers: { saveAnyway: false, placeId: null } }, {}, NOON)).id;
    await withPartner("Hos den andra", "Gandense SA");
    valueOf(await partners.mergePartner(house.office, { id: double, version: 1, kind: "DUPLICATE", intoId: gent, on: { on: "2026-01-01", precision: "DAY" }, note: null, source: null }, NOON));
    expect(await titles()).toEqual(["Hos den andra", "Länkat", "På engelska"]);
  });

  it("answers for a country, a town in any spelling and a partner", async () => {
    const asked = async (text: string) => {
      const { country, projects, partners: found } = await connections.findAcquaintances(house.reader, text, NOON);
      return [country, projects.map(({ title }) => title).includes("På engelska"), found.some(({ id }) => id === gent)];
    };
    expect([await asked("Belgien"), await asked("ghent"), await asked("Ingenstans")]).toEqual([["BE", true, true], [null, true, true], [null, false, false]]);
  });
});
