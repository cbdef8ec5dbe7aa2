import { actsForBody, answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";
import type { ViewSharing } from "./schema";

/** What permission to a view depends on: whose it is, and with whom it is shared. */
export interface ViewThing extends Identified {
  personId: string;
  sharing: ViewSharing;
  unitId: string | null;
}

const isOwn = (actor: Actor, { personId }: ViewThing) => personId === actor.personId;

/** Tells whether the actor is of a unit: its contact person or deputy, its manager or its secretary. */
export const isOfUnit = (actor: Actor, unitId: string | null) => answersForUnit(actor, unitId) || actsForBody(actor, unitId);

/** A view is seen by whose it is and by those with whom it is shared; it is changed by whose it is, and by the office where everyone sees it. */
export const savedViewPolicy = definePolicy({
  feature: "savedViews",
  rules: {
    view: (actor: Actor, view: ViewThing) => isOwn(actor, view) || view.sharing === "EVERYONE" || (view.sharing === "UNIT" && (isOfUnit(actor, view.unitId) || isCoordinator(actor))),
    save: isOwn,
    change: (actor: Actor, view: ViewThing) => isOwn(actor, view) || (view.sharing === "EVERYONE" && isCoordinator(actor)),
    makeDefault: () => true,
  },
});

/** What somebody marks is their own, and nobody else's to see. */
export const favouritePolicy = definePolicy({ feature: "favourites", rules: { view: (actor: Actor, { id }: Identified) => id === actor.personId, mark: (actor: Actor, { id }: Identified) => id === actor.personId } });
