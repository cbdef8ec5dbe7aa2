import { describe, expect, it } from "vitest";
import type { Evidence } from "@/domain/registers";
import type { Unit } from "@/features/bodies/rules";
import type { Clause, EvidenceKind } from "@packs/pack";
import { describePolicy, isMet, judgeObligation, judgeUnit, layOutCoverage, type AskingPack } from "./rules";

const unit = (id: string, more: Partial<Unit> = {}): Unit => ({ id, name: `Enhet ${id}`, shortName: null, kind: "DEPARTMENT", politicalBody: null, isBoundHere: true, organisationNumber: null, ...more });
const shows = (unitId: string | null, kind: EvidenceKind, count: number, path = `/${kind}/${unitId ?? "alla"}`): Evidence => ({ kind, unitId, count, path });
/** What is asked of each record: how many have it, and how many lack it. */
const showsOfEach = (unitId: string | null, kind: EvidenceKind, count: number, lacking: number): Evidence => ({ ...shows(unitId, kind, count), lacking: { count: lacking, path: `/lacking/${kind}/${unitId ?? "alla"}` } });
const ofUnits = (evidence: EvidenceKind, kinds: readonly ("OFFICE" | "DEPARTMENT" | "COMPANY")[] = ["OFFICE", "DEPARTMENT", "COMPANY"]) => ({ evidence, for: kinds });

const [a, b, c] = [unit("a"), unit("b"), unit("c", { kind: "COMPANY" })];

const clause = (number: string, kind: Clause["kind"], chapter: string | null = "Ansvar"): AskingPack["clauses"][number] => ({ number, kind, chapter, quotation: `${number} säger något.`, module: null });
const base: Pick<AskingPack, "chapters" | "modules"> = {
  chapters: [
    { heading: "Beslutsnivåer", level: 1 },
    { heading: "Ansvar", level: 2 },
  ],
  modules: { coverage: { state: "required", clause: "X1" } },
};
const pack = (clauses: AskingPack["clauses"], obligations: AskingPack["obligations"]): AskingPack => ({ ...base, clauses, obligations });

describe("what a unit has to show", () => {
  it("is there with one record, and leads to its records", () => {
    expect(judgeUnit(ofUnits("LOGGED_PROJECT"), a, [shows("a", "LOGGED_PROJECT", 3)])).toEqual({ state: "have", count: 3, of: null, path: "/LOGGED_PROJECT/a" });
  });

  it("is missing without any, and leads to the unit itself", () => {
    expect(judgeUnit(ofUnits("LOGGED_PROJECT"), a, [shows("b", "LOGGED_PROJECT", 3), shows("a", "LOGGED_PROJECT", 0)])).toEqual({ state: "miss", count: 0, of: null, path: "/bodies/a" });
  });

  it("is not asked of a kind of unit that the obligation does not name", () => {
    expect(judgeUnit(ofUnits("CURRENT_CONTACT_PERSON", ["DEPARTMENT"]), c, [])).toMatchObject({ state: "na" });
  });

  it.each([
    [0, 0, "na"],
    [0, 4, "miss"],
    [2, 4, "part"],
    [4, 4, "have"],
  ] as const)("V8a: for %i of %i projects is %s", (linked, logged, state) => {
    const evidence = [shows("a", "LOGGED_PROJECT", logged), showsOfEach("a", "PROJECTS_LINKED_TO_MUNICIPAL_GOAL", linked, logged - linked)];
    expect(judgeUnit(ofUnits("PROJECTS_LINKED_TO_MUNICIPAL_GOAL"), a, evidence)).toMatchObject({ state, count: linked, of: logged });
  });

  it("what is missing in projects leads to those that lack it", () => {
    expect(judgeUnit(ofUnits("PROJECTS_STATE_PAYING_UNIT"), a, [showsOfEach("a", "PROJECTS_STATE_PAYING_UNIT", 0, 2)])).toMatchObject({ state: "miss", of: 2, path: "/lacking/PROJECTS_STATE_PAYING_UNIT/a" });
  });

  it("what is asked of each record is not asked of a unit without records, whatever others have", () => {
    const evidence = [showsOfEach("b", "NOTIFIED_VISIT", 1, 1)];
    expect(judgeUnit(ofUnits("NOTIFIED_VISIT"), a, evidence)).toMatchObject({ state: "na" });
    expect(judgeUnit(ofUnits("NOTIFIED_VISIT"), b, evidence)).toMatchObject({ state: "part", count: 1, of: 2 });
  });

  it("what two registers answer is added, and leads to the unit since no single list holds it", () => {
    expect(judgeUnit(ofUnits("LOGGED_PROJECT"), a, [shows("a", "LOGGED_PROJECT", 1, "/x"), shows("a", "LOGGED_PROJECT", 2, "/y")])).toMatchObject({ state: "have", count: 3, path: "/bodies/a" });
  });
});

