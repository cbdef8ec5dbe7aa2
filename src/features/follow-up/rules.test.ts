import { describe, expect, it } from "vitest";
import { actorOfUnit, actorWithRole, makeActor } from "../../../tests/factories/actors.ts";
import { actsOnBehalf, roundPolicy, statementPolicy } from "./policy";
import { reportStatement } from "./report";
import { countAnswered, countStatuses, groupStatements, isOpenForAnswers, judgeOpening, judgeReview, judgeSubmission, mergeAnswers, missingAnswers, questionsOf, selectUnits, stepsOfYear, taskState } from "./rules";
import { answersSchema, LONGEST_ANSWER, openRoundSchema, returnSchema, STATEMENT_STATUSES } from "./schema";

const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);
const ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

describe("opening a round", () => {
  it.each([
    [2026, "2026-11-22", "fine"],
    [2025, "2027-11-23", "fine"],
    [2027, "2027-01-31", "roundOfAYearToCome"],
    [2026, "2026-11-21", "roundDueTooEarly"],
    [2026, "2027-11-24", "roundDueTooLate"],
  ])("for %i with answers due on %s: %s", (year, answersDueOn, expected) => {
    expect(reason(judgeOpening({ year, answersDueOn }, "2026-11-22"))).toBe(expected);
  });

  it("V2: calls every kind that the document asks, and E.4.11: no company that another owner's documents bind", () => {
    const units = [
      { id: "office", kind: "OFFICE" as const, boundByOther: null },
      { id: "department", kind: "DEPARTMENT" as const, boundByOther: null },
      { id: "company", kind: "COMPANY" as const, boundByOther: null },
      { id: "shared", kind: "COMPANY" as const, boundByOther: "Grannen" },
    ];
    expect(selectUnits({ obligations: [] }, units)).toEqual(["office", "department", "company"]);
    expect(selectUnits({ obligations: [{ clause: "X1", evidence: "UNIT_STATEMENT", for: ["COMPANY"] }] }, units)).toEqual(["company"]);
  });

  it("asks each question with its clause's own words", () => {
    const question = { code: "A", clause: "X1", sv: "Vad?", en: "What?", helpSv: "Så.", helpEn: "So.", required: true };
    const clauses = [{ number: "X1", kind: "duty" as const, chapter: null, quotation: "Det ska följas upp", module: null }];
    const pack = { clauses, followUp: { contactsClause: null, signOff: null, questions: [question, { ...question, code: "B", clause: null }] } };
    expect(questionsOf(pack).map(({ code, quotation }) => [code, quotation])).toEqual([["A", "Det ska följas upp"], ["B", null]]);
  });
});

describe("a statement's way", () => {
  const questions = [
    { code: "A", required: true },
    { code: "B", required: true },
    { code: "C", required: false },
  ];
  const full = new Map([["A", "Ja"], ["B", "Nej"]]);

  it("is open for answers until it is submitted, and again when it has been returned", () => {
    expect(STATEMENT_STATUSES.filter(isOpenForAnswers)).toEqual(["NOT_STARTED", "IN_PROGRESS", "RETURNED"]);
  });

  it("asks for every required answer before it is submitted", () => {
    expect(missingAnswers(questions, new Map([["B", "  "]]))).toEqual(["A", "B"]);
    expect(reason(judgeSubmission("IN_PROGRESS", questions, new Map([["A", "Ja"]])))).toBe("statementLacksAnswers");
    for (const from of ["NOT_STARTED", "IN_PROGRESS", "RETURNED"] as const) expect(reason(judgeSubmission(from, questions, full))).toBe("fine");
    expect(reason(judgeSubmission("SUBMITTED", questions, full))).toBe("statementSubmittedAlready");
    expect(reason(judgeSubmission("APPROVED", questions, full))).toBe("statementApprovedAlready");
  });

  it("is approved when submitted, and returned with a comment from there or later", () => {
    const approved = STATEMENT_STATUSES.map((from) => reason(judgeReview(from, "APPROVED", null)));
    expect(approved).toEqual(["statementNotSubmitted", "statementNotSubmitted", "fine", "statementNotSubmitted", "statementApprovedAlready"]);
    const returned = STATEMENT_STATUSES.map((from) => reason(judgeReview(from, "RETURNED", "Skriv mer.")));
    expect(returned).toEqual(["statementNotSubmitted", "statementNotSubmitted", "fine", "statementReturnedAlready", "fine"]);
    expect(reason(judgeReview("SUBMITTED", "RETURNED", ""))).toBe("statementNotSubmitted");
  });

  it("is late after its day", () => {
    expect(taskState("NOT_STARTED", "2026-12-11", "2026-12-11")).toBe("todo");
    expect(taskState("IN_PROGRESS", "2026-12-11", "2026-12-11")).toBe("going");
    expect(taskState("IN_PROGRESS", "2026-12-11", "2026-12-12")).toBe("late");
  });

  it("is grouped with those that lack most first", () => {
    const grouped = groupStatements(STATEMENT_STATUSES.map((status) => ({ status })));
    expect(grouped.map(({ group, statements }) => [group, statements.map(({ status }) => status)])).toEqual([
      ["notStarted", ["NOT_STARTED"]],
      ["going", ["IN_PROGRESS", "RETURNED"]],
      ["toReview", ["SUBMITTED"]],
      ["approved", ["APPROVED"]],
    ]);
    expect(groupStatements([])).toEqual([]);
  });
});

