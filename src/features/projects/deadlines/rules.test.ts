import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANY_DAY } from "../../../../tests/factories/projects.ts";
import { PROJECT_STATUSES } from "../schema";
import { reportDeadlines } from "./report";
import { daysOf, longestOf, monthsLater, OPEN_WHILE, SOON_DAYS, standingOf } from "./rules";
import { addDeadlineSchema, MOST_REPEATED, readDeadlineFilter, writeDeadlineFilter } from "./schema";

describe("how a deadline stands", () => {
  it.each([
    ["2026-11-21", null, "LATE"],
    ["2026-11-22", null, "SOON"],
    ["2026-12-22", null, "SOON"],
    ["2026-12-23", null, "COMING"],
    ["2026-11-01", "2026-11-20", "DONE"],
  ])("due %s, done %s: %s", (dueOn, doneOn, standing) => {
    expect(SOON_DAYS).toBe(30);
    expect(standingOf({ dueOn, doneOn }, "2026-11-22")).toBe(standing);
  });

  it("is no longer to be met when the project has gone past it, or when nothing came of it", () => {
    expect(PROJECT_STATUSES.filter((status) => OPEN_WHILE.FINAL_REPORT.includes(status))).toEqual(["GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION"]);
    expect(PROJECT_STATUSES.filter((status) => OPEN_WHILE.FINAL_PAYMENT.includes(status) && !OPEN_WHILE.FINAL_REPORT.includes(status))).toEqual(["FINAL_REPORT_SUBMITTED"]);
    expect(PROJECT_STATUSES.filter((status) => OPEN_WHILE.CALL_CLOSES.includes(status))).toEqual(["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY"]);
    for (const open of Object.values(OPEN_WHILE)) expect(open).not.toEqual(expect.arrayContaining(["CANCELLED"]));
  });
});

describe("for how long records are kept", () => {
  it("the longest of several holds, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(ANY_DAY, { minLength: 1, maxLength: 6 }), (days) => {
        const held = longestOf(days.map((dueOn) => ({ dueOn })));
        expect(days.every((day) => held !== null && day <= held.dueOn)).toBe(true);
        expect(days).toContain(held?.dueOn);
      }),
    );
    expect(longestOf([])).toBeNull();
  });
});

describe("a deadline that comes back", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-05-31", 12, "2027-05-31"],
  ])("%s and %i months", (date, months, later) => {
    expect(monthsLater(date, months)).toBe(later);
  });

  it("falls on days in order, the first one first, none after the last day, and never too many", () => {
    fc.assert(
      fc.property(ANY_DAY, ANY_DAY, fc.integer({ min: 1, max: 24 }), (a, b, everyMonths) => {
        const [dueOn, until] = a <= b ? [a, b] : [b, a];
        const days = daysOf({ dueOn, everyMonths, until });
        expect(days[0]).toBe(dueOn);
        expect([...days].sort()).toEqual(days);
        expect(days.every((day) => day <= until)).toBe(true);
        expect(days.length).toBeLessThanOrEqual(MOST_REPEATED);
      }),
    );
    expect(daysOf({ dueOn: "2026-01-31", everyMonths: 6, until: "2027-01-31" })).toEqual(["2026-01-31", "2026-07-31", "2027-01-31"]);
    expect(daysOf({ dueOn: "2026-01-31", everyMonths: null, until: null })).toEqual(["2026-01-31"]);
  });
});

describe("a deadline's form", () => {
  const id = "20000000-0000-4000-8000-000000000001";
  const issues = (values: Record<string, string>) => addDeadlineSchema.safeParse({ _key: id, projectId: id, kind: "REPORT", dueOn: "2026-05-31", ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("says at each field what to write instead", () => {
    expect(issues({})).toBeUndefined();
    expect(issues({ kind: "", dueOn: "" })).toEqual(["kind deadlines.errors.kindMissing", "dueOn deadlines.errors.dueOnMissing"]);
    expect(issues({ kind: "CALL_CLOSES" })).toEqual(["kind fields.choice"]);
    expect(issues({ kind: "OTHER" })).toEqual(["title deadlines.errors.titleMissing"]);
    expect(issues({ everyMonths: "6" })).toEqual(["until deadlines.errors.untilMissing"]);
    expect(issues({ until: "2027-05-31" })).toEqual(["everyMonths deadlines.errors.everyMonthsMissing"]);
    expect(issues({ everyMonths: "6", until: "2026-05-30" })).toEqual(["until deadlines.errors.untilBefore"]);
    expect(issues({ kind: "FINAL_REPORT", everyMonths: "6", until: "2027-05-31" })).toEqual(["everyMonths deadlines.errors.notRepeated"]);
  });
});

it("a list shows what is left until something else is asked for", () => {
  const { filter } = readDeadlineFilter({});
  expect(filter).toEqual({ state: "open", kind: null, unitId: null, page: 1 });
  expect(writeDeadlineFilter(filter)).toBe("");
  expect(writeDeadlineFilter({ ...filter, state: "late", kind: "REPORT", page: 3 })).toBe("?state=late&kind=REPORT&page=3");
  expect(readDeadlineFilter({ state: "gone", kind: "REPORT", farg: "bla" })).toEqual({ filter: { ...filter, kind: "REPORT" }, ignored: ["farg", "state"] });
});

it("a report says of records whether they are still kept, and of the rest how they stand", () => {
  const row = { projectId: "p", project: "Grönare hamnar", unit: "Hamnen", title: null, dueOn: "2026-01-01", doneOn: null, origin: "PROGRAMME" as const };
  const { columns, rows } = reportDeadlines([{ ...row, kind: "KEEP_RECORDS" }, { ...row, kind: "FINAL_REPORT" }], (key) => key, "2026-11-22");
  const at = columns.findIndex((column) => column.key === "state");
  expect(rows.map((cells) => cells[at])).toEqual(["deadlines.kept.over", "deadlines.standing.LATE"]);
});
