import type { NetworkInput } from "@/features/networks/schema";

/** A network that says as little as may be, in a unit's own field. */
export function networkInput(more: Partial<NetworkInput> & Pick<NetworkInput, "unitId">): NetworkInput {
  return {
    name: "Eurotowns", acronym: null, level: "EU", about: null, website: null, relevance: null, scope: "OWN_FIELD", through: null, unitIds: [], joined: null, renewsOn: null, noticeMonths: null, noticeBy: null,
    membershipNumber: null, representative: null, contact: null, workingGroups: null, priorityId: null, outsideReason: null, source: null, ...more,
  };
}
