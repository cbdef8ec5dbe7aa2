import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type * as partnersService from "@/features/partners/service";
import { readSearchFilter, type SearchInput } from "@/features/partners/searches/schema";
import type * as searchesService from "@/features/partners/searches/service";
import { conclusion, partnerInput, searchInput } from "../../factories/partners.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that has the municipality be active in the search for partners.
let house: DecisionsHouse;
let partners: typeof partnersService;
let searches: typeof searchesService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  partners = await import("@/features/partners/service");
  searches = await import("@/features/partners/searches/service");
});
afterAll(() => house.close());

const TODAY = "2026-11-22";
const log = (more: Partial<SearchInput> = {}, actor = house.maja, key: string = randomUUID()) => searches.logSearch(actor, searchInput({ unitId: house.unit, ...more }), key, {}, NOON);
const logged = async (more: Partial<SearchInput> = {}) => valueOf(await log(more)).id;
const conclude = (id: string, version: number, more: Parameters<typeof conclusion>[0], actor = house.maja) => searches.concludeSearch(actor, { id, version, ...conclusion(more) }, NOON);
const see = async (id: string, actor = house.reader) => searches.getSearch(actor, id, NOON);
const list = async (address: string) => (await searches.listSearches(house.reader, readSearchFilter(Object.fromEntries(new URL(address, "http://x").searchParams)).filter, NOON)).rows.map(({ title }) => title);
const partner = async (name: string) => valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name }), answers: { saveAnyway: true, placeId: null } }, {}, NOON)).id;
const text = (written: string) => ({ text: written, id: null });

