import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activityOf, asOfYear } from "@/domain/registers";
import type * as examinationService from "@/features/initiatives/examinations/service";
import type * as initiativeService from "@/features/initiatives/service";
import type * as notificationService from "@/features/notifications/service";
import { readInformationFilter, type InformationInput } from "@/features/opportunities/information/schema";
import type * as informationService from "@/features/opportunities/information/service";
import type * as registersOf from "@/features/opportunities/register";
import type * as savingService from "@/features/opportunities/savings/service";
import { readOpportunityFilter, type OpportunityInput } from "@/features/opportunities/schema";
import type * as opportunityService from "@/features/opportunities/service";
import type * as searchService from "@/features/partners/searches/service";
import type * as callService from "@/features/programmes/calls/service";
import type * as programmeService from "@/features/programmes/service";
import { examinationInput, initiativeInput } from "../../factories/initiatives.ts";
import { informationInput, opportunityInput, OWN } from "../../factories/opportunities.ts";
import { searchInput } from "../../factories/partners.ts";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that asks contact persons to spread what they know.
let house: DecisionsHouse;
let opportunities: typeof opportunityService;
let information: typeof informationService;
let savings: typeof savingService;
let initiatives: typeof initiativeService;
let examinations: typeof examinationService;
let programmes: typeof programmeService;
let calls: typeof callService;
let searches: typeof searchService;
let registers: typeof registersOf;
let notifications: typeof notificationService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  opportunities = await import("@/features/opportunities/service");
  information = await import("@/features/opportunities/information/service");
  savings = await import("@/features/opportunities/savings/service");
  initiatives = await import("@/features/initiatives/service");
  examinations = await import("@/features/initiatives/examinations/service");
  programmes = await import("@/features/programmes/service");
  calls = await import("@/features/programmes/calls/service");
  searches = await import("@/features/partners/searches/service");
  registers = await import("@/features/opportunities/register");
  notifications = await import("@/features/notifications/service");
});
afterAll(() => house.close());

const TODAY = "2026-11-22";
const log = (more: Partial<OpportunityInput> = {}, from: Partial<typeof OWN> | { callId?: string; partnerSearchId?: string } = {}, actor = house.maja, key: string = randomUUID()) =>
  opportunities.logOpportunity(actor, { key, opportunity: opportunityInput({ unitId: house.unit, ...more }), from: { ...OWN, ...from } }, {}, NOON);
const logged = async (more: Partial<OpportunityInput> = {}, from: { callId?: string; partnerSearchId?: string } = {}) => valueOf(await log(more, from)).id;
const tell = (more: Partial<InformationInput> = {}, seenDeadline: string | null = null, actor = house.maja, key: string = randomUUID()) =>
  information.logInformation(actor, { key, activity: informationInput({ unitId: house.unit, ...more }), seenDeadline }, {}, NOON);
const parametersOf = (address: string) => Object.fromEntries(new URL(address, "http://x").searchParams);
const rowsOf = async (address: string, actor = house.reader) => (await opportunities.listOpportunities(actor, readOpportunityFilter(parametersOf(address)).filter, NOON)).rows;
const list = async (address: string, actor = house.reader) => (await rowsOf(address, actor)).map(({ title }) => title);
const told = async (address: string, actor = house.reader) => (await information.listInformation(actor, readInformationFilter(parametersOf(address)).filter, NOON)).rows.map(({ title }) => title);
const programme = async (name: string) => valueOf(await programmes.addProgramme(house.office, programmeInput({ nameSv: name, nameEn: name }), randomUUID())).id;
const call = async (programmeId: string, name: string, more: { opensOn?: string; closesOn?: string | null } = {}) => valueOf(await calls.addCall(house.office, callInput({ programmeId, name, ...more }), randomUUID(), {}, NOON)).id;

