import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMoneyFilter } from "@/features/funding/years/schema";
import type * as Money from "@/features/funding/years/service";
import type * as Editions from "@/features/summaries/editions/service";
import type * as Summaries from "@/features/summaries/service";
import type { Surroundings } from "@/features/summaries/service";
import { sumOre, type FurtherData } from "@/features/summaries/rules";
import { wordsFor } from "@/messages/words";
import { NOON, openRegister, valueOf } from "../../factories/register.ts";

let register: Awaited<ReturnType<typeof openRegister>>;
let summaries: typeof Summaries;
let editions: typeof Editions;
let money: typeof Money;
let around: Surroundings;
const YEAR = 2025;
const during = { starts: { on: "2024-03-01", precision: "DAY" as const }, ends: { on: "2026-06-30", precision: "DAY" as const } };
const line = (kind: "EU" | "OTHER_EXTERNAL" | "OWN_CASH" | "OWN_IN_KIND", amountMinor: bigint, year = YEAR) => ({ kind, funder: null, year, amountMinor });

beforeAll(async () => {
  register = await openRegister();
  summaries = await import("@/features/summaries/service");
  editions = await import("@/features/summaries/editions/service");
  money = await import("@/features/funding/years/service");
  around = { registers: (await import("@/registers")).registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };
  for (let index = 0; index < 6; index += 1) {
    const unitId = index % 2 === 0 ? register.unit : register.otherUnit;
    await register.log({ ...during, title: `Projekt ${String(index)}`, unitId, funding: [line("EU", BigInt(index + 1) * 10_000_001n), line("OTHER_EXTERNAL", 500_003n), line("OWN_CASH", BigInt(index) * 2_000_007n), line("OWN_IN_KIND", 100_001n)] }, register.office);
  }
  await register.log({ ...during, title: "Hemligt", isConfidential: true, confidentialityProvision: "OSL 15:1", funding: [line("EU", 77_777_777n)] }, register.office);
});
afterAll(async () => {
  await register.close();
});

const gather = async () => (await summaries.getSummary(register.office, around, YEAR, NOON)).data;
const moreOf = async (): Promise<FurtherData> => (await gather()).more ?? expect.fail("nothing more was gathered");

describe("where the year's money comes from", () => {
  it("V19: by programme and by payer comes to the year's own sums, and each figure to the projects that it leads to, for two readers", async () => {
    const data = await gather();
    const [now, more] = [data.years.at(-1), await moreOf()];
    expect(sumOre(more.programmes.map((each) => each.externalOre)).toString()).toBe(now?.externalOre);
    expect(sumOre(more.programmes.map((each) => each.ownOre)).toString()).toBe(now?.ownOre);
    expect(sumOre(more.payers.map((each) => each.ownOre)).toString()).toBe(now?.ownOre);
    expect(more.payers.length).toBeGreaterThan(0);
    for (const actor of [register.office, register.reader]) {
      for (const each of more.programmes) {
        const { searchParams } = new URL(each.path, "http://x");
        const { filter, ignored } = readMoneyFilter(Object.fromEntries(searchParams), YEAR);
        const page = await money.listMoneyProjects(actor, filter, NOON);
        expect(ignored).toEqual([]);
        expect((page.sums.eu + page.sums.other).toString()).toBe(each.externalOre);
      }
    }
  });
});

describe("what the registers tell besides how many records they have", () => {
  it("V20d, V12a: each measure leads to a list that holds as many as it says, and is what a reader sees", async () => {
    const measures = (await moreOf()).measures ?? expect.fail("no measures were gathered");
    const told = measures.map(({ register: of }) => of);
    for (const kind of ["project", "visit", "exchangeActivity", "initiative"]) expect(told).toContain(kind);
    expect(told).not.toContain("monitoringItem");
    const { listProjects } = await import("@/features/projects/lists/service");
    const { readProjectFilter } = await import("@/features/projects/schema");
    const ofProjects = measures.filter(({ register: of }) => of === "project");
    expect(ofProjects.find(({ key }) => key === "childrenAndYouth")).toMatchObject({ clause: "V13", of: 6 });
    expect(ofProjects.map(({ key }) => key)).not.toContain("area");
    for (const actor of [register.office, register.reader]) {
      for (const { path, count } of ofProjects.filter((measure) => measure.path.startsWith("/projects"))) {
        const { filter, ignored } = readProjectFilter(Object.fromEntries(new URL(path, "http://x").searchParams));
        expect(ignored).toEqual([]);
        expect((await listProjects(actor, filter, NOON)).total, path).toBe(count);
      }
    }
  });
});

describe("the years beside each other", () => {
  it("have six counts for each register, the last of them the year's own", async () => {
    const [data, more] = [await gather(), await moreOf()];
    expect(more.activityYears.map(({ kind }) => kind)).toEqual(data.activities.map(({ kind }) => kind));
    for (const { kind, counts } of more.activityYears) {
      const activity = data.activities.find((each) => each.kind === kind);
      expect(counts).toHaveLength(6);
      expect([counts[4], counts[5]]).toEqual([activity?.countLastYear, activity?.count]);
    }
  });
});

