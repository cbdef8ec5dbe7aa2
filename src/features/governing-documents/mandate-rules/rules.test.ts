import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRules } from "@/domain/mandate-rules";
import { COMPARISONS, evaluate, FACT_NAMES, FACTS, factsOf, MATTER_KINDS, type Condition, type FactName, type Facts, type FactShape, type FactValue } from "@/domain/matter";
import type { Values } from "@/domain/values";
import { makeRules, shippedPacks as packs } from "../../../../tests/factories/packs.ts";
import { listRuleIds, placeFaults, placeRule, readTrial, rowNumbers, writeCondition, writeRule } from "./rules";
import { makeRuleId, reworkRows, ruleSchema, type RuleForm } from "./schema";

const ADDRESS = { id: "10000000-0000-4000-8000-000000000001", version: "3" };
const read = (values: Values, place = ""): RuleForm => ruleSchema.parse({ ...ADDRESS, _place: place, ...values });
const problemsOf = (values: Values): string[] => (ruleSchema.safeParse({ ...ADDRESS, _place: "", ...values }).error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`).sort();
const simple: Values = { name: "Projekt", clause: "A1", effect: "DECIDES", matters: ["START_PROJECT"], holders: ["EXECUTIVE_BOARD"], join: "and" };

/** What a third municipality says: the board decides long or wide projects when each committee has decided. */
const third: Values = {
  ...simple,
  name: "Långa eller breda projekt",
  matters: ["START_PROJECT", "APPLY_FOR_PROJECT"],
  join: "or",
  "conditions.0.fact": "budgetYears",
  "conditions.0.op": ">",
  "conditions.0.number": "3",
  "conditions.1.fact": "bodiesConcerned",
  "conditions.1.op": ">",
  "conditions.1.number": "1",
  "steps.0.kind": "DECISION",
  "steps.0.party": "EACH_CONCERNED_BODY",
  "delegations.0.number": "4.2",
  "delegations.0.to": "kommundirektören",
  "delegations.0.limit": "500 000",
  "delegations.0.days": "30",
  "consultations.0.need": "WHEN_NEEDED",
  "consultations.0.party": "COUNCIL_PRESIDIUM",
  "notices.0.time": "AFTER",
  "notices.0.party": "COUNCIL",
  "notices.0.clause": "A2",
  validFrom: "2027-01-01",
};

describe("a rule's form", () => {
  it("is read as the rule that it says", () => {
    expect(read(third).rule).toEqual({
      id: "langa-eller-breda-projekt",
      clause: "A1",
      matters: ["START_PROJECT", "APPLY_FOR_PROJECT"],
      effect: "DECIDES",
      holders: ["EXECUTIVE_BOARD"],
      when: { op: "or", of: [{ op: ">", fact: "budgetYears", value: 3 }, { op: ">", fact: "bodiesConcerned", value: 1 }] },
      exceptionFrom: [],
      steps: [{ kind: "DECISION", party: "EACH_CONCERNED_BODY" }],
      consultations: [{ need: "WHEN_NEEDED", party: "COUNCIL_PRESIDIUM" }],
      notices: [{ time: "AFTER", party: "COUNCIL", clause: "A2" }],
      delegations: [{ number: "4.2", to: "kommundirektören", limitOre: 50_000_000, reportWithinDays: 30 }],
      validFrom: "2027-01-01",
      validTo: null,
    });
  });

  it("joins rows with the same letter by the other word, and turns rows and brackets round", () => {
    const row = (index: number, fact: string, choice: string, more: Values = {}): Values =>
      Object.fromEntries(Object.entries({ fact, op: "=", choice, ...more }).map(([name, value]) => [`conditions.${String(index)}.${name}`, value]));
    const form = { ...simple, ...row(0, "isInternational", "true"), ...row(1, "isExternallyFunded", "true", { group: "A", not: "on" }), ...row(2, "isBoardsOwnField", "false", { group: "A" }), notGroups: ["A"] };
    expect(read(form).rule.when).toEqual({
      op: "and",
      of: [
        { op: "=", fact: "isInternational", value: true },
        { op: "not", of: { op: "or", of: [{ op: "not", of: { op: "=", fact: "isExternallyFunded", value: true } }, { op: "=", fact: "isBoardsOwnField", value: false }] } },
      ],
    });
    expect(read({ ...simple, ...row(0, "isInternational", "false") }).rule.when).toEqual({ op: "=", fact: "isInternational", value: false });
    expect(read(simple).rule.when).toBeNull();
  });

  it("tells everything that is wrong at its field, and leaves out rows that nothing was written in", () => {
    expect(
      problemsOf({ join: "and", effect: "DECIDES", "conditions.0.fact": "amountOre", "conditions.0.op": ">", "conditions.0.number": "mycket", "conditions.4.fact": "isInternational", "conditions.4.op": "=", "steps.2.kind": "DECISION", "delegations.0.number": "1", "delegations.0.limit": "en halv", "delegations.0.days": "snart", "delegations.0.to": "chefen", "notices.0.time": "BEFORE" }),
    ).toEqual([
      "clause mandateRules.errors.clauseMissing",
      "conditions.0.number mandateRules.errors.numberMissing",
      "conditions.4.choice mandateRules.errors.choiceMissing",
      "delegations.0.days fields.count",
      "delegations.0.limit fields.amount",
      "holders mandateRules.errors.holderMissing",
      "matters mandateRules.errors.matterMissing",
      "name mandateRules.errors.nameMissing",
      "steps.2.party mandateRules.errors.partyMissing",
    ]);
    expect(problemsOf({ ...simple, name: "§ 4" })).toEqual(["name mandateRules.errors.nameMissing"]);
    expect(makeRuleId("§ 4 Över 3 år – ÅÄÖ!")).toBe("over-3-ar-aao");
  });

  it("holds every rule of the shipped packs and gives it back as it was", () => {
    for (const pack of packs) {
      pack.mandateRules.forEach((rule, index) => {
        const written = writeRule(rule);
        expect(written["keep"], rule.id).toBeUndefined();
        expect(read(written, String(index + 1)).rule, rule.id).toEqual(rule);
      });
    }
  });

  it("adds and takes away rows, and nothing else", () => {
    const added = reworkRows({ ...third, _do: "add.conditions" });
    expect(added?.at).toBe("conditions.2.fact");
    expect(rowNumbers(added?.values ?? {}, "conditions")).toEqual([0, 1, 2]);
    expect(read(added?.values ?? {}).rule).toEqual(read(third).rule);
    const less = reworkRows({ ...third, _do: "remove.conditions.0" });
    expect(rowNumbers(less?.values ?? {}, "conditions")).toEqual([1]);
    expect(read(less?.values ?? {}).rule.when).toEqual({ op: ">", fact: "bodiesConcerned", value: 1 });
    for (const verb of ["", "save", "add.everything", "remove", "x.steps", "add.__proto__"]) expect(reworkRows({ ...third, _do: verb })).toBeNull();
    const full = Object.fromEntries(Array.from({ length: 20 }, (_none, index) => [`steps.${String(index)}.kind`, "DECISION"]));
    expect(rowNumbers(reworkRows({ ...full, _do: "add.steps" })?.values ?? {}, "steps")).toHaveLength(20);
  });
});

const value = (fact: FactName): fc.Arbitrary<FactValue> => {
  const shape: FactShape = FACTS[fact];
  return shape.type === "yesNo" ? fc.boolean() : shape.type === "choice" ? fc.constantFrom(...shape.values) : fc.integer({ min: 0, max: 6 });
};
const comparison = fc.constantFrom(...FACT_NAMES).chain((fact) => {
  const signs = FACTS[fact].type === "number" ? COMPARISONS : COMPARISONS.slice(0, 2);
  return fc.oneof(
    fc.record({ op: fc.constantFrom(...signs), fact: fc.constant(fact), value: value(fact) }) as fc.Arbitrary<Condition>,
    fc.record({ op: fc.constant("in" as const), fact: fc.constant(fact), values: fc.uniqueArray(value(fact), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
  );
});
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.record({ op: fc.constantFrom("and" as const, "or" as const), of: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
    fc.record({ op: fc.constant("not" as const), of: tie("condition") }) as fc.Arbitrary<Condition>,
  ),
}));
const someFacts = fc.record(Object.fromEntries(FACT_NAMES.map((fact) => [fact, fc.option(value(fact), { nil: undefined })]))).map((facts) => Object.fromEntries(Object.entries(facts).filter(([, each]) => each !== undefined)) as Facts);

describe("a condition", () => {
  it("that the rows can hold comes back as one that says the same of every matter; one that they cannot is kept", () => {
    let held = 0;
    fc.assert(
      fc.property(condition, someFacts, (when, facts) => {
        const written = writeCondition(when);
        if (written["keep"] !== undefined) return;
        held += 1;
        const again = read({ ...simple, ...written }).rule.when;
        if (again === null) throw new Error("the condition is gone");
        expect(evaluate(again, facts).is).toBe(evaluate(when, facts).is);
      }),
      { numRuns: 1_500 },
    );
    expect(held).toBeGreaterThan(300);
    const deep: Condition = { op: "and", of: [{ op: "or", of: [{ op: "and", of: [{ op: "=", fact: "isInternational", value: true }, { op: ">", fact: "budgetYears", value: 3 }] }, { op: "=", fact: "isInternational", value: false }] }] };
    expect(writeCondition(deep)["keep"]).toBe("on");
  });
});

describe("a rule's place", () => {
  const rules = makeRules([
    { id: "one", clause: "A1", matters: ["START_PROJECT"], effect: "DECIDES", holders: ["COUNCIL"], when: { op: "not", of: { op: "not", of: { op: "=", fact: "isInternational", value: true } } } },
    { id: "two", clause: "A1", matters: ["START_PROJECT"], effect: "DECIDES", holders: ["COMMITTEE"], exceptionFrom: ["one"] },
  ]);

  it("is last for a new one, and its own for one that is changed, which keeps its id and a condition that is too deep for the form", () => {
    const form = read(simple);
    expect(placeRule(rules, form)).toMatchObject({ ok: true, value: { index: 2, rules: [rules[0], rules[1], form.rule] } });
    const kept = read({ ...simple, keep: "on" }, "1");
    expect(placeRule(rules, kept)).toMatchObject({ ok: true, value: { index: 0, rules: [{ ...kept.rule, id: "one", when: rules[0]?.when }, rules[1]] } });
    expect(placeRule(rules, { ...form, place: 3 })).toEqual({ ok: false, reason: "ruleGone" });
    expect(listRuleIds({ mandateRules: rules, clauses: [] })).toEqual(["one", "two"]);
  });

  it("puts each fault at its field, and those of other rules above the form", () => {
    const form = read({ ...third, matters: ["JOIN_NETWORK"], clause: "A9", "delegations.1.number": "4.2", "delegations.1.to": "rektor", "steps.1.kind": "DECISION", "steps.1.party": "COORDINATING_OFFICE", exceptionFrom: ["gone"] });
    const faults = placeFaults(checkRules([...rules, form.rule], ["A1", "A2"]), 2, form.fields);
    expect(faults.map(({ field, message }) => `${field} ${message.split(".").at(-1) ?? ""}`).sort()).toEqual(["clause unknownClause", "delegations.1.number repeatedDelegation", "exceptionFrom unknownRule", "steps.1.party cannotDecide"]);
    const wide = read({ ...third, matters: ["COORDINATE"] });
    expect(placeFaults(checkRules([wide.rule], ["A1", "A2"]), 0, wide.fields)).toEqual([{ field: "conditions.0.fact", message: "mandateRules.faults.factOfAnotherMatter", params: { rule: wide.rule.id, fact: "budgetYears", matter: "COORDINATE" } }]);
    expect(placeFaults(checkRules(rules.slice(1), ["A1"]), -1, new Map())).toEqual([{ field: "", message: "mandateRules.faults.unknownRule", params: { rule: "two" } }].map((fault) => ({ ...fault, params: { rule: "one" } })));
  });
});

describe("a made-up matter", () => {
  it("is read from the address, with what could not be read named and never guessed", () => {
    expect(readTrial({ matter: "START_PROJECT", amountOre: "500 000", budgetYears: "4", isInternational: "true", bodiesConcerned: "2", step: ["DECISION EACH_CONCERNED_BODY"] }, "2027-01-01")).toEqual({
      matter: "START_PROJECT",
      facts: { amountOre: 50_000_000, budgetYears: 4, isInternational: true, bodiesConcerned: 2 },
      on: "2027-01-01",
      steps: [0, 1].map((body) => ({ kind: "DECISION", party: "EACH_CONCERNED_BODY", on: "2026-12-31", bodyId: String(body) })),
      unreadable: [],
    });
    expect(readTrial({ matter: "START_PROJECT", amountOre: "mycket", budgetYears: "-1", isInternational: "kanske" }, "2027-01-01")).toMatchObject({ facts: {}, unreadable: ["budgetYears", "isInternational", "amountOre"] });
    expect(readTrial({ matter: "__proto__", budgetYears: "4" }, "2027-01-01")).toMatchObject({ matter: null, facts: {} });
    for (const matter of MATTER_KINDS) expect(Object.keys(readTrial({ matter, ...Object.fromEntries(FACT_NAMES.map((fact) => [fact, FACTS[fact].type === "number" ? "1" : FACTS[fact].type === "yesNo" ? "true" : ""])) }, "2027-01-01").facts).every((fact) => factsOf(matter).includes(fact as FactName))).toBe(true);
  });
});
