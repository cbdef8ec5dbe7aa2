/** One way to move a record from state to state: a small machine, declared by the feature, asked by page, service and tests alike. */

export interface Step<State extends string, Requirement extends string> {
  from: readonly State[];
  to: State;
  /** What must be in place before the step. */
  requires: readonly Requirement[];
}

export interface LifeCycle<State extends string, Requirement extends string> {
  states: readonly State[];
  steps: readonly Step<State, Requirement>[];
}

/** A step that leads on from where the record is, with what is still missing for it. */
export interface OpenStep<State extends string, Requirement extends string> {
  to: State;
  missing: Requirement[];
}

/** Lists the steps from a state in the machine's order, each with what is missing by the given test. */
export function stepsFrom<State extends string, Requirement extends string>(
  cycle: LifeCycle<State, Requirement>,
  state: State,
  isMet: (requirement: Requirement) => boolean,
): OpenStep<State, Requirement>[] {
  return cycle.steps
    .filter((step) => step.from.includes(state))
    .map((step) => ({ to: step.to, missing: step.requires.filter((requirement) => !isMet(requirement)) }));
}

/** Judges one step: taken, illegal from here, or lacking something. */
export function judgeStep<State extends string, Requirement extends string>(
  cycle: LifeCycle<State, Requirement>,
  from: State,
  to: State,
  isMet: (requirement: Requirement) => boolean,
): { verdict: "allowed" } | { verdict: "illegal" } | { verdict: "lacking"; missing: Requirement[] } {
  const step = stepsFrom(cycle, from, isMet).find((open) => open.to === to);
  if (!step) return { verdict: "illegal" };
  return step.missing.length === 0 ? { verdict: "allowed" } : { verdict: "lacking", missing: step.missing };
}
