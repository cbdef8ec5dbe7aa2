import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type { ActivityInput } from "@/features/town-relations/activities/schema";
import { readActivityFilter } from "@/features/town-relations/activities/schema";
import type * as activitiesService from "@/features/town-relations/activities/service";
import { activityInput } from "../../factories/town-relations.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

// Under a document that asks for benefit to professions, associations and residents, and for children and young people first.
let house: TownsHouse;
let activities: typeof activitiesService;
beforeAll(async () => {
  house = await openTowns("varberg");
  activities = await import("@/features/town-relations/activities/service");
});
afterAll(() => house.close());

const TODAY = "2026-11-22";
const old = (more: object = {}) => house.entered(more, { state: "ACTIVE", starts: { on: "1950-01-01", precision: "YEAR" }, basis: "UNKNOWN", source: "Skylten" });
const log = (relationId: string, more: Partial<ActivityInput> = {}, key: string = randomUUID()) => activities.logActivity(house.maja, activityInput({ relationId, unitId: house.unit, ...more }), key, {}, NOON);
const logged = async (...given: Parameters<typeof log>) => valueOf(await log(...given)).id;
const list = async (address: string) => (await activities.listActivities(house.reader, readActivityFilter(Object.fromEntries(new URL(address, "http://x").searchParams)).filter, NOON)).total;

it("V12a, V12b, V12c: the ledger of a relation and a year counts each group, and each figure's list holds just as many", async () => {
  const id = await old();
  await logged(id, { groups: ["PROFESSION", "RESIDENTS"], participantCount: 10 });
  await logged(id, { groups: ["RESIDENTS"], participantCount: null, reachesChildrenAndYouth: true, childrenAndYouthCount: 5 });
  await logged(id, { groups: ["ASSOCIATIONS"], held: { on: "2025-01-01", precision: "YEAR" }, association: "Kören", grantOre: 500_000n, payerUnitId: house.unit });
  const gone = await logged(id, { groups: ["RESIDENTS"] });
  await activities.archiveActivity(house.maja, { id: gone, version: 1 }, true, NOON);
  const entries = await activities.readLedger(house.reader, { from: 2025, to: 2026 }, id);
  expect(entries.toSorted((a, b) => (`${a.year} ${a.group}` < `${b.year} ${b.group}` ? -1 : 1))).toEqual([
    { relationId: id, group: "ASSOCIATIONS", year: 2025, activities: 1, participants: 12, childrenAndYouth: 0 },
    { relationId: id, group: "PROFESSION", year: 2026, activities: 1, participants: 10, childrenAndYouth: 0 },
    { relationId: id, group: "RESIDENTS", year: 2026, activities: 2, participants: 10, childrenAndYouth: 5 },
  ]);
  for (const { group, year, activities: count } of entries) expect(await list(`/x?relation=${id}&group=${group}&year=${year}`), `${group} ${year}`).toBe(count);
});

it("V12a, V12b, V12c: each clause's evidence of a year counts the exchanges of its group, and leads to them", async () => {
  const id = await old();
  await logged(id, { groups: ["ASSOCIATIONS"], held: { on: "2019-05-01", precision: "DAY" } });
  const { exchangeRegister } = await import("@/features/town-relations/register");
  const evidence = await exchangeRegister.evidence(house.reader, asOfYear(2019, TODAY));
  expect(evidence.map(({ kind, count }) => [kind, count])).toEqual([
    ["TOWN_EXCHANGES_FOR_PROFESSION", 0],
    ["TOWN_EXCHANGES_FOR_ASSOCIATIONS", 1],
    ["TOWN_EXCHANGES_FOR_RESIDENTS", 0],
  ]);
  for (const { path, count } of evidence) expect(await list(path), path).toBe(count);
  const { readPolicyInPractice } = await import("@/features/coverage/service");
  const stateOf = async (number: string) => (await readPolicyInPractice(house.reader, house.registers, asOfYear(2019, TODAY)))!.view.chapters.flatMap(({ rows }) => rows).find(({ clause }) => clause.number === number)?.state;
  expect([await stateOf("V12a"), await stateOf("V12b"), await stateOf("V12c")]).toEqual(["nothing", "met", "nothing"]);
});

