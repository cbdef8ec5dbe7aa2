import { describe, expect, it } from "vitest";
import { countOutcomes, describeOutcome, joinFaults, judgeList, isLong, makeRowJudge, MOST_CHANGES, percentOf, refuseUndo, writeSource, type ReadRow, type RowFinding } from "./rules";

const NAMED = { id: "a", name: "A" };
const findings = {
  NEW: (identity: string): RowFinding => ({ outcome: "NEW", identity, title: identity }),
  SAME: (identity: string): RowFinding => ({ outcome: "SAME", identity, title: identity, of: NAMED }),
  LIKE: (identity: string): RowFinding => ({ outcome: "LIKE", identity, title: identity, of: [NAMED] }),
  CHANGED: (identity: string): RowFinding => ({ outcome: "CHANGED", identity, title: identity, of: NAMED, changes: [{ field: "name", before: "x", after: "y" }] }),
  ASIDE: (title: string): RowFinding => ({ outcome: "ASIDE", title }),
  FAULT: (title: string): RowFinding => ({ outcome: "FAULT", title, issues: [{ field: "name", message: "x" }] }),
};
const row = (number: number, outcome: keyof typeof findings, said = "", identity = `rad ${String(number)}`) => ({ read: { row: number, values: { name: said }, told: new Set<string>(), source: "" }, finding: findings[outcome](identity) });

const judgeRows = (rows: readonly { read: ReadRow; finding: RowFinding }[], answers: Readonly<Record<string, string>>) => {
  const judgeRow = makeRowJudge(answers);
  return rows.map(({ read, finding }) => judgeRow(read, finding));
};

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
    expect(judgeList(countOutcomes(judged("NEW", "SAME")))).toEqual({ ok: true, value: null });
    expect(judgeList(countOutcomes(judged("NEW", "FAULT")))).toMatchObject({ reason: "importHasFaults", about: { count: 1 } });
    expect(judgeList(countOutcomes(judged("NEW", "LIKE")))).toMatchObject({ reason: "importHasQuestions" });
    expect(judgeList(countOutcomes(judged("SAME")))).toMatchObject({ reason: "importNothingNew" });
    expect(countOutcomes(judged("NEW", "NEW", "SAME"))).toEqual({ FAULT: 0, LIKE: 0, NEW: 2, CHANGED: 0, SAME: 1, TWICE: 0, ASIDE: 0 });
    expect(countOutcomes(judged("SAME"), countOutcomes(judged("NEW", "SAME")))).toMatchObject({ NEW: 1, SAME: 2 });
  });

  it("is described by what each row comes to, so that another outcome is another text", () => {
    expect(judged("NEW", "SAME").map(describeOutcome)).not.toEqual(judged("SAME", "SAME").map(describeOutcome));
    expect(judged("NEW").map(describeOutcome)).toEqual(judged("NEW").map(describeOutcome));
    // What has been kept in the database comes back with its fields in another order.
    const changed = judgeRows([row(2, "CHANGED")], {});
    const kept = changed.map((one) => ({ ...one, changes: one.changes.map(({ field, before, after }) => ({ after, before, field })) }));
    expect(kept.map(describeOutcome)).toEqual(changed.map(describeOutcome));
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

describe("a row that changes a record", () => {
  it("is read in as one that is new, each as what it is, and others' are left aside", () => {
    const rows = [row(2, "NEW"), row(3, "CHANGED"), row(4, "SAME"), row(5, "ASIDE")];
    const judged = judgeRows(rows, {});
    expect(judged.map(({ outcome, of, changes }) => [outcome, of.length, changes.length])).toEqual([["NEW", 0, 0], ["CHANGED", 1, 1], ["SAME", 1, 0], ["ASIDE", 0, 0]]);
    expect(judgeList(countOutcomes(judged.slice(1)))).toEqual({ ok: true, value: null });
  });

  it("is another outcome when it would change something else, and only so many are changed at once", () => {
    const [one] = judgeRows([row(2, "CHANGED")], {});
    if (one === undefined) throw new Error("a row was not judged");
    expect(describeOutcome(one)).not.toBe(describeOutcome({ ...one, changes: [] }));
    expect(judgeList(countOutcomes(Array.from({ length: MOST_CHANGES + 1 }, () => one)))).toMatchObject({ reason: "importChangesTooMany" });
  });
});

it("a row that cannot be read tells all that is at fault with it, of each field the first", () => {
  const issues = [{ field: "kind", message: "a" }];
  const found: RowFinding = { outcome: "FAULT", title: "T", issues: [{ field: "kind", message: "b" }, { field: "name", message: "c" }] };
  expect(joinFaults({ issues, values: {} }, found)).toEqual({ outcome: "FAULT", title: "T", issues: [{ field: "kind", message: "a" }, { field: "name", message: "c" }] });
  expect(joinFaults({ issues, values: { name: "N" } }, undefined)).toEqual({ outcome: "FAULT", title: "N", issues });
  expect(joinFaults({ issues: [], values: {} }, findings.NEW("x"))).toEqual(findings.NEW("x"));
});

it("the worker reads in what nobody is to wait for, and tells how far it has come without being done before it is", () => {
  expect([isLong({ sheets: [{ name: "", rows: 1_999 }], sheet: 0 }), isLong({ sheets: [{ name: "", rows: 5 }, { name: "", rows: 2_000 }], sheet: 1 })]).toEqual([false, true]);
  expect([percentOf({ state: "WAITING", doneSteps: 0, allSteps: 0 }), percentOf({ state: "WAITING", doneSteps: 1_250, allSteps: 5_000 }), percentOf({ state: "WAITING", doneSteps: 5_000, allSteps: 5_000 }), percentOf({ state: "READ", doneSteps: 10, allSteps: 5_000 })]).toEqual([0, 25, 99, 100]);
});
