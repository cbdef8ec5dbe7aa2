import { describe, expect, it } from "vitest";
import { everyOf, isWorking, nextOfSchedule, nextRun, reasonOf, stateOf } from "./rules";

const at = (text: string) => new Date(text);

describe("a job", () => {
  it.each([
    ["is under way whatever became of it before", true, "2026-11-20", "2026-11-21", "RUNNING"],
    ["works when it has been done", false, "2026-11-20", null, "FINE"],
    ["works when it has been done since it failed", false, "2026-11-22", "2026-11-21", "FINE"],
    ["has failed until it is done again", false, "2026-11-20", "2026-11-21", "FAILING"],
    ["has failed when it never was done", false, null, "2026-11-21", "FAILING"],
    ["has not been run", false, null, null, "NEVER"],
  ] as const)("%s", (_what, isRunning, done, failed, state) => {
    expect(stateOf({ isRunning, doneAt: done === null ? null : at(done), failedAt: failed === null ? null : at(failed) })).toBe(state);
  });

  it("that failed tells why in a word of ours, and never what the error says", () => {
    expect(["job failed by timeout in active state", "connect ECONNREFUSED 10.0.0.1", "cannot mail Anna Andersson", null].map(reasonOf)).toEqual(["TOO_SLOW", "DATABASE", "FAULT", "FAULT"]);
  });

  it("is run each minute, each day at a time, or when asked", () => {
    expect([everyOf("* * * * *"), everyOf("17 3 * * *"), everyOf("0 0 1 * *")]).toEqual([{ every: "minute" }, { every: "day", at: "03:17" }, null]);
    expect(nextRun(everyOf("* * * * *"), at("2026-11-22T10:00:30Z"))).toEqual(at("2026-11-22T10:01:00Z"));
    expect(nextRun(everyOf("17 3 * * *"), at("2026-11-22T10:00:30Z"))).toEqual(at("2026-11-23T02:17:00Z"));
    expect(nextRun(everyOf("17 3 * * *"), at("2026-11-22T01:00:00Z"))).toEqual(at("2026-11-22T02:17:00Z"));
    expect(nextRun(null, at("2026-11-22T01:00:00Z"))).toBeNull();
  });

  it("is run once the night when the clock leaps over its time", () => {
    expect(nextRun({ every: "day", at: "02:30" }, at("2027-03-27T23:00:00Z"))).toEqual(at("2027-03-28T01:00:00Z"));
  });
});

describe("what is done at set times", () => {
  const daily = { name: "tasks", every: "day", at: "06:00" } as const;
  const weekly = { name: "weekly-digest", every: "week", at: "07:00" } as const;
  it("is done now where it is due and not done, else the next day or Monday", () => {
    const noon = at("2026-11-25T11:00:00Z");
    expect(nextOfSchedule(daily, "2026-11-24", noon)).toEqual(noon);
    expect(nextOfSchedule(daily, "2026-11-25", noon)).toEqual(at("2026-11-26T05:00:00Z"));
    expect(nextOfSchedule(weekly, "2026-11-23", noon)).toEqual(at("2026-11-30T06:00:00Z"));
    expect(nextOfSchedule(weekly, "2026-11-16", noon)).toEqual(noon);
  });

  it("needs a worker, which is heard of each minute", () => {
    const now = at("2026-11-25T11:00:00Z");
    expect([isWorking(at("2026-11-25T10:57:00Z"), now), isWorking(at("2026-11-25T10:50:00Z"), now), isWorking(null, now)]).toEqual([true, false, false]);
  });
});
