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

/** Tells whether the actor may add partners at all. */
export function mayAddPartners(actor: Actor): boolean {
  return keepsPartners(actor);
}
