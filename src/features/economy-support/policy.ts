import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a support case depends on; taken from the stored row. */
export interface CaseThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, supportCase: CaseThing) => isCoordinator(actor) || answersForUnit(actor, supportCase.unitId);

/** Everyone reads what support has been asked for and given; the unit that asked and the office write. */
export const supportPolicy = definePolicy({
  feature: "economySupport",
  rules: {
    view: (actor: Actor, supportCase: CaseThing) => !supportCase.isArchived || isOwn(actor, supportCase),
    log: isOwn,
    edit: (actor: Actor, supportCase: CaseThing) => !supportCase.isArchived && isOwn(actor, supportCase),
    archive: isOwn,
  },
});

/** Tells whether the actor may log a support case for some unit at all. */
export function mayLogCases(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
