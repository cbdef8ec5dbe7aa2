/** Something that was done, from when it was asked for to when it was answered, and what the answer was. */
export interface Done<Operation> {
  operation: Operation;
  invokedAt: number;
  answeredAt: number;
  answer: string;
}

/** What one after the other would make of it: the state after an operation, and its answer. */
export type Model<State, Operation> = (state: State, operation: Operation) => { state: State; answer: string };

/**
 * Looks for an order in which all that was done could have been done one after the other, each between its question and its answer,
 * with the answers that were given. Null when there is none. The state is compared as JSON.
 */
export function findOrder<State, Operation>(done: readonly Done<Operation>[], first: State, model: Model<State, Operation>): Done<Operation>[] | null {
  const hopeless = new Set<string>();
  const search = (left: readonly Done<Operation>[], state: State): Done<Operation>[] | null => {
    if (left.length === 0) return [];
    const key = `${left.map((one) => done.indexOf(one)).join()} ${JSON.stringify(state)}`;
    if (hopeless.has(key)) return null;
    // Whatever was asked for after something else had been answered came after it.
    const firstAnswer = Math.min(...left.map(({ answeredAt }) => answeredAt));
    for (const next of left.filter(({ invokedAt }) => invokedAt <= firstAnswer)) {
      const step = model(state, next.operation);
      if (step.answer !== next.answer) continue;
      const rest = search(left.filter((one) => one !== next), step.state);
      if (rest !== null) return [next, ...rest];
    }
    hopeless.add(key);
    return null;
  };
  return search(done, first);
}
