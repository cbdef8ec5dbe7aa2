import { describe, expect, it } from "vitest";
import { LONGEST_REPORT_DAYS, checkRules, compareRules, type WrittenCondition, type WrittenRule } from "./mandate-rules";
import type { DecisionTaken, MandatePack, MandateRule } from "./mandate";

const CLAUSES = ["A1", "A2"];

const makeRule = (id: string, rest: Partial<WrittenRule> = {}): WrittenRule => ({
  id,
  clause: "A1",
  matters: ["START_PROJECT"],
  effect: "DECIDES",
  holders: ["COMMITTEE"],
  when: null,
  exceptionFrom: [],
  steps: [],
  consultations: [],
  notices: [],
  delegations: [],
  validFrom: null,
  validTo: null,
  ...rest,
});

const faultsOf = (...rules: WrittenRule[]) => checkRules(rules, CLAUSES).map(({ ruleId, path, problem }) => `${ruleId} ${path.join(".")} ${problem}`);
const conditionFaults = (when: WrittenCondition, matters = ["START_PROJECT"]) => checkRules([makeRule("a", { when, matters })], CLAUSES).map(({ path, problem, about }) => [path.slice(1).join("."), problem, about]);

describe("rules that are right", () => {
  it("have no faults", () => {
    const when: WrittenCondition = {
      op: "and",
      of: [
        { op: "not", of: { op: "in", fact: "budgetYears", values: [1, 2] } },
        { op: "or", of: [{ op: ">", fact: "amountOre", value: 0 }, { op: "≥", fact: "bodiesConcerned", value: 2 }, { op: "<", fact: "budgetYears", value: 9 }, { op: "≤", fact: "budgetYears", value: 9 }] },
        { op: "=", fact: "isInternational", value: true },
        { op: "≠", fact: "isExternallyFunded", value: false },
      ],
    };
    expect(
      faultsOf(
        makeRule("a", {
          when,
          steps: [{ kind: "DECISION", party: "EACH_CONCERNED_BODY", clause: "A2" }, { kind: "DECISION", party: "OWN_POLITICAL_BODY" }, { kind: "INFORMATION", party: "COORDINATING_OFFICE" }],
          consultations: [{ party: "COUNCIL_PRESIDIUM", need: "WHEN_NEEDED" }],
          notices: [{ party: "EXECUTIVE_BOARD", time: "AFTER" }],
          delegations: [{ number: "1", to: "x", limitOre: 1, reportWithinDays: 1 }, { number: "2", to: "y", limitOre: null, reportWithinDays: LONGEST_REPORT_DAYS }],
          exceptionFrom: ["b"],
          validFrom: "2026-01-01",
          validTo: "2026-01-01",
        }),
        makeRule("b", { effect: "ANSWERS_FOR", holders: ["OWN_POLITICAL_BODY"] }),
      ),
    ).toEqual([]);
  });
});

