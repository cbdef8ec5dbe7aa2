import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPARISONS, FACTS, FACT_NAMES, MATTER_KINDS, canBe, evaluate, factsOf, implies, isFactName, isMatterKind, type ComparisonSign, type Condition, type FactName, type FactShape, type FactValue, type Facts } from "./matter";

const is = (fact: FactName, value: FactValue, op: ComparisonSign = "="): Condition => ({ op, fact, value });
const and = (...of: Condition[]): Condition => ({ op: "and", of });
const or = (...of: Condition[]): Condition => ({ op: "or", of });
const not = (of: Condition): Condition => ({ op: "not", of });
const oneOf = (fact: FactName, ...values: FactValue[]): Condition => ({ op: "in", fact, values });

const principal = is("isOfPrincipalImportance", true);
const external = is("isExternallyFunded", true);

/** A value that the fact can have. */
function someValue(fact: FactName): fc.Arbitrary<FactValue> {
  const shape: FactShape = FACTS[fact];
  return shape.type === "yesNo" ? fc.boolean() : shape.type === "choice" ? fc.constantFrom(...shape.values) : fc.integer({ min: 0, max: 6 });
}

const someComparison: fc.Arbitrary<Condition> = fc.constantFrom(...FACT_NAMES).chain((fact) => {
  const signs: readonly ComparisonSign[] = FACTS[fact].type === "number" ? COMPARISONS : ["=", "≠"];
  return fc.oneof(
    fc.record({ op: fc.constantFrom(...signs), fact: fc.constant(fact), value: someValue(fact) }),
    fc.record({ op: fc.constant("in" as const), fact: fc.constant(fact), values: fc.array(someValue(fact), { minLength: 1, maxLength: 3 }) }),
  );
});

const { condition: someCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    someComparison,
    fc.record({ op: fc.constantFrom("and" as const, "or" as const), of: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ op: fc.constant("not" as const), of: tie("condition") }),
  ),
}));

const wholeFacts: fc.Arbitrary<Facts> = fc.record(Object.fromEntries(FACT_NAMES.map((fact) => [fact, someValue(fact)])));

describe("the vocabulary", () => {
  it("knows its own words and no others, inherited ones neither", () => {
    expect(MATTER_KINDS.every(isMatterKind) && FACT_NAMES.every(isFactName)).toBe(true);
    for (const stranger of ["", "DANCE", "toString", "constructor", "__proto__"]) expect([isMatterKind(stranger), isFactName(stranger)]).toEqual([false, false]);
  });

  it("says of every matter which facts can be known, each once, and of every fact some matter", () => {
    for (const matter of MATTER_KINDS) expect(new Set(factsOf(matter)).size).toBe(factsOf(matter).length);
    expect([...new Set(MATTER_KINDS.flatMap(factsOf))].sort()).toEqual([...FACT_NAMES].sort());
    expect(factsOf("ENTER_TOWN_RELATION")[0]).toBe("relationKind");
    expect(factsOf("CHANGE_NETWORK_SCOPE").slice(0, 2)).toEqual(["scopeBefore", "scope"]);
    expect(factsOf("RECEIVE_VISIT").slice(0, 2)).toEqual(["needsRepresentation", "concernsUnitDirectly"]);
    expect(factsOf("REPEAL_GOVERNING_DOCUMENT")).toContain("documentType");
    expect(factsOf("START_PROJECT")).toEqual(expect.arrayContaining(["budgetYears", "isExternallyFunded", "isInternational", "amountOre", "bodiesConcerned", "isOfPrincipalImportance", "isBoardsOwnField"]));
    expect(factsOf("COORDINATE")).toEqual(["amountOre", "bodiesConcerned", "isOfPrincipalImportance", "isBoardsOwnField"]);
  });

  it.each([
    ["isInternational", [true, false], ["true", 1, null, undefined]],
    ["scope", ["OWN_FIELD", "WHOLE_MUNICIPALITY"], ["own_field", "", 1, true]],
    ["amountOre", [0, 1, Number.MAX_SAFE_INTEGER], [-1, 1.5, NaN, Infinity, 2 ** 53, "1", true]],
  ] as const)("a value of %s", (fact, possible, impossible) => {
    expect(possible.map((value) => canBe(fact, value))).toEqual(possible.map(() => true));
    expect(impossible.map((value) => canBe(fact, value))).toEqual(impossible.map(() => false));
  });
});

