import type { InformationInput } from "@/features/opportunities/information/schema";
import type { OpportunityInput } from "@/features/opportunities/schema";

/** An opportunity that says as little as may be: a course without a last day, chosen for nobody. */
export function opportunityInput(more: Partial<OpportunityInput> & Pick<OpportunityInput, "unitId">): OpportunityInput {
  return {
    kind: "COURSE",
    title: "Kurs i att skriva ansökningar",
    text: null,
    website: null,
    source: null,
    programmeId: null,
    deadline: null,
    enteredOn: "2026-10-01",
    municipalGoals: [],
    priorityIds: [],
    suitedUnitIds: [],
    ...more,
  };
}

/** An entry of an information log that is about no opportunity. */
export function informationInput(more: Partial<InformationInput> & Pick<InformationInput, "unitId">): InformationInput {
  return { kind: "MEETING", title: "Utbyten för lärare", text: null, heldOn: "2026-10-12", reached: null, opportunityId: null, ...more };
}

/** That an opportunity is made from nothing that is in another register. */
export const OWN = { callId: null, partnerSearchId: null };
