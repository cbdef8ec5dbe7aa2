import { describe, expect, it } from "vitest";
import { absentUnits, decisionNeedOf, isAskedFor, judgeMembershipStep, judgeSameNetwork, openSteps, scopeBeforeOf, type Membership, writeNetwork } from "./rules";
import { addNetworkSchema, changeNetworkSchema, readNetworkFilter, writeNetworkFilter, type NetworkInput } from "./schema";

const membership = (more: Partial<Membership> = {}): Membership => ({ id: "a", name: "Eurotowns", status: "MEMBER", scope: "OWN_FIELD", scopeBefore: null, through: null, unitId: "u", feeOre: null, ...more });
const nothing = { joining: "MISSING", leaving: "MISSING" } as const;
const joining = { joining: "DECIDED", leaving: "MISSING" } as const;

describe("which decision a membership needs", () => {
  it("E.4.8, H16: a changed scope is a matter of its own, asked anew of the rules with what it was before", () => {
    expect(scopeBeforeOf(membership(), "WHOLE_MUNICIPALITY")).toBe("OWN_FIELD");
    expect(decisionNeedOf(membership({ scope: "WHOLE_MUNICIPALITY", scopeBefore: "OWN_FIELD" }), false, false)).toMatchObject({ matters: ["CHANGE_NETWORK_SCOPE"], facts: { scope: "WHOLE_MUNICIPALITY", scopeBefore: "OWN_FIELD" }, isDue: true });
  });

  it("H21b: joining in its own field is asked with its scope and fee, and is due once it is a membership", () => {
    expect(decisionNeedOf(membership({ feeOre: 2_500_000n }), false, true)).toMatchObject({ matters: ["JOIN_NETWORK"], facts: { scope: "OWN_FIELD", amountOre: 2_500_000 }, unitId: "u", isDue: true });
    expect(decisionNeedOf(membership({ status: "CANDIDATE" }), false, false)).toMatchObject({ matters: ["JOIN_NETWORK"], isDue: false });
  });

  it("V11a: what an evaluation proposes to leave waits for a decision on it, after the one that it lacks already", () => {
    expect(decisionNeedOf(membership(), true, true)).toMatchObject({ matters: ["LEAVE_NETWORK"], isDue: false });
    expect(decisionNeedOf(membership(), true, false)).toMatchObject({ matters: ["JOIN_NETWORK"], isDue: true });
    expect(decisionNeedOf(membership({ status: "NOTICE_GIVEN" }), false, true)).toMatchObject({ matters: ["LEAVE_NETWORK"], isDue: true });
  });

  it("is none through another body, nor for what is left or turned down", () => {
    for (const more of [{ through: "Region Halland" }, { status: "LEFT" }, { status: "DECLINED" }] as const) expect(decisionNeedOf(membership(more), true, false)).toBeNull();
  });

  it("a candidate's scope is changed without a trace, and an unchanged one keeps what it was before", () => {
    expect(scopeBeforeOf(membership({ status: "CANDIDATE" }), "WHOLE_MUNICIPALITY")).toBeNull();
    expect(scopeBeforeOf(membership({ scope: "WHOLE_MUNICIPALITY", scopeBefore: "OWN_FIELD" }), "WHOLE_MUNICIPALITY")).toBe("OWN_FIELD");
  });
});