describe("faults in rules", () => {
  it("two times of one rule that overlap by a day, or have no end", () => {
    const at = (validFrom: string | null, validTo: string | null, id = "a") => makeRule(id, { validFrom, validTo });
    expect(faultsOf(at("2026-01-01", "2026-06-30"), at("2026-06-30", null))).toEqual(["a 1.validFrom overlappingValidity"]);
    expect(faultsOf(at("2026-06-30", null), at("2026-01-01", "2026-06-30"))).toEqual(["a 1.validFrom overlappingValidity"]);
    expect(faultsOf(at(null, null), at(null, null), at(null, null))).toEqual(["a 1.validFrom overlappingValidity", "a 2.validFrom overlappingValidity"]);
    expect(faultsOf(at("2026-01-01", "2026-06-30"), at("2026-07-01", null))).toEqual([]);
    expect(faultsOf(at("2026-07-01", null), at(null, "2026-06-30"))).toEqual([]);
    expect(faultsOf(at(null, null), at(null, null, "b"))).toEqual([]);
  });

  it("an end before the beginning, and a day that is none", () => {
    expect(faultsOf(makeRule("a", { validFrom: "2026-02-01", validTo: "2026-01-31" }))).toEqual(["a 0.validTo endsBeforeItBegins"]);
    expect(faultsOf(makeRule("a", { validFrom: "2026-02-30", validTo: "soon" }))).toEqual(["a 0.validFrom notADate", "a 0.validTo notADate"]);
  });

  it("two times of one rule that both have no beginning", () => {
    expect(faultsOf(makeRule("a", { validTo: "2026-12-31" }), makeRule("a", { validTo: "2027-12-31" }))).toEqual(["a 1.validFrom overlappingValidity"]);
  });

  it("a day that is none, and no more than that of the days", () => {
    expect(faultsOf(makeRule("a", { validFrom: "2027-02-30", validTo: "2020-01-01" }))).toEqual(["a 0.validFrom notADate"]);
  });

  it("a matter that does not exist, and no more than that of its condition", () => {
    expect(faultsOf(makeRule("a", { matters: ["DANCE"], when: { op: "=", fact: "isInternational", value: true } }))).toEqual(["a 0.matters.0 unknownMatter"]);
  });

  it("a body that does not exist, by its name", () => {
    expect(checkRules([makeRule("a", { steps: [{ kind: "DECISION", party: "CHOIR" }] })], CLAUSES).map(({ problem, about }) => [problem, about])).toEqual([["unknownBody", { body: "CHOIR" }]]);
  });

  it("clauses that are not in the pack, wherever they stand", () => {
    const clause = "Z9";
    const rule = makeRule("a", {
      clause,
      steps: [{ kind: "DECISION", party: "COUNCIL" }, { kind: "DECISION", party: "COUNCIL", clause }],
      consultations: [{ party: "COUNCIL", need: "ALWAYS", clause }],
      notices: [{ party: "COUNCIL", time: "AFTER", clause }],
      delegations: [{ number: "1", to: "x", limitOre: null, reportWithinDays: null, clause }],
    });
    expect(checkRules([rule], CLAUSES).map(({ path, problem, about }) => [path.join("."), problem, about])).toEqual(
      ["0.clause", "0.steps.1.clause", "0.consultations.0.clause", "0.notices.0.clause", "0.delegations.0.clause"].map((path) => [path, "unknownClause", { clause }]),
    );
  });

  it("no matter, and a matter that does not exist", () => {
    expect(faultsOf(makeRule("a", { matters: [] }))).toEqual(["a 0.matters noMatter"]);
    expect(checkRules([makeRule("a", { matters: ["START_PROJECT", "DANCE"] })], CLAUSES)).toEqual([{ path: [0, "matters", 1], ruleId: "a", problem: "unknownMatter", about: { matter: "DANCE" } }]);
  });

  it("a fact that does not exist, or is never known of the matter, however deep it stands", () => {
    expect(conditionFaults({ op: "and", of: [{ op: "=", fact: "scope", value: "OWN_FIELD" }, { op: "not", of: { op: "or", of: [{ op: "=", fact: "weather", value: "FINE" }] } }] })).toEqual([
      ["when.of.0.fact", "factOfAnotherMatter", { fact: "scope", matter: "START_PROJECT" }],
      ["when.of.1.of.of.0.fact", "unknownFact", { fact: "weather" }],
    ]);
    expect(conditionFaults({ op: "=", fact: "scope", value: "OWN_FIELD" }, ["JOIN_NETWORK", "END_PROJECT"])).toEqual([["when.fact", "factOfAnotherMatter", { fact: "scope", matter: "END_PROJECT" }]]);
    expect(conditionFaults({ op: "=", fact: "scope", value: "OWN_FIELD" }, ["JOIN_NETWORK", "LEAVE_NETWORK"])).toEqual([]);
  });

  it.each(["<", "≤", ">", "≥"] as const)("more or less (%s) of what is no number", (op) => {
    expect(conditionFaults({ op, fact: "isInternational", value: true })).toEqual([["when.op", "wrongComparison", { fact: "isInternational", op }]]);
    expect(conditionFaults({ op, fact: "amountOre", value: 1 })).toEqual([]);
  });

  it("values that a fact can never have, each of them", () => {
    expect(conditionFaults({ op: "=", fact: "isInternational", value: "yes" })).toEqual([["when.value", "wrongValue", { fact: "isInternational", value: "yes" }]]);
    expect(conditionFaults({ op: ">", fact: "amountOre", value: -1 })).toEqual([["when.value", "wrongValue", { fact: "amountOre", value: "-1" }]]);
    expect(conditionFaults({ op: "in", fact: "budgetYears", values: [1, 1.5, 2, true] })).toEqual([
      ["when.values.1", "wrongValue", { fact: "budgetYears", value: "1.5" }],
      ["when.values.3", "wrongValue", { fact: "budgetYears", value: "true" }],
    ]);
  });

  it("conditions of nothing", () => {
    expect(conditionFaults({ op: "or", of: [] })).toEqual([["when.of", "emptyCondition", {}]]);
    expect(conditionFaults({ op: "and", of: [] })).toEqual([["when.of", "emptyCondition", {}]]);
    expect(conditionFaults({ op: "in", fact: "budgetYears", values: [] })).toEqual([["when.values", "emptyCondition", {}]]);
  });

  it("no body, one that does not exist, and one that cannot decide", () => {
    expect(faultsOf(makeRule("a", { holders: [] }))).toEqual(["a 0.holders noHolder"]);
    expect(checkRules([makeRule("a", { holders: ["COUNCIL", "OFFICE", "DEPARTMENT", "WORKPLACE", "COORDINATING_OFFICE", "EACH_CONCERNED_BODY", "KING"] })], CLAUSES).map(({ path, problem, about }) => [path.join("."), problem, about])).toEqual([
      ...["OFFICE", "DEPARTMENT", "WORKPLACE", "COORDINATING_OFFICE", "EACH_CONCERNED_BODY"].map((body, at) => [`0.holders.${String(at + 1)}`, "cannotDecide", { body }]),
      ["0.holders.6", "unknownBody", { body: "KING" }],
    ]);
  });

  it("steps and duties for a body that does not exist or cannot do its part", () => {
    const parties = ["COUNCIL", "KING", "COORDINATING_OFFICE", "OFFICE"];
    expect(
      faultsOf(
        makeRule("a", { steps: parties.map((party) => ({ kind: "DECISION" as const, party })) }),
        makeRule("b", { steps: parties.map((party) => ({ kind: "INFORMATION" as const, party })) }),
        makeRule("c", { consultations: parties.map((party) => ({ need: "ALWAYS" as const, party })), notices: parties.map((party) => ({ time: "AFTER" as const, party })) }),
      ),
    ).toEqual([
      "a 0.steps.1.party unknownBody",
      "a 0.steps.2.party cannotDecide",
      "a 0.steps.3.party cannotDecide",
      "b 1.steps.1.party unknownBody",
      "b 1.steps.3.party unknownBody",
      "c 2.consultations.1.party unknownBody",
      "c 2.consultations.3.party unknownBody",
      "c 2.notices.1.party unknownBody",
      "c 2.notices.3.party unknownBody",
    ]);
    expect(checkRules([makeRule("a", { steps: [{ kind: "DECISION", party: "OFFICE" }] })], CLAUSES)[0]?.about).toEqual({ body: "OFFICE" });
  });

  it("limits and times that are no whole numbers above zero, and numbers that stand twice", () => {
    const delegate = (number: string, limitOre: number | null, reportWithinDays: number | null) => ({ number, to: "x", limitOre, reportWithinDays });
    const rule = makeRule("a", { delegations: [delegate("1", 0, 0), delegate("2", -5, LONGEST_REPORT_DAYS + 1), delegate("3", 1.5, 1.5), delegate("1", null, null), delegate("4", NaN, -1)] });
    expect(faultsOf(rule)).toEqual([
      "a 0.delegations.0.limitOre limitNotPositive",
      "a 0.delegations.0.reportWithinDays daysNotPositive",
      "a 0.delegations.1.limitOre limitNotPositive",
      "a 0.delegations.1.reportWithinDays daysNotPositive",
      "a 0.delegations.2.limitOre limitNotPositive",
      "a 0.delegations.2.reportWithinDays daysNotPositive",
      "a 0.delegations.3.number repeatedDelegation",
      "a 0.delegations.4.limitOre limitNotPositive",
      "a 0.delegations.4.reportWithinDays daysNotPositive",
    ]);
    const abouts = checkRules([rule], CLAUSES).map(({ about }) => about);
    expect([abouts[1], abouts[6]]).toEqual([{ most: LONGEST_REPORT_DAYS }, { number: "1" }]);
  });

  it("exceptions from a rule that does not exist, from itself, and round in a circle", () => {
    expect(checkRules([makeRule("a", { exceptionFrom: ["b", "x"] }), makeRule("b")], CLAUSES)).toEqual([{ path: [0, "exceptionFrom", 1], ruleId: "a", problem: "unknownRule", about: { rule: "x" } }]);
    expect(faultsOf(makeRule("a", { exceptionFrom: ["a"] }))).toEqual(["a 0.exceptionFrom circularException"]);
    expect(faultsOf(makeRule("a", { exceptionFrom: ["b"] }), makeRule("b", { exceptionFrom: ["c"] }), makeRule("c", { exceptionFrom: ["b"] }))).toEqual(["b 1.exceptionFrom circularException", "c 2.exceptionFrom circularException"]);
    expect(faultsOf(makeRule("a", { exceptionFrom: ["b", "c"] }), makeRule("b", { exceptionFrom: ["c"] }), makeRule("c"))).toEqual([]);
  });

  it("bodies that wait for each other's decision in one matter", () => {
    const waits = (id: string, holder: string, party: string, rest: Partial<WrittenRule> = {}) => makeRule(id, { holders: [holder], steps: [{ kind: "DECISION", party }], ...rest });
    expect(checkRules([waits("a", "COUNCIL", "COUNCIL", { matters: ["END_PROJECT", "START_PROJECT"] })], CLAUSES)).toEqual([{ path: [0, "steps"], ruleId: "a", problem: "circularSteps", about: { matter: "END_PROJECT" } }]);
    expect(faultsOf(waits("a", "COUNCIL", "EXECUTIVE_BOARD"), waits("b", "EXECUTIVE_BOARD", "COMMITTEE"), waits("c", "COMMITTEE", "COUNCIL"))).toEqual(["a 0.steps circularSteps", "b 1.steps circularSteps", "c 2.steps circularSteps"]);
    expect(faultsOf(waits("a", "COUNCIL", "EXECUTIVE_BOARD"), waits("b", "EXECUTIVE_BOARD", "COMMITTEE"))).toEqual([]);
    expect(faultsOf(waits("a", "COUNCIL", "EXECUTIVE_BOARD"), waits("b", "EXECUTIVE_BOARD", "COUNCIL", { matters: ["END_PROJECT"] }))).toEqual([]);
    expect(faultsOf(waits("a", "COUNCIL", "EXECUTIVE_BOARD", { validTo: "2026-12-31" }), waits("b", "EXECUTIVE_BOARD", "COUNCIL", { validFrom: "2027-01-01" }))).toEqual([]);
    expect(faultsOf(waits("a", "COUNCIL", "EXECUTIVE_BOARD"), waits("b", "EXECUTIVE_BOARD", "COUNCIL", { effect: "ANSWERS_FOR" }))).toEqual(["b 1.steps circularSteps"]);
    expect(faultsOf(makeRule("a", { holders: ["COUNCIL"], steps: [{ kind: "CONSULTATION", party: "COUNCIL" }, { kind: "INFORMATION", party: "COUNCIL" }] }))).toEqual([]);
  });

  it("are told all at once, each of its own rule", () => {
    expect(faultsOf(makeRule("a", { clause: "Z9", matters: [], holders: [] }), makeRule("b"), makeRule("c", { exceptionFrom: ["x"] }))).toEqual(["a 0.clause unknownClause", "a 0.matters noMatter", "a 0.holders noHolder", "c 2.exceptionFrom.0 unknownRule"]);
    expect(checkRules([], CLAUSES)).toEqual([]);
  });
});