describe("the log of searches", () => {
  it("V11b: keeps what a unit has sent and received, with call, receiver and last day, and finds it again", async () => {
    const id = await logged({ title: "Bibliotek söks", call: "KA210-ADU", counterpart: "Biblioteket i Vejle", deadline: "2026-12-31" });
    expect((await see(id)).search).toMatchObject({ title: "Bibliotek söks", direction: "SENT", unitName: "Hamnförvaltningen", call: "KA210-ADU", answer: null, outcome: null, version: 1 });
    expect(await list("/x?q=vejle&state=OPEN")).toEqual(["Bibliotek söks"]);
    expect(await list("/x?q=vejle&direction=RECEIVED")).toEqual([]);
    await expect(log({}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("logs once for one key, and refuses a day that has not come and a unit that is not there", async () => {
    const key = randomUUID();
    const both = await Promise.all([log({ title: "En gång" }, house.maja, key), log({ title: "En gång" }, house.maja, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await list("/x?q=En+gång")).toEqual(["En gång"]);
    expect(await log({ searchedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "partnerSearchInFuture" });
    expect(await log({ unitId: randomUUID() }, house.office)).toMatchObject({ ok: false, reason: "partnerSearchUnitNotThere" });
    expect(await log({ programmeId: randomUUID() })).toMatchObject({ ok: false, reason: "partnerSearchProgrammeNotThere" });
  });

  it("refuses a change that began from an older version, and gives both versions back", async () => {
    const id = await logged({ title: "Ursprunglig" });
    const change = (version: number, more: Partial<SearchInput>) => searches.changeSearch(house.maja, { id, version, search: searchInput({ unitId: house.unit, title: "Ursprunglig", ...more }) }, NOON);
    valueOf(await change(1, { call: "KA1" }));
    await expect(change(1, { call: "KA2" })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await searches.getSearchVersion(house.maja, id, 1, NOON)).search).toEqual(searchInput({ unitId: house.unit, title: "Ursprunglig" }));
    expect((await searches.listSearchHistory(house.reader, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["partnerSearches.changed", "partnerSearches.logged"]);
  });

  it("keeps what has been taken away for its unit and the office", async () => {
    const id = await logged({ title: "Borttagen" });
    await searches.archiveSearch(house.maja, { id, version: 1 }, true, NOON);
    expect(await list("/x?q=Borttagen")).toEqual([]);
    await expect(see(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await searches.archiveSearch(house.maja, { id, version: 2 }, false, NOON);
    expect(await list("/x?q=Borttagen")).toEqual(["Borttagen"]);
  });
});

describe("what came of a search", () => {
  it("V11b: leads to a partner of the register by any of its names, and to the project that it became", async () => {
    const vejle = await partner("Vejle Kommune");
    const projectId = await house.project({ title: "Fjordens bibliotek" });
    const id = await logged({ title: "Fjordar" });
    valueOf(await conclude(id, 1, { answer: "INTERESTED", answeredOn: "2026-10-10" }));
    valueOf(await conclude(id, 2, { answer: "INTERESTED", answeredOn: "2026-10-10", outcome: "PROJECT_FORMED", partner: text("vejle kommun"), project: text("Fjordens bibliotek") }));
    expect(await see(id)).toMatchObject({ search: { partnerId: vejle, partnerName: "Vejle Kommune", outcome: "PROJECT_FORMED" }, project: { id: projectId, title: "Fjordens bibliotek" } });
    expect(await list("/x?outcome=PROJECT_FORMED&state=CONCLUDED")).toEqual(["Fjordar"]);
    expect((await searches.listSearchesAbout(house.reader, { partnerIds: [vejle], names: [] }, NOON)).map(({ title }) => title)).toEqual(["Fjordar"]);
  });

  it("asks which partner is meant when several are called so, or none", async () => {
    const [first] = [await partner("Nordskolen"), await partner("Nordskolen")];
    const id = await logged({ title: "Nordskolen" });
    const found = (partnerText: string, partnerId: string | null = null) => conclude(id, 1, { outcome: "PARTNER_FOUND", partner: { text: partnerText, id: partnerId } });
    expect(await found("Nordskolen")).toMatchObject({ reason: "partnerSearchPartnerAmbiguous", field: "partner" });
    expect(await found("Sydskolen i Assens")).toMatchObject({ reason: "partnerSearchPartnerUnknown", about: { name: "Sydskolen i Assens" } });
    expect(await found("Nordskolen", randomUUID())).toMatchObject({ reason: "partnerSearchPartnerUnknown" });
    valueOf(await found("Nordskolen", first));
    expect((await see(id)).search.partnerId).toBe(first);
  });

  it("asks which project is meant, and takes its address", async () => {
    const [projectId] = [await house.project({ title: "Två gånger" }), await house.project({ title: "Två gånger" })];
    const id = await logged({ title: "Projekt" });
    const became = (project: { text: string; id: string | null }) => conclude(id, 1, { outcome: "PROJECT_FORMED", project });
    expect(await became(text("Två gånger"))).toMatchObject({ reason: "partnerSearchProjectAmbiguous", field: "project" });
    expect(await became(text("Finns inte alls"))).toMatchObject({ reason: "partnerSearchProjectUnknown" });
    valueOf(await became(text(`https://utblick.example.se/projects/${projectId}`)));
    expect((await see(id)).project?.id).toBe(projectId);
  });

  it("says nothing of a project that is not the reader's to see, and keeps it for who writes on", async () => {
    const projectId = await house.project({ title: "Hemlig hamn" });
    const id = await logged({ title: "Hamnar" });
    valueOf(await conclude(id, 1, { outcome: "PROJECT_FORMED", project: text("Hemlig hamn") }, house.office));
    await house.projects.archiveProject(house.office, { id: projectId, _version: 1 }, true, NOON);
    expect((await see(id)).project).toBeNull();
    expect(JSON.stringify(await searches.listSearchHistory(house.reader, id, { limit: 5 }, NOON))).not.toContain("Hemlig");
    expect(await searches.offerProjects(house.reader, "Hemlig hamn", NOON)).toEqual([]);
    valueOf(await conclude(id, 2, { answer: "INTERESTED", answeredOn: "2026-10-10", outcome: "PROJECT_FORMED", project: text(`/projects/${projectId}`) }));
    expect((await see(id)).search.projectId).toBe(projectId);
  });

  it("refuses an answer from a version that has been changed since, and days that cannot be", async () => {
    const id = await logged({ title: "Dagar" });
    expect(await conclude(id, 1, { answer: "DECLINED", answeredOn: "2026-09-30" })).toMatchObject({ reason: "partnerSearchAnsweredBefore" });
    expect(await conclude(id, 1, { answer: "DECLINED", answeredOn: "2026-11-23" })).toMatchObject({ reason: "partnerSearchAnsweredInFuture" });
    valueOf(await conclude(id, 1, { answer: "DECLINED", answeredOn: "2026-10-02" }));
    await expect(conclude(id, 1, {})).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await searches.changeSearch(house.maja, { id, version: 2, search: searchInput({ unitId: house.unit, searchedOn: "2026-10-03" }) }, NOON)).toMatchObject({ reason: "partnerSearchAfterItsAnswer" });
  });
});

describe("what the register shows", () => {
  it("V11b: counts what a unit has sent and answered as evidence, not what nobody has answered, and leads to the very searches", async () => {
    const { partnerSearchRegister } = await import("@/features/partners/register");
    const of = (searchedOn: string, more: Partial<SearchInput> = {}) => logged({ searchedOn, ...more });
    const sent = await of("2019-03-01");
    const answered = await of("2019-04-01", { direction: "RECEIVED", title: "Besvarad" });
    await of("2019-05-01", { direction: "RECEIVED", title: "Obesvarad" });
    valueOf(await conclude(answered, 1, { answer: "DECLINED", answeredOn: "2019-07-01" }));
    const evidence = async (asOf: Parameters<typeof partnerSearchRegister.evidence>[1]) => (await partnerSearchRegister.evidence(house.reader, asOf)).filter(({ unitId }) => unitId === house.unit);
    const [year] = await evidence(asOfYear(2019, TODAY));
    expect(year).toMatchObject({ kind: "PARTNER_SEARCH", count: 2 });
    expect((await list(year?.path ?? "")).length).toBe(2);
    const [half] = await evidence({ ...asOfYear(2019, TODAY), begunBy: "2019-06-30" });
    expect(half).toMatchObject({ count: 1 });
    expect(await list(half?.path ?? "")).toEqual([(await see(sent)).search.title]);
    const { readPolicyInPractice } = await import("@/features/coverage/service");
    const stateIn = async (of: number) => (await readPolicyInPractice(house.reader, house.registers, asOfYear(of, TODAY)))?.view.chapters.flatMap(({ rows }) => rows).find(({ clause }) => clause.number === "V11b")?.state;
    // The unit has searched, the company has not; the year before nobody has.
    expect([await stateIn(2018), await stateIn(2019)]).toEqual(["nothing", "gaps"]);
  });

  it("reminds the unit and the office of a search without an answer, two weeks before its last day and after it", async () => {
    const { partnerSearchRegister } = await import("@/features/partners/register");
    const soon = await logged({ title: "Snart", direction: "RECEIVED", deadline: "2026-12-06" });
    await logged({ title: "Långt dit", deadline: "2026-12-07" });
    const late = await logged({ title: "Sen", deadline: "2026-11-21" });
    const tasks = async (actor = house.maja) => (await partnerSearchRegister.tasks(actor, TODAY)).map(({ path, state }) => [path, state]);
    expect(await tasks()).toEqual([[`/partners/searches/${late}`, "late"], [`/partners/searches/${soon}`, "todo"]]);
    expect(await tasks(house.office)).toEqual(await tasks());
    expect(await tasks(house.reader)).toEqual([]);
    valueOf(await conclude(late, 1, { outcome: "NO_PARTNER" }));
    expect(await tasks()).toEqual([[`/partners/searches/${soon}`, "todo"]]);
  });

  it("hands over all that the list shows", async () => {
    const filter = readSearchFilter({ year: "2019" }).filter;
    const titles: string[] = [];
    for await (const piece of searches.exportSearches(house.reader, filter, NOON)) titles.push(...piece.map(({ title }) => title));
    expect(titles).toEqual(await list("/x?year=2019"));
    expect(titles).toHaveLength(3);
  });
});
