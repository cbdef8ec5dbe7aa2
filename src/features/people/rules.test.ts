import { describe, expect, it } from "vitest";
import { ROLES, type Role } from "@/domain/actor";
import { bodyOfRole, detailsAsValues, followRoles, judgeArchiving, judgeRole, judgeRoleEnd, judgeSeat, judgeSeatEnd, type GivenRole } from "./rules";
import { addPersonSchema, changePersonSchema, giveRoleSchema } from "./schema";

const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);
const body = (kind: string, validFrom: string | null = null, validTo: string | null = null) => ({ kind, validFrom, validTo });
const span = { from: "2026-01-01", to: null };
const id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

describe("a role", () => {
  it.each(ROLES)("%s needs a body only when it is a unit's manager or an organ's secretary", (role) => {
    expect(reason(judgeRole(role, null, false, span))).toBe(["UNIT_MANAGER", "BOARD_SECRETARY"].includes(role) ? "roleNeedsBody" : "fine");
    expect(bodyOfRole(role)).toBe(role === "UNIT_MANAGER" ? "unit" : role === "BOARD_SECRETARY" ? "organ" : "any");
  });

  it.each([
    ["fine", "UNIT_MANAGER", body("DEPARTMENT"), false, span],
    ["roleNeedsUnit", "UNIT_MANAGER", body("WORKPLACE"), false, span],
    ["fine", "BOARD_SECRETARY", body("COMPANY"), false, span],
    ["roleNeedsOrgan", "BOARD_SECRETARY", body("DEPARTMENT"), false, span],
    ["personArchived", "READER", null, true, span],
    ["roleEndsBeforeStart", "READER", null, false, { from: "2026-01-02", to: "2026-01-01" }],
    ["roleBodyNotThere", "UNIT_MANAGER", body("OFFICE", null, "2025-12-31"), false, span],
    ["fine", "UNIT_MANAGER", body("OFFICE", null, "2026-01-01"), false, span],
    ["roleBodyNotThere", "UNIT_MANAGER", body("OFFICE", "2027-01-01"), false, { from: "2026-01-01", to: "2026-12-31" }],
  ] as const)("is %s for %s", (expected, role, of, isArchived, time) => {
    expect(reason(judgeRole(role, of, isArchived, time))).toBe(expected);
  });

  it("ends within its time, and never as the last administrator's", () => {
    expect(reason(judgeRoleEnd(span, "2025-12-31", false))).toBe("roleEndsBeforeStart");
    expect(reason(judgeRoleEnd(span, "2026-01-01", false))).toBe("fine");
    expect(reason(judgeRoleEnd(span, "2026-01-01", true))).toBe("roleLastAdministrator");
    expect(reason(judgeRoleEnd({ from: "2026-01-01", to: "2026-06-30" }, "2026-06-30", false))).toBe("roleAlreadyEnded");
  });
});

describe("a seat", () => {
  const term = { startsOn: "2026-10-15", endsOn: "2030-10-14" };
  it.each([
    ["fine", body("COUNCIL_PRESIDIUM"), term, { from: "2026-10-15", to: "2030-10-14" }],
    ["seatOutsideTerm", body("COUNCIL_PRESIDIUM"), term, { from: "2026-10-14", to: null }],
    ["seatOutsideTerm", body("COUNCIL_PRESIDIUM"), term, { from: "2030-10-15", to: null }],
    ["seatOutsideTerm", body("COUNCIL_PRESIDIUM"), term, { from: "2026-10-15", to: "2030-10-15" }],
    ["seatNotInThisBody", body("OFFICE"), null, span],
    ["seatBodyNotThere", body("COMMITTEE", null, "2018-12-31"), null, span],
    ["seatEndsBeforeStart", body("COMMITTEE"), null, { from: "2026-01-02", to: "2026-01-01" }],
  ])("is %s", (expected, of, within, time) => {
    expect(reason(judgeSeat(of, within, false, time))).toBe(expected);
  });

  it("is not given to an archived person, and ends within its time", () => {
    expect(reason(judgeSeat(body("COMMITTEE"), null, true, span))).toBe("personArchived");
    expect(["2025-12-31", "2026-01-01"].map((to) => reason(judgeSeatEnd(span, to)))).toEqual(["seatEndsBeforeStart", "fine"]);
    expect(reason(judgeSeatEnd({ ...span, to: "2026-02-01" }, "2026-02-01"))).toBe("seatAlreadyEnded");
  });
});

it("a person who holds something is not archived, nor one who is already", () => {
  expect([judgeArchiving(false, false), judgeArchiving(false, true), judgeArchiving(true, false)].map(reason)).toEqual(["fine", "personHoldsAssignments", "personArchived"]);
});

