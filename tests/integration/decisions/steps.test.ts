import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MandateRule } from "@/domain/mandate";
import type { DecisionInput } from "@/features/decisions/schema";
import { decisionInput } from "../../factories/decisions.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "./house.ts";

// Under a rule that lets the board enter a cooperation agreement when each committee and company concerned has decided and has been consulted.
const rule: MandateRule = {
  id: "cooperation", clause: "V16a", matters: ["ENTER_TOWN_RELATION"], effect: "DECIDES", holders: ["EXECUTIVE_BOARD"], when: { op: "=", fact: "relationKind", value: "COOPERATION_AGREEMENT" }, exceptionFrom: [],
  steps: [{ kind: "DECISION", party: "EACH_CONCERNED_BODY" }], consultations: [{ party: "EACH_CONCERNED_BODY", need: "ALWAYS" }], notices: [], delegations: [], validFrom: null, validTo: null,
};

let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("varberg");
  const [{ bringShipped }, { refreshPack, shippedPack }] = await Promise.all([import("@/features/governing-documents/service"), import("@/server/pack")]);
  await bringShipped(house.system, { ...shippedPack(), mandateRules: [...shippedPack().mandateRules, rule] });
  await refreshPack(NOON);
});
afterAll(() => house.close());

const agreement = (more: Partial<DecisionInput> = {}): Partial<DecisionInput> => ({ matter: "ENTER_TOWN_RELATION", facts: { relationKind: "COOPERATION_AGREEMENT" }, decidedOn: "2026-05-12", ...more });
const consulted = (...bodies: string[]) => bodies.map((bodyId) => ({ kind: "CONSULTATION" as const, party: "EACH_CONCERNED_BODY" as const, on: "2026-04-30", bodyId }));
/** What a committee has decided about the matter before the board does. */
const decidedBy = async (bodyId: string, decidedOn = "2026-04-15") => (await house.recorded(agreement({ bodyId, decidedOn, facts: { relationKind: "COOPERATION_AGREEMENT", bodiesConcerned: 2 } }))).id;