describe("a membership's way", () => {
  const joined = { on: "2016-01-01", precision: "YEAR" } as const;
  const judge = (more: Partial<Membership>, to: Membership["status"], bases: Parameters<typeof openSteps>[1] = joining, on = "2026-11-01") => judgeMembershipStep({ ...membership(more), joined }, to, on, bases, "2026-11-22");

  it("H16, H21b: is entered on a decision, or a basis where it is lost or nothing is regulated, and through another body on none", () => {
    expect(judge({ status: "CANDIDATE" }, "MEMBER", nothing)).toEqual({ ok: false, reason: "networkLacksDecision" });
    for (const basis of ["DECIDED", "OWN", "UNKNOWN"] as const) expect(judge({ status: "CANDIDATE" }, "MEMBER", { ...nothing, joining: basis }).ok).toBe(true);
    expect(judge({ status: "CANDIDATE" }, "MEMBER", { ...nothing, joining: "FLAGGED" }).ok).toBe(false);
    expect(judge({ status: "CANDIDATE", through: "Region Halland" }, "MEMBER", nothing).ok).toBe(true);
  });

  it("is left on a decision of its own, not before it began, and never tomorrow", () => {
    expect(judge({}, "NOTICE_GIVEN")).toEqual({ ok: false, reason: "networkLacksDecision" });
    expect(judge({}, "LEFT", { joining: "DECIDED", leaving: "OWN" }).ok).toBe(true);
    expect(judge({ status: "NOTICE_GIVEN" }, "LEFT", nothing).ok).toBe(true);
    expect(judge({ status: "NOTICE_GIVEN" }, "LEFT", nothing, "2015-12-31")).toEqual({ ok: false, reason: "networkLeftBeforeJoined", field: "on" });
    expect(judge({ status: "NOTICE_GIVEN" }, "LEFT", nothing, "2026-11-23")).toEqual({ ok: false, reason: "networkStepInFuture", field: "on" });
    expect(judge({ status: "CANDIDATE" }, "LEFT")).toEqual({ ok: false, reason: "networkStepIllegal" });
  });

  it("shows what is missing for each step from here", () => {
    expect(openSteps(membership({ status: "CANDIDATE" }), nothing)).toEqual([{ to: "MEMBER", missing: ["JOINING"] }, { to: "DECLINED", missing: [] }]);
    expect(openSteps(membership(), joining)).toEqual([{ to: "NOTICE_GIVEN", missing: ["LEAVING"] }, { to: "LEFT", missing: ["LEAVING"] }]);
  });
});

describe("who is to take part", () => {
  const network = { ...membership({ scope: "WHOLE_MUNICIPALITY" }), unitTodayId: "u", unitName: "Kontoret", units: [{ todayId: "x", name: "Skolan" }, { todayId: "y", name: "Kulturen" }] };
  const years = { from: 2025, to: 2026 };

  it("H9, V7: a unit that was to take part and told of nothing in the years is named", () => {
    expect(absentUnits(network, [{ unitTodayId: "x", heldOn: "2025-01-01" }, { unitTodayId: "y", heldOn: "2024-12-31" }], years)).toEqual([{ id: "y", name: "Kulturen" }]);
    expect(absentUnits(network, [{ unitTodayId: "x", heldOn: "2026-12-31" }, { unitTodayId: "y", heldOn: "2026-03-01" }], years)).toEqual([]);
  });

  it("H9: units that have gone up into one are one, and what either told counts", () => {
    const merged = { ...network, units: [{ todayId: "x", name: "Skolan" }, { todayId: "x", name: "Förskolan" }] };
    expect(absentUnits(merged, [], years)).toEqual([{ id: "x", name: "Förskolan" }]);
    expect(absentUnits(merged, [{ unitTodayId: "x", heldOn: "2025-01-01" }], years)).toEqual([]);
  });

  it("H21b: in its own field the unit that answers takes part itself", () => {
    expect(absentUnits({ ...network, scope: "OWN_FIELD", units: [] }, [], years)).toEqual([{ id: "u", name: "Kontoret" }]);
  });

  it("is nobody while there is no membership, or through another body", () => {
    for (const more of [{ status: "CANDIDATE" }, { status: "LEFT" }, { through: "Region Halland" }] as const) expect(absentUnits({ ...network, ...more }, [], years)).toEqual([]);
  });
});

