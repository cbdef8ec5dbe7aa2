/** What is wrong with a governing document's rules before they are used, and what another version of them would change. */
import { DECIDING_KINDS, HOLDERS, PARTIES, judgeDecision, type DecisionTaken, type Judgement, type MandatePack, type MandateRule } from "./mandate";
import { FACTS, canBe, factsOf, isFactName, isMatterKind, type ComparisonSign, type FactShape, type FactValue, type Facts, type MatterKind } from "./matter";
import { isPlainDate } from "./plain-date";

/** A condition as someone wrote it, whose facts may not exist. */
export type WrittenCondition =
  | { op: "and" | "or"; of: readonly WrittenCondition[] }
  | { op: "not"; of: WrittenCondition }
  | { op: ComparisonSign; fact: string; value: FactValue }
  | { op: "in"; fact: string; values: readonly FactValue[] };

type Written<Duty> = Omit<Duty, "party"> & { party: string };

/** A rule as someone wrote it, whose words may not exist. */
export type WrittenRule = Omit<MandateRule, "matters" | "holders" | "when" | "steps" | "consultations" | "notices"> & {
  matters: readonly string[];
  holders: readonly string[];
  when: WrittenCondition | null;
  steps: readonly Written<MandateRule["steps"][number]>[];
  consultations: readonly Written<MandateRule["consultations"][number]>[];
  notices: readonly Written<MandateRule["notices"][number]>[];
};

export type RuleProblem =
  | "overlappingValidity"
  | "endsBeforeItBegins"
  | "notADate"
  | "unknownClause"
  | "noMatter"
  | "unknownMatter"
  | "unknownFact"
  | "factOfAnotherMatter"
  | "wrongComparison"
  | "wrongValue"
  | "emptyCondition"
  | "noHolder"
  | "unknownBody"
  | "cannotDecide"
  | "circularSteps"
  | "unknownRule"
  | "circularException"
  | "limitNotPositive"
  | "daysNotPositive"
  | "repeatedDelegation";

/** Something wrong with a rule: where it stands (index of the rule, then the way into it), what it is, and what its words are to name. */
export interface RuleFault {
  path: readonly (string | number)[];
  ruleId: string;
  problem: RuleProblem;
  about: Readonly<Record<string, string | number>>;
}

/** The longest time that a report back may take, in days. */
export const LONGEST_REPORT_DAYS = 3650;

const KNOWN_KINDS: readonly string[] = [...PARTIES, "OFFICE", "DEPARTMENT", "WORKPLACE"];
const KNOWN_HOLDERS: readonly string[] = HOLDERS;
const KNOWN_PARTIES: readonly string[] = PARTIES;
const CAN_DECIDE: readonly string[] = [...DECIDING_KINDS, "OWN_POLITICAL_BODY", "EACH_CONCERNED_BODY"];

/** Finds everything that is wrong with a pack's rules, each fault with its place; an empty list when there is nothing. */
export function checkRules(rules: readonly WrittenRule[], clauses: readonly string[]): RuleFault[] {
  return rules.flatMap((rule, index) => {
    const found: RuleFault[] = [];
    const say = (path: readonly (string | number)[], problem: RuleProblem, about: RuleFault["about"] = {}) => found.push({ path: [index, ...path], ruleId: rule.id, problem, about });
    checkValidity(rule, rules.slice(0, index), say);
    checkClauses(rule, clauses, say);
    if (rule.matters.length === 0) say(["matters"], "noMatter");
    rule.matters.forEach((matter, at) => {
      if (!isMatterKind(matter)) say(["matters", at], "unknownMatter", { matter });
    });
    if (rule.when !== null) checkCondition(rule.when, ["when"], rule.matters.filter(isMatterKind), say);
    checkBodies(rule, say);
    checkDelegations(rule, say);
    rule.exceptionFrom.forEach((id, at) => {
      if (!rules.some((other) => other.id === id)) say(["exceptionFrom", at], "unknownRule", { rule: id });
    });
    if (reaches(rule.id, rule.exceptionFrom, (id) => rules.filter((other) => other.id === id).flatMap((other) => other.exceptionFrom))) say(["exceptionFrom"], "circularException");
    checkOrder(rule, rules, say);
    return found;
  });
}

type Say = (path: readonly (string | number)[], problem: RuleProblem, about?: RuleFault["about"]) => unknown;

function checkValidity(rule: WrittenRule, earlier: readonly WrittenRule[], say: Say): void {
  const ends = (["validFrom", "validTo"] as const).filter((end) => rule[end] !== null && !isPlainDate(rule[end]));
  ends.forEach((end) => say([end], "notADate"));
  if (ends.length > 0) return;
  if (rule.validFrom !== null && rule.validTo !== null && rule.validTo < rule.validFrom) say(["validTo"], "endsBeforeItBegins");
  if (earlier.some((other) => other.id === rule.id && overlap(other, rule))) say(["validFrom"], "overlappingValidity");
}

function overlap(one: WrittenRule, other: WrittenRule): boolean {
  const begins = (rule: WrittenRule, by: WrittenRule) => rule.validFrom === null || by.validTo === null || rule.validFrom <= by.validTo;
  return begins(one, other) && begins(other, one);
}

function checkClauses(rule: WrittenRule, clauses: readonly string[], say: Say): void {
  const check = (path: readonly (string | number)[], clause: string | undefined) => {
    if (clause !== undefined && !clauses.includes(clause)) say([...path, "clause"], "unknownClause", { clause });
  };
  check([], rule.clause);
  for (const part of ["steps", "consultations", "notices", "delegations"] as const) rule[part].forEach(({ clause }, at) => check([part, at], clause));
}

