import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as importsService from "@/features/imports/service";
import { readOpportunityFilter } from "@/features/opportunities/schema";
import type * as opportunityService from "@/features/opportunities/service";
import type * as callService from "@/features/programmes/calls/service";
import type * as programmeService from "@/features/programmes/service";
import type * as initiativeService from "@/features/initiatives/service";
import { wordsFor } from "@/messages/words";
import { initiativeInput } from "../../factories/initiatives.ts";
import { csvOf, EVERY_ROW } from "../../factories/lists.ts";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let imports: typeof draftsService & typeof importsService;
let opportunities: typeof opportunityService;
let calls: typeof callService;
let programmes: typeof programmeService;
let initiatives: typeof initiativeService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openDecisions("varberg");
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")) };
  [opportunities, calls, programmes, initiatives] = await Promise.all([import("@/features/opportunities/service"), import("@/features/programmes/calls/service"), import("@/features/programmes/service"), import("@/features/initiatives/service")]);
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
});
afterAll(() => house.close());

const HEAD = ["Call title", "Type", "Förvaltning", "Deadline", "Programme", "URL", "Description", "Source"];
const row = (title: string, more: Readonly<Record<string, string>> = {}) => {
  const said: Readonly<Record<string, string>> = { "Call title": title, Type: "Call for proposals", Förvaltning: "Hamnförvaltningen", ...more };
  return HEAD.map((name) => said[name] ?? "");
};
const draftOf = async (rows: readonly (readonly string[])[], actor: Actor = house.office) => valueOf(await imports.uploadList(actor, { kind: "opportunity", draftId: null, fileName: "lista.csv", bytes: csvOf([HEAD, ...rows]) }, around, NOON)).id;
const preview = (id: string, actor: Actor = house.office) => imports.previewList(actor, id, EVERY_ROW, around, NOON);
const outcomes = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.map(({ row: place, outcome }) => `${String(place)} ${outcome}`);
const faults = async (id: string) => (await preview(id)).rows.flatMap(({ row: place, issues }) => issues.map(({ field, message, params }) => `${String(place)} ${field}: ${wordsFor("sv")(message, params)}`));
const run = async (id: string, actor: Actor = house.office) => imports.runImport(actor, { id, digest: (await preview(id, actor)).digest }, around, NOON);
const open = async (q: string) => (await opportunities.listOpportunities(house.reader, readOpportunityFilter({ q, state: "all" }).filter, NOON)).rows;

describe("a list of opportunities", () => {
  it("V20c: is read in as a whole, by headings in Swedish and English, each row with its entry and where it comes from", async () => {
    const programme = valueOf(await programmes.addProgramme(house.office, programmeInput({ nameSv: "Kustfonden", nameEn: "The Coastal Fund" }), randomUUID())).id;
    const id = await draftOf([row("Levande kuster", { Deadline: "2027-02-20", Programme: "The Coastal Fund", URL: "https://kust.example/1", Description: "För hamnar." }), row("Skriva ansökan", { Type: "Webinar", Source: "Regionkontoret" })]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    expect(list).toMatchObject({ kind: "opportunity", addedCount: 2 });
    const [first, second] = await Promise.all(list.rows.map(async ({ id: one }) => (await opportunities.getOpportunity(house.reader, one, NOON)).opportunity));
    expect(first).toMatchObject({ title: "Levande kuster", kind: "OPEN_CALL", unitId: house.unit, deadline: "2027-02-20", programmeId: programme, website: "https://kust.example/1", text: "För hamnar.", source: "Importerad från lista.csv, rad 2", enteredOn: "2026-11-22" });
    expect(second).toMatchObject({ kind: "COURSE", deadline: null, source: "Regionkontoret" });
    expect(await opportunities.listOpportunityHistory(house.reader, first?.id ?? "", { limit: 5 }, NOON)).toMatchObject([{ action: "opportunities.logged", onBehalf: true }]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("V20c: adds nothing twice, asks of one that closes on another day, and sends a call that stands in the register of programmes there", async () => {
    const rows = [row("Samma igen", { Deadline: "2027-03-01" })];
    valueOf(await run(await draftOf(rows)));
    expect(await outcomes(await draftOf([...rows, row("samma igen", { Deadline: "2027-04-01" }), row("Ny", {}), row("Ny", {})]))).toEqual(["2 SAME", "3 LIKE", "4 NEW", "5 TWICE"]);
    const programmeId = valueOf(await programmes.addProgramme(house.office, programmeInput({ nameSv: "Skolfonden" }), randomUUID())).id;
    valueOf(await calls.addCall(house.office, callInput({ programmeId, name: "Skolor 2027" }), randomUUID(), {}, NOON));
    expect(await faults(await draftOf([row("skolor 2027"), row("", {}), row("Fel dag", { Deadline: "snart" }), row("Fel länk", { URL: "javascript:alert(1)" })]))).toEqual([
      expect.stringMatching(/^2 title: .+/),
      expect.stringMatching(/^3 title: .+/),
      expect.stringMatching(/^4 deadline: Skriv ett datum/),
      expect.stringMatching(/^5 website: .+/),
    ]);
  });

  it("V20c: is a contact person's for their own unit, and nobody else's", async () => {
    await expect(draftOf([row("Läsarens")], house.reader)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await outcomes(await draftOf([row("Majas")], house.maja), house.maja)).toEqual(["2 NEW"]);
    const others = await preview(await draftOf([row("Bolagets", { Förvaltning: "Hamnbolaget" })], house.maja), house.maja);
    expect(others.rows[0]?.outcome).toBe("FAULT");
  });

  it("is undone as a whole while nothing has come of it, and kept when an initiative has", async () => {
    const done = valueOf(await run(await draftOf([row("Ångras"), row("Blev något")])));
    const list = await imports.getImport(house.office, done.id, EVERY_ROW);
    const used = list.rows.find(({ title }) => title === "Blev något")?.id ?? "";
    valueOf(await initiatives.logInitiative(house.maja, initiativeInput({ unitId: house.unit, title: "Blev något" }), randomUUID(), { opportunityId: used }, NOON));
    expect(await imports.undoImport(house.office, { id: done.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importRowsChanged", about: { count: 1, rows: "Blev något (3)" } });
    expect([await open("Ångras"), await open("Blev något")].map((rows) => rows.length)).toEqual([1, 1]);
    const free = valueOf(await run(await draftOf([row("Ingen tog den")])));
    valueOf(await imports.undoImport(house.office, { id: free.id, version: 1 }, around, NOON));
    expect(await open("Ingen tog den")).toEqual([]);
  });
});