describe("other rules for decisions that are recorded", () => {
  const rule: MandateRule = { id: "a", clause: "A1", matters: ["START_PROJECT"], effect: "DECIDES", holders: ["COMMITTEE"], when: null, exceptionFrom: [], steps: [], consultations: [], notices: [], delegations: [], validFrom: null, validTo: null };
  const pack = (...mandateRules: MandateRule[]): MandatePack => ({ mandateRules, clauses: CLAUSES.map((number) => ({ number, quotation: number })) });
  const decision = (kind: string, on = "2026-05-01"): DecisionTaken => ({ on, body: { kind, isOwn: false }, steps: [], delegationNumber: null, reportedOn: null });
  const recorded = [
    { id: "1", matter: "START_PROJECT" as const, facts: {}, decision: decision("COMMITTEE") },
    { id: "2", matter: "START_PROJECT" as const, facts: {}, decision: decision("COUNCIL") },
    { id: "3", matter: "END_PROJECT" as const, facts: {}, decision: decision("COMMITTEE") },
  ];
  const changed = (proposed: MandatePack) => compareRules(pack(rule), proposed, recorded).map(({ id, before, after }) => `${id} ${before.verdict} ${after.verdict}`);

  it("judge some of them otherwise, and say how", () => {
    expect(changed(pack({ ...rule, holders: ["COUNCIL"] }))).toEqual(["1 rightBody wrongBody", "2 wrongBody rightBody"]);
    expect(changed(pack())).toEqual(["1 rightBody notRegulated", "2 wrongBody notRegulated"]);
    expect(changed(pack({ ...rule, steps: [{ kind: "DECISION", party: "COUNCIL" }] }))).toEqual(["1 rightBody beforeSteps", "2 wrongBody asStep"]);
    expect(changed(pack({ ...rule, validFrom: "2026-05-02" }))).toEqual(["1 rightBody notRegulated", "2 wrongBody notRegulated"]);
  });

  it("judge them otherwise when another body or reason comes of it, though the verdict is the same", () => {
    expect(changed(pack({ ...rule, holders: ["EXECUTIVE_BOARD"] }))).toEqual(["1 rightBody wrongBody", "2 wrongBody wrongBody"]);
    expect(changed(pack({ ...rule, holders: ["COMMITTEE", "COMPANY"] }))).toEqual(["1 rightBody rightBody", "2 wrongBody wrongBody"]);
    expect(compareRules(pack({ ...rule, holders: ["COMMITTEE", "COMPANY"] }), pack({ ...rule, holders: ["COMPANY", "COMMITTEE"] }), recorded)).toEqual([]);
  });

  it("judge nothing otherwise when only a number or an order is another", () => {
    expect(changed(pack(rule))).toEqual([]);
    expect(changed(pack({ ...rule, id: "b", clause: "A2" }))).toEqual([]);
  });
});
