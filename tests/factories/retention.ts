import type { RuleInput } from "@/features/retention/schema";

/** A rule that somebody has read in the municipality's records plan. */
export function ruleInput(more: Partial<RuleInput> = {}): RuleInput {
  return { kind: "visit", outcome: "DISPOSE", years: 5, source: "Dokumenthanteringsplanen, punkt 4.2", certainty: "HIGH", ...more };
}
