/**
 * Who decides a matter, by a governing document's own rules: `answerMandate` before a decision, `judgeDecision` after it. Pure,
 * and never more than the rules say: what they leave open is answered as not regulated, and what they need to know is asked for.
 */
import { evaluate, factsIn, factsOf, implies, type Condition, type FactName, type Facts, type MatterKind } from "./matter";
import { addDays, isWithin, type PlainDate } from "./plain-date";

/** The kinds of body that can decide in a matter. */
export const DECIDING_KINDS = ["COUNCIL", "COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD", "EXECUTIVE_BOARD_PRESIDIUM", "COMMITTEE", "COMPANY", "MANAGEMENT_GROUP"] as const;
export type DecidingKind = (typeof DECIDING_KINDS)[number];

/** Who a rule names: a kind of body, or the committee or company board of the unit whose matter it is. */
export const HOLDERS = [...DECIDING_KINDS, "OWN_POLITICAL_BODY"] as const;
export type Holder = (typeof HOLDERS)[number];

/** Who a step, a consultation or a notice is for: a holder, the coordinating office, or every committee and company board that the matter concerns. */
export const PARTIES = [...HOLDERS, "COORDINATING_OFFICE", "EACH_CONCERNED_BODY"] as const;
export type Party = (typeof PARTIES)[number];

