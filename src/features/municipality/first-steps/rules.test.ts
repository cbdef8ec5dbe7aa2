import { expect, it } from "vitest";
import { countDone, FIRST_STEPS, judgeFirstSteps, nextStep, type FirstFacts } from "./rules";

const EMPTY: FirstFacts = { hasProfile: false, hasDocument: true, bodies: 0, units: 0, others: 0, coordinators: 0, withoutContactPerson: 0, programmes: 12, mail: "none", mailMode: "smtp", signIn: "local", othersWithAccount: 0, hasProject: false };
const FULL: FirstFacts = { ...EMPTY, hasProfile: true, bodies: 5, units: 2, others: 3, coordinators: 1, mail: "sent", othersWithAccount: 2, hasProject: true };
const of = (facts: Partial<FirstFacts>, step: string) => judgeFirstSteps({ ...FULL, ...facts }).find((one) => one.step === step);

it("Issue's own words: an empty municipality has what the pack brings and the rest to do, in the order of the steps", () => {
  const steps = judgeFirstSteps(EMPTY);
  expect(steps.map(({ step }) => step)).toEqual([...FIRST_STEPS]);
  expect(steps.filter(({ isDone }) => isDone).map(({ step }) => step)).toEqual(["document", "programmes"]);
  expect([countDone(steps), nextStep(steps)]).toEqual([{ done: 2, all: 10 }, "profile"]);
  const full = judgeFirstSteps(FULL);
  expect([countDone(full), nextStep(full)]).toEqual([{ done: 10, all: 10 }, null]);
});

it.each([
  ["contactPersons", { units: 0, withoutContactPerson: 0 }, false, "todo"],
  ["contactPersons", { withoutContactPerson: 1 }, false, "some"],
  ["contactPersons", { withoutContactPerson: 0 }, true, "done"],
  ["bodies", { bodies: 3, units: 0 }, false, "noUnits"],
  ["bodies", { bodies: 0, units: 0 }, false, "todo"],
  ["mail", { mailMode: "off", mail: "none" }, false, "off"],
  ["mail", { mail: "failed" }, false, "failed"],
  ["mail", { mail: "waiting" }, false, "waiting"],
  ["signIn", { signIn: "provider", othersWithAccount: 0 }, false, "provider"],
] as const)("the step %s, where %o, is done: %s, and says %s", (step, facts, isDone, says) => {
  expect(of(facts, step)).toMatchObject({ isDone, says });
});

it("a governing document that asks for no contact person leaves that step out", () => {
  expect(of({ withoutContactPerson: null }, "contactPersons")).toBeUndefined();
});
