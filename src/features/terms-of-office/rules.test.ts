import { describe, expect, it } from "vitest";
import { judgeTerm, liesWithinTerm, nameTerm } from "./rules";

const term = { startsOn: "2026-10-15", endsOn: "2030-10-14" };

describe("a term of office", () => {
  it.each([
    ["2026-10-15", "2030-10-14", true],
    ["2026-10-15", null, true],
    ["2030-10-14", null, true],
    ["2026-10-14", null, false],
    ["2030-10-15", null, false],
    ["2026-10-15", "2030-10-15", false],
  ])("holds a time from %s to %s: %s", (from, to, holds) => {
    expect(liesWithinTerm({ from, to }, term)).toBe(holds);
  });

  it("ends after the day it begins", () => {
    expect(judgeTerm({ startsOn: "2026-10-15", endsOn: "2026-10-15" }, [])).toEqual({ ok: false, reason: "termInOrder" });
    expect(judgeTerm({ startsOn: "2026-10-15", endsOn: "2026-10-16" }, [])).toMatchObject({ ok: true });
  });

  it("keeps every seat that has been given in it", () => {
    const seats = [
      { from: "2026-10-15", to: "2028-12-31" },
      { from: "2029-01-01", to: null },
    ];
    expect(judgeTerm(term, seats)).toMatchObject({ ok: true });
    expect(judgeTerm({ ...term, startsOn: "2026-10-16" }, seats)).toEqual({ ok: false, reason: "termLeavesSeatOutside" });
    expect(judgeTerm({ ...term, endsOn: "2028-12-31" }, seats)).toEqual({ ok: false, reason: "termLeavesSeatOutside" });
  });

  it("is called by its years", () => {
    expect(nameTerm(term)).toBe("2026–2030");
  });
});
