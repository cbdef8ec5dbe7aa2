import type { DisposalDecision } from "@/features/retention/disposals/schema";
import type { RuleInput } from "@/features/retention/schema";

/** A rule that somebody has read in the municipality's records plan. */
export function ruleInput(more: Partial<RuleInput> = {}): RuleInput {
  return { kind: "visit", outcome: "DISPOSE", years: 5, source: "Dokumenthanteringsplanen, punkt 4.2", certainty: "HIGH", ...more };
}

/** A decision on a disposal as it stands in the minutes. */
export function decisionOn(more: Partial<DisposalDecision> = {}): DisposalDecision {
  return { decidedBy: "Kommunstyrelsen", decidedOn: "2026-11-20", paragraph: "117", caseNumber: "KS 2026/0456", ...more };
}
