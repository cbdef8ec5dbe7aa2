import "server-only";
import { succeed, type RefusalDetails, type Result } from "@/domain/result";

/** A refusal on its way out of a transaction, which thereby is undone. */
class Refused<Reason extends string> extends Error {
  constructor(readonly refusal: { ok: false; reason: Reason } & RefusalDetails) {
    super(refusal.reason);
  }
}

/** Gives the value of what went well, and undoes the transaction of what was refused; only within `orRefuse`. */
export function must<Value, Reason extends string>(judged: Result<Value, Reason>): Value {
  if (!judged.ok) throw new Refused(judged);
  return judged.value;
}

/** Answers with what a use case answers, or with the refusal that undid it. */
export async function orRefuse<Value, Reason extends string>(work: () => Promise<Value>): Promise<Result<Value, Reason>> {
  try {
    return succeed(await work());
  } catch (error) {
    // Whoever hands the work over names the reasons that its `must` can give.
    if (error instanceof Refused) return (error as Refused<Reason>).refusal;
    throw error;
  }
}
