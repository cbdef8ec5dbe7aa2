import { describe, expect, it } from "vitest";
import { actorOfUnit, actorWithRole, makeActor } from "../../tests/factories/actors.ts";
import { actsForBody, answersForUnit, describeActor, hasRole, HOMES, isAdministrator, isCoordinator, ROLES, unitIdsAnsweredFor, type Actor, type ActorFacts } from "./actor";
import { definePolicy, may } from "./policy";
import { refuse, succeed } from "./result";

const unit = { id: "u", name: "Provkontoret", kind: "PRIMARY" as const, predecessorIds: [] };
const presidium = (position: string) => ({ bodyId: "p", bodyKind: "COUNCIL_PRESIDIUM", position });
const role = (name: (typeof ROLES)[number]) => ({ role: name, bodyId: null });

describe("describing who is here", () => {
  it.each([
    ["nobody in particular", {}, { role: "NONE", unit: null, home: "reader" }],
    ["a contact person", { units: [unit] }, { role: "CONTACT_PERSON", unit: "Provkontoret", home: "unit" }],
    ["a deputy", { units: [{ ...unit, kind: "DEPUTY" }] }, { role: "DEPUTY", unit: "Provkontoret", home: "unit" }],
    ["a contact person who manages the unit", { units: [unit], roles: [{ role: "UNIT_MANAGER", bodyId: "u" }] }, { role: "CONTACT_PERSON", unit: "Provkontoret", home: "unit" }],
    ["the office, although also contact person", { units: [unit], roles: [role("COORDINATOR")] }, { role: "COORDINATOR", unit: null, home: "office" }],
    ["a presidium's chair", { seats: [presidium("CHAIR")] }, { role: "PRESIDIUM_MEMBER", unit: null, home: "presidium" }],
    ["a presidium's secretary", { seats: [presidium("SECRETARY")] }, { role: "PRESIDIUM_SECRETARY", unit: null, home: "presidium" }],
    ["a member of the other presidium", { seats: [{ ...presidium("MEMBER"), bodyKind: "EXECUTIVE_BOARD_PRESIDIUM" }] }, { role: "PRESIDIUM_MEMBER", unit: null, home: "presidium" }],
    ["a seat in a committee alone", { seats: [{ ...presidium("MEMBER"), bodyKind: "COMMITTEE" }] }, { role: "NONE", unit: null, home: "reader" }],
    ["an administrator", { roles: [role("ADMINISTRATOR"), role("READER")] }, { role: "ADMINISTRATOR", unit: null, home: "administration" }],
    ["a manager", { roles: [{ role: "UNIT_MANAGER", bodyId: "u" }] }, { role: "UNIT_MANAGER", unit: null, home: "body" }],
    ["a secretary", { roles: [{ role: "BOARD_SECRETARY", bodyId: "n" }] }, { role: "BOARD_SECRETARY", unit: null, home: "body" }],
    ["the executive board before the council", { roles: [role("COUNCIL_MEMBER"), role("EXECUTIVE_BOARD_MEMBER")] }, { role: "EXECUTIVE_BOARD_MEMBER", unit: null, home: "board" }],
    ["the council", { roles: [role("COUNCIL_MEMBER")] }, { role: "COUNCIL_MEMBER", unit: null, home: "council" }],
    ["the auditor before the council", { roles: [role("COUNCIL_MEMBER"), role("AUDITOR")] }, { role: "AUDITOR", unit: null, home: "audit" }],
    ["a reader", { roles: [role("READER")] }, { role: "READER", unit: null, home: "reader" }],
  ] satisfies [string, Partial<ActorFacts>, unknown][])("knows %s", (_who, facts, description) => {
    expect(describeActor(makeActor(facts))).toEqual(description);
  });

  it.each(ROLES)("gives %s a home", (name) => {
    expect(HOMES).toContain(describeActor(actorWithRole(name)).home);
  });
});

describe("what an actor holds", () => {
  it("a role for one body is not held for another, and one for all bodies is held for each", () => {
    expect([hasRole(actorWithRole("UNIT_MANAGER", "a"), "UNIT_MANAGER", "a"), hasRole(actorWithRole("UNIT_MANAGER", "a"), "UNIT_MANAGER", "b")]).toEqual([true, false]);
    expect([hasRole(actorWithRole("READER"), "READER", "b"), hasRole(actorWithRole("UNIT_MANAGER", "a"), "UNIT_MANAGER"), hasRole(actorWithRole("READER"), "AUDITOR")]).toEqual([true, true, false]);
  });

  it("a body is acted for by its own manager and secretary, and by a role for no body in particular none", () => {
    const asked = (actor: Actor) => ["a", "b", null].map((body) => actsForBody(actor, body));
    expect([asked(actorWithRole("UNIT_MANAGER", "a")), asked(actorWithRole("BOARD_SECRETARY", "a"))]).toEqual([[true, false, false], [true, false, false]]);
    for (const actor of [actorWithRole("UNIT_MANAGER"), actorWithRole("COORDINATOR", "a"), actorWithRole("EXECUTIVE_BOARD_MEMBER", "a"), actorOfUnit("a")]) expect(asked(actor)).toEqual([false, false, false]);
  });

  it("the office and the administrator are told apart; the program itself is both", () => {
    expect(ROLES.filter((name) => isCoordinator(actorWithRole(name)))).toEqual(["COORDINATOR"]);
    expect(ROLES.filter((name) => isAdministrator(actorWithRole(name)))).toEqual(["ADMINISTRATOR"]);
    expect([isCoordinator(makeActor({ isSystem: true })), isAdministrator(makeActor({ isSystem: true }))]).toEqual([true, true]);
  });

  it("a unit is answered for by its own contact persons, and no unit by anyone", () => {
    expect([answersForUnit(actorOfUnit("u"), "u"), answersForUnit(actorOfUnit("u", "DEPUTY"), "u"), answersForUnit(actorOfUnit("u"), "v"), answersForUnit(actorOfUnit("u"), null)]).toEqual([true, true, false, false]);
  });

  it("a unit that has gone up into another one is answered for by that one's contact persons", () => {
    const heir = actorOfUnit("u", "DEPUTY", ["old", "older"]);
    expect(["u", "old", "older", "v"].map((id) => answersForUnit(heir, id))).toEqual([true, true, true, false]);
    expect(unitIdsAnsweredFor(heir)).toEqual(["u", "old", "older"]);
    expect(unitIdsAnsweredFor(makeActor({ units: [...heir.units, { id: "v", name: "Andra kontoret", kind: "PRIMARY", predecessorIds: ["old"] }] }))).toEqual(["u", "old", "older", "v"]);
    expect(unitIdsAnsweredFor(makeActor())).toEqual([]);
  });
});

describe("a policy", () => {
  const policy = definePolicy({ feature: "things", rules: { view: (_actor, thing: { id: string; isSecret: boolean }) => !thing.isSecret, edit: () => true } });

  it("lets nobody do anything to what they may not see", () => {
    expect(may(policy, "edit", makeActor(), { id: "a", isSecret: true })).toBe(false);
    expect(may(policy, "edit", makeActor(), { id: "a", isSecret: false })).toBe(true);
  });
});

describe("a result", () => {
  it("is a value or a reason", () => {
    expect([succeed(1), refuse("late")]).toEqual([{ ok: true, value: 1 }, { ok: false, reason: "late" }]);
  });
});
