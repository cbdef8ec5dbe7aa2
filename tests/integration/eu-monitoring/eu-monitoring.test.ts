import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type * as influenceService from "@/features/eu-monitoring/influence/service";
import { readInfluenceFilter, type InfluenceInput } from "@/features/eu-monitoring/influence/schema";
import type * as readinessService from "@/features/eu-monitoring/readiness/service";
import type { ReadinessInput } from "@/features/eu-monitoring/readiness/schema";
import type { monitoringRegister } from "@/features/eu-monitoring/register";
import { readItemFilter, type ItemInput } from "@/features/eu-monitoring/schema";
import type * as monitoringService from "@/features/eu-monitoring/service";
import { influenceInput, monitoringInput, readinessInput } from "../../factories/eu-monitoring.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that asks units to follow, influence and be ready.
let house: DecisionsHouse;
let monitoring: typeof monitoringService;
let influence: typeof influenceService;
let readiness: typeof readinessService;
let register: typeof monitoringRegister;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  monitoring = await import("@/features/eu-monitoring/service");
  influence = await import("@/features/eu-monitoring/influence/service");
  readiness = await import("@/features/eu-monitoring/readiness/service");
  ({ monitoringRegister: register } = await import("@/features/eu-monitoring/register"));
});
afterAll(() => house.close());

const TODAY = "2026-11-22";
const log = (more: Partial<ItemInput> = {}, actor = house.maja, key: string = randomUUID()) => monitoring.logItem(actor, monitoringInput({ unitId: house.unit, ...more }), key, {}, NOON);
const logged = async (more: Partial<ItemInput> = {}) => valueOf(await log(more)).id;
const act = (itemId: string, more: Partial<InfluenceInput> = {}, actor = house.maja, key: string = randomUUID()) => influence.addInfluence(actor, { key, itemId, action: influenceInput(more) }, NOON);
const prepare = (itemId: string, more: Partial<ReadinessInput> = {}, actor = house.maja, key: string = randomUUID()) => readiness.addReadiness(actor, { key, itemId, readiness: readinessInput(more) }, NOON);
const parametersOf = (address: string) => Object.fromEntries(new URL(address, "http://x").searchParams);
const list = async (address: string, actor = house.reader) => (await monitoring.listItems(actor, readItemFilter(parametersOf(address)).filter, NOON)).rows.map(({ title }) => title);
const listActions = async (address: string, actor = house.reader) => (await influence.listInfluence(actor, readInfluenceFilter(parametersOf(address)).filter, NOON)).rows.map(({ title }) => title);

