import type { MandateRule, MandatePack, StepTaken } from "@/domain/mandate";
import type { RuleFault } from "@/domain/mandate-rules";
import { canBe, factsOf, FACTS, isFactName, isMatterKind, type Condition, type FactShape, type Facts, type MatterKind } from "@/domain/matter";
import { readAmount, writeAmount } from "@/domain/money";
import { addDays, type PlainDate } from "@/domain/plain-date";
import type { Result } from "@/domain/result";
import { refuse, succeed } from "@/domain/result";
import { textOf, textsOf, type Issue, type Values } from "@/domain/values";
import { GROUPS, isNumber, type ROW_LISTS, type RuleForm } from "./schema";

/** Puts a rule into a draft's rules: in the place of the one that it replaces, or last. Refused: ruleGone when there is no such place. */
export function placeRule(rules: readonly MandateRule[], { place, rule, keepsCondition }: Pick<RuleForm, "place" | "rule" | "keepsCondition">): Result<{ rules: MandateRule[]; index: number }, "ruleGone"> {
  if (place === null) return succeed({ rules: [...rules, rule], index: rules.length });
  const stored = rules[place - 1];
  if (stored === undefined) return refuse("ruleGone");
  // Decisions store the id, so it stays what it was.
  const changed = { ...rule, id: stored.id, when: keepsCondition ? stored.when : rule.when };
  return succeed({ rules: rules.map((each, index) => (index === place - 1 ? changed : each)), index: place - 1 });
}

/** Turns faults of rules into the form's issues: at their field when they are of the rule at hand, else above the form. */
export function placeFaults(faults: readonly RuleFault[], index: number, fields: ReadonlyMap<string, string>): Issue[] {
  return faults.map(({ path, problem, about, ruleId }) => {
    const [of, ...way] = path;
    const field = of === index ? fieldAt(way, fields) : "";
    return { field, message: `mandateRules.faults.${problem}`, params: { rule: ruleId, ...about } };
  });
}

function fieldAt(way: readonly (string | number)[], fields: ReadonlyMap<string, string>): string {
  for (let length = way.length; length > 0; length -= 1) {
    const field = fields.get(way.slice(0, length).join("."));
    if (field !== undefined) return field;
  }
  return way[0] === "when" ? "join" : way[0] === "steps" ? "add-steps" : "name";
}

type Comparison = { op: "=" | "≠" | "<" | "≤" | ">" | "≥"; fact: keyof typeof FACTS; value: string | number | boolean };
type Row = { comparison: Comparison; isNot: boolean };

/** A rule as its form has it. A condition that is deeper than the form's rows is kept as it stands, and says so. */
export function writeRule(rule: MandateRule): Values {
  const values: Record<string, string | string[]> = {
    name: rule.id,
    clause: rule.clause,
    effect: rule.effect,
    matters: [...rule.matters],
    holders: [...rule.holders],
    exceptionFrom: [...rule.exceptionFrom],
    validFrom: rule.validFrom ?? "",
    validTo: rule.validTo ?? "",
    ...writeCondition(rule.when),
  };
  const put = (list: string, rows: readonly Readonly<Record<string, string | number | null | undefined>>[]) => {
    rows.forEach((row, index) => {
      for (const [name, value] of Object.entries(row)) if (value !== null && value !== undefined) values[`${list}.${String(index)}.${name}`] = String(value);
    });
  };
  put("steps", rule.steps.map(({ kind, party, clause }) => ({ kind, party, clause })));
  put("consultations", rule.consultations.map(({ need, party, clause }) => ({ need, party, clause })));
  put("notices", rule.notices.map(({ time, party, clause }) => ({ time, party, clause })));
  put("delegations", rule.delegations.map(({ number, to, limitOre, reportWithinDays, clause }) => ({ number, to, limit: limitOre === null ? null : writeAmount(BigInt(limitOre)), days: reportWithinDays, clause })));
  return values;
}