it("V12a: a relation that has been of use to nobody for as many years as the document gives is a gap, and no longer once it has", async () => {
  const id = await old({ name: "Tystnaden" });
  const isListed = async () => (await house.list({ idle: "3" })).rows.some((row) => row.id === id);
  const gaps = () => house.register.gaps(house.maja, TODAY);
  expect(await isListed()).toBe(true);
  const [gap] = await gaps();
  expect(gap).toMatchObject({ clause: "V12a", path: "/town-relations?idle=3", title: { params: { years: 3 } } });
  expect((await house.findings.listIdle(house.maja, TODAY, 3, true)).length).toBe(gap?.title.params?.["count"]);
  expect(await house.register.gaps(house.reader, TODAY)).toEqual([]);
  await logged(id, { held: { on: "2023-01-01", precision: "YEAR" } });
  expect(await isListed()).toBe(false);
  expect((await house.list({ q: "Tystnaden" })).rows[0]?.latestOn).toBe("2023-01-01");
});

it("V13: what reaches children and young people is counted by unit and year, and listed by itself", async () => {
  const id = await old();
  await logged(id, { held: { on: "2020-03-01", precision: "DAY" }, reachesChildrenAndYouth: true, childrenAndYouthCount: 3 });
  await logged(id, { held: { on: "2020-09-01", precision: "DAY" } });
  const { exchangeRegister } = await import("@/features/town-relations/register");
  const [unit] = await exchangeRegister.activity!.countByUnit(house.reader, 2020);
  expect(unit).toMatchObject({ unitId: house.unit, count: 2, childrenAndYouth: 1 });
  expect(await list(unit!.path)).toBe(2);
  expect(await list(unit!.childrenAndYouthPath!)).toBe(1);
  const [begun] = await exchangeRegister.activity!.countByUnit(house.reader, 2020, "2020-06-30");
  expect(begun).toMatchObject({ count: 1 });
  expect(await list(begun!.path)).toBe(1);
});

it("is logged once with the same key, within a relation that is there, and not ahead of its day", async () => {
  const id = await old();
  const key = randomUUID();
  expect(await logged(id, {}, key)).toBe(await logged(id, {}, key));
  expect(await log(id, { held: { on: "2026-11-23", precision: "DAY" } })).toMatchObject({ reason: "townActivityInFuture", field: "held" });
  expect(await log(id, { association: "Kören", groups: ["ASSOCIATIONS"], grantOre: 1n, payerUnitId: randomUUID() })).toMatchObject({ reason: "townActivityPayerNotThere" });
  await expect(log(randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("is changed by one of two, and the file holds what the list shows", async () => {
  const relationId = await old();
  const id = await logged(relationId, { association: "Kören", groups: ["ASSOCIATIONS"], grantOre: 1_250_050n, payerUnitId: house.unit });
  const { activity } = await activities.getActivity(house.reader, id, NOON);
  expect(activity).toMatchObject({ grantOre: 1_250_050n, payerName: "Hamnförvaltningen", relationId });
  const change = (title: string) => activities.changeActivity(house.maja, { id, version: 1, activity: { ...activity, title } }, NOON);
  valueOf(await change("Första"));
  await expect(change("Andra")).rejects.toMatchObject({ code: "CONFLICT" });
  const { filter } = readActivityFilter({ relation: relationId });
  const rows = [];
  for await (const piece of activities.exportActivities(house.reader, filter, NOON)) rows.push(...piece);
  expect(rows).toEqual((await activities.listActivities(house.reader, filter, NOON)).rows);
  expect(rows[0]).toMatchObject({ title: "Första", grantOre: "1250050", payer: "Hamnförvaltningen" });
  expect((await activities.listActivityHistory(house.reader, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["townActivities.changed", "townActivities.logged"]);
  expect(await activities.listActivityYears(house.reader)).toContain(2026);
});