describe("what units follow at EU level", () => {
  it("H6: keeps the matter, its source and stage, who judged it and when it is looked at again, and finds it by its reference", async () => {
    const id = await logged({ title: "Avloppsvatten", reference: "COM(2022) 541", source: "EUR-Lex", nextCheckOn: "2027-01-15" });
    expect((await monitoring.getItem(house.reader, id, NOON)).item).toMatchObject({ title: "Avloppsvatten", unitName: "Hamnförvaltningen", stage: "PROPOSED", assessedBy: "Miljöstrategen", nextCheckOn: "2027-01-15", isReady: false, version: 1 });
    expect(await list("/x?q=2022+541")).toEqual(["Avloppsvatten"]);
    expect(await list("/x?q=Avloppsvatten&stage=IN_FORCE")).toEqual([]);
    await expect(log({}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("H6: keeps one that nobody sees to, says so in the list, and makes it a task and a gap of its unit's", async () => {
    const id = await logged({ title: "Ingen ser", responsible: null, nextCheckOn: null });
    expect(await list("/x?q=Ingen+ser&lacks=RESPONSIBLE")).toEqual(["Ingen ser"]);
    const tasks = (await register.tasks(house.maja, TODAY)).filter(({ path }) => path.includes(id));
    expect(tasks.map(({ title, clause, state }) => [title.message, clause, state])).toEqual([["euMonitoring.tasks.responsible", "H6", "missing"], ["euMonitoring.tasks.plan", "H6", "missing"]]);
    const gap = (await register.gaps(house.maja, TODAY)).find(({ key }) => key.startsWith("monitoring responsible"));
    expect(gap).toMatchObject({ clause: "H6", unitId: house.unit });
    expect(await list(gap?.path ?? "")).toContain("Ingen ser");
    valueOf(await monitoring.changeItem(house.maja, { id, version: 1, item: monitoringInput({ unitId: house.unit, title: "Ingen ser", nextCheckOn: "2027-11-01" }) }, NOON));
    expect((await register.tasks(house.maja, TODAY)).filter(({ path }) => path.includes(id))).toEqual([]);
  });

  it("H6: has a day to look again, which is late from the day after", async () => {
    const id = await logged({ title: "Se igen", nextCheckOn: TODAY });
    const stateOn = async (day: string) => (await register.tasks(house.maja, day)).find(({ path }) => path.includes(id))?.state;
    expect([await stateOn(TODAY), await stateOn("2026-11-23")]).toEqual(["todo", "late"]);
    expect(await list("/x?q=Se+igen&state=LATE")).toEqual([]);
  });

  it("logs once for one key, and refuses days that have not come and a unit that is not there", async () => {
    const key = randomUUID();
    const both = await Promise.all([log({ title: "En gång" }, house.maja, key), log({ title: "En gång" }, house.maja, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await list("/x?q=En+gång")).toEqual(["En gång"]);
    expect(await log({ begunOn: "2026-11-23", assessedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "monitoringInFuture", field: "begunOn" });
    expect(await log({ assessedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "monitoringInFuture", field: "assessedOn" });
    expect(await log({ unitId: randomUUID() }, house.office)).toMatchObject({ ok: false, reason: "monitoringUnitNotThere" });
  });

  it("refuses a change that began from an older version, and gives both versions back", async () => {
    const id = await logged({ title: "Ursprunglig" });
    const change = (version: number, meaning: string) => monitoring.changeItem(house.maja, { id, version, item: monitoringInput({ unitId: house.unit, title: "Ursprunglig", meaning }) }, NOON);
    valueOf(await change(1, "Ett"));
    await expect(change(1, "Två")).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await monitoring.getItemVersion(house.maja, id, 1, NOON)).item).toEqual(monitoringInput({ unitId: house.unit, title: "Ursprunglig" }));
    expect((await monitoring.listItemHistory(house.reader, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["euMonitoring.changed", "euMonitoring.logged"]);
  });

  it("keeps what has been taken away for its unit and the office", async () => {
    const id = await logged({ title: "Borttagen" });
    await monitoring.archiveItem(house.maja, { id, version: 1 }, true, NOON);
    expect(await list("/x?q=Borttagen")).toEqual([]);
    await expect(monitoring.getItem(house.reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await monitoring.archiveItem(house.maja, { id, version: 2 }, false, NOON);
    expect(await list("/x?q=Borttagen")).toEqual(["Borttagen"]);
  });
});

describe("influence", () => {
  it("H7: is told of the matter with its position and outcome, once for one key, and changed by one of two", async () => {
    const itemId = await logged({ title: "Påverkas" });
    const key = randomUUID();
    await Promise.all([act(itemId, { title: "Vi svarade", position: "Längre tid" }, house.maja, key), act(itemId, { title: "Vi svarade", position: "Längre tid" }, house.maja, key)]);
    const [told, ...others] = await influence.listInfluenceOf(house.reader, itemId, NOON);
    expect([told?.title, told?.position, others]).toEqual(["Vi svarade", "Längre tid", []]);
    const change = (outcome: string) => influence.changeInfluence(house.maja, { itemId, partId: told?.id ?? "", version: 1, action: influenceInput({ title: "Vi svarade", outcome }) }, NOON);
    valueOf(await change("Fem år till"));
    await expect(change("Ingenting")).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await influence.getInfluenceVersion(house.maja, { itemId, partId: told?.id ?? "" }, 1, NOON)).action).toEqual(influenceInput({ title: "Vi svarade", position: "Längre tid" }));
    await influence.removeInfluence(house.maja, { itemId, partId: told?.id ?? "", version: 2 }, NOON);
    expect(await influence.listInfluenceOf(house.reader, itemId, NOON)).toEqual([]);
    expect((await monitoring.listItemHistory(house.reader, itemId, { limit: 9 }, NOON)).map(({ action }) => action)).toEqual(["euMonitoring.influenceRemoved", "euMonitoring.influenceChanged", "euMonitoring.influenced", "euMonitoring.logged"]);
  });

  it("refuses a day that has not come, and a network and a priority that are not there", async () => {
    const itemId = await logged();
    expect(await act(itemId, { actedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "monitoringInFuture", field: "actedOn" });
    expect(await act(itemId, { networkId: randomUUID() })).toMatchObject({ ok: false, reason: "monitoringNetworkNotThere" });
    expect(await act(itemId, { priorityId: randomUUID() })).toMatchObject({ ok: false, reason: "monitoringPriorityNotThere" });
    await expect(act(itemId, {}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("readiness", () => {
  it("H8: says what the matter will mean and what is done about it, and its measure is a task until it is done", async () => {
    const itemId = await logged({ title: "Vi bygger ut", nextCheckOn: "2027-11-01" });
    expect(await list("/x?q=bygger+ut&lacks=READINESS")).toEqual(["Vi bygger ut"]);
    valueOf(await prepare(itemId, { measure: "Rita en plan", dueOn: "2026-12-01" }));
    expect(await list("/x?q=bygger+ut&lacks=READINESS")).toEqual([]);
    const [told] = await readiness.listReadinessOf(house.reader, itemId, NOON);
    const measure = async (day: string) => (await register.tasks(house.maja, day)).find(({ key }) => key === `readiness ${told?.id ?? ""}`);
    expect(await measure(TODAY)).toMatchObject({ clause: "H8", dueOn: "2026-12-01", state: "todo" });
    expect(await measure("2026-12-02")).toMatchObject({ state: "late" });
    valueOf(await readiness.changeReadiness(house.maja, { itemId, partId: told?.id ?? "", version: 1, readiness: readinessInput({ measure: "Rita en plan", state: "DONE", dueOn: "2026-12-01" }) }, NOON));
    expect(await measure("2026-12-02")).toBeUndefined();
    await expect(readiness.changeReadiness(house.maja, { itemId, partId: told?.id ?? "", version: 1, readiness: readinessInput() }, NOON)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await readiness.getReadinessVersion(house.maja, { itemId, partId: told?.id ?? "" }, 1, NOON)).readiness).toMatchObject({ state: "PLANNED" });
    await readiness.removeReadiness(house.maja, { itemId, partId: told?.id ?? "", version: 2 }, NOON);
    expect(await list("/x?q=bygger+ut&lacks=READINESS")).toEqual(["Vi bygger ut"]);
  });

  it("H8: is asked of what concerns the unit, and not of what hardly does or is followed no longer", async () => {
    await logged({ title: "Rör oss lite", relevance: "LOW" });
    await logged({ title: "Rörde oss", begunOn: "2026-01-01", assessedOn: "2026-01-01", endedOn: "2026-02-01" });
    expect(await list("/x?lacks=READINESS&q=Rör")).toEqual([]);
  });
});

describe("the figures", () => {
  it("H6: count what the list of each figure shows, for two readers, and lead to it as evidence for H6, H7 and H8", async () => {
    const about = { begunOn: "2021-03-01", assessedOn: "2021-03-01", endedOn: "2022-06-30" };
    const [first] = [await logged({ title: "Gammal ett", ...about }), await logged({ title: "Gammal två", responsible: null, ...about }), await logged({ title: "Gammal tre", relevance: "LOW", ...about })];
    const priority = (await influence.loadInfluenceChoices(house.maja, NOON)).priorities[0]?.id ?? null;
    valueOf(await act(first, { title: "Då svarade vi", actedOn: "2021-05-05", priorityId: priority }));
    valueOf(await act(first, { title: "Då mötte vi", actedOn: "2021-06-05" }));
    valueOf(await prepare(first, { assessedOn: "2021-04-01" }));
    const inPriorities = priority === null ? 0 : 1;
    for (const actor of [house.reader, house.maja]) {
      expect(await monitoring.countWatch(actor, 2021, null, NOON)).toMatchObject([{ unitId: house.unit, items: 3, unassigned: 1, ready: 1, unready: 1, actions: 2, inPriorities }]);
      const evidence = await register.evidence(actor, asOfYear(2021, TODAY));
      expect(evidence.map(({ kind, count, lacking }) => [kind, count, lacking?.count])).toEqual([["MONITORING_ITEM", 3, undefined], ["INFLUENCE_ACTION", 2, undefined], ["INFLUENCE_IN_PRIORITIES", inPriorities, 2 - inPriorities], ["READINESS_FOR_ITEMS", 1, 1]]);
      const rows = (path: string) => (path.startsWith("/eu-monitoring/influence") ? listActions(path, actor) : list(path, actor));
      for (const { count, path, lacking } of evidence) {
        expect(await rows(path)).toHaveLength(count);
        if (lacking !== undefined) expect(await rows(lacking.path)).toHaveLength(lacking.count);
      }
    }
    expect(await register.activity?.countByUnit(house.reader, 2021)).toMatchObject([{ unitId: house.unit, count: 3 }]);
    expect(await monitoring.countWatch(house.reader, 2021, "2021-02-28", NOON)).toEqual([]);
    expect(await list("/x?year=2023&q=Gammal")).toEqual([]);
  });
});
