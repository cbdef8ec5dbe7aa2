import { describe, expect, it } from "vitest";

import { answerMandate, judgeDecision, type MandateAnswer, type StepTaken } from "@/domain/mandate";
import { factsOf, MATTER_KINDS, type Facts, type MatterKind } from "@/domain/matter";
import { judgeResponsibility, visitRulesOf } from "@/features/visits/rules";

import { packs } from "./all";
import halmstad from "./halmstad";
import { describeRuleFault, mandateRulesSchema, type MandateRuleInput } from "./mandate-rules";
import { definePack, policyPackSchema, type PolicyPack } from "./pack";
import varberg from "./varberg";

const ON = "2026-11-28";

/** An answer in short: `decides COUNCIL V14a`, `answersFor OWN_POLITICAL_BODY V18a V19`, `notRegulated`. */
function inShort(answer: MandateAnswer): string {
  if (!("citation" in answer)) return answer.kind === "needsFacts" ? `needsFacts ${answer.ask.join(" ")}` : answer.kind;
  return [answer.kind, answer.holders.join(" "), answer.citation.clause, ...answer.also.map(({ clause }) => clause)].join(" ");
}

const ask = (pack: PolicyPack, matter: MatterKind, facts: Facts = {}, steps: StepTaken[] = []) => answerMandate(pack, { matter, facts, on: ON, steps });

const without = (pack: PolicyPack, clause: string): PolicyPack => ({ ...pack, mandateRules: pack.mandateRules.filter((rule) => rule.clause !== clause) });

const SILENT = "notRegulated";
const VARBERG_UNITS = "answersFor OWN_POLITICAL_BODY V18a V19";
const HALMSTAD_UNITS = "answersFor OWN_POLITICAL_BODY H20";
const SHARED = "decides COUNCIL_PRESIDIUM EXECUTIVE_BOARD_PRESIDIUM V15";