describe("how an obligation is met", () => {
  it("says how many of the units have it, and which lack it", () => {
    expect(judgeObligation(ofUnits("LOGGED_PROJECT"), [a, b, c], [shows("a", "LOGGED_PROJECT", 3)])).toEqual({
      of: "units",
      evidence: "LOGGED_PROJECT",
      having: 1,
      partly: 0,
      asked: 3,
      lacking: [
        { id: "b", name: "Enhet b" },
        { id: "c", name: "Enhet c" },
      ],
    });
  });

  it("is the municipality's as a whole where the registers answer so", () => {
    const outcome = judgeObligation(ofUnits("LOGGED_PROJECT"), [a, b], [shows(null, "LOGGED_PROJECT", 2, "/projects")]);
    expect(outcome).toEqual({ of: "municipality", evidence: "LOGGED_PROJECT", count: 2, path: "/projects", lacking: null });
    expect(isMet(outcome)).toBe(true);
  });

  it("V15, H18: counts the visits that have a representative and, as a gap, those to come that have none", () => {
    const obligation = { evidence: "ALLOCATED_VISIT", for: ["EXECUTIVE_BOARD_PRESIDIUM"] } as const;
    const outcome = judgeObligation(obligation, [a], [showsOfEach(null, "ALLOCATED_VISIT", 3, 2)]);
    expect(outcome).toEqual({ of: "municipality", evidence: "ALLOCATED_VISIT", count: 3, path: "/ALLOCATED_VISIT/alla", lacking: { count: 2, path: "/lacking/ALLOCATED_VISIT/alla" } });
    expect(isMet(outcome)).toBe(false);
    expect(isMet(judgeObligation(obligation, [a], [showsOfEach(null, "ALLOCATED_VISIT", 3, 0)]))).toBe(true);
    expect(isMet(judgeObligation(obligation, [a], [showsOfEach(null, "ALLOCATED_VISIT", 0, 0)]))).toBe(false);
    const state = (allocated: number, open: number) => describePolicy(pack([clause("X1", "duty")], [{ clause: "X1", ...obligation, for: [...obligation.for] }]), [a], [showsOfEach(null, "ALLOCATED_VISIT", allocated, open)]).chapters[0]?.rows[0]?.state;
    expect([state(3, 0), state(3, 1), state(0, 1), state(0, 0)]).toEqual(["met", "gaps", "gaps", "nothing"]);
  });

  it("is not met by nobody being asked", () => {
    expect(isMet(judgeObligation(ofUnits("PROJECTS_STATE_PAYING_UNIT"), [a], []))).toBe(false);
  });
});

