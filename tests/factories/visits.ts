import type { VisitInput } from "@/features/visits/schema";

/** A visit that says as little as may be, and is the presidia's matter under every pack. */
export function visitInput(more: Partial<VisitInput> & Pick<VisitInput, "unitId">): VisitInput {
  return {
    direction: "INCOMING",
    title: "Besök från en vänort",
    purpose: null,
    counterpart: null,
    places: null,
    hosts: null,
    starts: { on: "2027-05-12", precision: "DAY" },
    ends: null,
    participantCount: null,
    reachesChildrenAndYouth: false,
    childrenAndYouthCount: null,
    needsRepresentation: true,
    concernsUnitDirectly: false,
    officeNotifiedOn: null,
    officeNotifiedTo: null,
    caseNumber: null,
    ...more,
  };
}