export const STEP_KINDS = ["DECISION", "INFORMATION", "CONSULTATION"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What must be done before the decision: a decision of another body's, information given, or a consultation. */
export interface RequiredStep {
  kind: StepKind;
  party: Party;
  /** The clause that asks for it, where that is another than the rule's. */
  clause?: string | undefined;
}

export const CONSULTATION_NEEDS = ["ALWAYS", "WHEN_NEEDED"] as const;
/** Whom to ask before the decision: always, which makes it a step, or when there is a need, which hinders nothing. */
export interface ConsultationDuty {
  party: Party;
  need: (typeof CONSULTATION_NEEDS)[number];
  clause?: string | undefined;
}

export const NOTICE_TIMES = ["BEFORE", "AFTER"] as const;
/** Whom to tell, before or after the decision; a duty, which the decision does not hang on. */
export interface NoticeDuty {
  party: Party;
  time: (typeof NOTICE_TIMES)[number];
  clause?: string | undefined;
}

/** That the body lets someone decide for it. */
export interface Delegation {
  /** Its number in the delegation order. */
  number: string;
  /** The office that decides, as the delegation order names it. */
  to: string;
  /** The highest amount; null where there is no limit. */
  limitOre: number | null;
  /** Within how many days it is reported back; null where it need not be. */
  reportWithinDays: number | null;
  clause?: string | undefined;
}

export const EFFECTS = ["DECIDES", "ANSWERS_FOR"] as const;

/** A rule of a governing document: in a kind of matter, on conditions, who decides or who answers for it. */
export interface MandateRule {
  id: string;
  clause: string;
  matters: readonly MatterKind[];
  /** ANSWERS_FOR gives responsibility alone, never the right to decide. */
  effect: (typeof EFFECTS)[number];
  /** Several share the matter between themselves. */
  holders: readonly Holder[];
  /** Null: always. */
  when: Condition | null;
  /** The rules that this one is an exception from. */
  exceptionFrom: readonly string[];
  /** In order. */
  steps: readonly RequiredStep[];
  consultations: readonly ConsultationDuty[];
  notices: readonly NoticeDuty[];
  delegations: readonly Delegation[];
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
}

/** What the engine reads of a governing document. */
export interface MandatePack {
  mandateRules: readonly MandateRule[];
  clauses: readonly { number: string; quotation: string }[];
}

export interface Citation {
  ruleId: string;
  clause: string;
  quotation: string;
}

/** A step that has been taken; `bodyId` tells bodies of one kind apart. */
export interface StepTaken {
  kind: StepKind;
  party: Party;
  on: PlainDate;
  bodyId?: string | undefined;
}

/** A matter that someone asks about: what is known of it, on which day, and the steps taken. */
export interface MatterAsked {
  matter: MatterKind;
  facts: Facts;
  on: PlainDate;
  steps: readonly StepTaken[];
}

/** DONE before the day or on an earlier one · SAME_DAY, where the order is not known · LATE, after the day · TOO_EARLY, before the step that comes first · MISSING. */
export type StepState = "DONE" | "SAME_DAY" | "LATE" | "TOO_EARLY" | "MISSING";

export interface JudgedStep {
  kind: StepKind;
  party: Party;
  citation: Citation;
  state: StepState;
  /** The day on which it was complete; null when it is not. */
  on: PlainDate | null;
  /** How many have done it, of how many; more than one for every body concerned, and null when their number is not known. */
  taken: number;
  of: number | null;
}

/** What the winning rule, or rules that agree, say. */
export interface Ruling {
  holders: readonly Holder[];
  citation: Citation;
  /** Other rules that say the same. */
  also: readonly Citation[];
  /** In order; consultations that must always be held come last. */
  steps: readonly JudgedStep[];
  consultations: readonly (ConsultationDuty & { citation: Citation; done: boolean })[];
  notices: readonly (NoticeDuty & { citation: Citation; done: boolean })[];
  delegations: readonly (Delegation & { citation: Citation; standing: "WITHIN" | "OVER" | "AMOUNT_UNKNOWN" })[];
}

/** Why a rule of the matter counts or not; LOST and CONTRADICTS name the other rule. */
export type Considered = { ruleId: string; clause: string } & (
  | { outcome: "APPLIES" | "NOT_MET" | "NOT_IN_FORCE" | "NO_SUCH_CLAUSE" }
  | { outcome: "UNKNOWN"; ask: readonly FactName[] }
  | { outcome: "LOST"; to: string; why: "EXCEPTION" | "DECISION" | "NARROWER" }
  | { outcome: "CONTRADICTS"; others: readonly string[] }
);

/** The answer to who decides: exactly one of six, with every rule that was looked at. */
export type MandateAnswer = { considered: readonly Considered[] } & (
  | ({ kind: "decides" | "decidesAfter" | "answersFor" } & Ruling)
  | { kind: "notRegulated" }
  | { kind: "needsFacts"; ask: readonly FactName[] }
  | { kind: "contradictory"; rulings: readonly Ruling[] }
);

type Applied = { rule: MandateRule; citation: Citation };
type Doubtful = { rule: MandateRule; ask: readonly FactName[] };
type Victory = Extract<Considered, { outcome: "LOST" }>["why"];

const ALWAYS: Condition = { op: "and", of: [] };

/** Answers who decides a matter on a day, by the rules in force then (V14a, V14b, V15, V25, H11–H22). */
export function answerMandate(pack: MandatePack, asked: MatterAsked): MandateAnswer {
  const considered: Considered[] = [];
  const applied: Applied[] = [];
  const doubtful: Doubtful[] = [];
  for (const rule of pack.mandateRules.filter((candidate) => candidate.matters.includes(asked.matter))) {
    const named = { ruleId: rule.id, clause: rule.clause };
    const citation = findCitation(pack, rule, rule.clause);
    const truth = evaluate(rule.when ?? ALWAYS, asked.facts);
    if (!isWithin(asked.on, rule.validFrom, rule.validTo)) considered.push({ ...named, outcome: "NOT_IN_FORCE" });
    else if (citation === null) considered.push({ ...named, outcome: "NO_SUCH_CLAUSE" });
    else if (truth.is === false) considered.push({ ...named, outcome: "NOT_MET" });
    else if (truth.is === true) applied.push({ rule, citation });
    else {
      doubtful.push({ rule, ask: truth.ask });
      considered.push({ ...named, outcome: "UNKNOWN", ask: truth.ask });
    }
  }

  const unbeaten = applied.filter(({ rule }) => victoryOver(rule, applied) === null);
  const ask = factsInTheWay(applied, unbeaten, doubtful);
  if (ask.length > 0) return { kind: "needsFacts", ask, considered: [...considered, ...applied.map(({ rule }) => ({ ruleId: rule.id, clause: rule.clause, outcome: "APPLIES" as const }))] };

  // A circle of exceptions leaves nobody unbeaten: all of it is said, instead of being cut somewhere.
  const winners = unbeaten.length > 0 ? unbeaten : applied;
  const groups = groupByHolders(winners);
  for (const each of applied) considered.push({ ruleId: each.rule.id, clause: each.rule.clause, ...outcomeOf(each, applied, winners, groups) });
  const [ruling, ...others] = groups.map((group) => ruleTogether(pack, group, asked));
  if (ruling === undefined) return { kind: "notRegulated", considered };
  if (others.length > 0) return { kind: "contradictory", rulings: [ruling, ...others], considered };
  const isResponsibility = winners.some(({ rule }) => rule.effect === "ANSWERS_FOR");
  return { kind: isResponsibility ? "answersFor" : ruling.steps.every(isTaken) ? "decides" : "decidesAfter", ...ruling, considered };
}

function findCitation(pack: MandatePack, rule: MandateRule, number: string): Citation | null {
  const clause = pack.clauses.find((candidate) => candidate.number === number);
  return clause === undefined ? null : { ruleId: rule.id, clause: clause.number, quotation: clause.quotation };
}

/** Why the first rule takes precedence over the second: it is said to, it gives a right to decide, or it is narrower; null when it does not. */
function beats(rule: MandateRule, other: MandateRule): Victory | null {
  if (rule.exceptionFrom.includes(other.id)) return "EXCEPTION";
  if (other.exceptionFrom.includes(rule.id)) return null;
  if (rule.effect !== other.effect) return rule.effect === "DECIDES" ? "DECISION" : null;
  const [when, otherwise] = [rule.when ?? ALWAYS, other.when ?? ALWAYS];
  return implies(when, otherwise) && !implies(otherwise, when) ? "NARROWER" : null;
}

function victoryOver(rule: MandateRule, applied: readonly Applied[]): { to: string; why: Victory } | null {
  for (const other of applied) {
    const why = beats(other.rule, rule);
    if (why !== null) return { to: other.rule.id, why };
  }
  return null;
}

// A rule in doubt is asked about only when it could win or unseat a winner, so that whatever becomes known later, an answer given stays.
function factsInTheWay(applied: readonly Applied[], unbeaten: readonly Applied[], doubtful: readonly Doubtful[]): FactName[] {
  const couldMatter = ({ rule }: Doubtful) => victoryOver(rule, applied) === null || unbeaten.some((winner) => beats(rule, winner.rule) !== null);
  const inTheWay = unbeaten.length === 0 ? doubtful : doubtful.filter(couldMatter);
  return [...new Set(inTheWay.flatMap(({ ask }) => ask))];
}

/** Rules that name the same holders with the same effect agree; each group is one answer. */
function groupByHolders(winners: readonly Applied[]): Group<Applied>[] {
  return groupBy(winners, ({ rule }) => [rule.effect, ...[...rule.holders].sort()].join(" "));
}

type Group<Item> = readonly [Item, ...Item[]];

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Group<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function outcomeOf(each: Applied, applied: readonly Applied[], winners: readonly Applied[], groups: readonly Group<Applied>[]) {
  const lost = winners.includes(each) ? null : victoryOver(each.rule, applied);
  if (lost !== null) return { outcome: "LOST" as const, ...lost };
  const others = groups.filter((group) => !group.includes(each)).flatMap((group) => group.map(({ rule }) => rule.id));
  return others.length > 0 ? { outcome: "CONTRADICTS" as const, others } : { outcome: "APPLIES" as const };
}

/** What rules that agree say together: each of their steps and duties once. */
function ruleTogether(pack: MandatePack, group: Group<Applied>, asked: MatterAsked): Ruling {
  const [first, ...others] = group;
  const collect = <Duty extends { clause?: string | undefined }>(dutiesOf: (rule: MandateRule) => readonly Duty[], keyOf: (duty: Duty) => string) => {
    const found = group.flatMap(({ rule, citation }) => dutiesOf(rule).map((duty) => ({ ...duty, citation: findCitation(pack, rule, duty.clause ?? rule.clause) ?? citation })));
    return found.filter((duty, index) => found.findIndex((earlier) => keyOf(earlier) === keyOf(duty)) === index);
  };
  const steps = collect(stepsOf, (step) => `${step.kind} ${step.party}`);
  const isStep = (party: Party) => steps.some((step) => step.kind === "CONSULTATION" && step.party === party);
  const consultations = collect((rule) => rule.consultations, ({ party }) => party).filter(({ party }) => !isStep(party));
  const notices = collect((rule) => rule.notices, ({ party, time }) => `${party} ${time}`);
  const isDone = (kind: StepKind, party: Party, time?: NoticeDuty["time"]) =>
    asked.steps.some((step) => step.kind === kind && step.party === party && (time !== "BEFORE" || step.on <= asked.on) && (time !== "AFTER" || step.on >= asked.on));
  return {
    holders: first.rule.holders,
    citation: first.citation,
    also: others.map(({ citation }) => citation),
    steps: judgeSteps(steps, asked),
    consultations: consultations.map((duty) => ({ ...duty, done: isDone("CONSULTATION", duty.party) })),
    notices: notices.map((duty) => ({ ...duty, done: isDone("INFORMATION", duty.party, duty.time) })),
    delegations: collect((rule) => rule.delegations, ({ number }) => number).map((delegation) => ({ ...delegation, standing: standingOf(delegation, asked.facts) })),
  };
}

function stepsOf(rule: MandateRule): RequiredStep[] {
  const consultations = rule.consultations.filter(({ need }) => need === "ALWAYS").map(({ party, clause }) => ({ kind: "CONSULTATION" as const, party, clause }));
  return [...rule.steps, ...consultations];
}

function standingOf(delegation: Delegation, facts: Facts): "WITHIN" | "OVER" | "AMOUNT_UNKNOWN" {
  if (delegation.limitOre === null) return "WITHIN";
  const truth = evaluate({ op: "≤", fact: "amountOre", value: delegation.limitOre }, facts);
  return truth.is === "unknown" ? "AMOUNT_UNKNOWN" : truth.is ? "WITHIN" : "OVER";
}

function judgeSteps(steps: readonly (RequiredStep & { citation: Citation })[], asked: MatterAsked): JudgedStep[] {
  const judged: JudgedStep[] = [];
  let after: PlainDate | null = null;
  for (const { kind, party, citation } of steps) {
    const of = party !== "EACH_CONCERNED_BODY" ? 1 : typeof asked.facts.bodiesConcerned === "number" ? Math.max(1, asked.facts.bodiesConcerned) : null;
    const taken = asked.steps.filter((step) => step.kind === kind && step.party === party);
    const inOrder = firstDays(taken, after);
    const on: PlainDate | null = of === null ? null : (inOrder[of - 1] ?? null);
    const isTooEarly = on === null && of !== null && firstDays(taken, null).length >= of;
    const state = on === null ? (isTooEarly ? "TOO_EARLY" : "MISSING") : on < asked.on ? "DONE" : on === asked.on ? "SAME_DAY" : "LATE";
    judged.push({ kind, party, citation, state, on, taken: inOrder.filter((day) => day <= asked.on).length, of });
    after = on ?? after;
  }
  return judged;
}

/** The first day, not before the given one, on which each body took the step; the earliest first. */
function firstDays(taken: readonly StepTaken[], after: PlainDate | null): PlainDate[] {
  const inTime = taken.filter(({ on }) => after === null || on >= after);
  return groupBy(inTime, ({ bodyId }) => bodyId ?? "").map(([first, ...others]) => others.reduce((day, { on }) => (on < day ? on : day), first.on)).sort();
}

/** Tells whether a step is in place for a decision on the day; on the very day it is, since dates say no more. */
export function isTaken(step: JudgedStep): boolean {
  return step.state === "DONE" || step.state === "SAME_DAY";
}

/** What a form has to ask about a matter, whatever the answers: the facts and steps that some rule in force on the day asks about. */
export interface Asked {
  facts: readonly FactName[];
  steps: readonly { kind: StepKind; party: Party }[];
  hasDelegations: boolean;
}

/** Gathers what the rules of a matter ask about, facts in the order in which to ask for them, each once. */
export function whatIsAsked(pack: MandatePack, matter: MatterKind, on: PlainDate): Asked {
  const rules = pack.mandateRules.filter((rule) => rule.matters.includes(matter) && isWithin(on, rule.validFrom, rule.validTo));
  const steps = rules.flatMap((rule) => [
    ...rule.steps,
    ...rule.consultations.map(({ party }) => ({ kind: "CONSULTATION" as const, party })),
    ...rule.notices.map(({ party }) => ({ kind: "INFORMATION" as const, party })),
  ]);
  const facts = new Set(rules.flatMap((rule) => (rule.when === null ? [] : factsIn(rule.when))));
  if (rules.some(({ delegations }) => delegations.some(({ limitOre }) => limitOre !== null))) facts.add("amountOre");
  if (steps.some(({ party }) => party === "EACH_CONCERNED_BODY")) facts.add("bodiesConcerned");
  return {
    facts: factsOf(matter).filter((fact) => facts.has(fact)),
    steps: groupBy(steps, ({ kind, party }) => `${kind} ${party}`).map(([{ kind, party }]) => ({ kind, party })),
    hasDelegations: rules.some(({ delegations }) => delegations.length > 0),
  };
}

/** A decision as far as it can be judged. */
export interface DecisionTaken {
  on: PlainDate;
  /** Whose decision it is, also when someone else has taken it on delegation; `isOwn`: that the unit whose matter it is answers to it. */
  body: { kind: string; isOwn: boolean };
  steps: readonly StepTaken[];
  /** Its number in the delegation order, when it was taken on delegation. */
  delegationNumber: string | null;
  reportedOn: PlainDate | null;
}

export const VERDICTS = ["rightBody", "asStep", "wrongBody", "beforeSteps", "byDelegation", "outsideDelegation", "notRegulated", "contradictory", "needsFacts"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a decision was found to be; the message names the sentence that says so. */
export interface Judgement {
  verdict: Verdict;
  /** That it has to be looked at: by the wrong body, before its steps, outside the delegation, or not possible to judge. */
  isFlagged: boolean;
  /** Null where no rule applies. */
  citation: Citation | null;
  message: { message: string; params: Record<string, string | number> };
  /** When a decision on delegation is to be reported back, and whether it has been; null where it need not be. */
  reportBack: { dueOn: PlainDate; state: "DUE" | "DONE" | "LATE" } | null;
  answer: MandateAnswer;
}

const UNFLAGGED: readonly Verdict[] = ["rightBody", "asStep", "byDelegation", "notRegulated"];

/** Judges a decision by the rules in force on its day. It says what was wrong, and never that the decision does not count. */
export function judgeDecision(pack: MandatePack, matter: MatterKind, facts: Facts, decision: DecisionTaken): Judgement {
  const answer = answerMandate(pack, { matter, facts, on: decision.on, steps: decision.steps });
  const conclude = (verdict: Verdict, sentence: string, params: Record<string, string | number> = {}, reportBack: Judgement["reportBack"] = null): Judgement => {
    const citation = "citation" in answer ? answer.citation : null;
    return { verdict, isFlagged: !UNFLAGGED.includes(verdict), citation, message: { message: sentence, params: citation === null ? params : { clause: citation.clause, ...params } }, reportBack, answer };
  };
  if (answer.kind === "notRegulated") return conclude("notRegulated", "notRegulated");
  if (answer.kind === "needsFacts") return conclude("needsFacts", "needsFacts", { count: answer.ask.length });
  if (answer.kind === "contradictory") return conclude("contradictory", "contradictory", { clauses: answer.rulings.map(({ citation }) => citation.clause).join(", ") });
  const isHolder = answer.holders.some((holder) => isBody(holder, decision.body));
  if (answer.kind === "answersFor") return conclude("notRegulated", isHolder ? "answersItself" : "anotherAnswers");
  if (!isHolder) {
    const isStep = answer.steps.some(({ kind, party }) => kind === "DECISION" && isBody(party, decision.body));
    return isStep ? conclude("asStep", "asStep") : conclude("wrongBody", "wrongBody");
  }
  const lacking = answer.steps.filter((step) => !isTaken(step)).length;
  if (lacking > 0) return conclude("beforeSteps", "beforeSteps", { count: lacking });
  if (decision.delegationNumber === null) return conclude("rightBody", answer.steps.some(({ state }) => state === "SAME_DAY") ? "sameDay" : "rightBody");
  const delegation = answer.delegations.find(({ number }) => number === decision.delegationNumber);
  const number = decision.delegationNumber;
  if (delegation === undefined) return conclude("outsideDelegation", "noSuchDelegation", { number });
  const reportBack = delegation.reportWithinDays === null ? null : judgeReport(addDays(decision.on, delegation.reportWithinDays), decision.reportedOn);
  if (delegation.standing !== "WITHIN") return conclude("outsideDelegation", delegation.standing === "OVER" ? "overLimit" : "amountUnknown", { number }, reportBack);
  return conclude("byDelegation", reportBack === null ? "byDelegation" : { DUE: "reportDue", DONE: "reported", LATE: "reportedLate" }[reportBack.state], { number }, reportBack);
}

/** Tells whether the body is one of those that a rule calls by the word. */
export function isBody(party: Party, body: DecisionTaken["body"]): boolean {
  if (party === "OWN_POLITICAL_BODY") return body.isOwn;
  if (party === "EACH_CONCERNED_BODY") return body.kind === "COMMITTEE" || body.kind === "COMPANY";
  return party === body.kind;
}

function judgeReport(dueOn: PlainDate, reportedOn: PlainDate | null): Judgement["reportBack"] {
  return { dueOn, state: reportedOn === null ? "DUE" : reportedOn <= dueOn ? "DONE" : "LATE" };
}