const table: { row: string; matter: MatterKind; facts?: Facts; varberg: string; halmstad: string }[] = [
  { row: "V14a: adopt the policy", matter: "ADOPT_GOVERNING_DOCUMENT", facts: { documentType: "POLICY" }, varberg: "decides COUNCIL V14a", halmstad: SILENT },
  { row: "H11: adopt the guidelines", matter: "ADOPT_GOVERNING_DOCUMENT", facts: { documentType: "GUIDELINES" }, varberg: SILENT, halmstad: "decides COUNCIL H11" },
  { row: "V14a: revise the policy", matter: "REVISE_GOVERNING_DOCUMENT", facts: { documentType: "POLICY" }, varberg: "decides COUNCIL V14a", halmstad: SILENT },
  { row: "H11: repeal the guidelines", matter: "REPEAL_GOVERNING_DOCUMENT", facts: { documentType: "GUIDELINES" }, varberg: SILENT, halmstad: "decides COUNCIL H11" },
  { row: "V14b, H12a: a new twin town", matter: "ENTER_TOWN_RELATION", facts: { relationKind: "TWIN_TOWN" }, varberg: "decides COUNCIL V14b", halmstad: "decides COUNCIL H12a" },
  { row: "E.4.1, E.4.2, H12b: end a twin town", matter: "END_TOWN_RELATION", facts: { relationKind: "TWIN_TOWN" }, varberg: SILENT, halmstad: "decides COUNCIL H12b" },
  { row: "pause a twin town or let it lie dormant", matter: "PAUSE_TOWN_RELATION", facts: { relationKind: "TWIN_TOWN" }, varberg: SILENT, halmstad: SILENT },
  { row: "renew a twin town", matter: "RENEW_TOWN_RELATION", facts: { relationKind: "TWIN_TOWN" }, varberg: SILENT, halmstad: SILENT },
  { row: "H14: a cooperation agreement", matter: "ENTER_TOWN_RELATION", facts: { relationKind: "COOPERATION_AGREEMENT" }, varberg: SILENT, halmstad: "decides EXECUTIVE_BOARD H14" },
  { row: "H14: a letter of intent, which it does not name", matter: "ENTER_TOWN_RELATION", facts: { relationKind: "LETTER_OF_INTENT" }, varberg: SILENT, halmstad: SILENT },
  { row: "H12a: a relation that is like a twin town, which it does not name", matter: "ENTER_TOWN_RELATION", facts: { relationKind: "TWIN_TOWN_LIKE" }, varberg: SILENT, halmstad: SILENT },
  { row: "H15: a municipal partnership", matter: "ENTER_TOWN_RELATION", facts: { relationKind: "MUNICIPAL_PARTNERSHIP" }, varberg: SILENT, halmstad: "decides EXECUTIVE_BOARD H15" },
  { row: "H16: membership for the whole municipality", matter: "JOIN_NETWORK", facts: { scope: "WHOLE_MUNICIPALITY" }, varberg: SILENT, halmstad: "decides EXECUTIVE_BOARD H16" },
  { row: "H16: leave a network of the whole municipality", matter: "LEAVE_NETWORK", facts: { scope: "WHOLE_MUNICIPALITY" }, varberg: SILENT, halmstad: "decides EXECUTIVE_BOARD H16" },
  { row: "H21b, V18a, V19: membership in the unit's own field", matter: "JOIN_NETWORK", facts: { scope: "OWN_FIELD" }, varberg: VARBERG_UNITS, halmstad: "decides OWN_POLITICAL_BODY H21b" },
  { row: "H17: profile areas", matter: "DECIDE_PROFILE_AREAS", varberg: SILENT, halmstad: "decides EXECUTIVE_BOARD H17" },
  { row: "H17, V16a: priorities", matter: "DECIDE_STRATEGIC_PRIORITIES", varberg: "answersFor EXECUTIVE_BOARD V16a", halmstad: "decides EXECUTIVE_BOARD H17" },
  { row: "H20, V18a, V19: start a project", matter: "START_PROJECT", varberg: VARBERG_UNITS, halmstad: HALMSTAD_UNITS },
  { row: "H20, V18a, V19: apply for a project", matter: "APPLY_FOR_PROJECT", varberg: VARBERG_UNITS, halmstad: HALMSTAD_UNITS },
  { row: "H20, V18a, V19: change a project", matter: "CHANGE_PROJECT", varberg: VARBERG_UNITS, halmstad: HALMSTAD_UNITS },
  { row: "H20, V18a, V19: end a project", matter: "END_PROJECT", varberg: VARBERG_UNITS, halmstad: HALMSTAD_UNITS },
  { row: "V15, H18: a visit here, official and with the municipality represented", matter: "RECEIVE_VISIT", facts: { needsRepresentation: true, concernsUnitDirectly: false }, varberg: SHARED, halmstad: "decides EXECUTIVE_BOARD_PRESIDIUM H18" },
  { row: "V15: a journey where the municipality is represented", matter: "MAKE_VISIT", facts: { needsRepresentation: true, concernsUnitDirectly: false }, varberg: SHARED, halmstad: SILENT },
  { row: "V15: an event where the municipality is represented", matter: "HOLD_EVENT", facts: { needsRepresentation: true, concernsUnitDirectly: false }, varberg: SHARED, halmstad: SILENT },
  { row: "H22a, H22b: a unit's own visit, where the municipality need not be represented", matter: "RECEIVE_VISIT", facts: { needsRepresentation: false, concernsUnitDirectly: true }, varberg: SILENT, halmstad: "decidesAfter OWN_POLITICAL_BODY H22b" },
  { row: "V16b: the yearly follow-up", matter: "FOLLOW_UP_YEAR", varberg: "answersFor EXECUTIVE_BOARD V16b", halmstad: SILENT },
  { row: "V16c: the yearly summary", matter: "COMPILE_YEAR", varberg: "answersFor EXECUTIVE_BOARD V16c", halmstad: SILENT },
  { row: "H20: the unit's answer about its year", matter: "SIGN_STATEMENT", varberg: SILENT, halmstad: "answersFor OWN_POLITICAL_BODY H20" },
  { row: "V16a, H13: coordinate the international work", matter: "COORDINATE", varberg: "answersFor EXECUTIVE_BOARD V16a", halmstad: "answersFor EXECUTIVE_BOARD H13" },
  { row: "V25: the working group's assignment", matter: "SET_WORKING_GROUP_ASSIGNMENT", varberg: "decides MANAGEMENT_GROUP V25", halmstad: SILENT },
  { row: "V20a: appoint a contact person, by whom is not said", matter: "APPOINT_CONTACT_PERSON", varberg: SILENT, halmstad: SILENT },
];

