import type { Holder, StepState } from "@/domain/mandate";
import type { PlainDate } from "@/domain/plain-date";
import { Rows } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { Basis, JudgedStepDetails } from "../rules";
import type { DecisionVerdict } from "../schema";

const VERDICT_KINDS: Readonly<Record<DecisionVerdict, StatusKind>> = {
  RIGHT_BODY: "done",
  AS_STEP: "going",
  WRONG_BODY: "missing",
  BEFORE_STEPS: "missing",
  BY_DELEGATION: "done",
  OUTSIDE_DELEGATION: "missing",
  NOT_REGULATED: "none",
  CONTRADICTORY: "late",
  NEEDS_FACTS: "late",
  UNKNOWN_BASIS: "late",
};

/** A verdict's shape and word. */
export function describeVerdict(verdict: DecisionVerdict, words: Words): readonly [StatusKind, string] {
  return [VERDICT_KINDS[verdict], words(`decisions.verdict.${verdict}`)];
}

const BASIS_KINDS: Readonly<Record<Basis, StatusKind>> = { DECIDED: "done", OWN: "done", UNKNOWN: "late", FLAGGED: "missing", MISSING: "missing" };

/** What a record's state stands on; a decision that is still ahead is waited for, and not missing. */
export function BasisMark({ basis, isDue, words }: { basis: Basis; isDue: boolean; words: Words }) {
  if (basis === "MISSING" && !isDue) return <Status kind="todo">{words("decisions.state.AHEAD")}</Status>;
  return <Status kind={BASIS_KINDS[basis]}>{words(`decisions.state.${basis}`)}</Status>;
}

/** When and by whom: “Kommunstyrelsen, 24 november 2026, § 54”, with what is not known said to be so. */
export function writeWhen({ body, decidedOn, minutesParagraph }: { body: string | null; decidedOn: PlainDate | null; minutesParagraph: string | null }, words: Words): string {
  return words("decisions.when", {
    body: body ?? words("decisions.unknownBody"),
    day: decidedOn === null ? words("decisions.unknownDay") : formatDate(decidedOn, words.locale),
    paragraph: minutesParagraph === null ? words("decisions.paragraphUnknown") : words("decisions.paragraph", { paragraph: minutesParagraph }),
  });
}

const STEP_KINDS: Readonly<Record<StepState, StatusKind>> = { DONE: "done", SAME_DAY: "late", LATE: "missing", TOO_EARLY: "missing", MISSING: "missing" };

type Step = Omit<JudgedStepDetails, "quotation">;

/** The steps before a decision in their order, each with its state and the clause that asks for it. */
export function StepRows({ steps, words }: { steps: readonly Step[]; words: Words }) {
  const write = ({ kind, party, on, taken, of }: Step) => {
    const step = words(`decisions.step.${kind}`, { party: words(`decisions.party.${party}`) });
    if (of === null) return words("decisions.stepUncounted", { step, taken });
    if (of > 1) return words("decisions.stepCounted", { step, taken, of });
    return on === null ? step : words("decisions.stepOn", { step, day: formatDate(on, words.locale) });
  };
  return (
    <Rows tight>
      {steps.map((step) => (
        <li key={`${step.kind} ${step.party}`}>
          {write(step)} <span className="meta">{step.clause}</span> <Status kind={STEP_KINDS[step.state]}>{words(`decisions.stepState.${step.state}`)}</Status>
          {step.missing === undefined ? null : <p className="meta">{words("decisions.stepMissing", { bodies: step.missing.join(", ") })}</p>}
        </li>
      ))}
    </Rows>
  );
}

/** Who a rule names, in its own words. */
export function writeHolders(holders: readonly Holder[], words: Words): string {
  const names = holders.map((holder) => words(`decisions.party.${holder}`));
  const [first = "", second] = names;
  return second === undefined ? first : words("decisions.box.and", { first, second });
}