describe("the document's chapters", () => {
  it("V16c: stand in its own order with the office's words, and what there is to show clause by clause", async () => {
    const { getPack } = await import("@/server/pack");
    const headings = getPack().chapters.map(({ heading }) => heading);
    await summaries.writeWords(register.office, { year: YEAR, version: 0, lead: null, commentary: null, chapters: [{ place: 1, text: "Organisationen är ny." }, { place: 0, text: "Året började bra." }] }, NOON);
    const more = await moreOf();
    expect(more.chapters.map(({ heading }) => heading).filter((heading) => heading !== null)).toEqual(headings.filter((heading) => more.chapters.some((chapter) => chapter.heading === heading)));
    expect(more.chapters.find(({ heading }) => heading === headings[0])?.text).toBe("Året började bra.");
    const clauses = more.chapters.flatMap((chapter) => chapter.clauses);
    const numbers = getPack().clauses.map(({ number }) => number);
    expect(clauses.map(({ number }) => number)).toEqual(numbers.filter((number) => clauses.some((clause) => clause.number === number)));
    expect(clauses.length).toBeGreaterThan(5);
    // What was not in the form stays, and what was emptied goes.
    await summaries.writeWords(register.office, { year: YEAR, version: 1, lead: "Ny.", commentary: null, chapters: [{ place: 0, text: null }] }, NOON);
    const after = await moreOf();
    expect(after.chapters.find(({ heading }) => heading === headings[0])?.text).toBeNull();
    expect(after.chapters.find(({ heading }) => heading === headings[1])?.text).toBe("Organisationen är ny.");
  });
});

describe("what has changed since the last edition", () => {
  it("V16c: is told with both figures and why, and comparing alone is nothing new to freeze", async () => {
    const freeze = (version: number) => editions.freezeSummary(register.office, around, { year: YEAR, version, caseNumber: null }, randomUUID(), NOON);
    const { version } = await summaries.getSummary(register.office, around, YEAR, NOON);
    expect((await moreOf()).changes).toBeNull();
    expect(valueOf(await freeze(version)).number).toBe(1);
    expect(await freeze(version)).toEqual({ ok: false, reason: "nothingNewToFreeze" });
    const before = (await gather()).years.at(-1);
    await register.log({ ...during, title: "Sent loggat", funding: [line("EU", 1_000_000n)] }, register.office);
    await summaries.writeWords(register.office, { year: YEAR, version, lead: "Ny.", commentary: null, changeNote: "Ett projekt loggades sent." }, NOON);
    const { changes } = await moreOf();
    expect(changes).toMatchObject({ number: 1, note: "Ett projekt loggades sent." });
    expect(changes?.figures).toContainEqual({ what: "projects", before: String(before?.projects), now: String((before?.projects ?? 0) + 1) });
    expect(changes?.figures).toContainEqual({ what: "externalOre", before: before?.externalOre, now: (BigInt(before?.externalOre ?? "0") + 1_000_000n).toString() });
    expect(valueOf(await freeze(version + 1)).number).toBe(2);
    expect((await editions.getEdition(register.reader, YEAR, 2)).data.more?.changes?.number).toBe(1);
    expect((await editions.verifyEdition(register.reader, YEAR, 2)).ok).toBe(true);
  });
});

describe("kronor per resident", () => {
  it("V16c: are reckoned from the residents that the office has written for each year, stand in the edition's data and tables, and are absent until then", async () => {
    const { listPerResident } = await import("@/features/summaries/rules");
    const { tabulateSummary } = await import("@/features/summaries/exports/report");
    expect((await moreOf()).residents).toBeUndefined();
    const { version } = await summaries.getSummary(register.office, around, YEAR, NOON);
    await summaries.writeWords(register.office, { year: YEAR, version, lead: null, commentary: null, residents: 68_325 }, NOON);
    await summaries.writeWords(register.office, { year: YEAR - 2, version: 0, lead: null, commentary: null, residents: 67_000 }, NOON);
    const data = await gather();
    expect(data.more?.residents).toEqual([null, null, null, 67_000, null, 68_325]);
    const rows = listPerResident(data);
    expect(rows.map(({ year }) => year)).toEqual([YEAR - 2, YEAR]);
    const [now, last] = [data.years.at(-1), rows.at(-1)];
    const exact = Number(now?.externalOre) / 68_325;
    expect(Math.abs(Number(last?.external) - exact)).toBeLessThanOrEqual(0.5);
    const sheet = tabulateSummary(data, wordsFor("sv")).find(({ name }) => name === "Kronor per invånare");
    expect(sheet?.rows.at(-1)).toEqual([YEAR, 68_325, last?.external, last?.own]);
    const { exportedSchema } = await import("@/features/summaries/exports/schema");
    expect(exportedSchema.shape.data.safeParse(JSON.parse(JSON.stringify(data))).error).toBeUndefined();
    // Left as it stands by who writes something else, and taken out when emptied.
    const again = await summaries.getSummary(register.office, around, YEAR, NOON);
    await summaries.writeWords(register.office, { year: YEAR, version: again.version, lead: "Annat.", commentary: null }, NOON);
    expect((await moreOf()).residents?.at(-1)).toBe(68_325);
    await summaries.writeWords(register.office, { year: YEAR, version: again.version + 1, lead: null, commentary: null, residents: null }, NOON);
    await summaries.writeWords(register.office, { year: YEAR - 2, version: 1, lead: null, commentary: null, residents: null }, NOON);
    expect((await moreOf()).residents).toBeUndefined();
  });
});
