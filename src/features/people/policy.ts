import { answersForUnit, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy } from "@/domain/policy";

/** What permission is asked about: a person, with the units it is or has been contact person or manager of. */
export interface PersonOfUnits {
  id: string;
  unitIds: readonly string[];
  /** That who it is has been erased: there is nothing to correct or bring back. */
  isErased?: boolean;
}

const keepsPeople = (actor: Actor) => isAdministrator(actor) || isCoordinator(actor);

/**
 * Everyone signed in sees people's names and roles. How to reach a person is for the person, those who answer for the same
 * unit, the office and the administrator. The office and the administrator add people and correct their details; roles,
 * seats and archiving are the administrator's. What the provider says is followed by the program alone.
 */
export const peoplePolicy = definePolicy<
  "people",
  "viewContacts" | "add" | "change" | "archive" | "giveRole" | "endRole" | "giveSeat" | "endSeat" | "extract" | "bring" | "listLeavers" | "erase" | "follow",
  PersonOfUnits
>({
  feature: "people",
  rules: {
    view: () => true,
    viewContacts: (actor, person) => keepsPeople(actor) || actor.personId === person.id || person.unitIds.some((unitId) => answersForUnit(actor, unitId)),
    add: keepsPeople,
    change: (actor, person) => keepsPeople(actor) && person.isErased !== true,
    archive: (actor, person) => isAdministrator(actor) && person.isErased !== true,
    giveRole: isAdministrator,
    endRole: isAdministrator,
    giveSeat: isAdministrator,
    endSeat: isAdministrator,
    extract: (actor, person) => isAdministrator(actor) || actor.personId === person.id,
    bring: isAdministrator,
    listLeavers: isAdministrator,
    erase: isAdministrator,
    follow: (actor) => actor.isSystem,
  },
  weighty: ["giveRole", "endRole", "erase"],
});

/** Tells whether the actor may bring people with their roles at all, as a list does. */
export function mayBringPeople(actor: Actor): boolean {
  return isAdministrator(actor);
}
