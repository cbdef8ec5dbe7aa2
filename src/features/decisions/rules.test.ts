import { describe, expect, it } from "vitest";
import { actorWithRole, makeActor } from "../../../tests/factories/actors.ts";
import { decisionInput } from "../../../tests/factories/decisions.ts";
import type { MandateRule } from "@/domain/mandate";
import { decisionPolicy, recordsForBody, type DecisionThing } from "./policy";
import { bodiesCalled, carries, factsWithBody, judge, judgeBasis, judgeDate, stepsOf, writeDecision, writeFact, type JudgingPack } from "./rules";
import { recordDecisionSchema } from "./schema";

const id = (number: number) => `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const TODAY = "2026-11-22";
const body = { id: id(1), kind: "COMMITTEE", name: "Nämnden", parentId: null, validFrom: "2015-01-01", validTo: "2025-12-31" };

const rule: MandateRule = {
  id: "board", clause: "A1", matters: ["START_PROJECT"], effect: "DECIDES", holders: ["EXECUTIVE_BOARD"], when: null, exceptionFrom: [],
  steps: [{ kind: "DECISION", party: "EACH_CONCERNED_BODY" }], consultations: [], notices: [],
  delegations: [{ number: "4", to: "Chefen", limitOre: null, reportWithinDays: 10 }], validFrom: null, validTo: null,
};
const document: JudgingPack["document"] = { type: "POLICY", title: "Policy", shortTitle: "Policyn", responsibleOffice: null, caseNumber: null, datedOn: null, adoptedOn: null, adoptedBy: null, version: "Andra", language: "sv", note: null };
const pack: JudgingPack = { mandateRules: [rule], clauses: [{ number: "A1", quotation: "Styrelsen beslutar." }], document };

describe("the day of a decision", () => {
  const on = (decidedOn: string, more: Partial<Parameters<typeof judgeDate>[0]> = {}) => judgeDate({ decidedOn, reportedOn: null, steps: [], ...more }, body, TODAY);

  it("lies within the time of its body, both ends included", () => {
    expect([on("2015-01-01").ok, on("2025-12-31").ok]).toEqual([true, true]);
    expect(on("2014-12-31")).toEqual({ ok: false, reason: "decisionBodyNotYet", field: "decidedOn", about: { body: "Nämnden", day: "2015-01-01" } });
    expect(on("2026-01-01")).toEqual({ ok: false, reason: "decisionBodyEnded", field: "decidedOn", about: { body: "Nämnden", day: "2025-12-31" } });
  });

  it("is not ahead, nor are its report and its steps", () => {
    expect(on("2026-11-23")).toMatchObject({ reason: "decisionInFuture" });
    expect(judgeDate({ decidedOn: TODAY, reportedOn: TODAY, steps: [{ kind: "INFORMATION", party: "COUNCIL", on: TODAY }] }, null, TODAY).ok).toBe(true);
    expect(on("2020-01-01", { reportedOn: "2026-11-23" })).toMatchObject({ reason: "decisionReportInFuture", field: "reportedOn" });
    expect(on("2020-01-01", { steps: [{ kind: "CONSULTATION", party: "COUNCIL", on: "2026-11-23" }] })).toMatchObject({ reason: "decisionStepInFuture", field: "step_CONSULTATION_COUNCIL" });
  });

  it("need not be known where the decision is lost", () => {
    expect(judgeDate({ decidedOn: null, reportedOn: null, steps: [] }, null, TODAY).ok).toBe(true);
  });
});

describe("a judgement", () => {
  const input = decisionInput({ matter: "START_PROJECT", bodyId: id(9), decidedOn: "2026-05-12" });
  const board = { kind: "EXECUTIVE_BOARD", isOwn: false };
  const earlier = [1, 2].map((number) => ({ bodyId: id(number), body: { kind: "COMMITTEE", isOwn: number === 1 }, on: `2026-04-0${number}` }));

  it("counts each committee's recorded decision as a step, once a committee", () => {
    const judged = (facts: object, decisions = earlier) => judge(pack, input, board, facts, decisions);
    expect(judged({ bodiesConcerned: 2 })).toMatchObject({ verdict: "RIGHT_BODY", judgedBy: "Policyn, Andra", citation: { ruleId: "board", clause: "A1" }, details: { steps: [{ state: "DONE", taken: 2, of: 2, on: "2026-04-02", clause: "A1", quotation: "Styrelsen beslutar." }] } });
    expect(judged({ bodiesConcerned: 2 }, [...earlier.slice(0, 1), ...earlier.slice(0, 1)])).toMatchObject({ verdict: "BEFORE_STEPS", isFlagged: true, details: { steps: [{ taken: 1, of: 2 }] } });
  });

  it("says of the committee's own decision that it is a step on the way", () => {
    expect(judge(pack, input, { kind: "COMMITTEE", isOwn: true }, { bodiesConcerned: 2 }, [])).toMatchObject({ verdict: "AS_STEP", isFlagged: false, details: { sentence: "asStep" } });
  });

  it("keeps the day on which a decision on delegation is to be reported", () => {
    expect(judge(pack, { ...input, delegationNumber: "4" }, board, { bodiesConcerned: 1 }, earlier)).toMatchObject({ verdict: "BY_DELEGATION", reportDueOn: "2026-05-22", details: { sentence: "reportDue", params: { number: "4", clause: "A1" } } });
  });

  it("of a lost decision cites nothing", () => {
    const lost = { verdict: "UNKNOWN_BASIS", isFlagged: true, citation: null, reportDueOn: null };
    expect(judge(pack, { ...input, basis: "UNKNOWN" }, board, {}, [])).toMatchObject(lost);
    expect(judge(pack, { ...input, bodyId: null }, null, {}, [])).toMatchObject(lost);
  });

  it("names what is missing, and who disagree", () => {
    const asking = { ...pack, mandateRules: [{ ...rule, when: { op: "=" as const, fact: "isInternational" as const, value: true } }] };
    expect(judge(asking, input, board, {}, [])).toMatchObject({ verdict: "NEEDS_FACTS", details: { ask: ["isInternational"], holders: [] } });
    const disagreeing = { ...pack, mandateRules: [rule, { ...rule, id: "council", holders: ["COUNCIL" as const] }] };
    expect(judge(disagreeing, input, board, {}, [])).toMatchObject({ verdict: "CONTRADICTORY", details: { holders: ["EXECUTIVE_BOARD", "COUNCIL"] } });
  });
});

describe("what a decision's body is called by rules", () => {
  it("is its kind, the unit's own where it is, and one of those concerned for committees and companies", () => {
    const parties = (kind: string, isOwn: boolean) => stepsOf([{ bodyId: id(1), body: { kind, isOwn }, on: TODAY }]).map(({ party }) => party);
    expect(parties("COMMITTEE", true)).toEqual(["COMMITTEE", "OWN_POLITICAL_BODY", "EACH_CONCERNED_BODY"]);
    expect(parties("COUNCIL", false)).toEqual(["COUNCIL"]);
    expect(parties("OFFICE", false)).toEqual([]);
  });

  it("leads back to the bodies of the day", () => {
    const all = [body, { ...body, id: id(2), kind: "COUNCIL" }];
    expect(bodiesCalled(["COUNCIL", "OWN_POLITICAL_BODY"], all, body).map((found) => found.id)).toEqual([id(2), id(1)]);
    expect(bodiesCalled(["OWN_POLITICAL_BODY", "COMPANY"], all, null)).toEqual([]);
  });

  it("says whether a matter lies in the board's own field, unless somebody has", () => {
    expect(factsWithBody({}, { kind: "EXECUTIVE_BOARD" })).toEqual({ isBoardsOwnField: true });
    expect(factsWithBody({ budgetYears: 1 }, { kind: "COMMITTEE" })).toEqual({ budgetYears: 1, isBoardsOwnField: false });
    expect(factsWithBody({ isBoardsOwnField: true }, { kind: "COMMITTEE" })).toEqual({ isBoardsOwnField: true });
    expect(factsWithBody({}, null)).toEqual({});
  });
});

describe("what a record stands on", () => {
  it.each([
    [[], "MISSING"],
    [["AS_STEP"], "MISSING"],
    [["WRONG_BODY"], "FLAGGED"],
    [["BEFORE_STEPS"], "FLAGGED"],
    [["OUTSIDE_DELEGATION"], "FLAGGED"],
    [["CONTRADICTORY"], "FLAGGED"],
    [["NEEDS_FACTS"], "FLAGGED"],
    [["UNKNOWN_BASIS", "WRONG_BODY"], "UNKNOWN"],
    [["NOT_REGULATED", "UNKNOWN_BASIS"], "OWN"],
    [["RIGHT_BODY", "NOT_REGULATED"], "DECIDED"],
    [["WRONG_BODY", "BY_DELEGATION"], "DECIDED"],
  ] as const)("%s is %s", (verdicts, basis) => {
    expect(judgeBasis(verdicts)).toBe(basis);
    expect(carries(basis)).toBe(!["MISSING", "FLAGGED"].includes(basis));
  });
});

describe("who may", () => {
  const thing = (more: Partial<DecisionThing> = {}): DecisionThing => ({ id: id(5), bodyId: id(1), parentId: null, isArchived: false, confidential: null, ...more });
  const { rules } = decisionPolicy;
  const secretary = actorWithRole("BOARD_SECRETARY", id(1));

  it("record is the body's secretary, by role or seat, that of the body it belongs to, and the office", () => {
    expect(rules.record(secretary, thing())).toBe(true);
    expect(rules.record(secretary, thing({ bodyId: id(2), parentId: id(1) }))).toBe(true);
    expect(rules.record(secretary, thing({ bodyId: id(2) }))).toBe(false);
    expect(rules.record(secretary, thing({ bodyId: null }))).toBe(false);
    expect(rules.record(actorWithRole("COORDINATOR"), thing({ bodyId: null }))).toBe(true);
    const seated = (position: string) => makeActor({ seats: [{ bodyId: id(1), bodyKind: "EXECUTIVE_BOARD_PRESIDIUM", position }] });
    expect([rules.record(seated("SECRETARY"), thing()), rules.record(seated("CHAIR"), thing())]).toEqual([true, false]);
    // A role for no body in particular records for none.
    expect(recordsForBody(actorWithRole("BOARD_SECRETARY"), { bodyId: id(1), parentId: null })).toBe(false);
  });

  it("record for a company is its manager too, and never that of another or of what lies above it", () => {
    const manager = actorWithRole("UNIT_MANAGER", id(1));
    expect([rules.record(manager, thing()), rules.record(manager, thing({ bodyId: id(2) })), rules.record(manager, thing({ bodyId: id(2), parentId: id(1) })), rules.record(manager, thing({ bodyId: null }))]).toEqual([true, false, false, false]);
  });

  it("see one about a confidential record are the office, its unit and its members", () => {
    const secret = thing({ confidential: { unitId: id(7), memberIds: [id(8)] } });
    const ofUnit = makeActor({ units: [{ id: id(7), name: "Enheten", kind: "PRIMARY", predecessorIds: [] }] });
    expect([rules.view(ofUnit, secret), rules.view(makeActor({ personId: id(8) }), secret), rules.view(actorWithRole("COORDINATOR"), secret), rules.view(secretary, secret), rules.view(actorWithRole("AUDITOR"), secret)]).toEqual([true, true, true, false, false]);
  });

  it("see one that is out of the register are those who may bring it back, and nobody corrects it there", () => {
    const archived = thing({ isArchived: true });
    expect([rules.view(secretary, archived), rules.view(actorWithRole("READER"), archived), rules.correct(secretary, archived), rules.archive(secretary, archived)]).toEqual([true, false, false, true]);
  });
});

describe("a decision written as its form holds it", () => {
  it("reads back the same", () => {
    const stored = decisionInput({
      bodyId: id(1), text: "Lydelse", documentUrl: "https://kommunen.example/p", source: "Protokollet", unitId: id(2), delegationNumber: "4", reportedOn: "2026-05-20", subject: { kind: "project", id: id(3) },
      facts: { relationKind: "TWIN_TOWN", amountOre: 150_000_050, isInternational: false, bodiesConcerned: 2 },
      steps: [{ kind: "INFORMATION", party: "COORDINATING_OFFICE", on: "2026-05-01" }, { kind: "CONSULTATION", party: "EACH_CONCERNED_BODY", on: "2026-05-02", bodyId: id(6) }],
      concernedBodyIds: [id(6), id(7)],
      priorDecisionIds: [id(8)],
    });
    expect(recordDecisionSchema.parse({ _key: id(4), ...writeDecision(stored) }).decision).toEqual(stored);
    const empty = decisionInput({ basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "x", minutesParagraph: null, caseNumber: null, facts: {} });
    expect(recordDecisionSchema.parse({ _key: id(4), ...writeDecision(empty) }).decision).toEqual(empty);
    expect([writeFact("isInternational", true), writeFact("budgetYears", 3), writeFact("scope", "OWN_FIELD")]).toEqual(["yes", "3", "OWN_FIELD"]);
  });
});
