import { describe, expect, it } from "vitest";
import { ROLES } from "@/domain/actor";
import { may } from "@/domain/policy";
import { actorOfUnit, actorWithRole, makeActor } from "../../../tests/factories/actors.ts";
import { draftPolicy } from "./policy";

const draft = { id: "d", personId: "author", unitId: "u" };
const allowed = (actor: ReturnType<typeof makeActor>, thing: { id: string; personId: string; unitId: string | null } = draft) => (["view", "save", "discard"] as const).filter((verb) => may(draftPolicy, verb, actor, thing));

describe("who may what with a draft", () => {
  it.each([
    ["its author", makeActor({ personId: "author" }), ["view", "save", "discard"]],
    ["the unit's contact person", actorOfUnit("u"), ["view", "save"]],
    ["the unit's deputy", actorOfUnit("u", "DEPUTY"), ["view", "save"]],
    ["the office", actorWithRole("COORDINATOR"), ["view", "save", "discard"]],
    ["another unit's contact person", actorOfUnit("v"), []],
    ["the deputy of the unit it has gone up into", actorOfUnit("v", "DEPUTY", ["u"]), ["view", "save"]],
    ...ROLES.filter((role) => role !== "COORDINATOR").map((role): [string, ReturnType<typeof makeActor>, string[]] => [role, actorWithRole(role, "u"), []]),
  ])("%s", (_who, actor, verbs) => {
    expect(allowed(actor)).toEqual(verbs);
  });

  it("a draft of no unit is its author's and the office's alone", () => {
    expect([allowed(actorOfUnit("u"), { ...draft, unitId: null }), allowed(makeActor({ personId: "author" }), { ...draft, unitId: null }), allowed(actorWithRole("COORDINATOR"), { ...draft, unitId: null })]).toEqual([[], ["view", "save", "discard"], ["view", "save", "discard"]]);
  });
});
