import { describe, expect, it } from "vitest";
import { isAskedFor, judgeDays, judgeDone, searchTextOf, stateOf, writeEntry, type Standing } from "./rules";

const TODAY = "2026-11-22";
const task = (more: Partial<Standing> = {}): Standing => ({ kind: "TASK", dueOn: "2026-11-22", doneOn: null, ...more });

describe("how an entry stands", () => {
  it.each([
    ["on the day it is due", task(), TODAY, "OPEN"],
    ["the day after", task(), "2026-11-23", "LATE"],
    ["without a day", task({ dueOn: null }), "2099-01-01", "OPEN"],
    ["the day it was done", task({ doneOn: "2026-11-30" }), "2026-11-30", "DONE"],
    ["before it was done, past its day", task({ doneOn: "2026-11-30" }), "2026-11-29", "LATE"],
    ["as an agreement", task({ kind: "AGREEMENT", dueOn: null }), TODAY, "NOTED"],
    ["as information", task({ kind: "INFORMATION", dueOn: null }), TODAY, "NOTED"],
    ["as a question", task({ kind: "QUESTION", dueOn: null }), TODAY, "NOTED"],
  ] as const)("V16a, H13: a task %s", (_what, entry, day, state) => {
    expect(stateOf(entry, day)).toBe(state);
  });

  it("V16a, H13: a task is asked for when it is late, due within two weeks, or has no day", () => {
    expect(["2026-01-01", "2026-12-06", null].map((dueOn) => isAskedFor(dueOn, TODAY))).toEqual([true, true, true]);
    expect(isAskedFor("2026-12-07", TODAY)).toBe(false);
  });
});

describe("marking a task as done", () => {
  const judge = (more: Partial<Standing>, on: string) => {
    const judged = judgeDone({ ...task(more), notedOn: "2026-11-02" }, on, TODAY);
    return judged.ok ? "done" : judged.reason;
  };

  it("H13: is for tasks alone, once, on a day between the noting and today", () => {
    expect([judge({}, "2026-11-02"), judge({}, TODAY)]).toEqual(["done", "done"]);
    expect(judge({ kind: "AGREEMENT", dueOn: null }, TODAY)).toBe("coordinationNotTask");
    expect(judge({ doneOn: TODAY }, TODAY)).toBe("coordinationDoneAlready");
    expect(judge({}, "2026-11-23")).toBe("coordinationDoneInFuture");
    expect(judge({}, "2026-11-01")).toBe("coordinationDoneTooEarly");
  });
});

describe("the days of an entry", () => {
  it("lie behind, and a task that is done stays one and was noted before", () => {
    expect(judgeDays({ kind: "QUESTION", notedOn: TODAY }, null, TODAY).ok).toBe(true);
    expect(judgeDays({ kind: "QUESTION", notedOn: "2026-11-23" }, null, TODAY)).toMatchObject({ reason: "coordinationInFuture", field: "notedOn" });
    expect(judgeDays({ kind: "QUESTION", notedOn: "2026-11-01" }, TODAY, TODAY)).toMatchObject({ reason: "coordinationDoneIsTask", field: "kind" });
    expect(judgeDays({ kind: "TASK", notedOn: TODAY }, "2026-11-21", TODAY)).toMatchObject({ reason: "coordinationDoneBefore", about: { day: "2026-11-21" } });
    expect(judgeDays({ kind: "TASK", notedOn: "2026-11-21" }, "2026-11-21", TODAY).ok).toBe(true);
  });
});

it("an entry is written as its form holds it, and found by what it says", () => {
  const entry = { kind: "TASK", notedOn: TODAY, title: "Ansökan", text: null, responsibleId: "r", unitIds: ["b", "a"], priorityId: null, dueOn: null } as const;
  expect(writeEntry(entry)).toEqual({ kind: "TASK", notedOn: TODAY, title: "Ansökan", text: "", responsibleId: "r", unitIds: ["a", "b"], priorityId: "", dueOn: "" });
  expect([searchTextOf(entry), searchTextOf({ ...entry, text: "Skolorna" })]).toEqual(["Ansökan", "Ansökan Skolorna"]);
});