describe("the policy in practice", () => {
  const whole = pack(
    [clause("X0", "role", null), clause("X1", "duty"), clause("X2", "duty"), clause("X3", "goal"), clause("X4", "context"), clause("X5", "mandate"), clause("X6", "resource"), clause("X7", "mandate"), clause("X8", "duty", "Beslutsnivåer")],
    [
      { clause: "X1", ...ofUnits("LOGGED_PROJECT") },
      { clause: "X6", ...ofUnits("CONFIRMED_CONTACT_PERSON_TIME") },
      { clause: "X7", ...ofUnits("PROJECTS_STATE_PAYING_UNIT") },
    ],
  );

  it("V26: keeps the document's own order under its chapters, each below the one it is a part of", () => {
    expect(describePolicy(whole, [a], []).chapters.map(({ heading, under, rows }) => [heading, under, rows.map((row) => row.clause.number)])).toEqual([
      [null, null, ["X0"]],
      ["Ansvar", "Beslutsnivåer", ["X1", "X2", "X3", "X4", "X5", "X6", "X7"]],
      ["Beslutsnivåer", null, ["X8"]],
    ]);
  });

  it.each(["STRATEGIC_PRIORITIES", "COORDINATION_LOG"] as const)("V16a, H13, H17: what a mandate has come to is told by %s, and none of it is neither a gap nor a duty", (evidence) => {
    const told = { clause: "X7", evidence, for: ["EXECUTIVE_BOARD"] } as const;
    const at = (count: number, clauses = whole.clauses, more: AskingPack["obligations"] = []) => describePolicy(pack(clauses, [{ ...told, for: [...told.for] }, ...more]), [a], [shows(null, evidence, count)]);
    const stateOf = (described: ReturnType<typeof describePolicy>) => described.chapters.flatMap(({ rows }) => rows).find((row) => row.clause.number === "X7");
    expect([0, 2].map((count) => stateOf(at(count))?.state)).toEqual(["mandate", "mandate"]);
    expect(stateOf(at(2))?.outcomes).toEqual([{ of: "municipality", evidence, count: 2, path: `/${evidence}/alla`, lacking: null }]);
    expect([at(0).duties, at(2).duties]).toEqual([describePolicy(pack(whole.clauses, []), [a], []).duties, at(0).duties]);
    // Beside what the clause does ask for it neither meets nor fails it.
    const beside: AskingPack["obligations"] = [{ clause: "X7", evidence: "DECIDED_PROFILE_AREAS", for: ["EXECUTIVE_BOARD"] }];
    expect(stateOf(at(2, whole.clauses, beside))?.state).toBe("nothing");
    // A document that makes a duty of it asks for it.
    const dutiful = whole.clauses.map((each) => (each.number === "X7" ? { ...each, kind: "duty" as const } : each));
    expect([0, 2].map((count) => stateOf(at(count, dutiful))?.state)).toEqual(["nothing", "met"]);
    // Nor does a unit lack it.
    expect(judgeUnit(ofUnits(evidence), a, [])).toMatchObject({ state: "empty" });
  });

  it("asks nothing by goal, background, organisation and resource, unless the pack says how it is shown", () => {
    const evidence = [shows("a", "LOGGED_PROJECT", 1), shows("a", "PROJECTS_STATE_PAYING_UNIT", 1)];
    const { chapters, ...counted } = describePolicy(whole, [a, b], evidence);
    expect(Object.fromEntries(chapters.flatMap(({ rows }) => rows.map((row) => [row.clause.number, row.state])))).toEqual({
      X0: "free",
      X1: "gaps",
      X2: "nothing",
      X3: "free",
      X4: "free",
      X5: "mandate",
      X6: "nothing",
      X7: "met",
      X8: "nothing",
    });
    expect(counted).toEqual({ duties: 5, met: 1, gaps: 1, nothing: 3 });
  });

  it("E.4.11: does not ask a company that another owner's document binds", () => {
    const { chapters } = describePolicy(whole, [a, { ...c, isBoundHere: false }], [shows("a", "LOGGED_PROJECT", 1)]);
    expect(chapters.flatMap(({ rows }) => rows).find((row) => row.clause.number === "X1")).toMatchObject({ state: "met", outcomes: [{ having: 1, asked: 1, lacking: [] }] });
  });
});

