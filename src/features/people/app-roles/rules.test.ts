import { describe, expect, it } from "vitest";
import type { Role } from "@/domain/actor";
import { follow, type HeldRole } from "./rules";

const TODAY = "2026-11-30";
const APP = new Map<string, Role>([["office", "COORDINATOR"], ["it", "ADMINISTRATOR"], ["head", "UNIT_MANAGER"]]);
const held = (role: Role, more: Partial<HeldRole> = {}): HeldRole => ({ id: role, role, bodyId: null, from: "2026-01-01", to: null, ...more });
const says = (said: readonly string[], roles: readonly HeldRole[] = []) => follow(APP, new Set(said), roles, TODAY);

describe("A.7: app roles of the municipality's sign-in", () => {
  it("A.7: give what the person has not, once, and leave what is there", () => {
    expect(says(["office", "it", "unknown"])).toEqual({ give: ["COORDINATOR", "ADMINISTRATOR"], end: [] });
    expect(says(["office", "it"], [held("COORDINATOR")])).toEqual({ give: ["ADMINISTRATOR"], end: [] });
    expect(follow(new Map([["a", "READER"], ["b", "READER"]]), new Set(["a", "b"]), [], TODAY).give).toEqual(["READER"]);
  });

  it("A.7: end what the provider no longer says with the day before, and what began today with the day", () => {
    expect(says([], [held("COORDINATOR"), held("ADMINISTRATOR", { from: TODAY })]).end).toEqual([{ id: "COORDINATOR", role: "COORDINATOR", to: "2026-11-29" }, { id: "ADMINISTRATOR", role: "ADMINISTRATOR", to: TODAY }]);
    expect(says([], [held("ADMINISTRATOR", { from: TODAY, to: TODAY })]).end).toEqual([]);
    expect(says([], [held("COORDINATOR", { to: TODAY })]).end).toEqual([{ id: "COORDINATOR", role: "COORDINATOR", to: "2026-11-29" }]);
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
