import { describe, expect, it } from "vitest";
import { countOutcomes, describeOutcome, judgeList, judgeRows, refuseUndo, writeSource, type RowFinding } from "./rules";

const NAMED = { id: "a", name: "A" };
const findings = {
  NEW: (identity: string): RowFinding => ({ outcome: "NEW", identity, title: identity }),
  SAME: (identity: string): RowFinding => ({ outcome: "SAME", identity, title: identity, of: NAMED }),
  LIKE: (identity: string): RowFinding => ({ outcome: "LIKE", identity, title: identity, of: [NAMED] }),
  FAULT: (title: string): RowFinding => ({ outcome: "FAULT", title, issues: [{ field: "name", message: "x" }] }),
};
const row = (number: number, outcome: keyof typeof findings, said = "", identity = `rad ${String(number)}`) => ({ read: { row: number, values: { name: said }, source: "" }, finding: findings[outcome](identity) });

describe("rows", () => {
  it("of one identity count once, and must not say different things", () => {
    const judged = judgeRows([row(2, "NEW", "samma", "x"), row(3, "NEW", "samma", "x"), row(4, "NEW", "annat", "x")], {});
    expect(judged.map(({ outcome, twiceOf, issues }) => [outcome, twiceOf, issues.length])).toEqual([["NEW", null, 0], ["TWICE", 2, 0], ["FAULT", null, 1]]);
  });

  it("of what is there already may stand twice in any words", () => {
    expect(judgeRows([row(2, "SAME", "ett", "x"), row(3, "SAME", "två", "x")], {}).map(({ outcome }) => outcome)).toEqual(["SAME", "TWICE"]);
  });

  it("that are like something are what they are answered to be, and only one of what they are like", () => {
    const like = row(2, "LIKE");
    expect(judgeRows([like], {})[0]).toMatchObject({ outcome: "LIKE", of: [NAMED] });
    expect(judgeRows([like], { "2": "new" })[0]).toMatchObject({ outcome: "NEW" });
    expect(judgeRows([like], { "2": "a" })[0]).toMatchObject({ outcome: "SAME", of: [NAMED] });
    expect(judgeRows([like], { "2": "b" })[0]).toMatchObject({ outcome: "LIKE" });
  });
});

describe("a list", () => {
  const judged = (...outcomes: (keyof typeof findings)[]) => judgeRows(outcomes.map((outcome, place) => row(place + 2, outcome)), {});

  it("is read in as a whole: without a fault, without a question, and with something new", () => {
    expect(judgeList(judged("NEW", "SAME"))).toEqual({ ok: true, value: null });
    expect(judgeList(judged("NEW", "FAULT"))).toMatchObject({ reason: "importHasFaults", about: { count: 1 } });
    expect(judgeList(judged("NEW", "LIKE"))).toMatchObject({ reason: "importHasQuestions" });
    expect(judgeList(judged("SAME"))).toMatchObject({ reason: "importNothingNew" });
    expect(countOutcomes(judged("NEW", "NEW", "SAME"))).toEqual({ FAULT: 0, LIKE: 0, NEW: 2, SAME: 1, TWICE: 0 });
  });

  it("is described by what each row comes to, so that another outcome is another text", () => {
    expect(describeOutcome(judged("NEW", "SAME"))).not.toBe(describeOutcome(judged("SAME", "SAME")));
    expect(describeOutcome(judged("NEW"))).toBe(describeOutcome(judged("NEW")));
  });
});

it("an undoing that is refused tells which rows, ten of them at most", () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({ row: index + 2, title: `P${String(index)}`, outcome: "ADDED" as const, id: String(index) }));
  expect(refuseUndo(rows, ["1", "other"])).toMatchObject({ reason: "importRowsChanged", about: { count: 1, rows: "P1 (3)" } });
  expect(refuseUndo(rows, rows.map(({ id }) => id)).ok).toBe(false);
  expect(JSON.stringify(refuseUndo(rows, rows.map(({ id }) => id)))).toContain("P9 (11) …");
});

it("the source of a row is its file and its number", () => {
  expect(writeSource("medlemmar.xlsx", 12)).toBe("Importerad från medlemmar.xlsx, rad 12");
});
