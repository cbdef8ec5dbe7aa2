import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { textOf, type Values } from "@/domain/values";
import { getPartner, listPlaces, listSimilarPartners, type PartnerView, type Place, type SimilarPartner } from "@/features/partners/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** A partner by the id of an address, or the page that says that there is none. */
export async function loadPartner(actor: Actor, id: string): Promise<PartnerView> {
  if (!isId(id)) notFound();
  return getPartner(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** What the form asks back by its remarks: partners that the name is like, and places of which one is to be pointed out. */
export async function loadQuestions(actor: Actor, values: Values, issues: readonly { message: string }[], exceptId: string | null): Promise<{ similar: SimilarPartner[]; places: Place[] }> {
  const asks = (reason: string) => issues.some(({ message }) => message === `refusals.${reason}`);
  const place = textOf(values, "place") === "" ? textOf(values, "name") : textOf(values, "place");
  return {
    similar: asks("partnerSimilar") || textOf(values, "saveAnyway") !== "" ? await listSimilarPartners(actor, textOf(values, "name"), exceptId) : [],
    places: asks("partnerPlaceAmbiguous") || asks("partnerPlaceNotOffered") || textOf(values, "placeId") !== "" ? listPlaces(actor, place, { country: textOf(values, "country"), whole: true }) : [],
  };
}
