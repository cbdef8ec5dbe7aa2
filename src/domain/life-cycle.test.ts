import { describe, expect, it } from "vitest";
import { judgeStep, stepsFrom, type LifeCycle } from "./life-cycle";

const lamp: LifeCycle<"off" | "on" | "broken", "current" | "bulb"> = {
  states: ["off", "on", "broken"],
  steps: [
    { from: ["off"], to: "on", requires: ["current", "bulb"] },
    { from: ["on"], to: "off", requires: [] },
    { from: ["on", "off"], to: "broken", requires: [] },
  ],
};

describe("a life cycle", () => {
  it("lists the steps from a state in its own order, with what is missing", () => {
    expect(stepsFrom(lamp, "off", (requirement) => requirement === "bulb")).toEqual([
      { to: "on", missing: ["current"] },
      { to: "broken", missing: [] },
    ]);
    expect(stepsFrom(lamp, "broken", () => true)).toEqual([]);
  });

  it.each([
    ["off", "on", true, { verdict: "allowed" }],
    ["off", "on", false, { verdict: "lacking", missing: ["current", "bulb"] }],
    ["on", "off", false, { verdict: "allowed" }],
    ["on", "on", true, { verdict: "illegal" }],
    ["broken", "on", true, { verdict: "illegal" }],
  ] as const)("judges the step from %s to %s, met: %s", (from, to, met, verdict) => {
    expect(judgeStep(lamp, from, to, () => met)).toEqual(verdict);
  });
});
