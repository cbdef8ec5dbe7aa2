/** What a new municipality does first, in the order in which one thing needs the other. */
export const FIRST_STEPS = ["profile", "document", "bodies", "people", "office", "contactPersons", "programmes", "mail", "signIn", "project"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** What has become of the latest mail that anybody was to be sent; none where there has been none. */
export type TriedMail = "none" | "waiting" | "sent" | "failed";

/** What the database says of how far a new municipality has come. */
export interface FirstFacts {
  hasProfile: boolean;
  hasDocument: boolean;
  /** Organs and units that are there, and those of them that can answer for a record. */
  bodies: number;
  units: number;
  /** People who are there besides whoever asks. */
  others: number;
  coordinators: number;
  /** Units that are asked for a contact person and lack one; null where the governing document asks for none. */
  withoutContactPerson: number | null;
  programmes: number;
  mail: TriedMail;
  /** Whether mails leave at all, by the settings. */
  mailMode: "smtp" | "demonstration" | "off";
  signIn: "provider" | "local";
  /** People besides whoever asks who can sign in. */
  othersWithAccount: number;
  hasProject: boolean;
}

/** A step, whether it is done, and which of its sentences says how it stands. */
export interface JudgedStep {
  step: FirstStep;
  isDone: boolean;
  /** The sentence about it, as a key among the step's words, and what it names. */
  says: string;
  params: Record<string, string | number>;
}

/** Judges from what is in the database which of the first steps are done; nothing is ticked by hand, so a step that is undone is to do again. */
export function judgeFirstSteps(facts: FirstFacts): JudgedStep[] {
  const step = (name: FirstStep, isDone: boolean, says: string = isDone ? "done" : "todo", params: Record<string, string | number> = {}): JudgedStep => ({ step: name, isDone, says, params });
  const { withoutContactPerson: without } = facts;
  return [
    step("profile", facts.hasProfile),
    step("document", facts.hasDocument),
    step("bodies", facts.units > 0, facts.units > 0 ? "done" : facts.bodies > 0 ? "noUnits" : "todo", { bodies: facts.bodies, units: facts.units }),
    step("people", facts.others > 0, undefined, { count: facts.others }),
    step("office", facts.coordinators > 0, undefined, { count: facts.coordinators }),
    ...(without === null ? [] : [step("contactPersons", facts.units > 0 && without === 0, facts.units === 0 ? "todo" : without === 0 ? "done" : "some", { count: without })]),
    step("programmes", facts.programmes > 0, undefined, { count: facts.programmes }),
    step("mail", facts.mail === "sent", facts.mailMode === "off" ? "off" : facts.mailMode === "demonstration" ? "demonstration" : facts.mail),
    step("signIn", facts.othersWithAccount > 0, facts.signIn, { count: facts.othersWithAccount }),
    step("project", facts.hasProject),
  ];
}

/** Counts how many of the steps are done. */
export function countDone(steps: readonly JudgedStep[]): { done: number; all: number } {
  return { done: steps.filter(({ isDone }) => isDone).length, all: steps.length };
}

/** The first step that is still to do, which the page leads on to; null when all are done. */
export function nextStep(steps: readonly JudgedStep[]): FirstStep | null {
  return steps.find(({ isDone }) => !isDone)?.step ?? null;
}
