import { describe, expect, it } from "vitest";
import { dueRun, isToldOf, mondayOf } from "./rules";

const nightly = { name: "night", every: "day", at: "02:30" } as const;
const weekly = { name: "week", every: "week", at: "07:00" } as const;

/** The days whose runs become due, minute by minute, when each is run once. */
function runsBetween(schedule: typeof nightly | typeof weekly, from: string, to: string): string[] {
  const done = new Set<string>();
  const runs: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 60_000) {
    const day = dueRun(schedule, new Date(at));
    if (day === null || done.has(day)) continue;
    done.add(day);
    runs.push(`${day} at ${new Date(at).toISOString().slice(11, 16)}`);
  }
  return runs;
}

describe("what is done at half past two", () => {
  it("is done once on an ordinary night", () => {
    expect(runsBetween(nightly, "2026-11-28T23:00:00Z", "2026-11-29T22:59:00Z")).toEqual(["2026-11-29 at 01:30"]);
  });

  it("is done once, at three, on the night when the clock leaps over it", () => {
    expect(runsBetween(nightly, "2027-03-27T23:00:00Z", "2027-03-28T21:59:00Z")).toEqual(["2027-03-28 at 01:00"]);
  });

  it("is done once, the first time, on the night when it comes twice", () => {
    expect(runsBetween(nightly, "2026-10-24T22:00:00Z", "2026-10-25T22:59:00Z")).toEqual(["2026-10-25 at 00:30"]);
  });

  it("is done later the same day when nobody was there, and not of a day that is over", () => {
    expect(dueRun(nightly, new Date("2026-11-29T20:00:00Z"))).toBe("2026-11-29");
    expect(dueRun(nightly, new Date("2026-11-29T23:10:00Z"))).toBeNull();
  });
});

describe("what is done once a week", () => {
  it("is done on Monday at its time, or later in the week when it was missed", () => {
    expect(runsBetween(weekly, "2026-11-22T23:00:00Z", "2026-11-29T22:59:00Z")).toEqual(["2026-11-23 at 06:00"]);
    expect(dueRun(weekly, new Date("2026-11-26T03:00:00Z"))).toBe("2026-11-23");
    expect(dueRun(weekly, new Date("2026-11-23T05:00:00Z"))).toBeNull();
  });

  it.each([["2026-11-23", "2026-11-23"], ["2026-11-29", "2026-11-23"], ["2027-01-01", "2026-12-28"]])("%s lies in the week of %s", (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});

describe("a task", () => {
  const told = (dueOn: string | null, noticeDays?: number) => isToldOf({ dueOn, ...(noticeDays === undefined ? {} : { noticeDays }) }, "2026-11-29");
  it("is told of when its day is near, or has passed and not long ago", () => {
    expect([told("2026-12-13"), told("2026-12-14"), told("2026-11-01"), told("2026-10-29"), told(null)]).toEqual([true, false, true, false, false]);
  });
  it("that needs longer is told of earlier", () => {
    expect([told("2027-02-27", 90), told("2027-02-28", 90)]).toEqual([true, false]);
  });
});
