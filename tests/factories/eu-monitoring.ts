import type { InfluenceInput } from "@/features/eu-monitoring/influence/schema";
import type { ReadinessInput } from "@/features/eu-monitoring/readiness/schema";
import type { ItemInput } from "@/features/eu-monitoring/schema";

/** Something that a unit follows, which says as little as may be and lacks nobody. */
export function monitoringInput(more: Partial<ItemInput> & Pick<ItemInput, "unitId">): ItemInput {
  return {
    title: "Avloppsdirektivet",
    reference: null,
    source: null,
    stage: "PROPOSED",
    relevance: "HIGH",
    meaning: null,
    begunOn: "2026-10-01",
    endedOn: null,
    assessedBy: "Miljöstrategen",
    assessedOn: "2026-10-01",
    nextCheckOn: null,
    responsible: "VA-chefen",
    ...more,
  };
}

/** Something that was done to influence. */
export function influenceInput(more: Partial<InfluenceInput> = {}): InfluenceInput {
  return { kind: "CONSULTATION_ANSWER", title: "Svar på samrådet", actedOn: "2026-10-12", networkId: null, through: null, priorityId: null, position: null, outcome: null, ...more };
}

/** A readiness with a measure that is planned. */
export function readinessInput(more: Partial<ReadinessInput> = {}): ReadinessInput {
  return { consequence: "Reningsverket måste byggas ut.", assessedOn: "2026-10-12", state: "PLANNED", measure: "Ta fram en plan", responsible: null, dueOn: null, ...more };
}
