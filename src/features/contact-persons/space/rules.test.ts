import { expect, it } from "vitest";
import { askedYear, dueDayOf, judgeYear, wasHeldIn } from "./rules";

const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);

it("V20b: contact persons are asked of a year from October of it, until the question is asked of the next", () => {
  expect(["2026-09-30", "2026-10-01", "2027-01-31", "2027-09-30"].map(askedYear)).toEqual([2025, 2026, 2026, 2026]);
  expect(dueDayOf(2026)).toBe("2027-01-31");
});

it("V20b: an answer is of a year in which the appointment held, and that has begun", () => {
  const appointment = { from: "2024-12-31", to: "2026-01-01" };
  expect([2023, 2024, 2025, 2026, 2027].map((year) => wasHeldIn(appointment, year))).toEqual([false, true, true, true, false]);
  expect([2023, 2024, 2026, 2027].map((year) => reason(judgeYear(appointment, year, "2026-11-30")))).toEqual(["spaceYearNotHeld", "fine", "fine", "spaceYearToCome"]);
  expect(reason(judgeYear({ from: "2024-01-01", to: null }, 2027, "2026-11-30"))).toBe("spaceYearToCome");
});
