import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an initiative depends on; taken from the stored row. */
export interface InitiativeThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, initiative: InitiativeThing) => isCoordinator(actor) || answersForUnit(actor, initiative.unitId);
const mayChange = (actor: Actor, initiative: InitiativeThing) => !initiative.isArchived && isOwn(actor, initiative);

/** Everyone reads initiatives and what was found of them; the unit whose work it is and the office write. */
export const initiativePolicy = definePolicy({
  feature: "initiatives",
  rules: {
    view: (actor: Actor, initiative: InitiativeThing) => !initiative.isArchived || isOwn(actor, initiative),
    log: isOwn,
    edit: mayChange,
    examine: mayChange,
    archive: isOwn,
  },
});

/** Tells whether the actor may log an initiative for some unit at all. */
export function mayLogInitiatives(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
