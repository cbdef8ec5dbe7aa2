import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a handover depends on: whose appointment it is about, and in which unit. */
export interface HandoverThing extends Identified {
  personId: string;
  unitId: string;
}

const isOwn = (actor: Actor, { personId }: HandoverThing) => actor.personId === personId;
const isOfUnit = (actor: Actor, thing: HandoverThing) => isOwn(actor, thing) || answersForUnit(actor, thing.unitId) || isCoordinator(actor);

/** A handover is read by the unit's people and the office, written by who leaves or the office, and received by somebody else of the unit. */
export const appointmentHandoverPolicy = definePolicy({
  feature: "appointmentHandovers",
  rules: {
    view: isOfUnit,
    write: (actor: Actor, thing: HandoverThing) => isOwn(actor, thing) || isCoordinator(actor),
    receive: (actor: Actor, thing: HandoverThing) => !isOwn(actor, thing) && isOfUnit(actor, thing),
  },
});
