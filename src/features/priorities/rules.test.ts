import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/plain-date";
import { decisionNeedOf, groupByPeriod, judgePriorityStep, openSteps, standingOn, writePriority, type Held } from "./rules";

const TODAY = "2026-11-22";
const held = (more: Partial<Held> = {}): Held => ({ status: "IN_FORCE", startsOn: "2025-01-01", endsOn: "2028-12-31", endedOn: null, ...more });

describe("the life cycle of a priority", () => {
  const reason = (...given: Parameters<typeof judgePriorityStep>) => {
    const judged = judgePriorityStep(...given);
    return judged.ok ? "taken" : judged.reason;
  };
  const proposed = { status: "PROPOSED", startsOn: "2025-01-01" } as const;

  it.each([
    ["DECIDED", "taken"],
    ["OWN", "taken"],
    ["UNKNOWN", "taken"],
    ["FLAGGED", "priorityLacksDecision"],
    ["MISSING", "priorityLacksDecision"],
  ] as const)("V16a, H17: on the basis %s putting it in force is %s", (basis, outcome) => {
    expect(reason(proposed, "IN_FORCE", TODAY, basis, TODAY)).toBe(outcome);
    expect(openSteps("PROPOSED", basis)).toEqual([{ to: "IN_FORCE", missing: outcome === "taken" ? [] : ["DECISION"] }]);
  });

  it("goes from proposed to in force to ended, and back in force when it was ended by mistake", () => {
    expect(reason({ ...proposed, status: "IN_FORCE" }, "ENDED", TODAY, "MISSING", TODAY)).toBe("taken");
    expect(reason({ ...proposed, status: "ENDED" }, "IN_FORCE", TODAY, "OWN", TODAY)).toBe("taken");
    expect(reason({ ...proposed, status: "ENDED" }, "IN_FORCE", TODAY, "MISSING", TODAY)).toBe("priorityLacksDecision");
    for (const [from, to] of [["PROPOSED", "ENDED"], ["PROPOSED", "PROPOSED"], ["IN_FORCE", "PROPOSED"], ["ENDED", "PROPOSED"]] as const) {
      expect(reason({ ...proposed, status: from }, to, TODAY, "DECIDED", TODAY), `${from} to ${to}`).toBe("priorityStepIllegal");
    }
  });

  it("takes no step ahead of its day, and ends nothing before it began", () => {
    expect(reason({ ...proposed, status: "IN_FORCE" }, "ENDED", addDays(TODAY, 1), "DECIDED", TODAY)).toBe("priorityStepInFuture");
    expect(reason({ ...proposed, status: "IN_FORCE" }, "ENDED", "2024-12-31", "DECIDED", TODAY)).toBe("priorityEndsBeforeStart");
    expect(reason({ ...proposed, status: "IN_FORCE" }, "ENDED", "2025-01-01", "DECIDED", TODAY)).toBe("taken");
    expect(reason(proposed, "IN_FORCE", "2024-12-31", "DECIDED", TODAY)).toBe("taken");
  });

  it("V16a, H17: asks for a decision on priorities, which is missing where one is in force without", () => {
    expect(decisionNeedOf({ id: "a", kind: "PRIORITY", title: "Unga", status: "PROPOSED" })).toMatchObject({ subject: { kind: "priority", id: "a" }, matters: ["DECIDE_STRATEGIC_PRIORITIES"], isDue: false });
    expect(decisionNeedOf({ id: "a", kind: "PRIORITY", title: "Unga", status: "IN_FORCE" }).isDue).toBe(true);
  });

  it("H17: asks for a decision on profile areas where the area is one", () => {
    expect(decisionNeedOf({ id: "a", kind: "PROFILE_AREA", title: "Kuststäder", status: "PROPOSED" }).matters).toEqual(["DECIDE_PROFILE_AREAS"]);
  });
});

describe("how a priority stands on a day", () => {
  it.each([
    ["before its first day", held(), "2024-12-31", "COMING"],
    ["on its first day", held(), "2025-01-01", "IN_FORCE"],
    ["on its last day", held(), "2028-12-31", "IN_FORCE"],
    ["after its last day", held(), "2029-01-01", "PAST"],
    ["without a last day", held({ endsOn: null }), "2099-01-01", "IN_FORCE"],
    ["the day before it was ended", held({ status: "ENDED", endedOn: "2026-06-01" }), "2026-05-31", "IN_FORCE"],
    ["on the day it was ended", held({ status: "ENDED", endedOn: "2026-06-01" }), "2026-06-01", "ENDED"],
    ["proposed, in its period", held({ status: "PROPOSED" }), TODAY, "PROPOSED"],
  ] as const)("V16a, H17: %s", (_what, priority, day, standing) => {
    expect(standingOn(priority, day)).toBe(standing);
  });
});

describe("priorities by period", () => {
  const row = (id: string, more: Partial<Held>) => ({ id, ...held(more) });

  it("V16a: what is in force comes first, then what is to come, then the past, the latest first", () => {
    const periods = groupByPeriod(
      [
        row("old", { startsOn: "2017-01-01", endsOn: "2020-12-31" }),
        row("older", { startsOn: "2013-01-01", endsOn: "2016-12-31" }),
        row("next", { status: "PROPOSED", startsOn: "2029-01-01", endsOn: null }),
        row("ended", { status: "ENDED", endedOn: "2026-01-01" }),
        row("proposed", { status: "PROPOSED" }),
        row("now", {}),
        row("always", { startsOn: "2020-01-01", endsOn: null }),
      ],
      TODAY,
    );
    expect(periods.map(({ rows }) => rows.map(({ id }) => id))).toEqual([["now", "proposed", "ended"], ["always"], ["next"], ["old"], ["older"]]);
  });

  it("holds every priority once", () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2020-01-01", days));
    const priorities = fc.array(fc.record({ status: fc.constantFrom("PROPOSED", "IN_FORCE"), startsOn: day, endsOn: fc.option(day), endedOn: fc.constant(null) }));
    fc.assert(
      fc.property(priorities, (some) => {
        const rows = some.map((priority, id) => ({ ...priority, id }));
        expect(groupByPeriod(rows, TODAY).flatMap((period) => period.rows.map(({ id }) => id)).sort((a, b) => a - b)).toEqual(rows.map(({ id }) => id));
      }),
    );
  });

  it("are written as their form holds them", () => {
    expect(writePriority({ kind: "PROFILE_AREA", title: "Unga", description: null, setById: "b", startsOn: "2025-01-01", endsOn: null })).toEqual({ kind: "PROFILE_AREA", title: "Unga", description: "", setById: "b", startsOn: "2025-01-01", endsOn: "" });
  });
});
