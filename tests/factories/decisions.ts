import type { DecisionInput } from "@/features/decisions/schema";

/** A decision that says as little as may be: that a new twin town is entered. */
export function decisionInput(more: Partial<DecisionInput> = {}): DecisionInput {
  return {
    basis: "DECIDED",
    bodyId: null,
    decidedOn: "2026-05-12",
    minutesParagraph: "54",
    caseNumber: "KS 2026/0101",
    title: "Vänortsavtal",
    text: null,
    documentUrl: null,
    source: null,
    matter: "ENTER_TOWN_RELATION",
    facts: { relationKind: "TWIN_TOWN" },
    subject: null,
    unitId: null,
    steps: [],
    concernedBodyIds: [],
    priorDecisionIds: [],
    delegationNumber: null,
    reportedOn: null,
    ...more,
  };
}
