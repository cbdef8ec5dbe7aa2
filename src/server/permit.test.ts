import { describe, expect, it, vi } from "vitest";
import { definePolicy } from "@/domain/policy";
import { actorOfUnit, makeActor } from "../../tests/factories/actors.ts";
import { authorize, authorizeAll, grantScope, requirePermitFor } from "./permit";

vi.hoisted(() => vi.stubEnv("UTBLICK_LOG_LEVEL", "silent"));

const policy = definePolicy({ feature: "things", rules: { view: (_actor, thing: { id: string; isSecret?: boolean }) => thing.isSecret !== true, edit: (actor) => actor.isSystem } });
const system = makeActor({ isSystem: true });

describe("asking for permission", () => {
  it("refuses what may not be seen as not there, whatever else is allowed", () => {
    expect(() => authorize(policy, "edit", system, { id: "a", isSecret: true })).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(() => authorize(policy, "view", system, { id: "a", isSecret: true })).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });

  it("refuses what may be seen but not done as forbidden", () => {
    expect(() => authorize(policy, "edit", makeActor(), { id: "a" })).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
    expect(() => authorizeAll(policy, "edit", makeActor())).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
  });

  it("has somebody who signed in long ago show who it is before what is weighty, and before nothing else", () => {
    const weighty = definePolicy({ feature: "things", rules: { view: () => true, edit: () => true, refused: (actor) => actor.isSystem }, weighty: ["edit", "refused"] });
    const stale = makeActor({ isConfirmed: false });
    expect(() => authorize(weighty, "edit", stale, { id: "a" })).toThrow(expect.objectContaining({ code: "UNCONFIRMED" }));
    // Who may not is not asked to show it.
    expect(() => authorize(weighty, "refused", stale, { id: "a" })).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
    expect(authorize(weighty, "view", stale, { id: "a" }).recordId).toBe("a");
    expect(authorize(weighty, "edit", makeActor(), { id: "a" }).recordId).toBe("a");
  });

  it("gives a permit for the row that was asked about, and for no other", () => {
    const permit = authorize(policy, "edit", system, { id: "a" });
    expect(permit.actor).toBe(system);
    expect(() => requirePermitFor(permit, "a")).not.toThrow();
    expect(() => requirePermitFor(permit, "b")).toThrow("a permit for a was used for b");
  });

  it("gives a scope with the actor's own units", () => {
    expect(grantScope("things", actorOfUnit("u"), false)).toMatchObject({ all: false, unitIds: ["u"] });
  });
});