/** The rows of a condition with how they are put together; `keep` where they cannot hold it. */
export function writeCondition(when: Condition | null): Values {
  if (when === null) return { join: "and" };
  const join = when.op === "or" ? "or" : "and";
  const parts = when.op === join && "of" in when ? (when.of) : [when];
  const values: Record<string, string | string[]> = { join };
  const notGroups: string[] = [];
  let row = 0;
  let letters = 0;
  for (const part of parts) {
    const found = readPart(part, join);
    if (found === null) return { join, keep: "on" };
    const group = found.isBracket ? GROUPS[letters] : "";
    if (group === undefined) return { join, keep: "on" };
    if (found.isBracket) letters += 1;
    if (found.isBracket && found.isNot) notGroups.push(group);
    for (const { comparison, isNot } of found.rows) {
      const at = `conditions.${String(row)}`;
      values[`${at}.fact`] = comparison.fact;
      values[`${at}.op`] = comparison.op;
      values[`${at}.${isNumber(comparison.fact) ? "number" : "choice"}`] = comparison.fact === "amountOre" ? writeAmount(BigInt(comparison.value)) : String(comparison.value);
      if (isNot) values[`${at}.not`] = "on";
      if (group !== "") values[`${at}.group`] = group;
      row += 1;
    }
  }
  return { ...values, notGroups };
}

function readPart(part: Condition, join: "and" | "or"): { rows: Row[]; isBracket: boolean; isNot: boolean } | null {
  const row = readRow(part);
  if (row !== null) return { rows: [row], isBracket: false, isNot: false };
  const isNot = part.op === "not";
  const bracket = part.op === "not" ? part.of : part;
  if (bracket.op === "in") {
    const rows = bracket.values.map((value): Row => ({ comparison: { op: "=", fact: bracket.fact, value }, isNot: false }));
    return join === "or" && !isNot ? { rows, isBracket: false, isNot } : join === "and" ? { rows, isBracket: true, isNot } : null;
  }
  if (bracket.op !== (join === "and" ? "or" : "and")) return null;
  const rows = bracket.of.map(readRow);
  return rows.every((each) => each !== null) && rows.length > 1 ? { rows, isBracket: true, isNot } : null;
}

function readRow(part: Condition): Row | null {
  const isNot = part.op === "not";
  const inner = part.op === "not" ? part.of : part;
  if (!("value" in inner)) return null;
  if (inner.fact === "amountOre" && !Number.isSafeInteger(inner.value)) return null;
  return { comparison: inner, isNot };
}

/** The numbers of a form's rows of one kind, those that are still empty included. */
export function rowNumbers(values: Values, list: (typeof ROW_LISTS)[number]): number[] {
  const numbers = Object.keys(values).flatMap((name) => (name.startsWith(`${list}.`) ? [Number(name.split(".")[1])] : []));
  return [...new Set(numbers)].filter(Number.isInteger).sort((a, b) => a - b);
}

/** What rules differ between two packs, by their ids. */
export function listRuleIds(pack: MandatePack): string[] {
  return [...new Set(pack.mandateRules.map((rule) => rule.id))];
}

/** A made-up matter as the bench's address has it: the facts that could be read, the day, and the steps that are thought to be taken. */
export interface Trial {
  matter: MatterKind | null;
  facts: Facts;
  on: PlainDate;
  steps: StepTaken[];
  /** The facts whose values could not be read. */
  unreadable: string[];
}

/** Reads a made-up matter from the address; an amount is written in kronor, and a step that is ticked counts as taken the day before. */
export function readTrial(values: Values, on: PlainDate): Trial {
  const asked = textOf(values, "matter");
  const matter = isMatterKind(asked) ? asked : null;
  const unreadable: string[] = [];
  const facts = Object.fromEntries(
    (matter === null ? [] : factsOf(matter)).flatMap((fact) => {
      const text = textOf(values, fact).trim();
      if (text === "") return [];
      const value = readFact(fact, text);
      if (value === null) unreadable.push(fact);
      return value === null ? [] : [[fact, value] as const];
    }),
  ) as Facts;
  const bodies = typeof facts.bodiesConcerned === "number" ? Math.min(Math.max(1, facts.bodiesConcerned), 50) : 1;
  const steps = textsOf(values, "step").flatMap((text): StepTaken[] => {
    const [kind, party] = text.split(" ");
    const times = party === "EACH_CONCERNED_BODY" ? bodies : 1;
    return Array.from({ length: times }, (_none, index) => ({ kind: kind as StepTaken["kind"], party: party as StepTaken["party"], on: addDays(on, -1), bodyId: String(index) }));
  });
  return { matter, facts, on, steps, unreadable };
}

function readFact(fact: string, text: string): string | number | boolean | null {
  if (!isFactName(fact)) return null;
  const shape: FactShape = FACTS[fact];
  const amount = shape.type === "number" ? (fact === "amountOre" ? readAmount(text) : /^\d{1,6}$/.test(text) ? BigInt(text) : null) : null;
  const value = shape.type === "number" ? (amount === null ? null : Number(amount)) : shape.type === "yesNo" ? (text === "true" ? true : text === "false" ? false : null) : text;
  return value !== null && canBe(fact, value) ? value : null;
}
