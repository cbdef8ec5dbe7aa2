import type { ExaminationInput } from "@/features/initiatives/examinations/schema";
import type { InitiativeInput } from "@/features/initiatives/schema";

/** An initiative that says as little as may be. */
export function initiativeInput(more: Partial<InitiativeInput> & Pick<InitiativeInput, "unitId">): InitiativeInput {
  return { title: "Digital tillsyn av badplatser", text: null, begunOn: "2026-10-01", takenBy: null, ...more };
}

/** An examination that came to a no, with its reason. */
export function examinationInput(more: Partial<ExaminationInput> = {}): ExaminationInput {
  return { question: "COOPERATION", examinedOn: "2026-10-12", examinedBy: "Ledningsgruppen", programmeIds: [], otherSources: null, result: "NOT_RELEVANT", reason: "Gäller en lokal på platsen.", ...more };
}
