import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tabulateSummary } from "@/features/summaries/exports/report";
import type * as Summaries from "@/features/summaries/service";
import type { Surroundings } from "@/features/summaries/service";
import { wordsFor } from "@/messages/words";
import { influenceInput, monitoringInput } from "../../factories/eu-monitoring.ts";
import { visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";
import { countBehind } from "./behind.ts";

// Under a document that divides the work into two areas.
let house: DecisionsHouse;
let summaries: typeof Summaries;
let around: Surroundings;
const YEAR = 2025;
const day = (on: string) => ({ on, precision: "DAY" as const });
const during = { starts: day("2024-03-01"), ends: day("2026-06-30"), status: "ONGOING" as const };

beforeAll(async () => {
  house = await openDecisions("halmstad");
  summaries = await import("@/features/summaries/service");
  around = { registers: house.registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };
  for (const [title, areaCode] of [["A", "INTERNATIONAL_COOPERATION"], ["B", "INTERNATIONAL_COOPERATION"], ["C", "MONITORING_AND_INFLUENCE"], ["D", null]] as const) await house.project({ ...during, title, areaCode, noPriorityReason: "Inga än." });
  await house.project({ ...during, title: "Hemligt", areaCode: "MONITORING_AND_INFLUENCE", isConfidential: true, confidentialityProvision: "OSL 15:1" });
  const monitoring = await import("@/features/eu-monitoring/service");
  const influence = await import("@/features/eu-monitoring/influence/service");
  const visits = await import("@/features/visits/service");
  const itemId = valueOf(await monitoring.logItem(house.maja, monitoringInput({ unitId: house.unit, begunOn: "2025-02-01", assessedOn: "2025-03-01" }), randomUUID(), {}, NOON)).id;
  valueOf(await influence.addInfluence(house.maja, { key: randomUUID(), itemId, action: influenceInput({ actedOn: "2025-04-01" }) }, NOON));
  valueOf(await visits.announceVisit(house.maja, visitInput({ unitId: house.unit, starts: day("2025-05-12") }), randomUUID(), {}, NOON));
});
afterAll(() => house.close());

const gather = async () => (await summaries.getSummary(house.office, around, YEAR, NOON)).data;

describe("the areas that the work is divided into", () => {
  it("H5: hold the projects that say so, and the registers that are theirs, with a line for projects that say none", async () => {
    const { more } = await gather();
    expect(more?.areas?.map(({ code, clause, lines }) => [code, clause, lines.map(({ register, key, count }) => [register, key, count])])).toEqual([
      ["MONITORING_AND_INFLUENCE", "H5", [["project", "projects", 1], ["monitoringItem", "items", 1], ["monitoringItem", "actions", 1]]],
      ["INTERNATIONAL_COOPERATION", "H5", [["project", "projects", 2], ["visit", "visits", 1], ["exchangeActivity", "activities", 0], ["network", "memberships", 0], ["partnerSearch", "searches", 0]]],
      [null, null, [["project", "projects", 1]]],
    ]);
  });

  it("H5: come together to all of the year's projects, and each figure leads to as many records, for the office and for a reader", async () => {
    const data = await gather();
    const areas = data.more?.areas ?? [];
    expect(areas.flatMap(({ lines }) => lines).filter(({ register }) => register === "project").reduce((sum, { count }) => sum + count, 0)).toBe(data.years.at(-1)?.projects);
    for (const actor of [house.office, house.reader]) {
      for (const { count, path } of areas.flatMap(({ lines }) => lines)) expect(await countBehind(actor, path), path).toBe(count);
    }
    expect(tabulateSummary(data, wordsFor("sv")).find(({ name }) => name === "Arbetets delar")?.rows).toContainEqual(["Bevakning och påverkan (H5)", "Projekt", 1]);
  });

  it("H2, H3b: purposes and goals are the document's own, each with its clause", async () => {
    const measures = (await gather()).more?.measures ?? [];
    expect(measures.filter(({ group }) => group === "PURPOSE").map(({ key, clause }) => [key, clause])).toEqual([["purpose COMPETENCE", "H2"], ["purpose EXPERIENCE", "H2"], ["purpose ECONOMIC_RESOURCES", "H2"]]);
    expect(measures.filter(({ group }) => group === "GOAL").map(({ clause }) => clause)).toEqual(["H3b", "H3b"]);
  });
});

describe("the part of the work that what is followed belongs to", () => {
  it("H5: is the pack's, and no part is named where the work isn't divided", async () => {
    const { areaOf, getPack } = await import("@/server/pack");
    expect(areaOf("monitoringItem")).toMatchObject({ code: "MONITORING_AND_INFLUENCE", clause: "H5" });
    expect(areaOf("visit")).toMatchObject({ code: "INTERNATIONAL_COOPERATION" });
    expect(getPack().modules.twoAreas.state).toBe("required");
  });
});