describe("a conflict", () => {
  const sent = { id, _version: "3", title: "Lärare", "pick.name": "theirs", "mine.name": "Mitt", "theirs.name": "Deras", "before.name": "Förut", "pick.email": "before", "mine.email": "a@b.example", "theirs.email": "c@d.example", "before.email": "" };
  it("becomes a change like any other", () => {
    expect(changePersonSchema.parse(sent)).toEqual({ id, version: 3, person: { name: "Deras", title: "Lärare", email: null, phone: null } });
  });
});

describe("the forms", () => {
  const issues = (values: Record<string, string>) => addPersonSchema.safeParse({ _key: id, name: "Anna", ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("say at each field what to write instead", () => {
    expect(issues({ email: "anna@kommun.example", phone: "+46 (0)123-456" })).toBeUndefined();
    expect(issues({ name: "  " })).toEqual(["name people.errors.nameMissing"]);
    expect(issues({ name: "x".repeat(121), title: "x".repeat(1_000_000) })).toEqual(["name fields.tooLong", "title fields.tooLong"]);
    for (const email of ["anna", "anna@", "@b.example", "a b@c.example", "a@b", "a@b.example\r\nBcc: c@d.example"]) expect(issues({ email })).toHaveLength(1);
    for (const phone of ["ring mig", "1", "1".repeat(41)]) expect(issues({ phone })).toEqual(["phone people.errors.phone"]);
    expect(giveRoleSchema.safeParse({ _key: id, personId: id, role: "KING", from: "snart" }).error?.issues.map((issue) => issue.message)).toEqual(["fields.choice", "fields.date"]);
  });

  it("compose characters, so that one name is one name", () => {
    expect(addPersonSchema.parse({ _key: id, name: "A\u030Asa" }).person.name).toBe("Åsa");
    expect(detailsAsValues({ name: "Åsa", title: null, email: null, phone: "1" })).toEqual({ name: "Åsa", title: "", email: "", phone: "1" });
  });
});

const TODAY = "2026-11-30";
const APP = new Map<string, Role>([["office", "COORDINATOR"], ["it", "ADMINISTRATOR"], ["head", "UNIT_MANAGER"]]);
const held = (role: Role, more: Partial<GivenRole> = {}): GivenRole => ({ id: role, version: 1, role, bodyId: null, from: "2026-01-01", to: null, ...more });
const says = (said: readonly string[], roles: readonly GivenRole[] = []) => followRoles(APP, new Set(said), roles, TODAY);

describe("A.7: app roles of the municipality's sign-in", () => {
  it("A.7: give what the person has not, once, and leave what is there", () => {
    expect(says(["office", "it", "unknown"])).toEqual({ give: ["COORDINATOR", "ADMINISTRATOR"], end: [] });
    expect(says(["office", "it"], [held("COORDINATOR")])).toEqual({ give: ["ADMINISTRATOR"], end: [] });
    expect(followRoles(new Map([["a", "READER"], ["b", "READER"]]), new Set(["a", "b"]), [], TODAY).give).toEqual(["READER"]);
  });

  it("A.7: end what the provider no longer says with the day before, and what began today with the day", () => {
    expect(says([], [held("COORDINATOR"), held("ADMINISTRATOR", { from: TODAY })]).end).toEqual([{ id: "COORDINATOR", version: 1, role: "COORDINATOR", to: "2026-11-29" }, { id: "ADMINISTRATOR", version: 1, role: "ADMINISTRATOR", to: TODAY }]);
    expect(says([], [held("ADMINISTRATOR", { from: TODAY, to: TODAY })]).end).toEqual([]);
    expect(says([], [held("COORDINATOR", { to: TODAY })]).end).toEqual([{ id: "COORDINATOR", version: 1, role: "COORDINATOR", to: "2026-11-29" }]);
  });

  it("A.7: leave the roles that they don't decide, those that are over and those that are to come", () => {
    expect(says([], [held("AUDITOR"), held("COORDINATOR", { to: "2026-11-29" }), held("ADMINISTRATOR", { from: "2026-12-01" })])).toEqual({ give: [], end: [] });
  });

  it("A.7: never give a role that needs a body, whose body the office says, and end it for every body", () => {
    const heads = [held("UNIT_MANAGER", { id: "one", bodyId: "school" }), held("UNIT_MANAGER", { id: "two", bodyId: "library" })];
    expect(says(["head"])).toEqual({ give: [], end: [] });
    expect(says(["head"], heads)).toEqual({ give: [], end: [] });
    expect(says([], heads).end.map(({ id }) => id)).toEqual(["one", "two"]);
  });

  it("A.7: give the whole municipality to whoever has a role for one body alone", () => {
    expect(says(["office"], [held("COORDINATOR", { bodyId: "office" })]).give).toEqual(["COORDINATOR"]);
  });
});