describe("networks that are one", () => {
  const whole = { scope: "WHOLE_MUNICIPALITY" as const, unitTodayId: "u", status: "MEMBER" as const };
  it.each([
    ["of one scope and one state are merged", whole, whole, [], false, null],
    ["of two scopes are two memberships", whole, { ...whole, scope: "OWN_FIELD" as const }, [], true, "networkMergeOtherScope"],
    ["of two units' own fields are two memberships", { ...whole, scope: "OWN_FIELD" as const }, { ...whole, scope: "OWN_FIELD" as const, unitTodayId: "v" }, [], true, "networkMergeOtherUnit"],
    ["never count a fee twice", whole, whole, [2025], true, "networkMergeFeesTwice"],
    ["in two states are asked which holds", whole, { ...whole, status: "LEFT" as const }, [], false, "networkMergeOtherStatus"],
    ["in two states are merged once that is said", whole, { ...whole, status: "LEFT" as const }, [], true, null],
  ])("%s", (_what, one, into, fees, isChosen, reason) => {
    const judged = judgeSameNetwork(one, into, fees, isChosen);
    expect(judged.ok ? null : judged.reason).toBe(reason);
  });
});

it("a notice or evaluation is asked for ninety days before its day, and on until it is done", () => {
  expect(isAskedFor("2026-12-31", "2026-10-02")).toBe(true);
  expect(isAskedFor("2026-12-31", "2026-10-01")).toBe(false);
  expect(isAskedFor("2020-01-01", "2026-10-01")).toBe(true);
});

const id = "11111111-1111-4111-8111-111111111111";
const input: NetworkInput = {
  name: "Eurotowns", acronym: null, level: "EU", about: null, website: "https://www.eurotowns.org", relevance: null, scope: "WHOLE_MUNICIPALITY", through: null, unitId: id, unitIds: [id], joined: { on: "2012-01-01", precision: "YEAR" }, renewsOn: "2027-12-31",
  noticeMonths: 6, noticeBy: "2027-06-30", membershipNumber: null, representative: null, contact: null, workingGroups: null, priorityId: null, outsideReason: "Äldre än prioriteringarna", source: null,
};

describe("the form", () => {
  it("reads back what is written in it", () => {
    expect(changeNetworkSchema.parse({ ...writeNetwork(input), id, _version: "3" })).toEqual({ id, version: 3, network: input });
  });

  it.each([
    [{ name: "" }, "name", "networks.errors.nameMissing"],
    [{ scope: "" }, "scope", "networks.errors.scopeMissing"],
    [{ unitId: "" }, "unitId", "networks.errors.unitMissing"],
    [{ website: "javascript:alert(1)" }, "website", "networks.errors.website"],
    [{ noticeBy: "2028-01-01" }, "noticeBy", "networks.errors.noticeAfterRenewal"],
  ])("H16: says what is wrong with %o", (typed, field, message) => {
    const { error } = addNetworkSchema.safeParse({ ...writeNetwork(input), _key: id, ...typed });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([[field, message]]);
  });

  it("H10: a network serves a priority or says why it lies outside, and not both", () => {
    const { error } = addNetworkSchema.safeParse({ ...writeNetwork(input), _key: id, priorityId: id });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([["outsideReason", "networks.errors.bothInsideAndOutside"]]);
  });
});

it("the list's address is read back as it was written, and what it does not understand is named", () => {
  const address = { q: "euro", unit: id, scope: "OWN_FIELD", status: "MEMBER", level: "EU", year: "2026", on: "2026-01-01", taking: "none", basis: "missing", priority: "stated", need: "any", sort: "-joined", page: "2" };
  const { filter, ignored } = readNetworkFilter(address);
  expect(ignored).toEqual([]);
  expect(Object.fromEntries(new URLSearchParams(writeNetworkFilter(filter)))).toEqual(address);
  expect(writeNetworkFilter(readNetworkFilter({}).filter)).toBe("");
  expect(readNetworkFilter({ taking: "few", colour: "blue" }).ignored).toEqual(["colour", "taking"]);
});
