import type { ActivityInput } from "@/features/town-relations/activities/schema";
import type { AgreementInput } from "@/features/town-relations/papers/schema";
import type { EnterRelationInput, RelationInput } from "@/features/town-relations/schema";
import type { EpisodeInput } from "@/features/town-relations/episodes/schema";

/** An episode from a day on that says as little as may be. */
export function episodeInput(more: Partial<EpisodeInput> = {}): EpisodeInput {
  return { state: "PROPOSED", starts: { on: "2026-01-01", precision: "DAY" }, ends: null, basis: "NONE", decisionId: null, ownBasis: null, note: null, source: null, ...more };
}

/** A twin town that says as little as may be of itself. */
export function relationInput(more: Partial<RelationInput> & Pick<RelationInput, "unitId">): RelationInput {
  return { name: "Strandby", kind: "TWIN_TOWN", description: null, caseNumber: null, priorityId: null, outsidePriorities: null, source: null, certainty: "HIGH", ...more };
}

/** A relation that is entered as proposed. */
export function enterInput(relation: Partial<RelationInput> & Pick<RelationInput, "unitId">, episode: Partial<EpisodeInput> = {}): EnterRelationInput {
  return { relation: relationInput(relation), town: { name: "Strandby", country: "DK" }, episode: episodeInput(episode) };
}

/** An exchange that says as little as may be. */
export function activityInput(more: Partial<ActivityInput> & Pick<ActivityInput, "relationId" | "unitId">): ActivityInput {
  return { title: "Lärarutbyte", held: { on: "2026-05-12", precision: "DAY" }, groups: ["PROFESSION"], participantCount: 12, reachesChildrenAndYouth: false, childrenAndYouthCount: null, association: null, grantOre: null, payerUnitId: null, benefit: "Nya arbetssätt", source: null, ...more };
}

/** An agreement that says as little as may be. */
export function agreementInput(more: Partial<AgreementInput> = {}): AgreementInput {
  return { title: "Samarbetsavtal", signed: { on: "2020-01-01", precision: "YEAR" }, signatories: "Ordförandena", subjectAreas: null, validTo: null, renewalOn: null, noticeOn: null, documentUrl: null, source: null, ...more };
}
