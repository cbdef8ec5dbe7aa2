import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const isKeeper = (actor: Actor, _thing: Identified) => isCoordinator(actor) || isAdministrator(actor);

/** Requests for public documents are the coordinating office's and the administrator's alone; that there are any is not even seen by others. Who asked is erased by the program alone, when the time is over. */
export const disclosurePolicy = definePolicy({
  feature: "disclosures",
  rules: { view: isKeeper, register: isKeeper, change: isKeeper, examine: isKeeper, answer: isKeeper, withdraw: isKeeper, reopen: isKeeper, eraseAsker: (actor: Actor, _thing: Identified) => actor.isSystem },
});

/** Tells whether the actor answers requests for public documents. */
export function mayAnswerRequests(actor: Actor): boolean {
  return isCoordinator(actor) || isAdministrator(actor);
}
