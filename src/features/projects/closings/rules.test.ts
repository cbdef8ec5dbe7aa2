import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closingInput } from "../../../../tests/factories/closings";
import { anyText, ANY_DAY } from "../../../../tests/factories/projects";
import { PROJECT_STATUSES } from "../schema";
import { reportLessons } from "./report";
import { beginningOf, judgeClosing, mayBeClosed, says, searchTextOf, writeClosing } from "./rules";
import { ADDED_VALUES, GOALS_MET, saveClosingSchema, WOULD_DO_AGAIN } from "./schema";

const TODAY = "2026-11-22";
const ID = "3f6f4c1e-0000-4000-8000-000000000001";

describe("when a project's closing can be told", () => {
  it("is once it is carried out, and of one that was refused or broken off too", () => {
    expect(PROJECT_STATUSES.filter((status) => !mayBeClosed(status))).toEqual(["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", "SUBMITTED", "RESERVE_LIST"]);
    expect(judgeClosing({ toldOn: TODAY }, "SUBMITTED", TODAY)).toMatchObject({ ok: false, reason: "closingTooEarly" });
    expect(judgeClosing({ toldOn: TODAY }, "REJECTED", TODAY)).toMatchObject({ ok: true });
  });

  it("is today or earlier", () => {
    expect(judgeClosing({ toldOn: "2026-11-23" }, "ONGOING", TODAY)).toMatchObject({ ok: false, reason: "closingInFuture", field: "toldOn" });
    expect(judgeClosing({ toldOn: TODAY }, "ONGOING", TODAY)).toMatchObject({ ok: true });
  });
});

describe("what a closing says", () => {
  it("V9b, H2: is of competence when something was learnt or experienced, and of resources when something came of money", () => {
    expect(says(closingInput({ competence: "Lie" }), "competence")).toBe(true);
    expect(says(closingInput({ experience: "Folk ringer" }), "competence")).toBe(true);
    expect(says(closingInput({ resources: "Frö" }), "competence")).toBe(false);
    expect(says(closingInput({ resources: "Frö" }), "resources")).toBe(true);
    expect(says(closingInput(), "lessons")).toBe(false);
  });

  it("is all looked in for free text, and nothing else is", () => {
    expect(searchTextOf(closingInput({ benefit: "Nytta", lessons: "Råd", wouldDoAgain: "YES" }))).toBe("Nytta\nRåd");
  });

  it("stands in a list up to a whole word", () => {
    expect(beginningOf("Kort\n råd")).toBe("Kort råd");
    const long = beginningOf("ord ".repeat(100));
    expect(long.length).toBeLessThanOrEqual(222);
    expect(long.endsWith("ord …")).toBe(true);
    expect(beginningOf("x".repeat(400)).length).toBeLessThanOrEqual(222);
  });

  it("is read from its form as it was written to it, whatever it is", () => {
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
    const text = maybe(anyText(4000));
    const closing = fc.record({ toldOn: ANY_DAY, benefit: anyText(4000), addedValue: fc.subarray([...ADDED_VALUES], { minLength: 1 }), goalsMet: maybe(fc.constantFrom(...GOALS_MET)), goalsText: text, competence: text, experience: text, resources: text, usedIn: text, lessons: text, spreadTo: text, wouldDoAgain: maybe(fc.constantFrom(...WOULD_DO_AGAIN)), againReason: text });
    fc.assert(fc.property(closing, (input) => {
      expect(saveClosingSchema.parse({ projectId: ID, _key: ID, _version: "0", ...writeClosing(input) })).toEqual({ projectId: ID, key: ID, version: 0, closing: input });
    }));
  });

  it("is laid out in a table with a cell for each column", () => {
    const words = Object.assign((key: string) => key, { locale: "sv" as const });
    const { columns, rows } = reportLessons([{ ...closingInput({ wouldDoAgain: "NO" }), projectId: ID, title: "Ängar", unit: "Parkkontoret", programme: null }], words);
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0]).toContain("closings.wouldDoAgain.NO");
  });
});
