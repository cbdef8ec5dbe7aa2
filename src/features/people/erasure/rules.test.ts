import { describe, expect, it } from "vitest";
import { erasableFrom, isDue } from "./rules";

describe("a person who has left", () => {
  it.each([["2024-11-22T11:00:00Z", "2026-11-22"], ["2024-02-29T11:00:00Z", "2026-03-01"], ["2024-12-31T23:30:00Z", "2027-01-01"]])("at %s is erased from %s", (left, day) => {
    expect(erasableFrom(new Date(left))).toBe(day);
  });

  it("is to be erased when the time has come, once, and not while anything is held", () => {
    const left = { leftAt: new Date("2024-11-22T11:00:00Z"), isErased: false, holds: false };
    expect([isDue(left, "2026-11-21"), isDue(left, "2026-11-22")]).toEqual([false, true]);
    expect([isDue({ ...left, leftAt: null }, "2026-11-22"), isDue({ ...left, isErased: true }, "2026-11-22"), isDue({ ...left, holds: true }, "2026-11-22")]).toEqual([false, false, false]);
  });
});