describe("E.3: who decides, as the table of the two documents says", () => {
  // A loop, since a title put in by it.each is quoted, and cut at forty characters: no number of it would be found.
  for (const { row, matter, facts, ...expected } of table) {
    it(row, () => {
      for (const [pack, short] of [[varberg, expected.varberg], [halmstad, expected.halmstad]] as const) {
        const answer = ask(pack, matter, facts);
        expect(inShort(answer), pack.id).toBe(short);
        const cited = short.match(/[VH]\d+[a-z]?/g) ?? [];
        for (const clause of cited) expect(inShort(ask(without(pack, clause), matter, facts)), `${pack.id} without ${clause}`).not.toBe(short);
        expect(inShort(ask({ ...pack, mandateRules: [] }, matter, facts))).toBe(SILENT);
        if (short === SILENT) expect(answer).not.toHaveProperty("citation");
      }
    });
  }

  it("asks about every kind of matter that there is", () => {
    expect(MATTER_KINDS.filter((matter) => !table.some((row) => row.matter === matter))).toEqual(["CHANGE_NETWORK_SCOPE"]);
  });

  it("asks for the fact that settles it, where it is not known", () => {
    const asked = (pack: PolicyPack) => MATTER_KINDS.map((matter) => [matter, inShort(ask(pack, matter))]).filter(([, short]) => short?.startsWith("needsFacts"));
    expect(asked(varberg)).toEqual([
      ["ADOPT_GOVERNING_DOCUMENT", "needsFacts documentType"],
      ["REVISE_GOVERNING_DOCUMENT", "needsFacts documentType"],
      ["ENTER_TOWN_RELATION", "needsFacts relationKind"],
      ["JOIN_NETWORK", "needsFacts scope"],
      ["LEAVE_NETWORK", "needsFacts scope"],
      ["RECEIVE_VISIT", "needsFacts needsRepresentation"],
      ["MAKE_VISIT", "needsFacts needsRepresentation"],
      ["HOLD_EVENT", "needsFacts needsRepresentation"],
    ]);
    expect(asked(halmstad)).toEqual([
      ["ADOPT_GOVERNING_DOCUMENT", "needsFacts documentType"],
      ["REVISE_GOVERNING_DOCUMENT", "needsFacts documentType"],
      ["REPEAL_GOVERNING_DOCUMENT", "needsFacts documentType"],
      ["ENTER_TOWN_RELATION", "needsFacts relationKind"],
      ["END_TOWN_RELATION", "needsFacts relationKind"],
      ["JOIN_NETWORK", "needsFacts scope"],
      ["LEAVE_NETWORK", "needsFacts scope"],
      ["CHANGE_NETWORK_SCOPE", "needsFacts scope scopeBefore"],
      ["RECEIVE_VISIT", "needsFacts concernsUnitDirectly"],
    ]);
  });

  it("quotes each clause as it stands in its document", () => {
    for (const pack of packs) {
      for (const matter of MATTER_KINDS) {
        const facts: Facts = Object.fromEntries(factsOf(matter).map((fact) => [fact, { documentType: pack.document.type, relationKind: "TWIN_TOWN", scope: "WHOLE_MUNICIPALITY" }[fact as string] ?? true]));
        const answer = ask(pack, matter, facts);
        if ("citation" in answer) expect(pack.clauses).toContainEqual(expect.objectContaining({ number: answer.citation.clause, quotation: answer.citation.quotation }));
      }
    }
  });
});

describe("H20, V18a, V19: to answer for a matter is no right to decide it", () => {
  it("is no answer where a rule gives the right to another, nor in matters that it does not name", () => {
    expect(inShort(ask(halmstad, "JOIN_NETWORK", { scope: "WHOLE_MUNICIPALITY" }))).toBe("decides EXECUTIVE_BOARD H16");
    expect(inShort(ask(without(halmstad, "H16"), "JOIN_NETWORK", { scope: "WHOLE_MUNICIPALITY" }))).toBe(SILENT);
    expect(inShort(ask(without(halmstad, "H21b"), "JOIN_NETWORK", { scope: "OWN_FIELD" }))).toBe(SILENT);
    expect(inShort(ask(without(halmstad, "H22b"), "RECEIVE_VISIT", { concernsUnitDirectly: true }))).toBe(SILENT);
  });

  it("judges a decision on such a matter as one with a basis of its own, whoever took it", () => {
    const judge = (isOwn: boolean) => judgeDecision(varberg, "START_PROJECT", {}, { on: ON, body: { kind: "COMMITTEE", isOwn }, steps: [], delegationNumber: null, reportedOn: null });
    expect([judge(true), judge(false)].map(({ verdict, message, isFlagged }) => [verdict, message.message, isFlagged])).toEqual([
      ["notRegulated", "answersItself", false],
      ["notRegulated", "anotherAnswers", false],
    ]);
  });
});

