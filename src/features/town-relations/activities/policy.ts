import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an exchange depends on; taken from the stored row. */
export interface ActivityThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, activity: ActivityThing) => isCoordinator(actor) || answersForUnit(actor, activity.unitId);

/** Everyone reads exchanges; the units that answer for them and the office write them, whoever's relation it is. */
export const activityPolicy = definePolicy({
  feature: "townActivities",
  rules: {
    view: (actor: Actor, activity: ActivityThing) => !activity.isArchived || isOwn(actor, activity),
    log: isOwn,
    edit: (actor: Actor, activity: ActivityThing) => !activity.isArchived && isOwn(actor, activity),
    archive: isOwn,
  },
});