describe("the year's steps", () => {
  const stateOf = (...statuses: (typeof STATEMENT_STATUSES)[number][]) => stepsOfYear(countStatuses(statuses.map((status) => ({ status })))).map(({ state }) => state);

  it.each([
    [["NOT_STARTED", "APPROVED"], ["past", "now", "coming", "coming"]],
    [["RETURNED", "SUBMITTED"], ["past", "now", "coming", "coming"]],
    [["SUBMITTED", "APPROVED"], ["past", "past", "now", "coming"]],
    [["APPROVED", "APPROVED"], ["past", "past", "past", "now"]],
  ] as const)("with %s stand at %s", (statuses, expected) => {
    expect(stateOf(...statuses)).toEqual(expected);
  });

  it("counts what has been submitted as answered, also when it is approved", () => {
    expect(countAnswered(countStatuses([{ status: "SUBMITTED" }, { status: "APPROVED" }, { status: "RETURNED" }]))).toBe(2);
  });
});

describe("two who answer at once", () => {
  const standing = new Map([["A", { version: 2, text: "Deras" }]]);
  const merge = (typed: { code: string; version: number; text: string }, base = "Före") => mergeAnswers([typed], standing, new Map([["A", base]]));

  it.each([
    ["writes over the version that was seen", { code: "A", version: 2, text: "Mitt" }, { writes: [{ code: "A", text: "Mitt" }], collisions: [] }],
    ["leaves what was not touched here", { code: "A", version: 1, text: "Före" }, { writes: [], collisions: [] }],
    ["takes the same text from both", { code: "A", version: 1, text: "Deras" }, { writes: [], collisions: [] }],
    ["collides when both have changed it", { code: "A", version: 1, text: "Mitt" }, { writes: [], collisions: ["A"] }],
    ["writes the first answer", { code: "B", version: 0, text: "Mitt" }, { writes: [{ code: "B", text: "Mitt" }], collisions: [] }],
    ["leaves an empty answer empty", { code: "B", version: 0, text: "" }, { writes: [], collisions: [] }],
  ])("%s", (_title, typed, expected) => {
    expect(merge(typed)).toEqual(expected);
  });

  it("takes an answer that nobody had written when the form was opened for an empty one", () => {
    expect(mergeAnswers([{ code: "A", version: 0, text: "" }], standing, new Map())).toEqual({ writes: [], collisions: [] });
    expect(mergeAnswers([{ code: "A", version: 0, text: "Mitt" }], standing, new Map())).toEqual({ writes: [], collisions: ["A"] });
  });
});