describe("Checks E.4", () => {
  const decided = (pack: PolicyPack, matter: MatterKind, facts: Facts, kind: string, steps: StepTaken[] = [], on = "2027-05-12") =>
    judgeDecision(pack, matter, facts, { on, body: { kind, isOwn: kind === "COMMITTEE" }, steps, delegationNumber: null, reportedOn: null });
  const informedOn = (on: string): StepTaken[] => [{ kind: "INFORMATION", party: "COORDINATING_OFFICE", on }];

  it("E.4.1: to end a twin town is not regulated in the one, and no clause is cited", () => {
    const judgement = decided(varberg, "END_TOWN_RELATION", { relationKind: "TWIN_TOWN" }, "COUNCIL");
    expect(judgement).toMatchObject({ verdict: "notRegulated", citation: null, message: { params: {} } });
    expect(judgement.answer).toEqual({ kind: "notRegulated", considered: [] });
  });

  it("E.4.2: in the other the council ends it, by H12b, and the board may not", () => {
    const facts: Facts = { relationKind: "TWIN_TOWN" };
    expect(decided(halmstad, "END_TOWN_RELATION", facts, "COUNCIL")).toMatchObject({ verdict: "rightBody", citation: { clause: "H12b", quotation: "Kommunfullmäktige … beslutar om uppsägning av vänortsavtal." } });
    expect(decided(halmstad, "END_TOWN_RELATION", facts, "EXECUTIVE_BOARD")).toMatchObject({ verdict: "wrongBody", isFlagged: true, citation: { clause: "H12b" } });
  });

  it("E.4.3, H22a: the office is told before a unit's own visit; on the same day it is said, and of an official visit it is not asked", () => {
    const own = (steps: StepTaken[]) => decided(halmstad, "RECEIVE_VISIT", { concernsUnitDirectly: true }, "COMMITTEE", steps);
    expect(own(informedOn("2027-05-13"))).toMatchObject({ verdict: "beforeSteps", isFlagged: true, answer: { steps: [{ state: "LATE", citation: { clause: "H22a" } }] } });
    expect(own([])).toMatchObject({ verdict: "beforeSteps", answer: { steps: [{ state: "MISSING" }] } });
    expect(own(informedOn("2027-05-12"))).toMatchObject({ verdict: "rightBody", message: { message: "sameDay" } });
    expect(own(informedOn("2027-05-11"))).toMatchObject({ verdict: "rightBody", message: { message: "rightBody" }, citation: { clause: "H22b" } });
    expect(decided(halmstad, "RECEIVE_VISIT", { concernsUnitDirectly: false }, "EXECUTIVE_BOARD_PRESIDIUM")).toMatchObject({ verdict: "rightBody", citation: { clause: "H18" }, answer: { steps: [] } });
  });

  it("E.4.8, H16: a membership that comes to concern the whole municipality needs the board's decision", () => {
    const facts: Facts = { scopeBefore: "OWN_FIELD", scope: "WHOLE_MUNICIPALITY" };
    expect(inShort(ask(halmstad, "CHANGE_NETWORK_SCOPE", facts))).toBe("decides EXECUTIVE_BOARD H16");
    expect(inShort(ask(halmstad, "CHANGE_NETWORK_SCOPE", { scopeBefore: "WHOLE_MUNICIPALITY", scope: "OWN_FIELD" }))).toBe("decides EXECUTIVE_BOARD H16");
    expect(inShort(ask(halmstad, "CHANGE_NETWORK_SCOPE", { scopeBefore: "OWN_FIELD", scope: "OWN_FIELD" }))).toBe(SILENT);
    expect(inShort(ask(varberg, "CHANGE_NETWORK_SCOPE", facts))).toBe(SILENT);
    const joined = (scope: string) => decided(halmstad, "JOIN_NETWORK", { scope }, "COMMITTEE").verdict;
    expect([joined("OWN_FIELD"), joined("WHOLE_MUNICIPALITY")]).toEqual(["rightBody", "wrongBody"]);
  });

  it("H19: the presidium asks the council's when there is a need, which hinders nothing", () => {
    const answer = ask(halmstad, "RECEIVE_VISIT", { concernsUnitDirectly: false });
    expect(answer).toMatchObject({ kind: "decides", consultations: [{ party: "COUNCIL_PRESIDIUM", need: "WHEN_NEEDED", done: false, citation: { clause: "H19" } }] });
    expect(ask(halmstad, "RECEIVE_VISIT", { concernsUnitDirectly: false }, [{ kind: "CONSULTATION", party: "COUNCIL_PRESIDIUM", on: ON }])).toMatchObject({ consultations: [{ done: true }] });
  });

  it("V15, H18, H22b: of every visit that can be, the rules and whose matter it is say the same", () => {
    const answers = [true, false, null];
    for (const pack of packs) {
      for (const [matter, direction] of [["RECEIVE_VISIT", "INCOMING"], ["MAKE_VISIT", "OUTGOING"], ["HOLD_EVENT", "EVENT"]] as const) {
        for (const [needsRepresentation, concernsUnitDirectly] of answers.flatMap((needs) => answers.map((direct) => [needs, direct] as const))) {
          const visit = { direction, needsRepresentation, concernsUnitDirectly };
          const said = judgeResponsibility(visit, visitRulesOf(pack, ON));
          const answer = ask(pack, matter, { ...(needsRepresentation === null ? {} : { needsRepresentation }), ...(concernsUnitDirectly === null ? {} : { concernsUnitDirectly }) });
          if (said.answer === "PRESIDIA") expect(answer).toMatchObject({ kind: "decides", holders: said.by, citation: { clause: said.clause } });
          else if (said.answer === "UNIT") expect(answer).toMatchObject({ holders: ["OWN_POLITICAL_BODY"], citation: { clause: said.clause } });
          else expect(answer.kind, JSON.stringify(visit)).toBe(said.answer === "UNANSWERED" ? "needsFacts" : "notRegulated");
        }
      }
    }
  });
});