describe("the feed of opportunities", () => {
  it("V20c: keeps what a contact person enters, by kind, last day and source, and everybody reads it", async () => {
    const id = await logged({ title: "Sommarskola om havet", deadline: TODAY, source: "Nyhetsbrevet", website: "https://exempel.se/hav" });
    expect((await opportunities.getOpportunity(house.reader, id, NOON)).opportunity).toMatchObject({ title: "Sommarskola om havet", unitName: "Hamnförvaltningen", deadline: TODAY, version: 1 });
    expect([await list("/x?q=Nyhetsbrevet+havet"), await list("/x?q=Sommarskola&kind=EVENT"), await list("/x?q=Sommarskola&by=2026-11-21"), await list("/x?q=Sommarskola&state=closed")]).toEqual([["Sommarskola om havet"], [], [], []]);
    await expect(log({}, {}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("enters once for one key, keeps what had closed already for the sake of history, and refuses what has not come or is not there", async () => {
    const key = randomUUID();
    const both = await Promise.all([log({ title: "En gång", deadline: "2020-01-01" }, {}, house.maja, key), log({ title: "En gång", deadline: "2020-01-01" }, {}, house.maja, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect([await list("/x?q=gång"), await list("/x?q=gång&state=closed")]).toEqual([[], ["En gång"]]);
    expect(await log({ enteredOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "opportunityInFuture", field: "enteredOn" });
    expect(await log({ unitId: randomUUID() }, {}, house.office)).toMatchObject({ ok: false, reason: "opportunityUnitNotThere" });
    for (const [field, wrong] of [["programmeId", randomUUID()], ["municipalGoals", ["NOTHING"]], ["priorityIds", [randomUUID()]], ["suitedUnitIds", [randomUUID()]]] as const) {
      expect(await log({ [field]: wrong })).toMatchObject({ ok: false, reason: "opportunityChoiceGone", field });
    }
  });

  it("refuses a change that began from an older version, and gives both versions back", async () => {
    const id = await logged({ title: "Ursprunglig" });
    const change = (version: number, text: string) => opportunities.changeOpportunity(house.maja, { id, version, opportunity: opportunityInput({ unitId: house.unit, title: "Ursprunglig", text }) }, NOON);
    valueOf(await change(1, "Ett"));
    await expect(change(1, "Två")).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await opportunities.getOpportunityVersion(house.maja, id, 1, NOON)).opportunity).toEqual(opportunityInput({ unitId: house.unit, title: "Ursprunglig" }));
    expect((await opportunities.listOpportunityHistory(house.reader, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["opportunities.changed", "opportunities.logged"]);
  });

  it("keeps what has been taken out of the feed for its unit and the office", async () => {
    const id = await logged({ title: "Borttagen" });
    valueOf(await opportunities.archiveOpportunity(house.maja, { id, version: 1 }, true, NOON));
    expect(await list("/x?q=Borttagen")).toEqual([]);
    await expect(opportunities.getOpportunity(house.reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    valueOf(await opportunities.archiveOpportunity(house.maja, { id, version: 2 }, false, NOON));
    expect(await list("/x?q=Borttagen")).toEqual(["Borttagen"]);
  });
});

describe("what is in another register", () => {
  it("V20c: a call that has opened stands in the feed by itself, until an opportunity is made from it, which follows it", async () => {
    const programmeId = await programme("Kustprogrammet");
    const callId = await call(programmeId, "Tång och tång", { opensOn: TODAY, closesOn: "2026-12-01" });
    await call(programmeId, "Kommande tång", { opensOn: "2026-11-23" });
    expect((await rowsOf(`/x?programme=${programmeId}`)).map(({ title, register, deadline }) => [title, register, deadline])).toEqual([["Tång och tång", "CALL", "2026-12-01"]]);
    const id = await logged({ title: "Tång och tång", kind: "COURSE", deadline: "2026-11-30" }, { callId });
    expect((await rowsOf(`/x?programme=${programmeId}`)).map(({ id: listed, register, deadline, kind }) => [listed, register, deadline, kind])).toEqual([[id, "OPPORTUNITY", "2026-12-01", "OPEN_CALL"]]);
    const { call: stored } = await calls.getCall(house.office, callId);
    valueOf(await calls.changeCall(house.office, { id: callId, version: 1, call: { ...callInput({ programmeId, name: stored.name }), opensOn: TODAY, closesOn: "2026-12-24" } }, NOON));
    expect((await opportunities.getOpportunity(house.reader, id, NOON)).opportunity).toMatchObject({ deadline: "2026-12-24", programmeId, callId });
    expect(await opportunities.findOpportunityMadeFrom(house.reader, { callId, partnerSearchId: null })).toEqual({ id, title: "Tång och tång" });
  });

  it("V20c: is not entered twice, neither by two at once, from the call typed by hand, nor when it is put back", async () => {
    const programmeId = await programme("Dubbelprogrammet");
    const callId = await call(programmeId, "Ena gången");
    expect(await log({ kind: "OPEN_CALL", title: "ena GÅNGEN" })).toMatchObject({ ok: false, reason: "opportunityCallInRegister", field: "title" });
    expect(await log({ kind: "OPEN_CALL", title: "Ena gången", programmeId: await programme("Ett annat") })).toMatchObject({ ok: true });
    const both = await Promise.all([log({}, { callId }), log({}, { callId })]);
    expect(both.map((one) => (one.ok ? "ok" : one.reason)).sort()).toEqual(["ok", "opportunityCallTaken"]);
    const first = both.find((one) => one.ok);
    const id = first?.ok === true ? first.value.id : "";
    valueOf(await opportunities.archiveOpportunity(house.maja, { id, version: 1 }, true, NOON));
    await logged({ title: "I stället" }, { callId });
    expect(await opportunities.archiveOpportunity(house.maja, { id, version: 2 }, false, NOON)).toMatchObject({ ok: false, reason: "opportunityCallTaken" });
    expect(await log({}, { callId: randomUUID() })).toMatchObject({ ok: false, reason: "opportunityCallNotThere" });
  });

  it("V11b: a search that has come to a unit becomes a request for partners once, and one that was sent does not", async () => {
    const search = async (direction: "SENT" | "RECEIVED") => valueOf(await searches.logSearch(house.maja, searchInput({ unitId: house.unit, direction, title: "Hamn söks" }), randomUUID(), {}, NOON)).id;
    const partnerSearchId = await search("RECEIVED");
    const id = await logged({ title: "Hamn söks", kind: "COURSE", deadline: "2026-12-01" }, { partnerSearchId });
    expect((await opportunities.getOpportunity(house.reader, id, NOON)).opportunity).toMatchObject({ kind: "PARTNER_REQUEST", deadline: "2026-12-01", partnerSearch: { id: partnerSearchId } });
    expect(await log({}, { partnerSearchId })).toMatchObject({ ok: false, reason: "opportunitySearchTaken" });
    expect(await log({}, { partnerSearchId: await search("SENT") })).toMatchObject({ ok: false, reason: "opportunitySearchNotThere" });
  });
});

describe("whom an opportunity suits", () => {
  it("V20c: a unit that is chosen, and those with an open project or initiative in the same priority, goal or programme, by the strongest reason", async () => {
    const programmeId = await programme("Passarprogrammet");
    const other = await house.body("DEPARTMENT", "Skolförvaltningen", { parentId: house.otherCommittee });
    const id = await logged({ title: "Passar några", municipalGoals: ["LIVE"], programmeId, suitedUnitIds: [house.company] });
    const suits = async () => (await opportunities.listMatches(house.reader, id, NOON)).map(({ unit, why, common, through }) => [unit, why, common, through?.title ?? null]);
    expect(await suits()).toEqual([["Hamnbolaget", "CHOSEN", null, null]]);
    await house.project({ title: "Leva vid havet", municipalGoals: ["LIVE"], programmeId, isExternallyFunded: true, noGoalReason: null, unitGoal: "Vårt mål", participatingUnitIds: [other] });
    expect(await suits()).toEqual([["Hamnbolaget", "CHOSEN", null, null], ["Hamnförvaltningen", "GOAL", "LIVE", "Leva vid havet"], ["Skolförvaltningen", "GOAL", "LIVE", "Leva vid havet"]]);
    expect((await rowsOf(`/x?unit=${other}&q=Passar`)).map(({ title, match }) => [title, match?.why, match?.through?.title])).toEqual([["Passar några", "GOAL", "Leva vid havet"]]);
    // By the programme alone, where they have no goal in common.
    valueOf(await opportunities.changeOpportunity(house.maja, { id, version: 1, opportunity: opportunityInput({ unitId: house.unit, title: "Passar några", programmeId }) }, NOON));
    expect(await suits()).toEqual([["Hamnförvaltningen", "PROGRAMME", null, "Leva vid havet"], ["Skolförvaltningen", "PROGRAMME", null, "Leva vid havet"]]);
  });

  it("V20c: not by a confidential project, nor by one that ended long ago, and by an initiative that has looked at the programme", async () => {
    const programmeId = await programme("Hemlighetsprogrammet");
    const id = await logged({ title: "Passar ingen", programmeId, municipalGoals: ["VISIT"] });
    const about = { municipalGoals: ["VISIT"], programmeId, isExternallyFunded: true, noGoalReason: null, unitGoal: "Vårt mål" };
    await house.project({ ...about, title: "Hemligt", isConfidential: true, confidentialityProvision: "15 kap. 1 § OSL", confidentialityOn: "2026-01-01", confidentialityBy: "Chefen" });
    await house.project({ ...about, title: "Länge sedan", starts: { on: "2018-01-01", precision: "DAY" }, ends: { on: "2019-12-31", precision: "DAY" } });
    for (const actor of [house.reader, house.maja, house.office]) expect(await opportunities.listMatches(actor, id, NOON)).toEqual([]);
    expect(await list(`/x?unit=${house.unit}&q=Passar+ingen`, house.maja)).toEqual([]);
    const initiative = valueOf(await initiatives.logInitiative(house.maja, initiativeInput({ unitId: house.unit, title: "Vi såg på den" }), randomUUID(), {}, NOON)).id;
    valueOf(await examinations.examine(house.maja, { id: initiative, version: 1, key: randomUUID(), examination: examinationInput({ question: "FUNDING", programmeIds: [programmeId], result: "TO_BE_SOUGHT", reason: null }) }, NOON));
    expect((await opportunities.listMatches(house.reader, id, NOON)).map(({ unitId, why, through }) => [unitId, why, through])).toEqual([[house.unit, "PROGRAMME", { kind: "initiative", id: initiative, title: "Vi såg på den" }]]);
  });
});

describe("what a person does with an opportunity", () => {
  it("V20c: saves it for themselves alone, and is told of its last day from thirty days before", async () => {
    const id = await logged({ title: "Spara mig", deadline: "2026-12-22" });
    const tasks = async (actor = house.reader, day = TODAY) => (await registers.opportunityRegister.tasks(actor, day)).filter(({ path }) => path.endsWith(id));
    expect(await tasks()).toEqual([]);
    await savings.saveOpportunity(house.reader, id, NOON);
    await savings.saveOpportunity(house.reader, id, NOON);
    expect(await tasks()).toMatchObject([{ owner: { kind: "PERSON" }, dueOn: "2026-12-22", state: "todo" }]);
    expect([await tasks(house.reader, "2026-11-21"), await tasks(house.reader, "2026-12-23"), await tasks(house.maja)]).toEqual([[], [], []]);
    expect((await tasks(house.reader, "2026-12-22")).length).toBe(1);
    expect([await list("/x?saved=1&q=Spara"), await list("/x?saved=1&q=Spara", house.maja)]).toEqual([["Spara mig"], []]);
    expect([await savings.hasSaved(house.reader, id), await savings.hasSaved(house.maja, id)]).toEqual([true, false]);
    expect((await opportunities.listOpportunityHistory(house.maja, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["opportunities.logged"]);
    await savings.unsaveOpportunity(house.reader, id, NOON);
    expect([await tasks(), await list("/x?saved=1&q=Spara")]).toEqual([[], []]);
  });

  it("V20d: makes an initiative of it, which keeps where it came from", async () => {
    const id = await logged({ title: "Blir något" });
    const input = initiativeInput({ unitId: house.unit, title: "Blir något" });
    const key = randomUUID();
    const make = () => initiatives.logInitiative(house.maja, input, key, { opportunityId: id }, NOON);
    const [first, second] = [valueOf(await make()).id, valueOf(await make()).id];
    expect(first).toBe(second);
    expect(await initiatives.listInitiativesOf(house.reader, id, NOON)).toEqual([{ id: first, title: "Blir något", unit: "Hamnförvaltningen", begunOn: input.begunOn }]);
    expect((await initiatives.getInitiative(house.reader, first, NOON)).opportunity).toEqual({ id, title: "Blir något" });
    valueOf(await initiatives.changeInitiative(house.maja, { id: first, version: 1, initiative: { ...input, text: "Mer" } }, NOON));
    expect((await initiatives.getInitiative(house.reader, first, NOON)).initiative.opportunityId).toBe(id);
    expect(await initiatives.logInitiative(house.maja, input, randomUUID(), { opportunityId: randomUUID() }, NOON)).toMatchObject({ ok: false, reason: "initiativeOpportunityNotThere" });
  });

  it("V20c: forwarded by the office, its unit's contact person is told, but not of what was forwarded long ago", async () => {
    const id = await logged({ title: "Öppen utlysning" });
    const told = async () => (await notifications.listNotifications(house.maja, { unread: true, page: 1 }, house.registers, NOON)).rows.filter(({ kind }) => kind === "OPPORTUNITY_FORWARDED").map(({ title, path }) => ({ title, path }));
    valueOf(await tell({ kind: "FORWARDED", title: "Förr", opportunityId: id, heldOn: "2026-11-01" }, null, house.office));
    expect(await told()).toEqual([]);
    const key = randomUUID();
    for (let sent = 0; sent < 2; sent += 1) valueOf(await tell({ kind: "FORWARDED", title: "Nu", opportunityId: id, heldOn: TODAY }, null, house.office, key));
    valueOf(await tell({ kind: "FORWARDED", title: "Av mig själv", opportunityId: id, heldOn: TODAY }, null, house.maja));
    expect(await told()).toEqual([{ title: "Öppen utlysning", path: `/opportunities/${id}` }]);
  });

  it("V20c: forwards it, which stands in the unit's information log, and is asked about one that has closed", async () => {
    const id = await logged({ title: "Skicka mig", deadline: "2026-11-10" });
    const forward = (more: Partial<InformationInput> = {}, seen: string | null = null, key?: string) => tell({ kind: "FORWARDED", title: "Skicka mig", opportunityId: id, heldOn: "2026-11-12", ...more }, seen, house.maja, key);
    expect(await forward()).toMatchObject({ ok: false, reason: "informationOpportunityClosed", field: "heldOn", about: { day: "2026-11-10" } });
    valueOf(await forward({ heldOn: "2026-11-10" }));
    const key = randomUUID();
    const [first, second] = [valueOf(await forward({ reached: 12 }, "2026-11-10", key)).id, valueOf(await forward({ reached: 12 }, "2026-11-10", key)).id];
    expect(first).toBe(second);
    expect(await told(`/x?opportunity=${id}`)).toHaveLength(2);
    expect((await information.listInformationHistory(house.reader, first, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["information.forwarded"]);
    expect(await tell({ kind: "FORWARDED", opportunityId: randomUUID() })).toMatchObject({ ok: false, reason: "informationOpportunityNotThere" });
    // What it stated already it is not asked about again.
    valueOf(await information.changeInformation(house.maja, { id: first, version: 1, activity: informationInput({ unitId: house.unit, kind: "FORWARDED", title: "Skicka mig", opportunityId: id, heldOn: "2026-11-12", reached: 15 }), seenDeadline: null }, NOON));
  });
});

describe("the information log", () => {
  it("V20c: is the unit's to write and everybody's to read, and a stale change is refused with both versions", async () => {
    const { id } = valueOf(await tell({ title: "Morgonmötet", kind: "WORKPLACE_VISIT", reached: 30 }));
    expect((await information.getInformation(house.reader, id, NOON)).activity).toMatchObject({ title: "Morgonmötet", reached: 30, unitName: "Hamnförvaltningen" });
    await expect(tell({}, null, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await tell({ heldOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "informationInFuture" });
    expect(await tell({ unitId: randomUUID() }, null, house.office)).toMatchObject({ ok: false, reason: "informationUnitNotThere" });
    const change = (version: number, text: string) => information.changeInformation(house.maja, { id, version, activity: informationInput({ unitId: house.unit, title: "Morgonmötet", text }), seenDeadline: null }, NOON);
    valueOf(await change(1, "Ett"));
    await expect(change(1, "Två")).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await information.getInformationVersion(house.maja, id, 1, NOON)).activity).toMatchObject({ kind: "WORKPLACE_VISIT", reached: 30 });
    await information.archiveInformation(house.maja, { id, version: 2 }, true, NOON);
    expect(await told("/x?q=Morgon")).toEqual([]);
    await expect(information.getInformation(house.reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await information.archiveInformation(house.maja, { id, version: 3 }, false, NOON);
    expect(await told("/x?q=Morgon")).toEqual(["Morgonmötet"]);
  });

  it("V20c: is evidence per unit and year, and each figure is the length of the list that it leads to", async () => {
    const id = await logged({ title: "Förr" });
    for (const [heldOn, kind, reached] of [["2021-02-01", "MAIL", 40], ["2021-05-01", "MEETING", null], ["2021-06-01", "FORWARDED", 5]] as const) valueOf(await tell({ title: "Förr", heldOn, kind, reached, opportunityId: id }));
    for (const actor of [house.reader, house.maja]) {
      expect(await information.countInformation(actor, 2021, null, NOON)).toEqual([{ unitId: house.unit, unit: "Hamnförvaltningen", activities: 3, forwarded: 1, reached: 45 }]);
      for (const asOf of [asOfYear(2021, TODAY), { ...asOfYear(2021, TODAY), begunBy: "2021-05-01" }]) {
        const [evidence, ...others] = await registers.informationRegister.evidence(actor, asOf);
        expect([evidence?.kind, evidence?.unitId, evidence?.count, others]).toEqual(["INFORMATION_ACTIVITY", house.unit, asOf.begunBy === null ? 3 : 2, []]);
        expect(await told(evidence?.path ?? "", actor)).toHaveLength(evidence?.count ?? -1);
      }
    }
    const [forwarded] = (await registers.informationRegister.measures?.(house.reader, 2021)) ?? [];
    expect(forwarded).toMatchObject({ clause: "V20c", count: 1, of: 3 });
    expect(await told(forwarded?.path ?? "")).toHaveLength(1);
    expect(await activityOf(registers.informationRegister)?.countByUnit(house.reader, 2021)).toMatchObject([{ unitId: house.unit, count: 3 }]);
    expect(await information.countInformation(house.reader, 2020, null, NOON)).toEqual([]);
  });
});
