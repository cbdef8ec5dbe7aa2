import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ACTIVITY_SORTS, readActivityFilter } from "@/features/town-relations/activities/schema";
import type * as activitiesService from "@/features/town-relations/activities/service";
import { RELATION_SORTS, readRelationFilter } from "@/features/town-relations/schema";
import { activityInput } from "../../factories/town-relations.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

// 60 relations, each with its state, its year and perhaps an exchange: more than a page.
const RELATIONS = 60;
let house: TownsHouse;
let activities: typeof activitiesService;
const relationIds: string[] = [];
beforeAll(async () => {
  house = await openTowns("varberg");
  activities = await import("@/features/town-relations/activities/service");
  for (let index = 0; index < RELATIONS; index += 1) {
    const year = String(1950 + ((index * 7) % 40));
    const id = await house.entered({ name: `Ordning ${String((index * 37) % RELATIONS).padStart(2, "0")}`, kind: index % 2 === 0 ? "TWIN_TOWN" : "LETTER_OF_INTENT" }, { state: index % 3 === 0 ? "DORMANT" : "ACTIVE", starts: { on: `${year}-01-01`, precision: "YEAR" }, basis: "UNKNOWN", source: "Skylten" });
    relationIds.push(id);
    if (index % 10 === 9) continue;
    const day = String(1 + (index % 28)).padStart(2, "0");
    valueOf(await activities.logActivity(house.maja, activityInput({ relationId: id, unitId: house.unit, title: `Byte ${String((index * 23) % RELATIONS).padStart(2, "0")}`, held: { on: `2026-03-${day}`, precision: "DAY" }, participantCount: index % 4 === 0 ? null : (index * 11) % 50 }), randomUUID(), {}, NOON));
  }
});
afterAll(() => house.close());

type Value = string | number | null;

/** The rows of both pages, which are in the order of a column and hold each row once; what lacks it stands last either way. */
async function expectOrder<Row extends { id: string }>(read: (page: number) => Promise<{ rows: Row[]; total: number }>, of: (row: Row) => Value, descending: boolean, count: number) {
  const [first, second] = await Promise.all([read(1), read(2)]);
  const rows = [...first.rows, ...second.rows];
  expect([first.rows.length, first.total, second.total]).toEqual([50, count, count]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
  const values = rows.map(of);
  const given = values.filter((value) => value !== null);
  expect(values.slice(given.length).every((value) => value === null)).toBe(true);
  expect(given).toEqual(given.toSorted((a, b) => (descending ? -1 : 1) * (a < b ? -1 : a > b ? 1 : 0)));
  expect(new Set(given).size).toBeGreaterThan(1);
}

const KINDS = ["TWIN_TOWN", "LETTER_OF_INTENT"];
const bothWays = <Sort extends string>(sorts: readonly Sort[]) => sorts.flatMap((sort) => [{ sort, descending: false }, { sort, descending: true }]);

it.each(bothWays(RELATION_SORTS))("the list of relations goes by $sort, descending $descending, over its pages", async ({ sort, descending }) => {
  const read = (page: number) => house.towns.listRelations(house.reader, readRelationFilter({ q: "Ordning", sort: `${descending ? "-" : ""}${sort}`, page: String(page) }).filter, NOON);
  await expectOrder(read, (row) => ({ name: row.name, kind: KINDS.indexOf(row.kind), state: row.state, since: row.sinceOn, latest: row.latestOn })[sort], descending, RELATIONS);
});

it.each(bothWays(ACTIVITY_SORTS))("the list of exchanges goes by $sort, descending $descending, over its pages", async ({ sort, descending }) => {
  const read = (page: number) => activities.listActivities(house.reader, readActivityFilter({ q: "Byte", sort: `${descending ? "-" : ""}${sort}`, page: String(page) }).filter, NOON);
  await expectOrder(read, (row) => ({ held: row.heldOn, title: row.title, relation: row.relation, participants: row.participantCount })[sort], descending, 54);
});

it("an exchange is in the register while its relation is", async () => {
  const [id] = relationIds;
  const read = async () => {
    const { rows, total } = await activities.listActivities(house.reader, readActivityFilter({ relation: id! }).filter, NOON);
    return [rows.length, total];
  };
  expect(await read()).toEqual([1, 1]);
  const archive = async (archived: boolean) => house.towns.archiveRelation(house.office, { id: id!, version: (await house.see(id!)).version }, archived, NOON);
  await archive(true);
  expect(await read()).toEqual([0, 0]);
  await archive(false);
  expect(await read()).toEqual([1, 1]);
});
