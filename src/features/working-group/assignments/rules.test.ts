import { expect, it } from "vitest";
import { decisionNeedOf, renewalOf, standingOn } from "./rules";

it("V25: an assignment holds on a decision alone, within its time", () => {
  const during = { startsOn: "2026-01-01", endsOn: "2026-12-31" };
  expect([standingOn(during, false, "2026-06-01"), standingOn(during, true, "2026-06-01"), standingOn(during, true, "2025-12-31"), standingOn(during, true, "2027-01-01"), standingOn({ ...during, endsOn: null }, true, "2030-01-01")]).toEqual(["PROPOSED", "IN_FORCE", "COMING", "PAST", "IN_FORCE"]);
});

it("V25: the office is reminded ninety days before the last day, and of one without a last day when it is two years old", () => {
  expect([renewalOf({ startsOn: "2025-01-01", endsOn: "2026-12-31" }, "2026-10-01"), renewalOf({ startsOn: "2025-01-01", endsOn: "2026-12-31" }, "2026-10-02"), renewalOf({ startsOn: "2025-01-01", endsOn: null }, "2026-10-03"), renewalOf({ startsOn: "2025-01-01", endsOn: null }, "2026-10-04")]).toEqual([null, "2026-12-31", null, "2027-01-02"]);
});

it("V25: a decision is missing once the assignment's time has begun, and ahead until then", () => {
  const assignment = { id: "a", title: "Uppdraget", startsOn: "2026-12-01" };
  expect([decisionNeedOf(assignment, "2026-11-30").isDue, decisionNeedOf(assignment, "2026-12-01").isDue]).toEqual([false, true]);
});
