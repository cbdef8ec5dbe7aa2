import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Editions from "@/features/summaries/editions/service";
import { exportedSchema } from "@/features/summaries/exports/schema";
import { layOutWord, tabulateSummary } from "@/features/summaries/exports/report";
import { groupMeasures, groupTrends, type FurtherData, type SummaryData } from "@/features/summaries/rules";
import type * as Summaries from "@/features/summaries/service";
import type { Surroundings } from "@/features/summaries/service";
import { wordsFor } from "@/messages/words";
import { closingInput } from "../../factories/closings.ts";
import { networkInput } from "../../factories/networks.ts";
import { reportInput, visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";
import { countBehind } from "./behind.ts";

// Under a document that speaks of contacts, added value, purposes and a goal of four legs, and divides the work into no areas.
let house: DecisionsHouse;
let summaries: typeof Summaries;
let editions: typeof Editions;
let around: Surroundings;
const YEAR = 2025;
const day = (on: string) => ({ on, precision: "DAY" as const });
const during = { starts: day("2024-03-01"), ends: day("2026-06-30"), status: "ONGOING" as const };

beforeAll(async () => {
  house = await openDecisions("varberg");
  summaries = await import("@/features/summaries/service");
  editions = await import("@/features/summaries/editions/service");
  around = { registers: house.registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };
  const closings = await import("@/features/projects/closings/service");
  const visits = await import("@/features/visits/service");
  const reports = await import("@/features/visits/reports/service");
  const networks = await import("@/features/networks/service");
  const goals = { municipalGoals: ["LIVE", "WORK"], unitGoal: "Fler läser", noGoalReason: null };
  const first = await house.project({ ...during, ...goals, title: "Öppna hamnar", purposes: ["DIVERSITY", "INTEGRATION"] });
  await house.project({ ...during, title: "Tysta gator", purposes: ["DIVERSITY"], isInternational: false, isExternallyFunded: true });
  await house.project({ ...during, ...goals, title: "Förr", starts: day("2020-01-01"), ends: day("2021-12-31"), purposes: ["STABILITY"] });
  await house.project({ ...during, ...goals, title: "Hemligt", purposes: ["DIVERSITY"], isConfidential: true, confidentialityProvision: "OSL 15:1" });
  const secret = await house.project({ ...during, title: "Hemligt och slut", isConfidential: true, confidentialityProvision: "OSL 15:1" });
  for (const [projectId, addedValue] of [[first, ["MUNICIPALITY", "RESIDENTS"]], [secret, ["RESIDENTS"]]] as const) {
    valueOf(await closings.saveClosing(house.maja, { projectId, key: randomUUID(), version: 0, closing: closingInput({ toldOn: "2026-07-01", addedValue: [...addedValue] }) }, {}, NOON));
  }
  const visitId = valueOf(await visits.announceVisit(house.maja, visitInput({ unitId: house.unit, starts: day("2025-05-12") }), randomUUID(), {}, NOON)).id;
  valueOf(await visits.announceVisit(house.maja, visitInput({ unitId: house.unit, title: "Ett till", starts: day("2024-05-12") }), randomUUID(), {}, NOON));
  valueOf(await reports.saveReport(house.maja, { visitId, key: randomUUID(), version: 0, report: reportInput({ toldOn: "2025-05-20", addedValue: ["RESIDENTS"] }) }, NOON));
  const networkId = valueOf(await networks.addNetwork(house.office, { key: randomUUID(), isAnother: true, network: networkInput({ unitId: house.unit, name: "Kustnätet", joined: day("2023-02-01") }) }, {}, NOON)).id;
  valueOf(await house.record({ bodyId: house.committee, matter: "JOIN_NETWORK", facts: { scope: "OWN_FIELD" }, subject: { kind: "network", id: networkId } }));
  valueOf(await networks.takeMembershipStep(house.office, { id: networkId, version: 1, to: "MEMBER", on: "2023-02-01" }, NOON));
});
afterAll(() => house.close());

const gather = async (year = YEAR): Promise<SummaryData> => (await summaries.getSummary(house.office, around, year, NOON)).data;
const moreOf = async (year = YEAR): Promise<FurtherData> => (await gather(year)).more ?? expect.fail("nothing more was gathered");
const figures = async (group: string, year = YEAR) => ((await moreOf(year)).measures ?? []).filter((measure) => measure.group === group);

describe("what the year's work was for", () => {
  it("V5b, V6: each purpose counts the year's open projects that serve it, those that have none too, with its clause", async () => {
    const purposes = await figures("PURPOSE");
    expect(purposes.map(({ label, clause, count, of }) => [label.sv, clause, count, of])).toEqual([
      ["Mångfald", "V5b", 2, 2],
      ["Fred och demokrati", "V5b", 0, 2],
      ["Stabilitet", "V5b", 0, 2],
      ["Hållbar tillväxt", "V5b", 0, 2],
      ["Integration och förståelse för andra kulturer", "V6", 1, 2],
    ]);
    expect((await figures("PURPOSE", 2021)).find(({ label }) => label.en === "Stability")?.count).toBe(1);
  });

  it("V7: each of the goal's four legs counts the projects that contribute to it", async () => {
    expect((await figures("GOAL")).map(({ key, clause, count }) => [key, clause, count])).toEqual([["goal RESIDE", "V7", 0], ["goal LIVE", "V7", 1], ["goal VISIT", "V7", 0], ["goal WORK", "V7", 1]]);
  });

  it("V5a: added value counts what closings and reports of the year say, for the municipality and for residents", async () => {
    expect((await figures("ADDED_VALUE", 2026)).map(({ register, key, clause, count }) => [register, key, clause, count])).toEqual([["project", "MUNICIPALITY", "V5a", 1], ["project", "RESIDENTS", "V5a", 1], ["visit", "MUNICIPALITY", "V5a", 0], ["visit", "RESIDENTS", "V5a", 0]]);
    expect((await figures("ADDED_VALUE")).find(({ register, key }) => register === "visit" && key === "RESIDENTS")?.count).toBe(1);
  });
});

describe("contacts and cooperations over the years", () => {
  it("V4: stand year by year, each kind with its sum, and name the clause", async () => {
    const { trends = [], trendsClause, areas } = await moreOf();
    const [contacts, cooperations] = groupTrends(trends);
    expect(contacts?.trends.map(({ register, counts }) => [register, counts])).toEqual([["visit", [0, 0, 0, 0, 1, 1]], ["exchangeActivity", [0, 0, 0, 0, 0, 0]], ["partnerSearch", [0, 0, 0, 0, 0, 0]]]);
    expect(cooperations?.trends.map(({ register, counts }) => [register, counts])).toEqual([["project", [1, 1, 0, 0, 1, 1]], ["network", [0, 0, 0, 1, 1, 1]]]);
    expect(cooperations?.sums).toEqual([1, 1, 0, 1, 2, 2]);
    expect(trendsClause).toBe("V4");
    expect(areas).toBeUndefined();
  });

  it("V4, V5a, V5b, V6, V7: every figure leads to a list with as many records as it says, for the office and for a reader", async () => {
    const { trends = [], measures = [] } = await moreOf();
    const leading = [...trends.flatMap(({ counts, paths }) => counts.map((count, index) => ({ count, path: paths[index] ?? "" }))), ...groupMeasures(measures).groups.flatMap(({ measures: of }) => of)];
    expect(leading.length).toBeGreaterThan(40);
    for (const actor of [house.office, house.reader]) {
      for (const { count, path } of leading) expect(await countBehind(actor, path), path).toBe(count);
    }
  });
});

describe("what is made of them", () => {
  it("V16c: an edition freezes them, still verifies, and Word, Excel and JSON say the same", async () => {
    const { version } = await summaries.getSummary(house.office, around, YEAR, NOON);
    expect(valueOf(await editions.freezeSummary(house.office, around, { year: YEAR, version, caseNumber: null }, randomUUID(), NOON)).number).toBe(1);
    expect((await editions.verifyEdition(house.reader, YEAR, 1)).ok).toBe(true);
    const { data } = await editions.getEdition(house.reader, YEAR, 1);
    expect(exportedSchema.shape.data.safeParse(JSON.parse(JSON.stringify(data))).error).toBeUndefined();
    const words = wordsFor("sv");
    const document = JSON.stringify(layOutWord(data, { edition: null, addenda: [], madeAt: NOON, madeOn: "2026-11-22", colour: "#12436a" }, words));
    for (const said of ["Projekt efter syfte", "Projekt efter mål", "Vem årets arbete gav mervärde för", "Kontakter och samarbeten år för år"]) expect(document).toContain(said);
    const tables = tabulateSummary(data, words);
    expect(tables.find(({ name }) => name === "Kontakter och samarbeten")?.rows).toContainEqual(["Samarbeten", "Medlemskap i nätverk", 0, 0, 0, 1, 1, 1]);
    expect(tables.find(({ name }) => name === words("summaries.more.sheet.measures"))?.rows).toContainEqual(["Syften", "Mångfald", "V5b", 2, 2]);
  });
});
