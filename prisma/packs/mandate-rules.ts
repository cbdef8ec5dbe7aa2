/** How a pack writes its rules about who decides; what they mean stands in `src/domain/mandate.ts`. */
import { z } from "zod";

import { CONSULTATION_NEEDS, EFFECTS, HOLDERS, NOTICE_TIMES, PARTIES, STEP_KINDS } from "@/domain/mandate";
import type { RuleFault, RuleProblem } from "@/domain/mandate-rules";
import { COMPARISONS, FACT_NAMES, MATTER_KINDS, type Condition } from "@/domain/matter";

import { calendarDate, clauseNumber, text } from "./fields";

const oneOf = <const Words extends readonly string[]>(words: Words) => z.enum(words, `Write one of ${words.join(", ")}.`);

const fact = oneOf(FACT_NAMES);
const factValue = z.union([z.string().max(60), z.number(), z.boolean()], "Write true, false, a number or a code.");
const comparisons = [
  z.strictObject({ op: z.enum(COMPARISONS), fact, value: factValue }),
  z.strictObject({ op: z.literal("in"), fact, values: z.array(factValue).max(40, "Name at most 40 values.") }),
] as const;

/** How deep and may be put into or, and or into not. */
export const DEEPEST_CONDITION = 4;

/** Built level by level instead of calling itself, so that no file can nest so deep that reading it fails. */
function conditionSchema(levels: number): z.ZodType<Condition> {
  if (levels === 1) return z.discriminatedUnion("op", comparisons, "Write a comparison here: conditions lie at most four deep.");
  const inner = conditionSchema(levels - 1);
  const together = z.strictObject({ op: z.enum(["and", "or"]), of: z.array(inner).max(20, "Put together at most 20 conditions.") });
  return z.discriminatedUnion("op", [...comparisons, together, z.strictObject({ op: z.literal("not"), of: inner })], `Write op as and, or, not, in, or one of ${COMPARISONS.join(" ")}.`);
}

const duty = { party: oneOf(PARTIES), clause: clauseNumber.optional() };
const some = <Item extends z.ZodType>(item: Item) => z.array(item).max(20, "List at most 20.").default([]);

/** One rule: in which matters, on what conditions, who decides or who answers for it, and what must be done besides. */
export const mandateRuleSchema = z.strictObject({
  /** Kept for ever, since decisions store it. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, "Write the id in lower case letters, digits and hyphens, at most 60."),
  clause: clauseNumber,
  matters: z.array(oneOf(MATTER_KINDS)).max(MATTER_KINDS.length, "Name each matter once."),
  effect: oneOf(EFFECTS),
  holders: z.array(oneOf(HOLDERS)).max(HOLDERS.length, "Name each body once."),
  when: conditionSchema(DEEPEST_CONDITION).nullable().default(null),
  exceptionFrom: some(z.string().max(60)),
  steps: some(z.strictObject({ kind: oneOf(STEP_KINDS), ...duty })),
  consultations: some(z.strictObject({ need: oneOf(CONSULTATION_NEEDS), ...duty })),
  notices: some(z.strictObject({ time: oneOf(NOTICE_TIMES), ...duty })),
  delegations: some(
    z.strictObject({ number: text(40), to: text(120), limitOre: z.number().nullable(), reportWithinDays: z.number().nullable(), clause: clauseNumber.optional() }),
  ),
  validFrom: calendarDate.nullable().default(null),
  validTo: calendarDate.nullable().default(null),
});
export type MandateRuleInput = z.input<typeof mandateRuleSchema>;

/** All rules of a pack; an empty list is a document that regulates nothing. */
export const mandateRulesSchema = z.array(mandateRuleSchema).max(500, "Write at most 500 rules.");

const sentences: Readonly<Record<RuleProblem, (about: RuleFault["about"]) => string>> = {
  overlappingValidity: () => "holds at the same time as another rule with the same id. End one before the other begins, or give it an id of its own.",
  endsBeforeItBegins: () => "ends before it begins. Let validTo be on or after validFrom.",
  notADate: () => "has a date that no calendar has. Write it as YYYY-MM-DD.",
  unknownClause: ({ clause }) => `names the clause ${String(clause)}, which is not in the pack. Name one that is.`,
  noMatter: () => "names no matter. Say what it is that the body decides.",
  unknownMatter: ({ matter }) => `names the matter ${String(matter)}, which does not exist. Choose one of the listed.`,
  unknownFact: ({ fact: name }) => `asks about the fact ${String(name)}, which does not exist. Choose one of the listed.`,
  factOfAnotherMatter: ({ fact: name, matter }) => `asks about ${String(name)}, which is never known of the matter ${String(matter)}. Take the condition away, or make a rule of its own for the matters it fits.`,
  wrongComparison: ({ fact: name, op }) => `compares ${String(name)} with ${String(op)}, which only numbers can be. Use =, ≠ or in.`,
  wrongValue: ({ fact: name, value }) => `compares ${String(name)} with “${String(value)}”, which it can never be. Write a value that it can have.`,
  emptyCondition: () => "has a condition of nothing. Write what is to hold, or take it away.",
  noHolder: () => "names nobody. Say which body decides or answers for the matter.",
  unknownBody: ({ body }) => `names ${String(body)}, which is no kind of body. Choose one of the listed.`,
  cannotDecide: ({ body }) => `lets ${String(body)} decide, which can do so on delegation only. Name the body that it acts for, and write a delegation.`,
  circularSteps: ({ matter }) => `waits for a body that waits for this one before it decides ${String(matter)}. Take one of the steps away.`,
  unknownRule: ({ rule }) => `is an exception from ${String(rule)}, which does not exist. Name a rule in the pack.`,
  circularException: () => "is an exception from a rule that is an exception from this one. Take one of them away.",
  limitNotPositive: () => "has a limit that is not a whole number of öre above 0. Write the highest amount in öre, or null for none.",
  daysNotPositive: ({ most }) => `has a time to report back that is not a whole number of days from 1 to ${String(most)}.`,
  repeatedDelegation: ({ number }) => `has two delegations with the number ${String(number)}. Keep one of them.`,
};

/** Puts a fault of a rule into a sentence that says what to do. */
export function describeRuleFault(fault: RuleFault): string {
  return `The rule ${fault.ruleId} ${sentences[fault.problem](fault.about)}`;
}
