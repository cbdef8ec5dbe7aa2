import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeStep } from "@/domain/life-cycle";
import { PROGRAMMES } from "../../../../tests/factories/projects.ts";
import { PROJECT_STATUSES, type ProjectStatus } from "../schema";
import { judgeProjectStep, lacksDecision, meetsRequirement, openSteps, projectLifeCycle, STATUS_REQUIREMENTS, takenBackBy, type StepFacts, type TakenStep } from "./rules";
import { statusCorrectionSchema } from "./schema";

const facts = (more: Partial<StepFacts> = {}): StepFacts => ({ status: "IDEA", programmeId: null, starts: null, ends: null, totalBudgetMinor: null, isExternallyFunded: false, funding: [], lacksDecision: false, ...more });
const step = (from: ProjectStatus | null, to: ProjectStatus, on = "2026-01-01", more: Partial<TakenStep> = {}): TakenStep => ({ from, to, on, note: null, isCorrection: false, isTakenBack: false, ...more });

const LEGAL: Record<ProjectStatus, ProjectStatus[]> = {
  IDEA: ["EXAMINED", "APPLICATION_IN_PROGRESS", "ONGOING", "CANCELLED"],
  EXAMINED: ["APPLICATION_IN_PROGRESS", "ONGOING", "CANCELLED"],
  APPLICATION_IN_PROGRESS: ["DECIDED_TO_APPLY", "SUBMITTED", "CANCELLED"],
  DECIDED_TO_APPLY: ["SUBMITTED", "CANCELLED"],
  SUBMITTED: ["RESERVE_LIST", "GRANTED", "REJECTED", "CANCELLED"],
  RESERVE_LIST: ["GRANTED", "REJECTED", "CANCELLED"],
  GRANTED: ["AGREEMENT_SIGNED", "ONGOING", "CANCELLED"],
  REJECTED: ["IDEA"],
  AGREEMENT_SIGNED: ["ONGOING", "CANCELLED"],
  ONGOING: ["IN_MODIFICATION", "FINAL_REPORT_SUBMITTED", "CLOSED", "CANCELLED"],
  IN_MODIFICATION: ["ONGOING", "FINAL_REPORT_SUBMITTED", "CANCELLED"],
  FINAL_REPORT_SUBMITTED: ["FINAL_PAYMENT_RECEIVED", "CLOSED"],
  FINAL_PAYMENT_RECEIVED: ["CLOSED"],
  CLOSED: [],
  CANCELLED: ["IDEA"],
};

describe("a project's life cycle", () => {
  it("refuses every step but those that projects take", () => {
    for (const from of PROJECT_STATUSES) {
      for (const to of PROJECT_STATUSES) {
        const { verdict } = judgeStep(projectLifeCycle, from, to, () => true);
        expect([from, to, verdict]).toEqual([from, to, LEGAL[from].includes(to) ? "allowed" : "illegal"]);
      }
    }
  });

  it("knows every status, and each can be reached from an idea", () => {
    expect([...projectLifeCycle.states]).toEqual([...PROJECT_STATUSES]);
    const reached = new Set<ProjectStatus>(["IDEA"]);
    for (const status of reached) for (const step of projectLifeCycle.steps) if (step.from.includes(status)) reached.add(step.to);
    expect([...reached].sort()).toEqual([...PROJECT_STATUSES].sort());
  });

  it.each([
    ["APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", ["budget", "decision"]],
    ["SUBMITTED", "GRANTED", ["decision", "financing"]],
    ["APPLICATION_IN_PROGRESS", "SUBMITTED", ["programme", "period", "budget"]],
    ["GRANTED", "AGREEMENT_SIGNED", ["period"]],
    ["IDEA", "ONGOING", ["period"]],
    ["ONGOING", "FINAL_REPORT_SUBMITTED", ["ended"]],
    ["ONGOING", "CLOSED", ["ended"]],
    ["ONGOING", "CANCELLED", []],
    ["REJECTED", "IDEA", []],
  ] as const)("from %s to %s asks for what it takes", (from, to, missing) => {
    expect(judgeStep(projectLifeCycle, from, to, () => false)).toEqual(missing.length === 0 ? { verdict: "allowed" } : { verdict: "lacking", missing });
  });

  it("has its requirements met by what the project says on the day", () => {
    const whole = facts({ programmeId: PROGRAMMES[0], starts: { on: "2026-01-01", precision: "DAY" }, ends: { on: "2026-12-31", precision: "YEAR" }, totalBudgetMinor: 0n, isExternallyFunded: true, funding: [{}] });
    const empty = facts({ isExternallyFunded: true, lacksDecision: true });
    expect(STATUS_REQUIREMENTS.map((requirement) => meetsRequirement(requirement, whole, "2026-12-31"))).toEqual(STATUS_REQUIREMENTS.map(() => true));
    expect(STATUS_REQUIREMENTS.map((requirement) => meetsRequirement(requirement, empty, "2026-12-31"))).toEqual(STATUS_REQUIREMENTS.map(() => false));
    expect(meetsRequirement("ended", whole, "2026-12-30")).toBe(false);
    expect(meetsRequirement("period", { ...whole, starts: null }, "2027-01-01")).toBe(false);
    expect(meetsRequirement("financing", { ...empty, isExternallyFunded: false }, "2027-01-01")).toBe(true);
  });

  it.each([
    ["decides", "MISSING", true],
    ["decidesAfter", "FLAGGED", true],
    ["decides", "DECIDED", false],
    ["decides", "UNKNOWN", false],
    ["answersFor", "MISSING", false],
    ["notRegulated", "MISSING", false],
    ["needsFacts", "MISSING", false],
    ["contradictory", "MISSING", false],
  ] as const)("where the document says %s and what is there is %s, a decision holds it up: %s", (kind, basis, isMissing) => {
    expect(lacksDecision({ answer: { kind }, basis })).toBe(isMissing);
    expect(lacksDecision(null)).toBe(false);
  });

  it("offers the steps from where the project is, with what is missing", () => {
    expect(openSteps(facts({ status: "GRANTED" }), "2026-11-22")).toEqual([
      { to: "AGREEMENT_SIGNED", missing: ["period"] },
      { to: "ONGOING", missing: ["period"] },
      { to: "CANCELLED", missing: [] },
    ]);
  });
});

