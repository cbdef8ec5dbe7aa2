import { describe, expect, it } from "vitest";
import type { UnitKind } from "@packs/pack";
import { contactPersonDuty, findGaps, judgeAppointment, judgeConfirmation, judgeEnd, judgeSitting, primaryFirst, type AskingPack, type UnitForGaps } from "./rules";
import { appointSchema, confirmTimeSchema } from "./schema";

const unit = (more: Partial<UnitForGaps> = {}): UnitForGaps => ({ id: "u", name: "Kontoret", shortName: null, kind: "OFFICE", boundByOther: null, validFrom: null, hasContactPerson: false, lastEndedOn: null, ...more });
const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);
const clause = { number: "X1", kind: "duty" as const, chapter: null, quotation: "En kontaktperson ska finnas", module: null };
const packFor = (...kinds: UnitKind[]): AskingPack => ({
  document: { shortTitle: "Policyn" },
  clauses: [clause],
  obligations: kinds.length === 0 ? [{ clause: "X1", evidence: "LOGGED_PROJECT", for: ["OFFICE"] }] : [{ clause: "X1", evidence: "CURRENT_CONTACT_PERSON", for: kinds }],
});
const asking = packFor("OFFICE", "DEPARTMENT", "COMPANY");

describe("a gap", () => {
  it("V20a: is a unit without contact person, with the clause's own words", () => {
    expect(findGaps(asking, [unit({ lastEndedOn: "2025-06-30" }), unit({ id: "v", hasContactPerson: true })])).toEqual([
      { unitId: "u", unitName: "Kontoret", unitShortName: null, kind: "OFFICE", clause: "X1", quotation: "En kontaktperson ska finnas", lastEndedOn: "2025-06-30" },
    ]);
    expect(contactPersonDuty(asking)).toMatchObject({ clause: "X1", documentTitle: "Policyn" });
  });

  it("E.4.11: is not a company that another owner's documents bind", () => {
    expect(findGaps(asking, [unit({ kind: "COMPANY", boundByOther: "Grannen" })])).toEqual([]);
    expect(findGaps(asking, [unit({ kind: "COMPANY" })])).toHaveLength(1);
  });

  it("E.4.5: is nothing where the document asks nobody", () => {
    expect(contactPersonDuty(packFor())).toBeNull();
    expect(findGaps(packFor(), [unit({ kind: "COMPANY" })])).toEqual([]);
  });

  it("is of the kinds that the obligation names", () => {
    expect(findGaps(packFor("COMPANY"), [unit(), unit({ id: "c", kind: "COMPANY" })]).map((gap) => gap.unitId)).toEqual(["c"]);
  });
});

describe("an appointment", () => {
  const there = { kind: "OFFICE", validFrom: "2020-01-01", validTo: "2029-12-31" };
  it.each([
    ["fine", there, false, { from: "2020-01-01", to: null }],
    ["fine", there, false, { from: "2029-12-31", to: "2029-12-31" }],
    ["appointmentNotAUnit", { ...there, kind: "WORKPLACE" }, false, { from: "2020-01-01", to: null }],
    ["appointmentUnitNotThere", there, false, { from: "2019-12-31", to: null }],
    ["appointmentUnitNotThere", there, false, { from: "2030-01-01", to: null }],
    ["appointmentEndsBeforeStart", there, false, { from: "2020-01-02", to: "2020-01-01" }],
    ["appointmentPersonArchived", there, true, { from: "2020-01-01", to: null }],
  ])("is %s", (expected, of, isArchived, time) => {
    expect(reason(judgeAppointment(of, isArchived, time))).toBe(expected);
  });

  it("ends on its first day at the earliest and only sooner than it already does", () => {
    const open = { from: "2020-01-01", to: null };
    expect(["2019-12-31", "2020-01-01"].map((to) => reason(judgeEnd(open, to)))).toEqual(["appointmentEndsBeforeStart", "fine"]);
    expect(["2024-12-31", "2025-01-01"].map((to) => reason(judgeEnd({ ...open, to: "2025-01-01" }, to)))).toEqual(["fine", "appointmentAlreadyEnded"]);
  });

  it("has its time confirmed by today and while it lasts", () => {
    const time = { from: "2020-01-01", to: "2025-01-01" };
    expect(reason(judgeConfirmation(time, "2025-01-01", "2025-01-01"))).toBe("fine");
    expect(reason(judgeConfirmation(time, "2025-01-02", "2025-01-02"))).toBe("appointmentAlreadyEnded");
    expect(reason(judgeConfirmation({ ...time, to: null }, "2025-01-03", "2025-01-02"))).toBe("appointmentConfirmedTooEarly");
  });

  it("is listed before a deputy's", () => {
    expect(primaryFirst([{ id: 1, kind: "DEPUTY" as const }, { id: 2, kind: "PRIMARY" as const }, { id: 3, kind: "DEPUTY" as const }]).map((one) => one.id)).toEqual([2, 1, 3]);
  });
});

describe("the forms", () => {
  const id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  const issues = (values: Record<string, string>) => appointSchema.safeParse({ _key: id, unitId: id, personId: id, kind: "PRIMARY", from: "2026-01-01", ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("say at each field what to write instead", () => {
    expect(issues({})).toBeUndefined();
    expect(issues({ personId: "", kind: "", from: "" })).toEqual(["personId people.errors.personMissing", "kind people.errors.contactKindMissing", "from people.errors.fromMissing"]);
    expect(issues({ to: "2025-12-31" })).toEqual(["to people.errors.endsBeforeStart"]);
    expect(issues({ appointedBy: "x".repeat(201) })).toEqual(["appointedBy fields.tooLong"]);
    for (const percent of ["0", "101", "12,5", "mycket"]) expect(issues({ timePercent: percent })).toEqual(["timePercent people.errors.timePercent"]);
    expect(confirmTimeSchema.safeParse({ id, unitId: id, _version: "1", timePercent: "", on: "" }).error?.issues.map((issue) => issue.message)).toEqual(["people.errors.timePercent", "people.errors.confirmedOnMissing"]);
  });
});

describe("an appointment beside a sitting contact person", () => {
  const sitting = { id: "s", version: 1, personId: "p", personName: "Åsa Provsson", from: "2024-01-01", to: null };

  it("V20a: is refused until it is said what becomes of the one who sits, so that two are never there by mistake", () => {
    expect(judgeSitting([sitting], "2027-01-01", undefined)).toEqual({ ok: false, reason: "appointmentAnotherHolds", field: "sitting", about: { name: "Åsa Provsson", others: 0 } });
    expect(judgeSitting([sitting], "2027-01-01", "ENDS")).toEqual({ ok: true, value: { ended: [sitting], lastDay: "2026-12-31" } });
    expect(judgeSitting([sitting], "2027-01-01", "STAYS")).toEqual({ ok: true, value: { ended: [], lastDay: "2026-12-31" } });
    expect(judgeSitting([], "2027-01-01", undefined).ok).toBe(true);
  });

  it("V20a: does not end one who begins the same day or later", () => {
    expect(judgeSitting([{ ...sitting, from: "2027-01-01" }], "2027-01-01", "ENDS")).toMatchObject({ ok: false, reason: "appointmentSittingBeginsLater", about: { day: "2027-01-01" } });
  });
});
