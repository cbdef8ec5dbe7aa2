import type { GiftInput, ParticipantInput, ProgrammeInput } from "@/features/visits/parts/schema";
import type { ReportInput } from "@/features/visits/reports/schema";
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
    isHandledSeparately: false,
    ...more,
  };
}

/** A guest of whom nothing is known but where it comes from. */
export function participantInput(more: Partial<ParticipantInput> = {}): ParticipantInput {
  return { kind: "participant", role: "GUEST", standing: null, personId: null, name: null, title: null, organisation: "Nystads stad", headcount: 1, ...more };
}

/** Something in the programme of the visit that `visitInput` makes. */
export function itemInput(more: Partial<ProgrammeInput> = {}): ProgrammeInput {
  return { kind: "programme", day: "2027-05-12", from: "09:30", to: "11:00", timeZone: "Europe/Stockholm", what: "Rundvandring", place: "Hamnen", ...more };
}

/** A gift, as small as may be. */
export function giftInput(more: Partial<GiftInput> = {}): GiftInput {
  return { kind: "gift", direction: "GIVEN", what: "Bok om staden", whom: null, valueOre: null, keptWhere: null, ...more };
}

/** What a visit came to. */
export function reportInput(more: Partial<ReportInput> = {}): ReportInput {
  return { toldOn: "2027-05-20", outcome: "Hamnarna mäter på samma sätt.", addedValue: ["MUNICIPALITY"], benefit: "Värdena går att jämföra.", spreadTo: null, ...more };
}
