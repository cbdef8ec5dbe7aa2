import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Known from "@/features/summaries/known/service";
import { readAskedDay } from "@/features/summaries/known/schema";
import { dateInStockholm } from "@/domain/plain-date";
import { isAppError } from "@/server/errors";
import { wordsFor } from "@/messages/words";
import { influenceInput, monitoringInput } from "../../factories/eu-monitoring.ts";
import { visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let known: typeof Known;
const YEAR = 2025;
const day = (on: string) => ({ on, precision: "DAY" as const });
const during = { starts: day("2024-03-01"), ends: day("2026-06-30"), status: "ONGOING" as const, noPriorityReason: "Inga än." };
const line = (amountMinor: bigint, kind: "EU" | "OWN_CASH" = "EU") => ({ kind, funder: null, year: YEAR, amountMinor });
beforeAll(async () => {
  house = await openDecisions("halmstad");
  known = await import("@/features/summaries/known/service");
});
afterAll(() => house.close());

const look = (at: Date, actor = house.office) => known.lookBackAt(actor, { registers: house.registers, words: wordsFor("sv") }, YEAR, at);
/** A moment after all that has been written and before all that will be. */
const moment = async () => {
  await sleep(20);
  const at = new Date();
  await sleep(20);
  return at;
};
const figuresAt = async (at: Date) => Object.fromEntries((await look(at)).figures.map(({ key, was, now }) => [key, [was, now]]));

describe("what was known of a year's figures", () => {
  it("Issue's own words: any figure as of a date: is what they were then, beside what they are now, with the records that changed", async () => {
    const { projects } = house;
    const visits = await import("@/features/visits/service");
    const monitoring = await import("@/features/eu-monitoring/service");
    const influence = await import("@/features/eu-monitoring/influence/service");
    const stays = await house.project({ ...during, title: "Står kvar", purposes: ["COMPETENCE"], areaCode: "INTERNATIONAL_COOPERATION", funding: [line(100_00n), line(40_00n, "OWN_CASH")] });
    const goes = await house.project({ ...during, title: "Tas bort", funding: [line(7_00n)] });
    const hides = await house.project({ ...during, title: "Blir hemligt", isInternational: false, isExternallyFunded: true, funding: [line(5_00n)] });
    const visitId = valueOf(await visits.announceVisit(house.maja, visitInput({ unitId: house.unit, starts: day("2025-05-12"), title: "Ställs in" }), randomUUID(), {}, NOON)).id;
    const itemId = valueOf(await monitoring.logItem(house.maja, monitoringInput({ unitId: house.unit, begunOn: "2025-02-01", assessedOn: "2025-03-01" }), randomUUID(), {}, NOON)).id;
    valueOf(await influence.addInfluence(house.maja, { key: randomUUID(), itemId, action: influenceInput({ title: "Ett möte", actedOn: "2025-04-01" }) }, NOON));
    const before = await figuresAt(await moment());
    expect(before).toMatchObject({ projects: ["3", "3"], international: ["2", "2"], externalOre: ["11200", "11200"], ownOre: ["4000", "4000"], visits: ["1", "1"], monitoringItems: ["1", "1"], influenceActions: ["1", "1"], "purposes COMPETENCE": ["1", "1"], "areas INTERNATIONAL_COOPERATION": ["1", "1"] });

    const at = await moment();
    const added = await house.project({ ...during, title: "Sent loggat", purposes: ["COMPETENCE"], funding: [line(50_00n)] });
    await projects.archiveProject(house.office, { id: goes, _version: 1 }, true, NOON);
    const { inTransaction } = await import("@/server/transaction");
    const { projectInput } = await import("../../factories/projects.ts");
    await inTransaction((tx) => projects.changeInTransaction(tx, house.office, hides, 1, projectInput({ unitId: house.unit, ...during, title: "Blir hemligt", isInternational: false, isExternallyFunded: true, funding: [line(5_00n)], isConfidential: true, confidentialityProvision: "OSL 15:1" }), NOON));
    await visits.cancelVisit(house.maja, { id: visitId, version: 1 }, true, NOON);
    await monitoring.archiveItem(house.maja, { id: itemId, version: 1 }, true, NOON);

    const view = await look(at);
    const after = Object.fromEntries(view.figures.map(({ key, was, now }) => [key, [was, now]]));
    for (const [key, [, wasNow]] of Object.entries(before)) expect(after[key]?.[0], key).toBe(wasNow);
    expect(after).toMatchObject({ visits: ["1", "0"], monitoringItems: ["1", "0"], influenceActions: ["1", "0"], "purposes COMPETENCE": ["1", "2"] });
    const byTitle = new Map(view.projects.changed.map((project) => [project.title, project]));
    expect(byTitle.get("Sent loggat")).toMatchObject({ id: added, was: null, now: { externalOre: "5000" } });
    expect(byTitle.get("Tas bort")).toMatchObject({ was: { externalOre: "700" }, now: null });
    expect(view.projects.changed.map(({ id }) => id)).not.toContain(stays);
    // What is confidential now counted then, and is not named.
    expect(view.projects.changed.find(({ id }) => id === hides)).toMatchObject({ title: null, was: { externalOre: "500" }, now: null });
    expect(view.registers.find(({ kind }) => kind === "visits")?.records).toMatchObject([{ id: visitId, title: "Ställs in", isNew: false, path: `/visits/${visitId}` }]);
    expect(view.registers.find(({ kind }) => kind === "influenceActions")?.count).toBe(1);

    // The differences that are told come to the difference of the figures.
    const sum = (side: "was" | "now") => view.projects.changed.reduce((all, project) => all + BigInt(project[side]?.externalOre ?? "0"), 0n);
    expect(BigInt(after["externalOre"]?.[1] ?? "0") - BigInt(after["externalOre"]?.[0] ?? "0")).toBe(sum("now") - sum("was"));
    expect(view.projects.count).toBe(view.projects.changed.length);
  });

  it("is the year's own summary where nothing has changed since", async () => {
    const { wordsFor: of } = await import("@/messages/words");
    const summaries = await import("@/features/summaries/service");
    const { data } = await summaries.getSummary(house.office, { registers: house.registers, words: { sv: of("sv"), en: of("en") } }, YEAR, NOON);
    const view = await look(await moment());
    const figure = (key: string) => view.figures.find((each) => each.key === key);
    for (const key of ["projects", "childrenAndYouth", "externalOre", "ownOre"] as const) expect([figure(key)?.was, figure(key)?.now], key).toEqual([String(data.years.at(-1)?.[key]), String(data.years.at(-1)?.[key])]);
    const trends = new Map((data.more?.trends ?? []).map(({ register, key, counts }) => [`${register} ${key}`, counts.at(-1)]));
    for (const [key, trend] of [["visits", "visit visits"], ["exchanges", "exchangeActivity activities"], ["partnerSearches", "partnerSearch searches"], ["memberships", "network memberships"], ["monitoringItems", "monitoringItem items"], ["influenceActions", "monitoringItem actions"], ["international", "project projects"]] as const) {
      expect([figure(key)?.was, figure(key)?.now], key).toEqual([String(trends.get(trend)), String(trends.get(trend))]);
    }
    expect(view).toMatchObject({ isBeforeAll: false, projects: { count: 0, changed: [] }, registers: [] });
  });

  it("Issue's own words: any figure as of a date: also by unit and by programme, which come to the whole, with the projects that counted then as they were", async () => {
    const { projects, office } = house;
    const { addProgramme } = await import("@/features/programmes/service");
    const { programmeInput } = await import("../../factories/programmes.ts");
    const { inTransaction } = await import("@/server/transaction");
    const { projectInput } = await import("../../factories/projects.ts");
    const add = async (name: string) => valueOf(await addProgramme(office, programmeInput({ nameSv: name, nameEn: name, fund: "ERUF" }), randomUUID()));
    const [first, second] = [await add("NORDSJON"), await add("OKS")];
    const other = await house.body("DEPARTMENT", "Ängsförvaltningen", { parentId: house.otherCommittee });
    const about = { ...during, unitId: house.unit, isExternallyFunded: true };
    const log = async (more: Partial<Parameters<typeof projectInput>[0]>) => (await projects.logProject(office, projectInput({ ...about, ...more }), randomUUID(), {}, NOON)).id;
    const change = (id: string, more: Partial<Parameters<typeof projectInput>[0]>) => inTransaction((tx) => projects.changeInTransaction(tx, office, id, 1, projectInput({ ...about, ...more }), NOON));
    const moves = await log({ title: "Hette så då", programmeId: first.id, funding: [line(300_00n), line(10_00n, "OWN_CASH")] });
    await log({ title: "Ängens eget", unitId: other, programmeId: first.id, funding: [line(20_00n)] });
    const turns = await log({ title: "Byter program", programmeId: second.id, funding: [line(9_00n)] });
    const before = await look(await moment());
    const at = await moment();
    await change(moves, { title: "Heter så nu", unitId: other, programmeId: first.id, funding: [line(400_00n), line(10_00n, "OWN_CASH")] });
    await change(turns, { title: "Byter program", programmeId: first.id, funding: [line(9_00n)] });

    const view = await look(at);
    const figure = (of: typeof view, key: string) => of.figures.find((each) => each.key === key);
    // What was known of each part then is what it was when it was now, and the parts come to the whole on both sides.
    for (const group of ["units", "programmes"] as const) {
      const was = new Map(before[group].map(({ key, now }) => [key, now]));
      for (const each of view[group]) expect(each.was, each.name).toEqual(was.get(each.key) ?? { projects: 0, childrenAndYouth: 0, externalOre: "0", ownOre: "0" });
      for (const what of ["projects", "childrenAndYouth", "externalOre", "ownOre"] as const) {
        for (const side of ["was", "now"] as const) expect(String(view[group].reduce((sum, each) => sum + BigInt(each[side][what]), 0n)), `${group} ${what} ${side}`).toBe(figure(view, what)?.[side]);
      }
    }
    expect(view.units.find(({ key }) => key === other)).toMatchObject({ name: "Ängsförvaltningen", was: { projects: 1, externalOre: "2000" }, now: { projects: 2, externalOre: "42000" } });
    expect(view.programmes.find(({ key }) => key === first.id)).toMatchObject({ was: { projects: 2, externalOre: "32000" }, now: { projects: 3, externalOre: "42900" } });

    const part = (asked: { unitId?: string; programmeId?: string; page?: number }) => known.lookBackAt(office, { registers: house.registers, words: wordsFor("sv") }, YEAR, at, { unitId: null, programmeId: null, page: 1, ...asked });
    // A unit's own page has the figures that its line has, and so do all of its figures of other registers.
    const ofOther = await part({ unitId: other });
    expect([figure(ofOther, "externalOre")?.was, figure(ofOther, "externalOre")?.now]).toEqual(["2000", "42000"]);
    const [ofUnit, wholeOfUnits] = [await part({ unitId: house.unit }), await Promise.all(view.units.map(({ key }) => part({ unitId: key })))];
    for (const { key, was, now } of view.figures) {
      const sum = (side: "was" | "now") => String(wholeOfUnits.reduce((all, each) => all + BigInt(figure(each, key)?.[side] ?? "0"), 0n));
      expect([sum("was"), sum("now")], key).toEqual([was, now]);
    }
    // What moved has left the one and come to the other; its name is that of then where it counted then.
    expect(ofUnit.projects.changed.find(({ id }) => id === moves)).toMatchObject({ title: "Heter så nu", isOpen: true, was: { externalOre: "30000" }, now: null });
    expect(ofOther.projects.changed.find(({ id }) => id === moves)).toMatchObject({ was: null, now: { externalOre: "40000" } });
    expect(view.projects.changed.find(({ id }) => id === turns)).toMatchObject({ was: { programmeId: second.id }, now: { programmeId: first.id } });
    expect(ofUnit.counted.rows.find(({ id }) => id === moves)).toMatchObject({ title: "Hette så då", unit: "Hamnförvaltningen", externalOre: "30000" });
    expect(ofOther.counted.rows.map(({ id }) => id)).not.toContain(moves);
    // All that counted then are told, and come to the figure.
    for (const of of [view, ofUnit, ofOther, await part({ programmeId: first.id }), await part({ programmeId: "none", unitId: house.unit })]) {
      expect(of.counted.total).toBe(of.counted.rows.length);
      expect(String(of.counted.rows.reduce((sum, row) => sum + BigInt(row.externalOre), 0n))).toBe(figure(of, "externalOre")?.was);
    }
    expect((await part({ page: 2 })).counted.rows).toEqual([]);
    await expect(part({ unitId: randomUUID() })).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await expect(part({ programmeId: randomUUID() })).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));

    // The record itself, as it was known on a day.
    const today = dateInStockholm(new Date());
    const record = await projects.getProjectWithHistory(office, moves, { limit: 50, until: today });
    expect(record.known.flat().find(({ table, column }) => table === "project" && column === "title")?.after).toBe("Heter så nu");
    expect(record.history).toHaveLength(2);
    expect(await projects.getProjectWithHistory(office, moves, { limit: 50, until: "2020-03-01" })).toMatchObject({ known: [], history: [] });
  });

  it("counts what a unit has taken over as its own, then as now", async () => {
    const { bodies } = house;
    const admin = await house.someone("ADMINISTRATOR");
    const old = await house.body("DEPARTMENT", "Fyrförvaltningen", { parentId: house.committee });
    const into = await house.body("DEPARTMENT", "Kustförvaltningen", { parentId: house.committee });
    const { projectInput } = await import("../../factories/projects.ts");
    await house.projects.logProject(house.office, projectInput({ ...during, unitId: old, title: "Fyrarna", funding: [line(3_00n)] }), randomUUID(), {}, NOON);
    const at = await moment();
    valueOf(await bodies.mergeBody(admin, { bodyId: old, version: 1, intoId: into, on: "2026-07-01" }));
    const view = await look(at);
    expect(view.units.map(({ key }) => key)).not.toContain(old);
    expect(view.units.find(({ key }) => key === into)).toMatchObject({ was: { projects: 1, externalOre: "300" }, now: { projects: 1, externalOre: "300" } });
  });

  it("is nothing before anything was recorded, and is those who follow the summary's to see alone", async () => {
    const view = await look(new Date("1999-12-31T23:00:00Z"));
    expect(view.isBeforeAll).toBe(true);
    expect(view.figures.filter(({ was }) => was !== "0")).toEqual([]);
    await expect(look(new Date(), house.reader)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("is asked of a day that has been, to its end in Sweden", async () => {
    const today = dateInStockholm(new Date());
    const view = await known.lookBack(house.office, { registers: house.registers, words: wordsFor("sv") }, YEAR, today);
    expect(view.at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    const earlier = await known.lookBack(house.office, { registers: house.registers, words: wordsFor("sv") }, YEAR, "2020-03-01");
    expect(earlier.at.toISOString()).toBe("2020-03-01T23:00:00.000Z");
    expect(readAskedDay("1 mars 2020", today)).toMatchObject({ on: "2020-03-01", fault: null });
    expect(readAskedDay("2090-01-01", today)).toMatchObject({ on: null, fault: "future" });
    expect(readAskedDay("i mars", today)).toMatchObject({ on: null, fault: "unreadable" });
    expect(readAskedDay(undefined, today)).toEqual({ on: null, written: "", fault: null });
  });
});
