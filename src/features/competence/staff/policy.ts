import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy } from "@/domain/policy";
import { competencePolicy, type ActivityThing } from "../policy";

/** A unit's staff in an activity; the id is the activity's. */
export interface StaffThing extends ActivityThing {
  staffUnitId: string;
}

/** Everyone reads how many took part; the unit's own contact person tells how many of its staff, and the office for any unit (V22). */
export const staffPolicy = definePolicy({
  feature: "staffParticipations",
  rules: {
    view: (actor: Actor, thing: StaffThing) => competencePolicy.rules.view(actor, thing),
    tell: (actor: Actor, { staffUnitId, isArchived }: StaffThing) => !isArchived && (isCoordinator(actor) || answersForUnit(actor, staffUnitId)),
  },
});
