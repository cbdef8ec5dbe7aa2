import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a search for a partner depends on; taken from the stored row. */
export interface SearchThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, search: SearchThing) => isCoordinator(actor) || answersForUnit(actor, search.unitId);
const mayChange = (actor: Actor, search: SearchThing) => !search.isArchived && isOwn(actor, search);

/** Everyone reads searches, so that units see what the others look for; the unit whose search it is and the office write them. */
export const searchPolicy = definePolicy({
  feature: "partnerSearches",
  rules: {
    view: (actor: Actor, search: SearchThing) => !search.isArchived || isOwn(actor, search),
    log: isOwn,
    edit: mayChange,
    conclude: mayChange,
    archive: isOwn,
  },
});

/** Tells whether the actor may log a search for some unit at all. */
export function mayLogSearches(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
