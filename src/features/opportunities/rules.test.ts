import { describe, expect, it } from "vitest";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms";
import { informationInput, opportunityInput, OWN } from "../../../tests/factories/opportunities";
import { changeInformationSchema, logInformationSchema, readInformationFilter, writeInformationFilter } from "./information/schema";
import { reportInformation, reportOpportunities } from "./report";
import { describeAsInitiative, judgeEntry, judgeForwarding, judgeHeld, searchTextOf, settleSource, stateOf, wasLateWhenEntered, writeInformation, writeOpportunity } from "./rules";
import { changeOpportunitySchema, logOpportunitySchema, readOpportunityFilter, writeOpportunityFilter } from "./schema";

const TODAY = "2026-11-22";
const YESTERDAY = "2026-11-21";
const opportunity = opportunityInput({ unitId: FORM_ID, website: "https://exempel.se/kurs", municipalGoals: ["LIVE"], suitedUnitIds: [FORM_ID] });
const activity = informationInput({ unitId: FORM_ID, reached: 25 });
const complaints = (more: Record<string, string>) => issuesIn(logOpportunitySchema, { _key: FORM_ID, ...writeOpportunity(opportunity), ...more });

describe("an opportunity", () => {
  it("V20c: is open through its last day, and for as long as it is in the feed where it has none", () => {
    expect([stateOf({ deadline: TODAY }, TODAY), stateOf({ deadline: YESTERDAY }, TODAY), stateOf({ deadline: null }, TODAY)]).toEqual(["OPEN", "CLOSED", "OPEN"]);
  });

  it("is kept when it had closed before it was entered, and says so", () => {
    expect(complaints({ deadline: "2020-01-01" })).toEqual([]);
    expect([wasLateWhenEntered({ deadline: YESTERDAY, enteredOn: TODAY }), wasLateWhenEntered({ deadline: TODAY, enteredOn: TODAY }), wasLateWhenEntered({ deadline: null, enteredOn: TODAY })]).toEqual([true, false, false]);
    expect(judgeEntry({ enteredOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "opportunityInFuture", field: "enteredOn" });
    expect(judgeEntry({ enteredOn: TODAY }, TODAY)).toMatchObject({ ok: true });
  });

  it.each(["ftp://exempel.se/kurs", "javascript:alert(1)", "mailto:kurs@exempel.se", "exempel"])("has a link to a page on the web, which %s is not", (website) => {
    expect(complaints({ website })).toEqual(["website opportunities.errors.website"]);
  });

  it("says what to write where something is missing", () => {
    expect(complaints({ unitId: "", kind: "", title: " ", enteredOn: "" })).toEqual(["unitId unitMissing", "kind kindMissing", "title titleMissing", "enteredOn enteredOnMissing"].map((line) => line.replace(" ", " opportunities.errors.")));
  });

  it("has its kind from what it is made from, and of a call its programme and last day too", () => {
    const told = { ...opportunity, programmeId: FORM_ID, deadline: TODAY };
    expect(settleSource(told, { ...OWN, callId: FORM_ID })).toEqual({ ...told, kind: "OPEN_CALL", programmeId: null, deadline: null });
    expect(settleSource(told, { ...OWN, partnerSearchId: FORM_ID })).toEqual({ ...told, kind: "PARTNER_REQUEST" });
    expect(settleSource(told, OWN)).toBe(told);
  });

  it("is read from its form as it was written, and found by what it says", () => {
    expect(changeOpportunitySchema.parse({ id: FORM_ID, _version: "3", ...writeOpportunity(opportunity) })).toEqual({ id: FORM_ID, version: 3, opportunity });
    expect(logOpportunitySchema.parse({ _key: FORM_ID, callId: FORM_ID, ...writeOpportunity(opportunity) })).toEqual({ key: FORM_ID, opportunity, from: { callId: FORM_ID, partnerSearchId: null } });
    expect(searchTextOf({ title: "Kurs", text: "Ansökningar", source: null })).toBe("Kurs\nAnsökningar");
  });

  it("V20d: begins an initiative with what it says, so that nothing is typed again", () => {
    expect(describeAsInitiative({ id: FORM_ID, title: "Kurs", text: "Två dagar.", website: "https://exempel.se" })).toEqual({ opportunityId: FORM_ID, title: "Kurs", text: "Två dagar.\n\nhttps://exempel.se" });
  });

  it("is listed as it stands on the day", () => {
    const words = Object.assign((key: string) => key, { locale: "en" as const });
    const { columns, rows } = reportOpportunities([{ ...opportunity, id: "1", register: "OPPORTUNITY", programme: { sv: "Nordplus", en: "Nordplus (en)" }, deadline: YESTERDAY, unit: "Skolan", goals: ["Bo", "Leva"], priorities: [], suitedUnits: [] }], words, TODAY);
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
    expect(rows[0]?.slice(0, 7)).toEqual(["Kurs i att skriva ansökningar", "opportunities.kind.COURSE", "opportunities.state.CLOSED", YESTERDAY, "Nordplus (en)", null, "Bo, Leva"]);
  });
});

describe("an entry of an information log", () => {
  it("V20c: is told of once it has been held, and names what was forwarded", () => {
    expect(judgeHeld({ heldOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "informationInFuture", field: "heldOn" });
    expect(judgeHeld({ heldOn: TODAY }, TODAY)).toMatchObject({ ok: true });
    expect(issuesIn(logInformationSchema, { _key: FORM_ID, ...writeInformation(activity), kind: "FORWARDED" })).toEqual(["opportunityId information.errors.opportunityMissing"]);
    expect(issuesIn(logInformationSchema, { _key: FORM_ID, unitId: "", kind: "", title: "", heldOn: "" })).toEqual(["unitId unitMissing", "kind kindMissing", "title titleMissing", "heldOn heldOnMissing"].map((line) => line.replace(" ", " information.errors.")));
    expect(issuesIn(logInformationSchema, { _key: FORM_ID, ...writeInformation(activity), reached: "Maja" })).toEqual(["reached fields.count"]);
  });

  it("V20c: asks about an opportunity that had closed when it was forwarded, until its last day has been seen", () => {
    const forwarded = { kind: "FORWARDED" as const, heldOn: TODAY };
    expect(judgeForwarding(forwarded, YESTERDAY, null)).toMatchObject({ reason: "informationOpportunityClosed", about: { day: YESTERDAY } });
    // One that has been given another last day since is asked about again.
    expect(judgeForwarding(forwarded, YESTERDAY, "2026-11-20")).toMatchObject({ ok: false });
    for (const [kind, deadline, seen] of [["FORWARDED", YESTERDAY, YESTERDAY], ["FORWARDED", TODAY, null], ["FORWARDED", null, null], ["MEETING", YESTERDAY, null]] as const) {
      expect(judgeForwarding({ kind, heldOn: TODAY }, deadline, seen)).toMatchObject({ ok: true });
    }
  });

  it("is read from its form as it was written", () => {
    expect(logInformationSchema.parse({ _key: FORM_ID, ...writeInformation(activity), seenDeadline: TODAY })).toEqual({ key: FORM_ID, activity, seenDeadline: TODAY });
    expect(changeInformationSchema.parse({ id: FORM_ID, _version: "2", ...writeInformation({ ...activity, reached: null }) })).toEqual({ id: FORM_ID, version: 2, activity: { ...activity, reached: null }, seenDeadline: null });
    const { columns, rows } = reportInformation([{ ...activity, id: "1", unit: "Skolan", opportunity: null }], (key) => key);
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
  });
});

describe("the lists' addresses", () => {
  it("are read as they were written, and name what they do not understand", () => {
    const { filter } = readOpportunityFilter({ q: "kurs", state: "closed", kind: "COURSE", unit: FORM_ID, programme: FORM_ID, by: TODAY, saved: "1", sort: "-title", page: "2" });
    expect(readOpportunityFilter(Object.fromEntries(new URLSearchParams(writeOpportunityFilter(filter))))).toEqual({ filter, ignored: [] });
    expect(writeOpportunityFilter(readOpportunityFilter({}).filter)).toBe("");
    expect(readOpportunityFilter({ kind: "X", colour: "blue" }).ignored.toSorted()).toEqual(["colour", "kind"]);
    const told = readInformationFilter({ q: "kurs", unit: FORM_ID, year: "2026", until: TODAY, kind: "MAIL", opportunity: FORM_ID, sort: "title", page: "3" }).filter;
    expect(readInformationFilter(Object.fromEntries(new URLSearchParams(writeInformationFilter(told))))).toEqual({ filter: told, ignored: [] });
  });
});
