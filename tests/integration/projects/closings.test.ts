import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { readLessonFilter, type ClosingInput } from "@/features/projects/closings/schema";
import type * as closingsService from "@/features/projects/closings/service";
import type { projectRegister } from "@/features/projects/register";
import { closingInput } from "../../factories/closings.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let closings: typeof closingsService;
let register: typeof projectRegister;
beforeAll(async () => {
  house = await openDecisions("varberg");
  closings = await import("@/features/projects/closings/service");
  ({ projectRegister: register } = await import("@/features/projects/register"));
});
afterAll(() => house.close());

const ongoing = (title: string, more: Parameters<DecisionsHouse["project"]>[0] = {}) => house.project({ title, status: "ONGOING", starts: { on: "2024-01-01", precision: "DAY" }, ends: { on: "2026-06-30", precision: "DAY" }, ...more });
const save = (projectId: string, version: number, more: Partial<ClosingInput> = {}, actor = house.maja, key: string = randomUUID()) => closings.saveClosing(actor, { projectId, key, version, closing: closingInput(more) }, {}, NOON);
const see = (projectId: string, actor = house.reader) => closings.getClosing(actor, projectId, {}, NOON);
const list = async (address: string, actor = house.reader) => (await closings.listLessons(actor, readLessonFilter(Object.fromEntries(new URL(address, "http://x").searchParams)).filter, NOON)).rows.map(({ title }) => title);

describe("what a project came to", () => {
  it("V5a, V9b: is told once by its unit, with benefit, competence and lessons, and read by everyone", async () => {
    const id = await ongoing("Tystare gator");
    expect(await see(id)).toMatchObject({ closing: null, isTime: true, mayEdit: false });
    const key = randomUUID();
    const told = { competence: "Mäta buller", lessons: "Avtala om mätdata", wouldDoAgain: "YES" as const, addedValue: ["MUNICIPALITY" as const, "RESIDENTS" as const] };
    const both = await Promise.all([save(id, 0, told, house.maja, key), save(id, 0, told, house.maja, key)]);
    expect(both.map(valueOf)).toEqual([{ id }, { id }]);
    expect((await see(id)).closing).toMatchObject({ ...closingInput(told), version: 1, isDemonstration: false });
    await expect(save(id, 1, {}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await house.projects.listProjectHistory(house.reader, id, { limit: 5 })).map(({ action }) => action)).toEqual(["projects.closingTold", "projects.logged"]);
  });

  it("is refused before the project is on its way, and of a day that has not come", async () => {
    expect(await save(await ongoing("En idé", { status: "IDEA" }), 0)).toMatchObject({ ok: false, reason: "closingTooEarly" });
    expect(await save(await ongoing("I morgon"), 0, { toldOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "closingInFuture" });
    valueOf(await save(await ongoing("Avslag", { status: "REJECTED" }), 0, { lessons: "Ring före" }));
  });

  it("is changed from the version that was seen, and gives both versions back to whoever comes late", async () => {
    const id = await ongoing("Två skriver");
    valueOf(await save(id, 0));
    await expect(save(id, 0, { lessons: "Mitt" }, house.office)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 0, currentVersion: 1 } });
    valueOf(await save(id, 1, { lessons: "Ett" }));
    await expect(save(id, 1, { lessons: "Två" })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await closings.getClosingVersion(house.maja, id, 1, NOON)).closing).toEqual(closingInput());
    expect((await closings.getClosingVersion(house.maja, id, 2, NOON)).closing).toEqual(closingInput({ lessons: "Ett" }));
    await expect(closings.getClosingVersion(house.reader, id, 1, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is taken away from the wrong project, stays in the history, and can be told again", async () => {
    const id = await ongoing("Fel projekt");
    valueOf(await save(id, 0, { benefit: "Hör till ett annat" }));
    await expect(closings.removeClosing(house.maja, { projectId: id, version: 2 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await closings.removeClosing(house.maja, { projectId: id, version: 1 }, NOON);
    expect((await see(id)).closing).toBeNull();
    expect(await list("/x?q=Hör+till+ett+annat")).toEqual([]);
    valueOf(await save(id, 0, { benefit: "Rätt" }));
    expect((await see(id)).closing).toMatchObject({ benefit: "Rätt", version: 1 });
  });
});

describe("the list of lessons", () => {
  it("V9b: is found by what was told and by what the project is, and filtered by what was said", async () => {
    const a = await ongoing("Sjögräs i lagunen");
    const b = await ongoing("Cykelgarage");
    valueOf(await save(a, 0, { toldOn: "2023-05-02", lessons: "Plantera i maj", experience: "Dyk före maj", goalsMet: "ALL", wouldDoAgain: "YES" }));
    valueOf(await save(b, 0, { toldOn: "2023-06-01", resources: "Låssystem", goalsMet: "PARTLY", wouldDoAgain: "NO", addedValue: ["MUNICIPALITY"] }));
    expect(await list("/x?q=plantera+maj")).toEqual(["Sjögräs i lagunen"]);
    expect(await list("/x?q=lagunen")).toEqual(["Sjögräs i lagunen"]);
    expect(await list("/x?year=2023")).toEqual(["Cykelgarage", "Sjögräs i lagunen"]);
    expect(await list("/x?year=2023&until=2023-05-31")).toEqual(["Sjögräs i lagunen"]);
    expect(await list("/x?year=2023&states=competence")).toEqual(["Sjögräs i lagunen"]);
    expect(await list("/x?year=2023&states=resources")).toEqual(["Cykelgarage"]);
    expect(await list("/x?year=2023&value=MUNICIPALITY")).toEqual(["Cykelgarage"]);
    expect(await list("/x?year=2023&again=YES&goals=ALL&sort=title")).toEqual(["Sjögräs i lagunen"]);
    expect(await list(`/x?year=2023&unit=${house.company}`)).toEqual([]);
    const pieces: string[] = [];
    for await (const piece of closings.exportLessons(house.reader, readLessonFilter({ year: "2023", sort: "title" }).filter, NOON)) pieces.push(...piece.map(({ title }) => title));
    expect(pieces).toEqual(["Cykelgarage", "Sjögräs i lagunen"]);
    expect(await closings.listLessonYears(house.reader)).toEqual([2026, 2023]);
  });

  it("shows what a confidential project came to only where the project is seen", async () => {
    const id = await ongoing("Hemligt", { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    valueOf(await save(id, 0, { toldOn: "2022-03-01", lessons: "Tyst" }));
    expect([await list("/x?year=2022"), await list("/x?year=2022", house.maja), await list("/x?year=2022", house.office)]).toEqual([[], ["Hemligt"], ["Hemligt"]]);
    await expect(see(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(closings.getClosing(house.reader, id, { loaded: house.projects.getProject(house.maja, id, NOON) }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("V5a, V9b, H2: counts what a year's closings say, each figure as the list behind it", async () => {
    const found = (await register.evidence(house.reader, asOfYear(2023, "2026-11-22"))).filter(({ unitId, kind }) => unitId === null && kind.includes("CLOSING"));
    expect(found.map(({ kind, count }) => [kind, count])).toEqual([["PROJECT_CLOSINGS", 2], ["CLOSINGS_STATE_COMPETENCE", 1], ["CLOSINGS_STATE_RESOURCES", 1]]);
    for (const { count, path } of found) expect(await list(path)).toHaveLength(count);
  });
});