describe("who may", () => {
  const statement = { id: "s", unitId: "u", status: "IN_PROGRESS" as const };
  const approved = { ...statement, status: "APPROVED" as const };
  const office = actorWithRole("COORDINATOR");

  it.each([
    ["the unit's contact person", actorOfUnit("u"), true, true, false],
    ["its deputy", actorOfUnit("u", "DEPUTY"), true, true, false],
    ["the contact person of the unit it has gone up into", actorOfUnit("v", "PRIMARY", ["u"]), true, true, false],
    ["its manager", actorWithRole("UNIT_MANAGER", "u"), true, true, false],
    ["a company's secretary", actorWithRole("BOARD_SECRETARY", "u"), true, true, false],
    ["the office", office, true, true, true],
    ["another unit's contact person", actorOfUnit("v"), false, false, false],
    ["another unit's manager", actorWithRole("UNIT_MANAGER", "v"), false, false, false],
    ["another body's secretary", actorWithRole("BOARD_SECRETARY", "v"), false, false, false],
    ["a reader", actorWithRole("READER"), false, false, false],
    ["the administrator", actorWithRole("ADMINISTRATOR"), false, false, false],
  ])("%s", (_who, actor, view, answer, review) => {
    expect([statementPolicy.rules.view(actor, statement), statementPolicy.rules.answer(actor, statement), statementPolicy.rules.review(actor, statement)]).toEqual([view, answer, review]);
    expect(statementPolicy.rules.view(actor, approved)).toBe(true);
    expect(roundPolicy.rules.open(actor, { id: "*" })).toBe(actor === office);
  });

  it("tells when the office acts for a unit that isn't its own", () => {
    expect(actsOnBehalf(office, "u")).toBe(true);
    expect(actsOnBehalf(actorOfUnit("u"), "u")).toBe(false);
    expect(actsOnBehalf(makeActor({ roles: [{ role: "COORDINATOR", bodyId: null }], units: [{ id: "u", name: "Staben", kind: "PRIMARY", predecessorIds: [] }] }), "u")).toBe(false);
  });
});

describe("the forms", () => {
  const issues = (outcome: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) => outcome.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("say what to write instead when a round is opened", () => {
    const open = (values: Record<string, string>) => openRoundSchema.safeParse({ _key: ID, year: "2026", answersDueOn: "11 december 2026", ...values });
    expect(open({}).data).toEqual({ key: ID, round: { year: 2026, answersDueOn: "2026-12-11" } });
    expect(issues(open({ year: "", answersDueOn: "" }))).toEqual(["year followUp.errors.yearMissing", "answersDueOn followUp.errors.dueMissing"]);
    expect(issues(open({ year: "26" }))).toEqual(["year followUp.errors.year"]);
    expect(issues(open({ year: "1989" }))).toEqual(["year followUp.errors.year"]);
  });

  it("read every answer with the version that was being changed", () => {
    const read = (values: Record<string, string>) => answersSchema.safeParse({ _key: ID, _then: "save", year: "2026", unitId: ID, ...values });
    expect(read({ "answer.GOALS": " Målen.\n", "version.GOALS": "3", "answer.BENEFIT": "", other: "x", "answer.lower": "x" }).data?.input.answers).toEqual([
      { code: "GOALS", version: 3, text: "Målen." },
      { code: "BENEFIT", version: 0, text: "" },
    ]);
    expect(issues(read({ "answer.GOALS": "å".repeat(LONGEST_ANSWER) }))).toBeUndefined();
    expect(issues(read({ "answer.GOALS": "å".repeat(LONGEST_ANSWER + 1) }))).toEqual(["answer.GOALS fields.tooLong"]);
    expect(issues(read({ _then: "publish" }))).toEqual(["_then fields.choice"]);
  });

  it("ask the office for a sentence when it returns a statement", () => {
    const give = (comment: string) => returnSchema.safeParse({ _version: "2", year: "2026", unitId: ID, comment });
    expect(issues(give(""))).toEqual(["comment followUp.errors.commentMissing"]);
    expect(issues(give("Nej."))).toEqual(["comment followUp.errors.commentTooShort"]);
    expect(issues(give("x".repeat(1001)))).toEqual(["comment fields.tooLong"]);
    expect(give("Skriv hur många.").data).toEqual({ year: 2026, unitId: ID, version: 2, comment: "Skriv hur många." });
  });
});

describe("what goes into a summary", () => {
  const question = { code: "A", clause: "X1", quotation: "Så", sv: "Vad?", en: "What?", helpSv: "", helpEn: "", required: true };
  const record = { id: "s", unitId: "u", unitName: "Kontoret", status: "SUBMITTED" as const, onBehalf: true, questions: [question, { ...question, code: "B" }], texts: { A: "Det här." } };

  it("is what has been answered, in the round's order, for those who may read it", () => {
    expect(reportStatement(record, true)).toEqual({ unitId: "u", unitName: "Kontoret", status: "SUBMITTED", onBehalf: true, answers: [{ code: "A", question: { sv: "Vad?", en: "What?" }, clause: "X1", text: "Det här." }] });
    expect(reportStatement(record, false).answers).toEqual([]);
  });
});
