import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to something to do depends on: who is to do it. */
export interface FollowUpThing extends Identified {
  ownerId: string;
}

/** Everyone reads what the group has agreed on; the office writes it down, and whoever is to do it says that it is done. */
export const followUpPolicy = definePolicy({
  feature: "groupFollowUps",
  rules: {
    view: (_actor: Actor, _thing: FollowUpThing) => true,
    add: (actor: Actor, _thing: FollowUpThing) => isCoordinator(actor),
    remove: (actor: Actor, _thing: FollowUpThing) => isCoordinator(actor),
    settle: (actor: Actor, { ownerId }: FollowUpThing) => isCoordinator(actor) || actor.personId === ownerId,
  },
});
