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
