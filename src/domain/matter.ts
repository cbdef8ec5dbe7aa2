/** What a body may be asked to decide, and the facts that rules may ask about: two closed lists, so that a rule that means nothing is found out. */

/** Every kind of matter that a governing document may give to a body. */
export const MATTER_KINDS = [
  "ADOPT_GOVERNING_DOCUMENT",
  "REVISE_GOVERNING_DOCUMENT",
  "REPEAL_GOVERNING_DOCUMENT",
  "ENTER_TOWN_RELATION",
  "RENEW_TOWN_RELATION",
  "PAUSE_TOWN_RELATION",
  "END_TOWN_RELATION",
  "JOIN_NETWORK",
  "LEAVE_NETWORK",
  "CHANGE_NETWORK_SCOPE",
  "DECIDE_PROFILE_AREAS",
  "DECIDE_STRATEGIC_PRIORITIES",
  "START_PROJECT",
  "APPLY_FOR_PROJECT",
  "CHANGE_PROJECT",
  "END_PROJECT",
  "RECEIVE_VISIT",
  "MAKE_VISIT",
  "HOLD_EVENT",
  "APPOINT_CONTACT_PERSON",
  "SET_WORKING_GROUP_ASSIGNMENT",
  "COORDINATE",
  "FOLLOW_UP_YEAR",
  "COMPILE_YEAR",
  "SIGN_STATEMENT",
] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export const TOWN_RELATION_KINDS = ["TWIN_TOWN", "COOPERATION_AGREEMENT", "TWIN_TOWN_LIKE", "LETTER_OF_INTENT", "MUNICIPAL_PARTNERSHIP"] as const;
export type TownRelationKind = (typeof TOWN_RELATION_KINDS)[number];

export const NETWORK_SCOPES = ["WHOLE_MUNICIPALITY", "OWN_FIELD"] as const;
export type NetworkScope = (typeof NETWORK_SCOPES)[number];

export const DOCUMENT_TYPES = ["POLICY", "GUIDELINES", "PLAN"] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** What values a fact may have: yes or no, one of a list, or a whole number of at least 0 (öre, years, bodies). */
export type FactShape = { type: "yesNo" } | { type: "choice"; values: readonly string[] } | { type: "number"; unit: "ore" | "years" | "bodies" };

/** Every fact that a rule may ask about. */
export const FACTS = {
  documentType: { type: "choice", values: DOCUMENT_TYPES },
  relationKind: { type: "choice", values: TOWN_RELATION_KINDS },
  /** Of a membership: whom it concerns; of a change: whom it will concern. */
  scope: { type: "choice", values: NETWORK_SCOPES },
  scopeBefore: { type: "choice", values: NETWORK_SCOPES },
  amountOre: { type: "number", unit: "ore" },
  budgetYears: { type: "number", unit: "years" },
  bodiesConcerned: { type: "number", unit: "bodies" },
  isOfPrincipalImportance: { type: "yesNo" },
  isBoardsOwnField: { type: "yesNo" },
  isExternallyFunded: { type: "yesNo" },
  isInternational: { type: "yesNo" },
  concernsUnitDirectly: { type: "yesNo" },
  needsRepresentation: { type: "yesNo" },
} as const satisfies Record<string, FactShape>;
export type FactName = keyof typeof FACTS;
export const FACT_NAMES: readonly FactName[] = Object.keys(FACTS).filter(isFactName);

export type FactValue = string | number | boolean;
/** What is known of a matter; a fact that is not there is not known. */
export type Facts = Readonly<Partial<Record<FactName, FactValue>>>;

const COMMON = ["amountOre", "bodiesConcerned", "isOfPrincipalImportance", "isBoardsOwnField"] as const;
const OF_DOCUMENT: readonly FactName[] = ["documentType", ...COMMON];
const OF_RELATION: readonly FactName[] = ["relationKind", "budgetYears", "isExternallyFunded", ...COMMON];
const OF_MEMBERSHIP: readonly FactName[] = ["scope", "budgetYears", ...COMMON];
const OF_PROJECT: readonly FactName[] = ["budgetYears", "isExternallyFunded", "isInternational", ...COMMON];
const OF_VISIT: readonly FactName[] = ["needsRepresentation", "concernsUnitDirectly", ...COMMON];

const FACTS_OF_MATTERS: Readonly<Record<MatterKind, readonly FactName[]>> = {
  ADOPT_GOVERNING_DOCUMENT: OF_DOCUMENT,
  REVISE_GOVERNING_DOCUMENT: OF_DOCUMENT,
  REPEAL_GOVERNING_DOCUMENT: OF_DOCUMENT,
  ENTER_TOWN_RELATION: OF_RELATION,
  RENEW_TOWN_RELATION: OF_RELATION,
  PAUSE_TOWN_RELATION: OF_RELATION,
  END_TOWN_RELATION: OF_RELATION,
  JOIN_NETWORK: OF_MEMBERSHIP,
  LEAVE_NETWORK: OF_MEMBERSHIP,
  CHANGE_NETWORK_SCOPE: ["scopeBefore", ...OF_MEMBERSHIP],
  DECIDE_PROFILE_AREAS: COMMON,
  DECIDE_STRATEGIC_PRIORITIES: COMMON,
  START_PROJECT: OF_PROJECT,
  APPLY_FOR_PROJECT: OF_PROJECT,
  CHANGE_PROJECT: OF_PROJECT,
  END_PROJECT: OF_PROJECT,
  RECEIVE_VISIT: OF_VISIT,
  MAKE_VISIT: OF_VISIT,
  HOLD_EVENT: OF_VISIT,
  APPOINT_CONTACT_PERSON: COMMON,
  SET_WORKING_GROUP_ASSIGNMENT: COMMON,
  COORDINATE: COMMON,
  FOLLOW_UP_YEAR: COMMON,
  COMPILE_YEAR: COMMON,
  SIGN_STATEMENT: COMMON,
};

