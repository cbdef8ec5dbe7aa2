import { describe, expect, it } from "vitest";
import { asOfYear, followedYears } from "@/domain/registers";
import { readAsOf, yearsBeside } from "./schema";

const TODAY = "2026-11-29";

describe("the year or the day that a page looks back at", () => {
  it.each([
    ["nothing, which is this year so far", undefined, { year: 2026, on: TODAY, begunBy: null, isOver: false }],
    ["nothing but spaces", "  ", { year: 2026, on: TODAY, begunBy: null, isOver: false }],
    ["this year", "2026", { year: 2026, on: TODAY, begunBy: null, isOver: false }],
    ["a year that is over", "2024", { year: 2024, on: "2024-12-31", begunBy: null, isOver: true }],
    ["a day", "2024-05-13", { year: 2024, on: "2024-05-13", begunBy: "2024-05-13", isOver: false }],
    ["a day in words", "13 maj 2024", { year: 2024, on: "2024-05-13", begunBy: "2024-05-13", isOver: false }],
    ["a month, as it ended", "februari 2024", { year: 2024, on: "2024-02-29", begunBy: "2024-02-29", isOver: false }],
    ["the month that goes on, as it stands", "2026-11", { year: 2026, on: TODAY, begunBy: TODAY, isOver: false }],
    ["the first of several", ["2024", "2025"], { year: 2024, on: "2024-12-31", begunBy: null, isOver: true }],
  ])("reads %s", (_what, written, asOf) => {
    expect(readAsOf(written, TODAY)).toMatchObject({ asOf, fault: null });
  });

  it.each([
    ["2024-02-30", "unreadable"],
    ["i fjol", "unreadable"],
    ["\u0000", "unreadable"],
    ["x".repeat(1_000_000), "unreadable"],
    ["2027", "future"],
    ["2026-11-30", "future"],
    ["1949", "tooEarly"],
  ])("shows today instead of %#, says why and keeps what was written", (written, fault) => {
    expect(readAsOf(written, TODAY)).toEqual({ asOf: asOfYear(2026, TODAY), written: written.slice(0, 60).trim(), fault });
  });

  it("offers the years beside, as far as there are any", () => {
    expect(yearsBeside(asOfYear(2024, TODAY), TODAY)).toEqual({ before: 2023, after: 2025 });
    expect(yearsBeside(asOfYear(2026, TODAY), TODAY)).toEqual({ before: 2025, after: null });
    expect(yearsBeside(asOfYear(1950, TODAY), TODAY)).toEqual({ before: null, after: 1951 });
  });

  it("V16b: waits for what is told of a year when the year is over, and until then is content with the one before", () => {
    expect(followedYears(asOfYear(2024, TODAY))).toEqual({ from: 2024, to: 2024 });
    expect(followedYears(asOfYear(2026, TODAY))).toEqual({ from: 2025, to: 2026 });
  });
});