describe("the coverage matrix", () => {
  const asking = pack([clause("X1", "duty"), clause("X2", "duty")], [{ clause: "X1", ...ofUnits("CURRENT_CONTACT_PERSON") }, { clause: "X2", ...ofUnits("LOGGED_PROJECT") }, { clause: "X1", ...ofUnits("LOGGED_PROJECT") }]);
  const projects = (...counted: [string, number][]) => ({ label: "projects.title", evidence: null as string | null, counted: counted.map(([unitId, count]) => ({ unitId, count, childrenAndYouth: 0, path: `/projects?unit=${unitId}` })) });
  const visits = { label: "visits.title", evidence: null, counted: [] };

  it("has one column for each kind of evidence, with the clauses that ask for it, and one for each register that counts by year", () => {
    expect(layOutCoverage(asking, [a], [], [projects(), visits]).columns).toEqual([
      { of: "evidence", evidence: "CURRENT_CONTACT_PERSON", clauses: ["X1"] },
      { of: "evidence", evidence: "LOGGED_PROJECT", clauses: ["X2", "X1"] },
      { of: "activity", label: "projects.title" },
      { of: "activity", label: "visits.title" },
    ]);
  });

  it("does not show what is asked for as evidence a second time as what is logged, and says all the same who has nothing", () => {
    const [same, other] = [{ ...projects(["b", 1]), evidence: "LOGGED_PROJECT" }, { ...visits, evidence: "ALLOCATED_VISIT" }];
    const { columns, silent } = layOutCoverage(asking, [a, b], [], [same, other]);
    expect(columns.map((column) => (column.of === "evidence" ? column.evidence : column.label))).toEqual(["CURRENT_CONTACT_PERSON", "LOGGED_PROJECT", "visits.title"]);
    expect(silent).toBe(1);
  });

  it("puts the most gaps first, in three groups", () => {
    const evidence = [shows("b", "CURRENT_CONTACT_PERSON", 1), shows("c", "CURRENT_CONTACT_PERSON", 1), shows("c", "LOGGED_PROJECT", 1)];
    const { groups, units, withGaps, silent } = layOutCoverage(asking, [a, b, c], evidence, [projects(["b", 1], ["c", 2]), visits]);
    expect(groups.map(({ size, rows }) => [size, rows.map((row) => [row.unit.id, row.gaps])])).toEqual([
      ["many", [["a", 4]]],
      ["few", [["b", 1]]],
      ["none", [["c", 0]]],
    ]);
    expect({ units, withGaps, silent }).toEqual({ units: 3, withGaps: 2, silent: 1 });
  });

  it("V9a, H3a, H4: a unit with nothing from the year lacks it, and one with something lacks no other register", () => {
    const { groups } = layOutCoverage(asking, [a, b], [], [projects(["b", 2]), visits]);
    const cellsOf = (id: string) => groups.flatMap(({ rows }) => rows).find((row) => row.unit.id === id)?.cells.slice(2);
    expect(cellsOf("a")).toMatchObject([{ state: "miss" }, { state: "miss" }]);
    expect(cellsOf("b")).toMatchObject([
      { state: "have", count: 2, path: "/projects?unit=b" },
      { state: "empty", count: 0, path: "/bodies/b" },
    ]);
  });

  it("where no clause asks all units for it, an empty year is no gap", () => {
    const { groups } = layOutCoverage({ ...asking, modules: { coverage: { state: "optional", clause: null } } }, [a], [], [projects()]);
    expect(groups[0]?.rows[0]?.cells.at(-1)).toMatchObject({ state: "empty" });
  });

  it("says nothing of the year when no register counts by year", () => {
    expect(layOutCoverage(asking, [a], [], []).silent).toBeNull();
  });

  it("E.4.11: leaves out a company that another owner's document binds, and says so", () => {
    expect(layOutCoverage(asking, [a, { ...c, isBoundHere: false }], [], [])).toMatchObject({ units: 1, boundByOthers: [{ id: "c" }] });
  });
});