describe("a condition", () => {
  it.each([
    ["=", [false, true, false]],
    ["≠", [true, false, true]],
    ["<", [true, false, false]],
    ["≤", [true, true, false]],
    [">", [false, false, true]],
    ["≥", [false, true, true]],
  ] as const)("compares with %s", (op, expected) => {
    expect([2, 3, 4].map((budgetYears) => evaluate(is("budgetYears", 3, op), { budgetYears }).is)).toEqual(expected);
  });

  it("finds a value in a list", () => {
    const condition = oneOf("relationKind", "TWIN_TOWN", "TWIN_TOWN_LIKE");
    expect([evaluate(condition, { relationKind: "TWIN_TOWN_LIKE" }).is, evaluate(condition, { relationKind: "LETTER_OF_INTENT" }).is]).toEqual([true, false]);
  });

  it("asks for what is not known, once, and for what cannot be", () => {
    expect(evaluate(and(principal, external, principal), {})).toEqual({ is: "unknown", ask: ["isOfPrincipalImportance", "isExternallyFunded"] });
    expect(evaluate(is("budgetYears", 3, ">"), { budgetYears: -1 })).toEqual({ is: "unknown", ask: ["budgetYears"] });
    expect(evaluate(not(external), {})).toEqual({ is: "unknown", ask: ["isExternallyFunded"] });
  });

  it("does not ask for what no longer matters", () => {
    expect(evaluate(and(principal, external), { isExternallyFunded: false })).toEqual({ is: false });
    expect(evaluate(or(principal, external), { isExternallyFunded: true })).toEqual({ is: true });
    expect(evaluate(and(principal, external), { isExternallyFunded: true })).toEqual({ is: "unknown", ask: ["isOfPrincipalImportance"] });
    expect(evaluate(or(principal, external), { isExternallyFunded: false, isOfPrincipalImportance: false })).toEqual({ is: false });
    expect(evaluate(and(principal, external), { isExternallyFunded: true, isOfPrincipalImportance: true })).toEqual({ is: true });
    expect(evaluate(not(external), { isExternallyFunded: false })).toEqual({ is: true });
    expect(evaluate(not(external), { isExternallyFunded: true })).toEqual({ is: false });
  });

  it("of nothing holds when all of it must, and fails when any of it may", () => {
    expect([evaluate(and(), {}), evaluate(or(), {})]).toEqual([{ is: true }, { is: false }]);
  });

  it("stays settled whatever more becomes known", () => {
    fc.assert(
      fc.property(someCondition, wholeFacts, fc.subarray([...FACT_NAMES]), (condition, facts, known) => {
        const some = Object.fromEntries(known.map((fact) => [fact, facts[fact]]));
        const early = evaluate(condition, some);
        const late = evaluate(condition, facts);
        expect(late.is).not.toBe("unknown");
        if (early.is === "unknown") expect(early.ask.every((fact) => !known.includes(fact)) && early.ask.length > 0).toBe(true);
        else expect(late.is).toBe(early.is);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the narrower of two conditions", () => {
  it.each([
    ["a higher limit", is("amountOre", 500, ">"), is("amountOre", 100, ">")],
    ["a limit that is stricter by one", is("amountOre", 100, ">"), is("amountOre", 100, "≥")],
    ["the same limit in other words", is("amountOre", 101, "≥"), is("amountOre", 100, ">")],
    ["one value of a list", is("relationKind", "TWIN_TOWN"), oneOf("relationKind", "TWIN_TOWN", "LETTER_OF_INTENT")],
    ["a shorter list", oneOf("relationKind", "TWIN_TOWN"), is("relationKind", "LETTER_OF_INTENT", "≠")],
    ["a list of numbers", oneOf("budgetYears", 4, 5), is("budgetYears", 3, ">")],
    ["no, said as not yes", is("isInternational", false), is("isInternational", true, "≠")],
    ["one condition more", and(principal, external), principal],
    ["one choice less", principal, or(external, principal)],
    ["any condition, than none", external, and()],
    ["not the wider", not(or(principal, external)), not(principal)],
    ["both choices", or(and(principal, external), principal), principal],
    ["all of what is asked", and(principal, external), and(external, principal)],
  ])("%s", (_what, narrow, wide) => {
    expect(implies(narrow, wide)).toBe(true);
  });

  it.each([
    ["a lower limit", is("amountOre", 100, ">"), is("amountOre", 500, ">")],
    ["the other side of a limit", is("amountOre", 100, "<"), is("amountOre", 100, ">")],
    ["the limit itself", is("amountOre", 100, "≥"), is("amountOre", 100, ">")],
    ["zero", is("amountOre", 1, "<"), is("amountOre", 0, ">")],
    ["up to a limit", is("amountOre", 100, "≤"), is("amountOre", 100, "<")],
    ["another fact", principal, external],
    ["none, than any", and(), principal],
    ["a list that is wider", oneOf("relationKind", "TWIN_TOWN", "LETTER_OF_INTENT"), is("relationKind", "TWIN_TOWN")],
    ["a choice, than one of it", or(principal, external), principal],
    ["one of both", principal, and(principal, external)],
    ["yes, than no", principal, is("isOfPrincipalImportance", false)],
    ["not one of both", not(principal), not(or(principal, external))],
    ["what is denied", not(principal), principal],
    ["no, than yes", is("isInternational", true, "≠"), is("isInternational", true)],
    ["above a limit, than up to it", is("amountOre", 100, ">"), is("amountOre", 100, "≤")],
    ["a list with a number on the other side", oneOf("budgetYears", 1, 9), is("budgetYears", 3, ">")],
    ["one, than that another is denied", principal, not(external)],
    ["both, than that a third is denied", and(principal, external), not(is("isInternational", true))],
  ])("is not %s", (_what, first, second) => {
    expect(implies(first, second)).toBe(false);
  });

  it("never holds without the wider, in any matter", () => {
    let shown = 0;
    fc.assert(
      fc.property(someCondition, someCondition, wholeFacts, (first, second, facts) => {
        expect(implies(first, first)).toBe(true);
        if (!implies(first, second)) return;
        shown += 1;
        expect([evaluate(first, facts).is, evaluate(second, facts).is]).not.toEqual([true, false]);
      }),
      { numRuns: 10_000 },
    );
    expect(shown).toBeGreaterThan(100);
  });
});
