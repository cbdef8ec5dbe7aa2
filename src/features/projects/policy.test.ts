import { describe, expect, it } from "vitest";
import { ROLES, type Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { actorOfUnit, actorWithRole, makeActor } from "../../../tests/factories/actors.ts";
import { mayLogProjects, projectPolicy, seesAllProjects, type ProjectThing } from "./policy";

const member = makeActor({ personId: "m" });
const open: ProjectThing = { id: "p", unitId: "u", isConfidential: false, isArchived: false, memberIds: ["m"] };
const VERBS = ["view", "log", "edit", "changeStatus", "nameMember", "archive"] as const;
const allowed = (actor: Actor, thing: ProjectThing) => VERBS.filter((verb) => may(projectPolicy, verb, actor, thing));

/** By hand: who may what with an open, a confidential and an archived project. */
const TABLE: [string, Actor, string, string, string][] = [
  ["the unit's contact person", actorOfUnit("u"), "view log edit changeStatus nameMember archive", "view log edit changeStatus nameMember archive", "view log archive"],
  ["the unit's deputy", actorOfUnit("u", "DEPUTY"), "view log edit changeStatus nameMember archive", "view log edit changeStatus nameMember archive", "view log archive"],
  ["another unit's contact person", actorOfUnit("v"), "view", "", ""],
  ["the contact person of the unit it has gone up into", actorOfUnit("v", "PRIMARY", ["u"]), "view log edit changeStatus nameMember archive", "view log edit changeStatus nameMember archive", "view log archive"],
  ["the office", actorWithRole("COORDINATOR"), "view log edit changeStatus nameMember archive", "view log edit changeStatus nameMember archive", "view log archive"],
  ["a member", member, "view edit changeStatus", "view edit changeStatus", "view"],
  ["nobody in particular", makeActor(), "view", "", ""],
  ...ROLES.filter((role) => role !== "COORDINATOR").map((role): [string, Actor, string, string, string] => [role, actorWithRole(role, "u"), "view", "", ""]),
];

describe("who may what with a project", () => {
  it.each(TABLE)("%s", (_who, actor, whenOpen, whenConfidential, whenArchived) => {
    expect(allowed(actor, open).join(" ")).toBe(whenOpen);
    expect(allowed(actor, { ...open, isConfidential: true }).join(" ")).toBe(whenConfidential);
    expect(allowed(actor, { ...open, isArchived: true }).join(" ")).toBe(whenArchived);
  });

  it("a member of one project is nothing to another", () => {
    expect(allowed(member, { ...open, memberIds: [] })).toEqual(["view"]);
  });

  it("only contact persons and the office log, and only the office sees every confidential project in lists", () => {
    expect([actorOfUnit("u"), actorOfUnit("u", "DEPUTY"), actorWithRole("COORDINATOR"), makeActor(), actorWithRole("ADMINISTRATOR")].map(mayLogProjects)).toEqual([true, true, true, false, false]);
    expect([...ROLES].filter((role) => seesAllProjects(actorWithRole(role)))).toEqual(["COORDINATOR"]);
  });
});
