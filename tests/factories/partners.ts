import type { Answers, PartnerInput } from "@/features/partners/schema";
import type { ContactInput } from "@/features/partners/contacts/schema";
import type { ConcludeSearchInput, SearchInput } from "@/features/partners/searches/schema";

/** A partner that says as little as may be. */
export function partnerInput(more: Partial<PartnerInput> & Pick<PartnerInput, "name">): PartnerInput {
  return { kind: "OTHER", country: "DK", place: null, coordinates: null, website: null, aliases: [], formerNames: [], note: null, certainty: "HIGH", ...more };
}

/** That the form is sent for the first time, so that it may ask back. */
export const ASKED_NOTHING: Answers = { saveAnyway: false, placeId: null };

/** A search for a partner that says as little as may be. */
export function searchInput(more: Partial<SearchInput> & Pick<SearchInput, "unitId">): SearchInput {
  return { direction: "SENT", title: "Skola söks", text: null, programmeId: null, call: null, counterpart: null, searchedOn: "2026-10-01", deadline: null, ...more };
}

/** What is told of a search that nobody has answered and nothing has come of. */
export function conclusion(more: Partial<Omit<ConcludeSearchInput, "id" | "version">> = {}): Omit<ConcludeSearchInput, "id" | "version"> {
  return { answer: null, answeredOn: null, answerText: null, outcome: null, partner: { text: null, id: null }, project: { text: null, id: null }, ...more };
}

/** Someone at a partner, for whom no more than a name is known. */
export function contactInput(more: Partial<ContactInput> = {}): ContactInput {
  return { name: "Sunniva Provsen", title: null, email: null, phone: null, lawfulBasis: "PUBLIC_INTEREST", neededUntil: "2027-06-30", ...more };
}