/** The facts that can be known of a kind of matter, in the order in which to ask for them. */
export function factsOf(matter: MatterKind): readonly FactName[] {
  return FACTS_OF_MATTERS[matter];
}

/** Tells whether the text names a fact. */
export function isFactName(text: string): text is FactName {
  return Object.hasOwn(FACTS, text);
}

/** Tells whether the text names a kind of matter. */
export function isMatterKind(text: string): text is MatterKind {
  return Object.hasOwn(FACTS_OF_MATTERS, text);
}

/** Tells whether a value is one that the fact can have. */
export function canBe(fact: FactName, value: unknown): value is FactValue {
  const shape: FactShape = FACTS[fact];
  if (shape.type === "yesNo") return typeof value === "boolean";
  if (shape.type === "number") return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  return typeof value === "string" && shape.values.includes(value);
}

export const COMPARISONS = ["=", "≠", "<", "≤", ">", "≥"] as const;
export type ComparisonSign = (typeof COMPARISONS)[number];

/** What must be true of a matter; `and` of nothing is always true. */
export type Condition =
  | { op: "and" | "or"; of: readonly Condition[] }
  | { op: "not"; of: Condition }
  | { op: ComparisonSign; fact: FactName; value: FactValue }
  | { op: "in"; fact: FactName; values: readonly FactValue[] };

/** Whether a condition holds; unknown, with the facts to ask for, when what is known does not settle it. */
export type Truth = { is: true } | { is: false } | { is: "unknown"; ask: readonly FactName[] };

/** Judges a condition by what is known: a fact that is missing, or has a value that it cannot have, is asked for and never guessed. */
export function evaluate(condition: Condition, facts: Facts): Truth {
  switch (condition.op) {
    case "not": {
      const truth = evaluate(condition.of, facts);
      return truth.is === "unknown" ? truth : { is: !truth.is };
    }
    case "and":
    case "or": {
      const settling = condition.op === "or";
      const truths = condition.of.map((part) => evaluate(part, facts));
      if (truths.some((truth) => truth.is === settling)) return { is: settling };
      const ask = truths.flatMap((truth) => (truth.is === "unknown" ? truth.ask : []));
      return ask.length > 0 ? { is: "unknown", ask: [...new Set(ask)] } : { is: !settling };
    }
    default: {
      const known = facts[condition.fact];
      return canBe(condition.fact, known) ? { is: compare(condition, known) } : { is: "unknown", ask: [condition.fact] };
    }
  }
}

/** The facts that a condition asks about. */
export function factsIn(condition: Condition): FactName[] {
  if (condition.op === "not") return factsIn(condition.of);
  return "fact" in condition ? [condition.fact] : condition.of.flatMap(factsIn);
}

type Comparison = Extract<Condition, { fact: FactName }>;

function compare(comparison: Comparison, known: FactValue): boolean {
  switch (comparison.op) {
    case "in":
      return comparison.values.includes(known);
    case "=":
      return known === comparison.value;
    case "≠":
      return known !== comparison.value;
    case "<":
      return known < comparison.value;
    case "≤":
      return known <= comparison.value;
    case ">":
      return known > comparison.value;
    case "≥":
      return known >= comparison.value;
  }
}

/**
 * Tells whether the first condition cannot hold without the second, as far as the parts that they are made of show it; so the
 * narrower of two rules is found by what they say, and never by where they stand. What it cannot show, it denies.
 */
export function implies(first: Condition, second: Condition): boolean {
  if (second.op === "and") return second.of.every((part) => implies(first, part));
  if (first.op === "or") return first.of.every((part) => implies(part, second));
  if (second.op === "not" && first.op === "not") return implies(second.of, first.of);
  if (first.op === "and" && first.of.some((part) => implies(part, second))) return true;
  if (second.op === "or") return second.of.some((part) => implies(first, part));
  return "fact" in first && "fact" in second && first.fact === second.fact && impliesByValue(first, second);
}

function impliesByValue(first: Comparison, second: Comparison): boolean {
  return valuesToTry([first, second]).every((value) => !compare(first, value) || compare(second, value));
}

// A comparison of whole numbers changes only next to a number that it names, so these few stand for all.
function valuesToTry(comparisons: readonly [Comparison, Comparison]): readonly FactValue[] {
  const shape: FactShape = FACTS[comparisons[0].fact];
  if (shape.type === "yesNo") return [true, false];
  if (shape.type === "choice") return shape.values;
  const named = comparisons.flatMap((comparison) => (comparison.op === "in" ? comparison.values : [comparison.value])).map(Number);
  return [0, ...named.flatMap((value) => [value - 1, value, value + 1])].filter((value) => value >= 0);
}
