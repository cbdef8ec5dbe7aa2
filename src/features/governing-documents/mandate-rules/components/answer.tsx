import { Facts } from "@/components/facts";
import { Rows } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import type { Considered, MandateAnswer, Ruling, StepState } from "@/domain/mandate";
import { formatAmount } from "@/domain/money";
import type { Words } from "@/messages/words";
import { capitalise, describeParties, describeStep } from "./rule-words";

const STEP_STATUS: Readonly<Record<StepState, StatusKind>> = { DONE: "done", SAME_DAY: "late", LATE: "late", TOO_EARLY: "late", MISSING: "missing" };

/** The answer to who decides, with clause and quotation, steps, duties, and how each rule of the matter was looked at. */
export function Answer({ answer, words }: { answer: MandateAnswer; words: Words }) {
  const rulings: readonly Ruling[] = answer.kind === "contradictory" ? answer.rulings : "citation" in answer ? [answer] : [];
  return (
    <>
      <p className="lead">{describeAnswer(answer, words)}</p>
      {rulings.map((ruling) => (
        <div key={ruling.citation.ruleId}>
          <blockquote lang="sv" className="mt-3">”{ruling.citation.quotation}”</blockquote>
          <p className="meta mb-3">{[ruling.citation, ...ruling.also].map(({ clause, ruleId }) => words("mandateRules.answer.source", { clause, rule: ruleId })).join(" ")}</p>
          <Facts items={describeDuties(ruling, words)} />
        </div>
      ))}
      {answer.considered.length === 0 ? null : (
        <>
          <h3 className="mt-6 mb-2">{words("mandateRules.answer.considered")}</h3>
          <Rows tight>
            {answer.considered.map((each, index) => (
              <li key={index}>{describeConsidered(each, words)}</li>
            ))}
          </Rows>
        </>
      )}
    </>
  );
}

/** The answer in one sentence. */
export function describeAnswer(answer: MandateAnswer, words: Words): string {
  if (answer.kind === "notRegulated") return words("mandateRules.answer.notRegulated");
  if (answer.kind === "needsFacts") return words("mandateRules.answer.needsFacts", { facts: answer.ask.map((fact) => words(`decisions.fact.${fact}`).toLowerCase()).join(", ") });
  if (answer.kind === "contradictory") return words("mandateRules.answer.contradictory", { who: answer.rulings.map((ruling) => describeParties(ruling.holders, words)).join("; ") });
  return words(`mandateRules.answer.${answer.kind}`, { who: capitalise(describeParties(answer.holders, words)), count: answer.holders.length });
}

function describeDuties(ruling: Ruling, words: Words) {
  const done = (isDone: boolean) => words(isDone ? "mandateRules.answer.isDone" : "mandateRules.answer.notDone");
  return [
    ...ruling.steps.map((step) => ({
      label: words("mandateRules.answer.step"),
      value: (
        <>
          {describeStep(step, words)} {step.of !== null && step.of > 1 ? words("mandateRules.answer.ofAll", { taken: step.taken, all: step.of }) : ""} <Status kind={STEP_STATUS[step.state]}>{words(`decisions.stepState.${step.state}`)}</Status> <span className="meta">{step.citation.clause}</span>
        </>
      ),
    })),
    ...ruling.consultations.map((duty) => ({ label: words("mandateRules.answer.consultation"), value: `${words("mandateRules.answer.consultationSays", { party: describeParties([duty.party], words), need: words(`mandateRules.needs.${duty.need}`).toLowerCase() })} ${done(duty.done)} ${duty.citation.clause}` })),
    ...ruling.notices.map((duty) => ({ label: words("mandateRules.answer.notice"), value: `${words("mandateRules.answer.noticeSays", { party: describeParties([duty.party], words), time: words(`mandateRules.times.${duty.time}`).toLowerCase() })} ${done(duty.done)} ${duty.citation.clause}` })),
    ...ruling.delegations.map((delegation) => ({
      label: words("mandateRules.answer.delegation"),
      value: [
        words("mandateRules.answer.delegationSays", { to: delegation.to, number: delegation.number }),
        delegation.limitOre === null ? words("mandateRules.answer.noLimit") : words("mandateRules.answer.limit", { amount: formatAmount(BigInt(delegation.limitOre)) }),
        delegation.reportWithinDays === null ? "" : words("mandateRules.answer.report", { count: delegation.reportWithinDays }),
        words(`mandateRules.standings.${delegation.standing}`),
      ].filter((text) => text !== "").join(" "),
    })),
  ];
}

function describeConsidered(each: Considered, words: Words): string {
  const named = { rule: each.ruleId, clause: each.clause };
  if (each.outcome === "LOST") return words("mandateRules.considered.LOST", { ...named, other: each.to, why: words(`mandateRules.whys.${each.why}`) });
  if (each.outcome === "CONTRADICTS") return words("mandateRules.considered.CONTRADICTS", { ...named, others: each.others.join(", ") });
  if (each.outcome === "UNKNOWN") return words("mandateRules.considered.UNKNOWN", { ...named, facts: each.ask.map((fact) => words(`decisions.fact.${fact}`).toLowerCase()).join(", ") });
  return words(`mandateRules.considered.${each.outcome}`, named);
}
