import type { Answers, PartnerInput } from "@/features/partners/schema";

/** A partner that says as little as may be. */
export function partnerInput(more: Partial<PartnerInput> & Pick<PartnerInput, "name">): PartnerInput {
  return { kind: "OTHER", country: "DK", place: null, coordinates: null, website: null, aliases: [], formerNames: [], note: null, certainty: "HIGH", ...more };
}

/** That the form is sent for the first time, so that it may ask back. */
export const ASKED_NOTHING: Answers = { saveAnyway: false, placeId: null };