describe("a decision that each concerned body must have decided before", () => {
  it("is right when it points to the decision of each, in a matter that has no record of its own", async () => {
    const concernedBodyIds = [house.committee, house.company];
    const priorDecisionIds = [await decidedBy(house.committee), await decidedBy(house.company)];
    const decision = await house.recorded(agreement({ bodyId: house.board, concernedBodyIds, priorDecisionIds, steps: consulted(...concernedBodyIds), facts: { relationKind: "COOPERATION_AGREEMENT", bodiesConcerned: 2 } }));
    expect(decision).toMatchObject({ verdict: "RIGHT_BODY", concernedBodyIds, judgement: { steps: [{ kind: "DECISION", state: "DONE", taken: 2, of: 2 }, { kind: "CONSULTATION", state: "DONE", taken: 2 }] } });
    expect(decision.judgement.steps.every((step) => step.missing === undefined)).toBe(true);
    expect((await house.decisions.getDecision(house.reader, decision.id)).prior.map(({ id }) => id).sort()).toEqual([...priorDecisionIds].sort());
    expect((await house.decisions.listJudgeable(house.office, NOON)).find(({ id }) => id === decision.id)?.decision.steps).toHaveLength(6);
  });

  it("is said to come too soon, with the name of every body that is missing", async () => {
    const concernedBodyIds = [house.committee, house.otherCommittee, house.company];
    const facts = { relationKind: "COOPERATION_AGREEMENT", bodiesConcerned: 3 };
    const decision = await house.recorded(agreement({ bodyId: house.board, concernedBodyIds, priorDecisionIds: [await decidedBy(house.committee)], steps: consulted(house.company), facts }));
    expect(decision).toMatchObject({
      verdict: "BEFORE_STEPS",
      isFlagged: true,
      judgement: { steps: [{ kind: "DECISION", state: "MISSING", taken: 1, of: 3, missing: ["Ängsnämnden", "Hamnbolaget"] }, { kind: "CONSULTATION", taken: 1, of: 3, missing: ["Hamnnämnden", "Ängsnämnden"] }] },
    });
    const priorDecisionIds = [...decision.priorDecisionIds, await decidedBy(house.otherCommittee), await decidedBy(house.company)];
    valueOf(await house.decisions.correctDecision(house.office, { id: decision.id, version: 1, decision: decisionInput({ ...agreement(), bodyId: house.board, concernedBodyIds, priorDecisionIds, steps: consulted(...concernedBodyIds), facts }) }, NOON));
    expect((await house.decisions.getDecision(house.office, decision.id)).decision).toMatchObject({ verdict: "RIGHT_BODY", judgement: { steps: [{ taken: 3 }, { taken: 3 }] } });
  });

  it("does not count the decision of a body that the matter does not concern", async () => {
    const priorDecisionIds = [await decidedBy(house.committee), await decidedBy(house.otherCommittee)];
    const decision = await house.recorded(agreement({ bodyId: house.board, concernedBodyIds: [house.committee, house.company], priorDecisionIds, steps: consulted(house.committee, house.company), facts: { relationKind: "COOPERATION_AGREEMENT", bodiesConcerned: 2 } }));
    expect(decision).toMatchObject({ verdict: "BEFORE_STEPS", judgement: { steps: [{ taken: 1, of: 2, missing: ["Hamnbolaget"] }, { taken: 2 }] } });
  });

  it("is refused when it points to what is not there, is archived, or is itself, and when a concerned body is none", async () => {
    const gone = await decidedBy(house.committee);
    await house.decisions.archiveDecision(house.office, { id: gone, version: 1 }, true, NOON);
    for (const id of [gone, randomUUID()]) expect(await house.record(agreement({ bodyId: house.board, priorDecisionIds: [id] }))).toMatchObject({ ok: false, reason: "decisionPriorNotThere", field: "prior" });
    const own = await house.recorded(agreement({ bodyId: house.board }));
    const input = decisionInput({ ...agreement(), bodyId: house.board, priorDecisionIds: [own.id] });
    expect(await house.decisions.correctDecision(house.office, { id: own.id, version: 1, decision: input }, NOON)).toMatchObject({ ok: false, reason: "decisionPriorNotThere" });
    for (const id of [house.unit, house.council, randomUUID()]) expect(await house.record(agreement({ bodyId: house.board, concernedBodyIds: [id] }))).toMatchObject({ ok: false, reason: "decisionConcernedNotThere", field: "concerned" });
  });

  it("does not point to one about a record that the actor may not see", async () => {
    const secret = await house.project({ isConfidential: true, confidentialityProvision: "18 kap. 8 § OSL" });
    const { id } = await house.recorded({ matter: "START_PROJECT", facts: {}, subject: house.about(secret), bodyId: house.committee });
    const boardSecretary = await house.someone("BOARD_SECRETARY", house.board);
    expect(await house.record(agreement({ bodyId: house.board, priorDecisionIds: [id] }), boardSecretary)).toMatchObject({ ok: false, reason: "decisionPriorNotThere" });
    const about = await house.recorded(agreement({ bodyId: house.board, priorDecisionIds: [id] }));
    expect([(await house.decisions.getDecision(boardSecretary, about.id)).prior, (await house.decisions.getDecision(house.office, about.id)).prior.map((each) => each.id)]).toEqual([[], [id]]);
  });
});

describe("the form", () => {
  it("offers the bodies that may be concerned and the decisions in the matter, and never a decision to itself", async () => {
    const id = await decidedBy(house.committee);
    const choices = await house.decisions.loadDecisionChoices(house.office, "ENTER_TOWN_RELATION", NOON);
    expect(choices.concernable.map(({ name }) => name)).toEqual(expect.arrayContaining(["Hamnnämnden", "Ängsnämnden", "Hamnbolaget"]));
    expect(choices.concernable.map(({ name }) => name)).not.toEqual(expect.arrayContaining(["Sjöfartsnämnden"]));
    expect(choices.prior.map((each) => each.id)).toContain(id);
    const corrected = (await house.decisions.getDecision(house.office, id)).decision;
    expect((await house.decisions.loadDecisionChoices(house.office, "ENTER_TOWN_RELATION", NOON, corrected)).prior.map((each) => each.id)).not.toContain(id);
    expect(await house.decisions.loadDecisionChoices(house.office, "START_PROJECT", NOON)).toMatchObject({ concernable: [], prior: [] });
  });
});
