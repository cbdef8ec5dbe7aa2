import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a partner depends on; taken from the stored row. */
export interface PartnerThing extends Identified {
  isArchived: boolean;
}

const keepsPartners = (actor: Actor) => isCoordinator(actor) || actor.units.length > 0;

/** Everyone reads partners, which belong to no unit; every unit's contact persons and the office keep them, and the office alone merges them and puts them away. */
export const partnerPolicy = definePolicy({
  feature: "partners",
  rules: {
    view: (actor: Actor, partner: PartnerThing) => !partner.isArchived || isCoordinator(actor),
    add: keepsPartners,
    edit: (actor: Actor, partner: PartnerThing) => !partner.isArchived && keepsPartners(actor),
    merge: (actor: Actor, partner: PartnerThing) => !partner.isArchived && isCoordinator(actor),
    archive: isCoordinator,
  },
});

/** A partner with who brought it into the register. */
export interface AddedPartner extends Identified {
  addedById: string;
}

/** Who has brought partners into the register with a list takes them back with it, while nothing has been written of them since and nothing points to them; the office takes back anybody's. */
export const addedPartnerPolicy = definePolicy({
  feature: "addedPartners",
  rules: { view: () => true, takeBack: (actor: Actor, { addedById }: AddedPartner) => isCoordinator(actor) || (addedById === actor.personId && keepsPartners(actor)) },
});

/** Tells whether the actor may add partners at all. */
export function mayAddPartners(actor: Actor): boolean {
  return keepsPartners(actor);
}