function checkCondition(condition: WrittenCondition, path: readonly (string | number)[], matters: readonly MatterKind[], say: Say): void {
  if ("fact" in condition) checkComparison(condition, path, matters, say);
  else if (condition.op === "not") checkCondition(condition.of, [...path, "of"], matters, say);
  else {
    if (condition.of.length === 0) say([...path, "of"], "emptyCondition");
    condition.of.forEach((part, at) => {
      checkCondition(part, [...path, "of", at], matters, say);
    });
  }
}

function checkComparison(comparison: Extract<WrittenCondition, { fact: string }>, path: readonly (string | number)[], matters: readonly MatterKind[], say: Say): void {
  const { fact, op } = comparison;
  if (!isFactName(fact)) {
    say([...path, "fact"], "unknownFact", { fact });
    return;
  }
  const stranger = matters.find((matter) => !factsOf(matter).includes(fact));
  if (stranger !== undefined) say([...path, "fact"], "factOfAnotherMatter", { fact, matter: stranger });
  const shape: FactShape = FACTS[fact];
  if (shape.type !== "number" && ["<", "≤", ">", "≥"].includes(op)) say([...path, "op"], "wrongComparison", { fact, op });
  const check = (value: FactValue, at: readonly (string | number)[]) => {
    if (!canBe(fact, value)) say([...path, ...at], "wrongValue", { fact, value: String(value) });
  };
  if ("value" in comparison) check(comparison.value, ["value"]);
  else if (comparison.values.length === 0) say([...path, "values"], "emptyCondition");
  else comparison.values.forEach((value, at) => { check(value, ["values", at]); });
}

function checkBodies(rule: WrittenRule, say: Say): void {
  if (rule.holders.length === 0) say(["holders"], "noHolder");
  rule.holders.forEach((body, at) => {
    if (!KNOWN_HOLDERS.includes(body)) say(["holders", at], KNOWN_KINDS.includes(body) ? "cannotDecide" : "unknownBody", { body });
  });
  for (const part of ["steps", "consultations", "notices"] as const) {
    rule[part].forEach((duty, at) => {
      const { party: body } = duty;
      const mustDecide = "kind" in duty && duty.kind === "DECISION";
      if (!KNOWN_KINDS.includes(body)) say([part, at, "party"], "unknownBody", { body });
      else if (mustDecide ? !CAN_DECIDE.includes(body) : !KNOWN_PARTIES.includes(body)) say([part, at, "party"], mustDecide ? "cannotDecide" : "unknownBody", { body });
    });
  }
}

function checkDelegations(rule: WrittenRule, say: Say): void {
  rule.delegations.forEach(({ number, limitOre, reportWithinDays }, at) => {
    if (limitOre !== null && !(Number.isSafeInteger(limitOre) && limitOre > 0)) say(["delegations", at, "limitOre"], "limitNotPositive");
    if (reportWithinDays !== null && !(Number.isSafeInteger(reportWithinDays) && reportWithinDays > 0 && reportWithinDays <= LONGEST_REPORT_DAYS)) {
      say(["delegations", at, "reportWithinDays"], "daysNotPositive", { most: LONGEST_REPORT_DAYS });
    }
    if (rule.delegations.findIndex((other) => other.number === number) < at) say(["delegations", at, "number"], "repeatedDelegation", { number });
  });
}

/** A body that must wait for another's decision, which by the same matter's rules must wait for the first, never gets to decide. */
function checkOrder(rule: WrittenRule, rules: readonly WrittenRule[], say: Say): void {
  const waits = (one: WrittenRule) => one.steps.filter(({ kind }) => kind === "DECISION").map(({ party }) => party);
  const stuck = rule.matters.find((matter) => {
    const alongside = rules.filter((other) => other.matters.includes(matter) && overlap(other, rule));
    const awaitedBy = (body: string) => alongside.filter((other) => other.effect === "DECIDES" && other.holders.includes(body)).flatMap(waits);
    return rule.holders.some((holder) => reaches(holder, waits(rule), awaitedBy));
  });
  if (stuck !== undefined) say(["steps"], "circularSteps", { matter: stuck });
}

/** Tells whether the way from the first places leads to the goal. */
function reaches(goal: string, from: readonly string[], onFrom: (place: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const next = [...from];
  for (let place = next.pop(); place !== undefined; place = next.pop()) {
    if (place === goal) return true;
    if (!seen.has(place)) next.push(...onFrom(place));
    seen.add(place);
  }
  return false;
}

/** A decision that would be judged otherwise by other rules. */
export interface JudgedOtherwise {
  id: string;
  before: Judgement;
  after: Judgement;
}

/** Finds the recorded decisions that other rules would judge otherwise: with another verdict, for another body, or for another reason. */
export function compareRules(
  current: MandatePack,
  proposed: MandatePack,
  decisions: readonly { id: string; matter: MatterKind; facts: Facts; decision: DecisionTaken }[],
): JudgedOtherwise[] {
  return decisions
    .map(({ id, matter, facts, decision }) => ({ id, before: judgeDecision(current, matter, facts, decision), after: judgeDecision(proposed, matter, facts, decision) }))
    .filter(({ before, after }) => outcomeOf(before) !== outcomeOf(after));
}

// A clause that has only got another number judges nothing otherwise.
function outcomeOf({ verdict, message, reportBack, answer }: Judgement): string {
  const bodies = "holders" in answer ? [...answer.holders].sort() : [];
  return JSON.stringify([verdict, message.message, bodies, reportBack]);
}
