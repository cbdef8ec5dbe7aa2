import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as favouriteService from "@/features/saved-views/favourites/service";
import type { ViewInput } from "@/features/saved-views/schema";
import type * as viewService from "@/features/saved-views/service";
import { isAppError } from "@/server/errors";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let views: typeof viewService;
let favourites: typeof favouriteService;
let manager: Actor;
beforeAll(async () => {
  house = await openDecisions("varberg");
  views = await import("@/features/saved-views/service");
  favourites = await import("@/features/saved-views/favourites/service");
  manager = await house.someone("UNIT_MANAGER", house.unit);
});
afterAll(() => house.close());

const input = (more: Partial<ViewInput> = {}): ViewInput => ({ list: "/projects", name: `Vy ${randomUUID()}`, query: "status=ONGOING", sharing: "PRIVATE", unitId: null, ...more });
const save = async (actor: Actor, more: Partial<ViewInput> = {}, isDefault = false, key: string = randomUUID()) => views.saveView(actor, { view: input(more), isDefault }, key, NOON);
const seenBy = async (actor: Actor, id: string) => (await views.listViews(actor, "/projects")).some((view) => view.id === id);

describe("a saved view", () => {
  it("Issue's own words: keeps a list's filter, order and columns under a name, without its page, and is its owner's alone", async () => {
    const { id } = valueOf(await save(house.maja, { name: "Pågående", query: "page=4&status=ONGOING&sort=-title&cols=unit" }));
    expect((await views.getView(house.maja, id)).view).toMatchObject({ list: "/projects", name: "Pågående", query: "cols=unit&sort=-title&status=ONGOING" });
    expect([await seenBy(house.maja, id), await seenBy(house.office, id), await seenBy(manager, id)]).toEqual([true, false, false]);
    await expect(views.getView(house.office, id)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await expect(views.removeView(house.office, { id, version: 1 })).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("Issue's own words: is shared with a unit by those who answer for it, and with everyone by the office alone", async () => {
    const unit = valueOf(await save(house.maja, { sharing: "UNIT", unitId: house.unit }));
    expect([await seenBy(manager, unit.id), await seenBy(house.office, unit.id), await seenBy(house.reader, unit.id)]).toEqual([true, true, false]);
    await expect(views.changeView(manager, { id: unit.id, version: 1, name: "Annat", sharing: "UNIT", unitId: house.unit })).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN"));
    expect(await save(house.maja, { sharing: "UNIT", unitId: house.company })).toMatchObject({ ok: false, reason: "viewNotYoursToShare", field: "unitId" });
    expect(await save(house.maja, { sharing: "EVERYONE" })).toMatchObject({ ok: false, reason: "viewNotYoursToShare", field: "sharing" });
    const all = valueOf(await save(house.office, { sharing: "EVERYONE" }));
    expect(await seenBy(house.reader, all.id)).toBe(true);
    // Another in the office keeps it, too.
    const colleague = await house.someone("COORDINATOR");
    valueOf(await views.changeView(colleague, { id: all.id, version: 1, name: "Kontorets", sharing: "EVERYONE", unitId: null }, NOON));
    expect((await views.getView(house.reader, all.id)).view).toMatchObject({ name: "Kontorets", version: 2 });
  });

  it("is kept once for one key, under a name that its owner has only once, and not beyond a hundred", async () => {
    const [key, name] = [randomUUID(), "En gång"];
    const first = valueOf(await save(house.reader, { name }, false, key));
    expect(valueOf(await save(house.reader, { name }, false, key)).id).toBe(first.id);
    expect(await save(house.reader, { name: "en GÅNG" })).toMatchObject({ ok: false, reason: "viewNameTaken", field: "name" });
    valueOf(await save(house.reader, { name, list: "/visits" }));
    const busy = await house.someone("READER");
    for (let count = 0; count < 100; count += 1) valueOf(await save(busy));
    expect(await save(busy)).toMatchObject({ ok: false, reason: "viewTooMany", about: { most: 100 } });
  });

  it("is changed and removed by version; what is removed leaves the menus, and its name is free", async () => {
    const { id } = valueOf(await save(house.reader, { name: "Ändras" }, true));
    expect(await views.listDefaults(house.reader)).toEqual(new Map([["/projects", "status=ONGOING"]]));
    valueOf(await views.changeView(house.reader, { id, version: 1, name: "Ändrad", sharing: "PRIVATE", unitId: null }, NOON));
    await expect(views.changeView(house.reader, { id, version: 1, name: "Sent", sharing: "PRIVATE", unitId: null })).rejects.toSatisfy((error) => isAppError(error, "CONFLICT"));
    await expect(views.removeView(house.reader, { id, version: 1 })).rejects.toSatisfy((error) => isAppError(error, "CONFLICT"));
    await views.removeView(house.reader, { id, version: 2 }, NOON);
    expect([await seenBy(house.reader, id), await views.listDefaults(house.reader)]).toEqual([false, new Map()]);
    valueOf(await save(house.reader, { name: "Ändrad" }));
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("opens its list from one's own menu, in the place of another, until it is no longer seen", async () => {
    const shared = valueOf(await save(house.office, { sharing: "EVERYONE", query: "year=2026" }));
    const own = valueOf(await save(house.maja, { query: "youth=1" }, true));
    await views.setDefaultView(house.maja, { id: shared.id, isDefault: true });
    expect((await views.listDefaults(house.maja)).get("/projects")).toBe("year=2026");
    expect((await views.listDefaults(house.office)).get("/projects")).toBeUndefined();
    valueOf(await views.changeView(house.office, { id: shared.id, version: 1, name: "Bara mitt", sharing: "PRIVATE", unitId: null }, NOON));
    expect((await views.listDefaults(house.maja)).get("/projects")).toBeUndefined();
    await views.setDefaultView(house.maja, { id: own.id, isDefault: true });
    await views.setDefaultView(house.maja, { id: own.id, isDefault: false });
    expect((await views.listDefaults(house.maja)).size).toBe(0);
    await expect(views.setDefaultView(house.maja, { id: shared.id, isDefault: true })).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });
});

describe("what somebody comes back to", () => {
  const around = () => ({ registers: house.registers });

  it("Issue's own words: favourites are one's own, of records that one may see, and leave the list when one no longer may", async () => {
    const [open, closed] = [await house.project({ title: "Öppet" }), await house.project({ title: "Stängt", isConfidential: true, confidentialityProvision: "19 kap. 1 §", confidentialityOn: "2026-11-01", confidentialityBy: "Hamnchefen" })];
    await favourites.markFavourite(house.maja, { kind: "project", id: open, isMarked: true }, around(), NOON);
    await favourites.markFavourite(house.maja, { kind: "project", id: open, isMarked: true }, around(), NOON);
    await expect(favourites.markFavourite(house.reader, { kind: "project", id: closed, isMarked: true }, around())).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await expect(favourites.markFavourite(house.maja, { kind: "nothing", id: open, isMarked: true }, around())).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    expect(await favourites.listFavourites(house.maja, around())).toEqual([{ kind: "project", id: open, title: "Öppet", path: `/projects/${open}` }]);
    expect([await favourites.isFavourite(house.maja, { kind: "project", id: open }), await favourites.isFavourite(house.office, { kind: "project", id: open }), await favourites.listFavourites(house.office, around())]).toEqual([true, false, []]);
    await house.client.$executeRaw`INSERT INTO favourite (person_id, kind, record_id) VALUES (${house.reader.personId}::uuid, 'project', ${closed}::uuid)`;
    expect(await favourites.listFavourites(house.reader, around())).toEqual([]);
    await favourites.markFavourite(house.maja, { kind: "project", id: open, isMarked: false }, around(), NOON);
    expect(await favourites.listFavourites(house.maja, around())).toEqual([]);
  });

  it("Issue's own words: the ten records that one changed last are read from the audit trail, each once, the latest first", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) ids.push(await house.project({ title: `Senast ${String(count)}` }));
    const recent = await favourites.listRecent(house.maja, around());
    expect(recent.map(({ title }) => title)).toEqual(Array.from({ length: 10 }, (_, place) => `Senast ${String(11 - place)}`));
    expect((await house.projects.getProject(house.maja, ids[0] ?? "")).project.title).toBe("Senast 0");
    expect((await favourites.listRecent(house.reader, around())).some(({ kind }) => kind === "project")).toBe(false);
  });
});
