import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an answer depends on: whose appointment it is about. */
export interface SpaceThing extends Identified {
  personId: string;
}

const isOwnOrOffice = (actor: Actor, { personId }: SpaceThing) => actor.personId === personId || isCoordinator(actor);

/** What a contact person says of the room that was given is the person's own and the office's, which follows it up; nobody else sees it, the manager whom it is about included (V20b). */
export const spacePolicy = definePolicy({
  feature: "space",
  rules: { view: isOwnOrOffice, answer: isOwnOrOffice },
});