describe("A pack's rules are refused", () => {
  const rule: MandateRuleInput = { id: "a", clause: "V14a", matters: ["START_PROJECT"], effect: "DECIDES", holders: ["COUNCIL"] };

  it("with every fault at once, each with its place and what to do", () => {
    const pack = policyPackSchema.parse(structuredClone(varberg));
    const broken = {
      ...pack,
      mandateRules: [
        { ...rule, clause: "V99", when: { op: "=" as const, fact: "relationKind" as const, value: "TWIN_TOWN" } },
        { ...rule, holders: [], delegations: [{ number: "1", to: "Kommundirektören", limitOre: 0, reportWithinDays: null }] },
      ],
    };
    expect(policyPackSchema.safeParse(broken).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
      "mandateRules.0.clause: The rule a names the clause V99, which is not in the pack. Name one that is.",
      "mandateRules.0.when.fact: The rule a asks about relationKind, which is never known of the matter START_PROJECT. Take the condition away, or make a rule of its own for the matters it fits.",
      "mandateRules.1.validFrom: The rule a holds at the same time as another rule with the same id. End one before the other begins, or give it an id of its own.",
      "mandateRules.1.holders: The rule a names nobody. Say which body decides or answers for the matter.",
      "mandateRules.1.delegations.0.limitOre: The rule a has a limit that is not a whole number of öre above 0. Write the highest amount in öre, or null for none.",
    ]);
    expect(() => definePack(broken)).toThrow(/cannot be used[\s\S]*mandateRules\.0\.clause/);
  });

  it("when they use words that do not exist, each with its place", () => {
    const written = [{ ...rule, matters: ["DANCE"], holders: ["OFFICE"], when: { op: "=", fact: "weather", value: "FINE" }, extra: 1 }];
    expect(mandateRulesSchema.safeParse(written).error?.issues.map(({ path }) => path.join("."))).toEqual(["0.matters.0", "0.holders.0", "0.when.fact", "0"]);
  });

  it("when conditions lie deeper than anyone reads, at no cost however deep", () => {
    const nest = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => ({ op: "not", of: inner }), { op: "=", fact: "scope", value: "OWN_FIELD" });
    const read = (depth: number) => mandateRulesSchema.safeParse([{ ...rule, when: nest(depth) }]).success;
    expect([read(3), read(4), read(100_000)]).toEqual([true, false, false]);
  });

  it("with a sentence for every kind of fault", () => {
    const about = { clause: "A1", matter: "m", fact: "f", op: "<", value: "v", body: "b", rule: "r", most: 10, number: "4.1" };
    for (const problem of ["notADate", "endsBeforeItBegins", "noMatter", "unknownMatter", "unknownFact", "wrongComparison", "wrongValue", "emptyCondition", "unknownBody", "cannotDecide", "circularSteps", "unknownRule", "circularException", "daysNotPositive", "repeatedDelegation"] as const) {
      expect(describeRuleFault({ path: [0], ruleId: "a", problem, about })).toMatch(/^The rule a .*\.$/);
    }
  });
});
