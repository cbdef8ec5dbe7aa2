import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { readPartnerFilter, type Answers, type PartnerInput } from "@/features/partners/schema";
import type * as partnersService from "@/features/partners/service";
import { ASKED_NOTHING, partnerInput } from "../../factories/partners.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let partners: typeof partnersService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  partners = await import("@/features/partners/service");
});
afterAll(() => house.close());

const give = (more: Partial<PartnerInput> & Pick<PartnerInput, "name">, answers: Answers = ASKED_NOTHING, actor: Actor = house.maja, key: string = randomUUID()) => partners.addPartner(actor, { key, partner: partnerInput(more), answers }, {}, NOON);
const add = async (more: Partial<PartnerInput> & Pick<PartnerInput, "name">) => valueOf(await give(more, { saveAnyway: true, placeId: null })).id;
const see = async (id: string) => (await partners.getPartner(house.office, id)).partner;
const names = async (parameters: Record<string, string>) => (await partners.listPartners(house.reader, readPartnerFilter(parameters).filter, NOON)).rows.map(({ name }) => name);
const alike = async (name: string) => (await partners.listSimilarPartners(house.maja, name)).map((one) => one.name);
const event = { on: { on: "2007-01-01", precision: "YEAR" as const }, note: null, source: null };

describe("the register", () => {
  it("V11b: keeps a partner once for all units, with its names, place and how certain it is", async () => {
    const id = await add({ name: "Haderslev Kommune", kind: "TOWN", place: "Haderslev", aliases: [{ name: "Hadersleben", language: "de" }], formerNames: [{ name: "Vojens Kommune", from: null, to: "2006-12-31" }], website: "https://www.haderslev.dk", certainty: "MEDIUM" });
    expect(await see(id)).toMatchObject({ name: "Haderslev Kommune", country: "DK", coordinates: { latitude: 55.24943, longitude: 9.48771 }, aliases: [{ name: "Hadersleben", language: "de" }], formerNames: [{ name: "Vojens Kommune", from: null, to: "2006-12-31" }], certainty: "MEDIUM", version: 1 });
    expect(await names({ q: "hadersleben", country: "DK", kind: "TOWN" })).toEqual(["Haderslev Kommune"]);
    expect(await names({ q: "hadersleben", country: "NO" })).toEqual([]);
    await expect(give({ name: "Läsarens" }, ASKED_NOTHING, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("adds once for one key", async () => {
    const key = randomUUID();
    const both = await Promise.all([give({ name: "En gång AB" }, ASKED_NOTHING, house.maja, key), give({ name: "En gång AB" }, ASKED_NOTHING, house.maja, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await names({ q: "En gång AB" })).toHaveLength(1);
  });

  it("finds a town by what it is called in another language", async () => {
    await add({ name: "København", kind: "TOWN" });
    for (const q of ["Köpenhamn", "kobenhavn", "Copenhagen", "KØBENHAVN"]) expect(await names({ q })).toEqual(["København"]);
  });

  it("refuses a change that began from an older version, and gives both versions back", async () => {
    const id = await add({ name: "Sandefjord", country: "NO", aliases: [{ name: "Sandar", language: null }] });
    const change = (version: number, more: Partial<PartnerInput>) => partners.changePartner(house.maja, { id, version, partner: partnerInput({ name: "Sandefjord", country: "NO", ...more }), answers: ASKED_NOTHING }, NOON);
    valueOf(await change(1, { website: "https://www.sandefjord.kommune.no", aliases: [] }));
    await expect(change(1, { note: "Ringt" })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await partners.getPartnerVersion(house.maja, id, 1)).partner).toMatchObject({ website: null, aliases: [{ name: "Sandar", language: null }] });
    expect((await partners.getPartnerVersion(house.maja, id, 2)).partner).toMatchObject({ website: "https://www.sandefjord.kommune.no", aliases: [] });
    expect((await partners.listPartnerHistory(house.reader, id, { limit: 5 })).map(({ action }) => action)).toEqual(["partners.changed", "partners.added"]);
  });

  it("keeps what the office puts away for the office", async () => {
    const id = await add({ name: "Bortlagd skola" });
    await partners.archivePartner(house.office, { id, version: 1 }, true, NOON);
    expect(await names({ q: "Bortlagd" })).toEqual([]);
    await expect(partners.getPartner(house.maja, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await partners.archivePartner(house.office, { id, version: 2 }, false, NOON);
    expect(await names({ q: "Bortlagd" })).toEqual(["Bortlagd skola"]);
  });
});

describe("doubles", () => {
  it("V11b: are warned of in Swedish and foreign spelling, by other names and former ones, and kept when the person says so", async () => {
    await add({ name: "Hanko", country: "FI", kind: "TOWN" });
    await add({ name: "Uusikaupunki", country: "FI", kind: "TOWN" });
    await add({ name: "Åbenrå Kommune", kind: "TOWN", formerNames: [{ name: "Rødekro Kommune", from: null, to: "2006-12-31" }] });
    await add({ name: "Comune di Reggio Emilia", country: "IT", kind: "TOWN", aliases: [{ name: "Rezz", language: null }] });
    for (const [typed, found] of [["Hangö", "Hanko"], ["Hangö stad", "Hanko"], ["Nystad", "Uusikaupunki"], ["Aabenraa", "Åbenrå Kommune"], ["Rödekro", "Åbenrå Kommune"], ["Reggio Emillia", "Comune di Reggio Emilia"], ["Rezz", "Comune di Reggio Emilia"]]) expect(await alike(typed!), typed).toContain(found);
    expect(await give({ name: "Hangö stad", country: "FI", kind: "TOWN" })).toMatchObject({ reason: "partnerSimilar", field: "saveAnyway", about: { name: "Hanko" } });
    // The same name in another country is another town.
    valueOf(await give({ name: "Hanko", country: "TR" }));
    valueOf(await give({ name: "Hangö stad", country: "FI", kind: "TOWN" }, { saveAnyway: true, placeId: null }));
  });

  it("are not seen in what is merely near", async () => {
    await add({ name: "Gentofte", kind: "TOWN" });
    expect(await give({ name: "Gentleman Oy", country: "DK" })).toMatchObject({ ok: true });
    expect(await alike("x")).toEqual([]);
  });
});

describe("places", () => {
  it("ask which one it is where a country has several, and take no coordinates where it is none of them", async () => {
    const town = { name: "Olsztyns skola", kind: "SCHOOL" as const, country: "PL", place: "Olsztyn" };
    expect(await give(town)).toMatchObject({ reason: "partnerPlaceAmbiguous", field: "placeId" });
    const offered = partners.listPlaces(house.maja, "Olsztyn", { country: "PL", whole: true });
    expect(offered.length).toBeGreaterThan(1);
    expect(await give(town, { saveAnyway: false, placeId: 1 })).toMatchObject({ reason: "partnerPlaceNotOffered" });
    const id = valueOf(await give(town, { saveAnyway: false, placeId: offered[0]!.id })).id;
    expect((await see(id)).coordinates).toEqual({ latitude: 53.77995, longitude: 20.49416 });
    const nowhere = valueOf(await give({ ...town, name: "Ingenstans" }, { saveAnyway: false, placeId: 0 })).id;
    expect((await see(nowhere)).coordinates).toBeNull();
  });

  it("are found by their Swedish names, for those who may add a partner", () => {
    expect(partners.listPlaces(house.maja, "Köpenhamn")[0]).toMatchObject({ name: "Copenhagen", country: "DK" });
    expect(partners.listPlaces(house.reader, "Köpenhamn")).toEqual([]);
  });
});

describe("what happens to a partner", () => {
  it("keeps the old name when it takes a new one", async () => {
    const id = await add({ name: "Gamla högskolan", kind: "UNIVERSITY" });
    valueOf(await partners.renamePartner(house.maja, { id, version: 1, name: "Nya universitetet", ...event }, NOON));
    expect(await see(id)).toMatchObject({ name: "Nya universitetet", formerNames: [{ name: "Gamla högskolan", to: "2007-01-01" }], events: [{ kind: "RENAMED", formerName: "Gamla högskolan", on: { on: "2007-01-01", precision: "YEAR" } }] });
    expect(await names({ q: "gamla hogskolan" })).toEqual(["Nya universitetet"]);
    expect(await partners.renamePartner(house.maja, { id, version: 2, name: "Nya universitetet", ...event }, NOON)).toMatchObject({ reason: "partnerNameUnchanged" });
    expect(await partners.renamePartner(house.maja, { id, version: 2, name: "Senare", ...event, on: { on: "2026-11-23", precision: "DAY" } }, NOON)).toMatchObject({ reason: "partnerEventInFuture" });
  });

  it("leaves the list when it is dissolved, and is found among those that are no more", async () => {
    const id = await add({ name: "Upplöst förening", kind: "ASSOCIATION" });
    valueOf(await partners.dissolvePartner(house.maja, { id, version: 1, ...event, source: "Webbplatsen" }, NOON));
    expect([await names({ q: "Upplöst" }), await names({ q: "Upplöst", ended: "1" })]).toEqual([[], ["Upplöst förening"]]);
    expect(await partners.dissolvePartner(house.maja, { id, version: 2, ...event }, NOON)).toMatchObject({ reason: "partnerHasEnded" });
  });

  it("forwards to the one it was merged into, with its own history kept", async () => {
    const [hammel, favrskov, double] = [await add({ name: "Hammel" }), await add({ name: "Favrskov" }), await add({ name: "Favrskov Kommune" })];
    await expect(partners.mergePartner(house.maja, { id: hammel, version: 1, kind: "MERGED", intoId: favrskov, ...event }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    valueOf(await partners.mergePartner(house.office, { id: hammel, version: 1, kind: "MERGED", intoId: double, ...event }, NOON));
    valueOf(await partners.mergePartner(house.office, { id: double, version: 1, kind: "DUPLICATE", intoId: favrskov, ...event }, NOON));
    expect(await see(hammel)).toMatchObject({ mergedIntoId: double, endedOn: "2007-01-01", events: [{ kind: "MERGED", other: { id: double } }] });
    expect(await see(double)).toMatchObject({ mergedIntoId: favrskov, endedOn: null });
    const survivor = await see(favrskov);
    expect([...survivor.mergedIds].sort()).toEqual([hammel, double].sort());
    expect(survivor.events).toMatchObject([{ kind: "DUPLICATE", of: { id: double } }]);
    expect(await names({ q: "Favrskov" })).toEqual(["Favrskov"]);
    expect(await partners.mergePartner(house.office, { id: favrskov, version: 1, kind: "DUPLICATE", intoId: hammel, ...event }, NOON)).toMatchObject({ reason: "partnerIntoNotThere" });
    expect(await partners.mergePartner(house.office, { id: favrskov, version: 1, kind: "DUPLICATE", intoId: favrskov, ...event }, NOON)).toMatchObject({ reason: "partnerIntoItself" });
    expect((await partners.listPartnerHistory(house.office, hammel, { limit: 5 })).map(({ action }) => action)).toEqual(["partners.merged", "partners.added"]);
  });
});
