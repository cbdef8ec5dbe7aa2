import type { SupportCaseInput } from "@/features/economy-support/schema";

/** A support case that says as little as may be. */
export function caseInput(more: Partial<SupportCaseInput> & Pick<SupportCaseInput, "unitId">): SupportCaseInput {
  return { projectId: null, title: "Redovisning av egen tid", question: null, askedOn: "2026-10-01", answeredOn: null, answer: null, givenBy: null, hours: null, ...more };
}
