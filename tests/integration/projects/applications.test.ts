import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as stepsService from "@/features/projects/steps/service";
import type * as listsService from "@/features/projects/lists/service";
import { readProjectFilter, type ApplicationState, type ProjectStatus } from "@/features/projects/schema";
import { projectInput } from "../../factories/projects.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let lists: typeof listsService;
let taken: typeof stepsService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  lists = await import("@/features/projects/lists/service");
  taken = await import("@/features/projects/steps/service");
});
afterAll(() => house.close());

/** Logs a project in a state on a day, and takes it on from there, each step on its day. */
const went = async (title: string, unitId: string, ...steps: readonly [ProjectStatus, string][]) => {
  const [[status, statusOn] = ["IDEA", "2020-01-01"] as const, ...rest] = steps;
  const { id } = await house.projects.logProject(house.office, projectInput({ unitId, title, status, isExternallyFunded: true, totalBudgetMinor: 100n, funding: [{ kind: "EU", funder: null, year: null, amountMinor: 100n }], starts: { on: "2020-01-01", precision: "DAY" }, ends: { on: "2029-12-31", precision: "DAY" } }), randomUUID(), { statusOn }, NOON);
  for (const [index, [to, on]] of rest.entries()) valueOf(await taken.changeStatus(house.office, { id, _version: index + 1, to, on, note: null }, NOON));
  return id;
};
const titles = async (application: ApplicationState | null, year = 2024, unit: string | null = null) =>
  (await lists.listProjects(house.reader, { ...readProjectFilter({}).filter, appliedIn: year, application, unitId: unit, sort: "title", descending: false }, NOON)).rows.map(({ title }) => title);

describe("applications for money", () => {
  beforeAll(async () => {
    await went("A beviljad", house.unit, ["SUBMITTED", "2024-02-01"], ["GRANTED", "2024-06-01"], ["AGREEMENT_SIGNED", "2024-07-01"]);
    await went("B avslag", house.unit, ["SUBMITTED", "2024-03-01"], ["REJECTED", "2025-01-15"]);
    await went("C reserv", house.company, ["SUBMITTED", "2024-04-01"], ["RESERVE_LIST", "2024-09-01"]);
    await went("D söks igen", house.unit, ["SUBMITTED", "2024-05-01"], ["REJECTED", "2024-10-01"], ["IDEA", "2024-11-01"]);
    await went("E avbruten", house.unit, ["SUBMITTED", "2024-05-02"], ["CANCELLED", "2024-06-02"]);
    await went("F annat år", house.unit, ["SUBMITTED", "2023-05-02"], ["GRANTED", "2024-06-02"]);
    await went("G bara en idé", house.unit, ["IDEA", "2024-01-01"]);
    // What was recorded by mistake and set right is no answer.
    const id = await went("I rättad", house.company, ["SUBMITTED", "2024-04-02"], ["GRANTED", "2024-08-01"]);
    valueOf(await taken.correctStatus(house.office, { id, _version: 2, right: "SUBMITTED", reason: "Beviljandet gällde ett annat projekt." }, NOON));
    await went("H pågår sedan länge", house.unit, ["ONGOING", "2024-01-01"]);
  });

  it("V20d: are counted by unit in the year that they were sent, with what was answered, whenever that came", async () => {
    expect(await lists.countApplications(house.reader, 2024, NOON)).toMatchObject([
      { unit: "Hamnbolaget", sent: 2, waiting: 2, granted: 0, rejected: 0 },
      { unit: "Hamnförvaltningen", sent: 4, waiting: 0, granted: 1, rejected: 2 },
    ]);
    expect(await lists.countApplications(house.reader, 2023, NOON)).toMatchObject([{ sent: 1, granted: 1 }]);
    expect(await lists.countApplications(house.reader, 2019, NOON)).toEqual([]);
  });

  it("V20d: stand each in the list that their figure leads to", async () => {
    expect(await titles("SENT")).toEqual(["A beviljad", "B avslag", "C reserv", "D söks igen", "E avbruten", "I rättad"]);
    expect(await titles("GRANTED")).toEqual(["A beviljad"]);
    expect(await titles("REJECTED")).toEqual(["B avslag", "D söks igen"]);
    expect(await titles("WAITING")).toEqual(["C reserv", "I rättad"]);
    expect(await titles("SENT", 2024, house.company)).toEqual(["C reserv", "I rättad"]);
    for (const { unitId, ...counted } of await lists.countApplications(house.reader, 2024, NOON)) {
      for (const [state, count] of [["SENT", counted.sent], ["WAITING", counted.waiting], ["GRANTED", counted.granted], ["REJECTED", counted.rejected]] as const) expect(await titles(state, 2024, unitId)).toHaveLength(count);
    }
  });
});
