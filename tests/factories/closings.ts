import type { ClosingInput } from "@/features/projects/closings/schema";

/** A closing that says as little as may be. */
export function closingInput(more: Partial<ClosingInput> = {}): ClosingInput {
  return { toldOn: "2026-10-01", benefit: "Tre gator är tystare.", addedValue: ["RESIDENTS"], goalsMet: null, goalsText: null, competence: null, experience: null, resources: null, usedIn: null, lessons: null, spreadTo: null, wouldDoAgain: null, againReason: null, ...more };
}
