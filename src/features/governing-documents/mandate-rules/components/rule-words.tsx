import type { Party, RequiredStep } from "@/domain/mandate";
import type { Condition, FactName, FactValue } from "@/domain/matter";
import { formatAmount } from "@/domain/money";
import type { Issue } from "@/domain/values";
import type { Words } from "@/messages/words";

/** Several names in a row, with a word before the last. */
export function listNames(names: readonly string[], word: string): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1) ?? ""}`;
}

/** A fact's value as people say it: yes or no, a choice's name, or an amount in kronor. */
export function describeValue(fact: FactName, value: FactValue, words: Words): string {
  if (typeof value === "boolean") return words(value ? "frame.yes" : "frame.no").toLowerCase();
  if (typeof value === "string") return words(`decisions.factValue.${value}`);
  return fact === "amountOre" ? words("mandateRules.kronor", { amount: formatAmount(BigInt(value)) }) : String(value);
}

/** A condition in words, with what belongs together in brackets. */
export function describeCondition(condition: Condition, words: Words, isInner = false): string {
  if (condition.op === "not") return words("mandateRules.not", { what: describeCondition(condition.of, words, true) });
  if (!("fact" in condition)) {
    const text = condition.of.map((part) => describeCondition(part, words, true)).join(` ${words(`mandateRules.joined.${condition.op}`)} `);
    return isInner && condition.of.length > 1 ? `(${text})` : text;
  }
  const label = words(`decisions.fact.${condition.fact}`);
  const fact = label.endsWith("?") ? words("mandateRules.answerTo", { question: label }) : label.toLowerCase();
  if (condition.op === "in") return words("mandateRules.oneOf", { fact, values: listNames(condition.values.map((value) => describeValue(condition.fact, value, words)), words("mandateRules.joined.or")) });
  return words("mandateRules.compared", { fact, comparison: words(`mandateRules.comparisons.${SIGNS[condition.op]}`), value: describeValue(condition.fact, condition.value, words) });
}

/** The comparisons' names among the messages, whose keys are words. */
export const SIGNS = { "=": "is", "≠": "isNot", "<": "less", "≤": "atMost", ">": "more", "≥": "atLeast" } as const;

/** Who holds a matter, as a rule names them. */
export function describeParties(parties: readonly Party[], words: Words, word: "and" | "or" = "and"): string {
  return listNames(parties.map((party) => words(`decisions.party.${party}`)), words(`mandateRules.joined.${word}`));
}

/** A sentence's first letter as a capital. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A step before the decision, in words. */
export function describeStep({ kind, party }: Pick<RequiredStep, "kind" | "party">, words: Words): string {
  return words(`decisions.step.${kind}`, { party: words(`decisions.party.${party}`) });
}

/** What a rule's fault names, as people say it instead of by its code. */
export function nameFaults(issues: readonly Issue[], words: Words): Issue[] {
  const name = (key: string, value: string | number) => (words.has(key) ? words(key) : value);
  return issues.map((issue) => {
    if (!issue.message.startsWith("mandateRules.faults.")) return issue;
    const { fact, matter, body, ...rest } = issue.params ?? {};
    return {
      ...issue,
      params: {
        ...rest,
        ...(fact === undefined ? {} : { fact: name(`decisions.fact.${String(fact)}`, fact) }),
        ...(matter === undefined ? {} : { matter: name(`decisions.matter.${String(matter)}`, matter) }),
        ...(body === undefined ? {} : { body: name(`decisions.party.${String(body)}`, body) }),
      },
    };
  });
}
