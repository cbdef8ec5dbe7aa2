import { answersForUnit, hasRole, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an action point of a visit depends on. */
export interface ActionThing extends Identified {
  ownerId: string;
  /** Of the visit. */
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, { unitId }: { unitId: string }) => isCoordinator(actor) || answersForUnit(actor, unitId);

/** Everyone sees what is to be done because of a visit; who is to do it says when it is done, and so do its unit and the office. */
export const visitActionPolicy = definePolicy({
  feature: "visitActions",
  rules: {
    view: (actor: Actor, action: ActionThing) => !action.isArchived || isOwn(actor, action),
    settle: (actor: Actor, action: ActionThing) => !action.isArchived && (actor.personId === action.ownerId || isOwn(actor, action)),
  },
});

/** What permission to the names at a visit depends on. */
export interface NamesThing extends Identified {
  unitId: string;
}

/** Those who meet the guests, or act for those who do. */
const represents = (actor: Actor) => actor.seats.some(({ bodyKind }) => bodyKind.endsWith("_PRESIDIUM")) || hasRole(actor, "BOARD_SECRETARY");

/** The names of those from elsewhere are for the visit's unit, the office and the presidia; the first two erase them, also when the visit is no longer in the register. */
export const visitNamesPolicy = definePolicy({
  feature: "visitNames",
  rules: {
    view: () => true,
    read: (actor: Actor, names: NamesThing) => isOwn(actor, names) || represents(actor),
    erase: (actor: Actor, names: NamesThing) => isOwn(actor, names),
  },
});
