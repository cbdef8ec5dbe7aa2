import { describe, expect, it } from "vitest";
import { correctDecisionSchema, decisionStepSchema, factField, readDecisionBeginning, readDecisionFilter, recordDecisionSchema, showConcerned, stepField, writeDecisionFilter } from "./schema";

const id = "20000000-0000-4000-8000-000000000001";
const form = { _key: id, basis: "DECIDED", bodyId: id, decidedOn: "2026-05-12", title: "Vänortsavtal", matter: "ENTER_TOWN_RELATION" };
const read = (more: Record<string, string> = {}) => recordDecisionSchema.safeParse({ ...form, ...more });
const complaints = (more: Record<string, string>) => read(more).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);

describe("the form of a decision", () => {
  it("reads what little there must be, and takes what is empty for not known", () => {
    expect(read({ minutesParagraph: " ", caseNumber: "" }).data).toEqual({
      key: id,
      decision: { basis: "DECIDED", bodyId: id, decidedOn: "2026-05-12", minutesParagraph: null, caseNumber: null, title: "Vänortsavtal", text: null, documentUrl: null, source: null, matter: "ENTER_TOWN_RELATION", facts: {}, subject: null, unitId: null, steps: [], concernedBodyIds: [], priorDecisionIds: [], delegationNumber: null, reportedOn: null },
    });
  });

  it("reads facts of every shape, and steps with their days", () => {
    const { data } = read({ [factField("relationKind")]: "TWIN_TOWN", [factField("isOfPrincipalImportance")]: "no", [factField("budgetYears")]: "4", [factField("amountOre")]: "1 500 000,50", [stepField("INFORMATION", "COORDINATING_OFFICE")]: "11 maj 2026", subjectKind: "project", subjectId: id });
    expect(data?.decision.facts).toEqual({ relationKind: "TWIN_TOWN", isOfPrincipalImportance: false, budgetYears: 4, amountOre: 150_000_050 });
    expect(data?.decision.steps).toEqual([{ kind: "INFORMATION", party: "COORDINATING_OFFICE", on: "2026-05-11" }]);
    expect(data?.decision.subject).toEqual({ kind: "project", id });
  });

  it("counts the bodies that are named, and reads a day for each of those alone", () => {
    const other = id.replace("1", "2");
    const { data } = recordDecisionSchema.safeParse({ ...form, concerned: [id, other], prior: id, [factField("bodiesConcerned")]: "9", [stepField("CONSULTATION", "EACH_CONCERNED_BODY", id)]: "2026-05-02", [stepField("CONSULTATION", "EACH_CONCERNED_BODY", id.replace("1", "3"))]: "2026-05-03" });
    expect(data?.decision).toMatchObject({ facts: { bodiesConcerned: 2 }, concernedBodyIds: [id, other], priorDecisionIds: [id], steps: [{ kind: "CONSULTATION", party: "EACH_CONCERNED_BODY", on: "2026-05-02", bodyId: id }] });
    const bad = { [stepField("CONSULTATION", "EACH_CONCERNED_BODY", id)]: "igår" };
    expect(recordDecisionSchema.safeParse({ ...form, concerned: id, ...bad }).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`)).toEqual([`step_CONSULTATION_EACH_CONCERNED_BODY_${id} fields.date`]);
    expect(recordDecisionSchema.safeParse({ ...form, ...bad }).success).toBe(true);
  });

  it("is shown again with a day for each body by its own button alone", () => {
    expect(showConcerned({ ...form, _do: "concerned" })).toEqual({ values: { ...form, _do: "" }, at: "concerned" });
    expect([showConcerned(form), showConcerned({ ...form, _do: "save" })]).toEqual([null, null]);
  });

  it.each([
    ["no body", { bodyId: "" }, ["bodyId decisions.errors.bodyMissing"]],
    ["no day", { decidedOn: "" }, ["decidedOn decisions.errors.dateMissing"]],
    ["all that must be there", { title: "", bodyId: "", decidedOn: "" }, ["title decisions.errors.titleMissing", "bodyId decisions.errors.bodyMissing", "decidedOn decisions.errors.dateMissing"]],
    ["a lost decision without a source", { basis: "UNKNOWN", bodyId: "", decidedOn: "" }, ["source decisions.errors.sourceMissing"]],
    ["a report of what was not delegated", { reportedOn: "2026-05-13" }, ["reportedOn decisions.errors.reportWithoutDelegation"]],
    ["a report before the decision", { delegationNumber: "1", reportedOn: "2026-05-11" }, ["reportedOn decisions.errors.reportedBefore"]],
    ["a fact that cannot be", { [factField("relationKind")]: "ENEMY" }, ["fact_relationKind fields.choice"]],
    ["several at once", { [factField("budgetYears")]: "-1", [factField("amountOre")]: "mycket", [stepField("DECISION", "COUNCIL")]: "igår", bodyId: "" }, ["bodyId decisions.errors.bodyMissing", "fact_amountOre fields.amount", "fact_budgetYears fields.countRange", "step_DECISION_COUNCIL fields.date"]],
    ["an amount beyond all measure", { [factField("amountOre")]: "9".repeat(17) }, ["fact_amountOre fields.amountTooLarge"]],
    ["a negative amount", { [factField("amountOre")]: "-1" }, ["fact_amountOre fields.amountNegative"]],
    ["a yes that is none", { [factField("isInternational")]: "kanske" }, ["fact_isInternational fields.choice"]],
    ["an address that a browser would run", { documentUrl: "javascript:alert(1)" }, ["documentUrl decisions.errors.address"]],
    ["an address that is none", { documentUrl: "protokollet" }, ["documentUrl decisions.errors.address"]],
    ["an address without end", { documentUrl: `https://x.example/${"a".repeat(500)}` }, ["documentUrl fields.tooLong"]],
    ["half a record", { subjectKind: "project" }, ["title fields.choice"]],
    ["a kind of record that is none", { subjectKind: "Project; DROP", subjectId: id }, ["subjectKind fields.choice"]],
    ["no matter", { matter: "" }, ["matter decisions.errors.matterMissing"]],
  ])("says what is wrong with %s", (_what, more, expected) => {
    expect(complaints(more)).toEqual(expected);
  });

  it("takes an address of the web", () => {
    expect(read({ documentUrl: "https://kommunen.example/protokoll?p=1" }).data?.decision.documentUrl).toBe("https://kommunen.example/protokoll?p=1");
  });

  it("knows which version it began from when it corrects", () => {
    expect(correctDecisionSchema.safeParse({ ...form, id, _version: "3" }).data).toMatchObject({ id, version: 3, decision: { title: "Vänortsavtal" } });
    expect(decisionStepSchema.parse({ id, _version: "2" })).toEqual({ id, version: 2 });
    expect(decisionStepSchema.safeParse({ id: "x", _version: "2" }).success).toBe(false);
  });
});

describe("the list's address", () => {
  it("is read, and written so that it reads the same", () => {
    const address = { q: "vänort", body: id, year: "2024", decidedBy: "2024-06-30", verdict: "WRONG_BODY", matter: "JOIN_NETWORK", flagged: "1", document: "0", sort: "-title", page: "2" };
    const { filter, ignored } = readDecisionFilter(address);
    expect(ignored).toEqual([]);
    expect(filter).toEqual({ q: "vänort", bodyId: id, year: 2024, decidedBy: "2024-06-30", verdict: "WRONG_BODY", matter: "JOIN_NETWORK", flagged: true, documented: false, sort: "title", descending: true, page: 2 });
    expect(readDecisionFilter(Object.fromEntries(new URLSearchParams(writeDecisionFilter(filter)))).filter).toEqual(filter);
    expect(writeDecisionFilter(readDecisionFilter({}).filter)).toBe("");
  });

  it("names what it does not understand", () => {
    expect(readDecisionFilter({ year: "1492", verdict: "FINE", colour: "blue", sort: "luck" }).ignored.sort()).toEqual(["colour", "sort", "verdict", "year"]);
  });

  it("of a form begins with a matter and a record, or neither", () => {
    expect(readDecisionBeginning({ matter: "START_PROJECT", kind: "project", id })).toEqual({ matter: "START_PROJECT", subject: { kind: "project", id }, facts: {} });
    expect(readDecisionBeginning({ matter: "ENTER_TOWN_RELATION", [factField("relationKind")]: "TWIN_TOWN", fact_cats: "many" }).facts).toEqual({ fact_relationKind: "TWIN_TOWN" });
    expect(readDecisionBeginning({ matter: "DANCE", kind: "project", id: "1" })).toEqual({ matter: null, subject: null, facts: {} });
    expect(readDecisionBeginning({ kind: "../x", id })).toEqual({ matter: null, subject: null, facts: {} });
  });
});
