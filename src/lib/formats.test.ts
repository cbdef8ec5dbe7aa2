import { describe, expect, it } from "vitest";
import { formatApproximate, formatCount, formatCountry, formatDate, formatInstant, formatMonth, formatNear, formatTime } from "./formats";

describe("what a person reads", () => {
  it("is a date in words, without its year when that is the one at hand", () => {
    expect([formatDate("2027-05-03", "sv"), formatDate("2027-05-03", "en")]).toEqual(["3 maj 2027", "3 May 2027"]);
    expect([formatNear("2027-05-03", "2027-11-22", "sv"), formatNear("2027-05-03", "2026-11-22", "sv")]).toEqual(["3 maj", "3 maj 2027"]);
    expect([formatMonth("2027-05-03", "sv"), formatMonth("2027-09-03", "sv")]).toEqual(["maj\u00a02027", "sep\u00a02027"]);
  });

  it("is no more exact than what is known", () => {
    expect(formatApproximate({ on: "2027-05-03", precision: "DAY" }, "sv")).toBe("3 maj 2027");
    expect(formatApproximate({ on: "2027-05-01", precision: "MONTH" }, "sv")).toBe("maj 2027");
    expect([formatApproximate({ on: "2027-04-01", precision: "QUARTER" }, "sv"), formatApproximate({ on: "2027-06-30", precision: "QUARTER" }, "en")]).toEqual(["2027, kvartal 2", "Q2 2027"]);
    expect(formatApproximate({ on: "2027-12-31", precision: "YEAR" }, "sv")).toBe("2027");
  });

  it("is Stockholm's time, whatever the machine's zone", () => {
    expect(formatInstant(new Date("2026-12-31T23:30:00Z"), "sv")).toContain("1 januari 2027");
    expect([formatTime(new Date("2027-01-01T11:05:00Z"), "sv"), formatTime(new Date("2027-07-01T11:05:00Z"), "sv")]).toEqual(["12:05", "13:05"]);
  });

  it("is a number whose thousands hold together, and a country by its name", () => {
    expect([formatCount(0), formatCount(999), formatCount(1000), formatCount(1_234_567)]).toEqual(["0", "999", "1\u00a0000", "1\u00a0234\u00a0567"]);
    expect([formatCountry("DK", "sv"), formatCountry("DK", "en"), formatCountry("?", "sv")]).toEqual(["Danmark", "Denmark", "?"]);
  });
});