describe("a step on a day", () => {
  const judge = (on: string, taken: readonly TakenStep[] = [], project = facts()) => judgeProjectStep(project, taken, "EXAMINED", on, "2026-11-22");

  it("is neither in the future nor before the step before it; when the project was logged says nothing of that", () => {
    expect(judge("2026-11-23")).toEqual({ ok: false, reason: "stepInTheFuture", field: "on" });
    expect(judge("2026-05-01", [step(null, "IDEA", "2026-11-20")])).toEqual({ ok: true, value: null });
    const taken = [step(null, "CANCELLED"), step("CANCELLED", "IDEA", "2026-06-01")];
    expect(judge("2026-05-31", taken)).toEqual({ ok: false, reason: "stepBeforeLast", field: "on", about: { day: "2026-06-01" } });
    expect(judge("2026-06-01", taken)).toEqual({ ok: true, value: null });
    expect(judge("2026-05-31", [...taken.slice(0, 1), { ...taken[1]!, isTakenBack: true }])).toEqual({ ok: true, value: null });
  });

  it("is refused where there is none such, and where something is missing for it", () => {
    expect(judge("2026-11-22", [], facts({ status: "CLOSED" }))).toMatchObject({ reason: "illegalStep" });
    expect(judgeProjectStep(facts({ status: "APPLICATION_IN_PROGRESS", totalBudgetMinor: 1n, lacksDecision: true }), [], "DECIDED_TO_APPLY", "2026-11-22", "2026-11-22")).toMatchObject({ reason: "stepLacksSomething" });
  });
});

describe("a correction", () => {
  it("takes back the steps that led on from the right state, and none before it", () => {
    const taken = [step(null, "IDEA"), step("IDEA", "EXAMINED"), step("EXAMINED", "ONGOING"), step("ONGOING", "IN_MODIFICATION")];
    expect(takenBackBy(taken, "EXAMINED")).toEqual([2, 3]);
    expect(takenBackBy(taken, "IDEA")).toEqual([1, 2, 3]);
    // Where the project was never known to be, nothing that is known was wrong.
    expect(takenBackBy(taken, "GRANTED")).toEqual([]);
  });

  it("leaves what has been taken back already, and never the state that is right", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ to: fc.constantFrom(...PROJECT_STATUSES), isTakenBack: fc.boolean() }), { maxLength: 12 }), fc.constantFrom(...PROJECT_STATUSES), (drawn, right) => {
        const taken = drawn.map(({ to, isTakenBack }) => step("IDEA", to, "2026-01-01", { isTakenBack }));
        const back = takenBackBy(taken, right);
        for (const place of back) expect(taken[place]).toMatchObject({ isTakenBack: false });
        for (const place of back) expect(taken[place]?.to).not.toBe(right);
      }),
    );
  });

  it("is told with a reason", () => {
    const id = "20000000-0000-4000-8000-000000000001";
    expect(statusCorrectionSchema.safeParse({ id, _version: "1", right: "", reason: " " }).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`)).toEqual(["right projects.errors.statusMissing", "reason projects.errors.correctionReasonMissing"]);
  });
});
