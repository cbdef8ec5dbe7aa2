import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an activity depends on; the unit is that of the contact person whose own it is, and null for what the office plans. Taken from the stored row. */
export interface ActivityThing extends Identified {
  unitId: string | null;
  isArchived: boolean;
}

const isKeeper = (actor: Actor, { unitId }: ActivityThing) => isCoordinator(actor) || answersForUnit(actor, unitId);
const mayChange = (actor: Actor, activity: ActivityThing) => !activity.isArchived && isKeeper(actor, activity);
const mayRun = (actor: Actor, activity: ActivityThing) => !activity.isArchived && isCoordinator(actor);

/** Everyone reads what there is to learn; the office plans it for several, invites and writes down who was there, and a unit logs what its own contact person learns (V21a, V21b, V22). */
export const competencePolicy = definePolicy({
  feature: "competence",
  rules: {
    view: (actor: Actor, activity: ActivityThing) => !activity.isArchived || isKeeper(actor, activity),
    plan: isKeeper,
    edit: mayChange,
    cancel: mayChange,
    invite: mayRun,
    attend: mayRun,
    archive: isKeeper,
  },
});

/** Tells whether the actor may log what some contact person learns at all. */
export function mayLogIndividual(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
