import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an opportunity, and to an entry of an information log, depends on; taken from the stored row. */
export interface OpportunityThing extends Identified {
  /** The unit that has entered it, or whose log it stands in. */
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, thing: OpportunityThing) => isCoordinator(actor) || answersForUnit(actor, thing.unitId);
const mayChange = (actor: Actor, thing: OpportunityThing) => !thing.isArchived && isOwn(actor, thing);
const mayView = (actor: Actor, thing: OpportunityThing) => !thing.isArchived || isOwn(actor, thing);

/** Everyone reads the feed and saves what is in it for themselves; contact persons and the office enter what stands there, and the unit that did and the office change it. */
export const opportunityPolicy = definePolicy({
  feature: "opportunities",
  rules: { view: mayView, log: isOwn, edit: mayChange, archive: isOwn, save: mayView },
});

/** Everyone reads what units tell within themselves; the unit's contact persons and the office write it. */
export const informationPolicy = definePolicy({
  feature: "information",
  rules: { view: mayView, log: isOwn, edit: mayChange, archive: isOwn },
});

/** Tells whether the actor may enter opportunities, and write an information log, for some unit at all. */
export function mayEnterOpportunities(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
