import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const isKeeper = (actor: Actor, _thing: Identified) => isAdministrator(actor);

/** Whether and what the municipality publishes is no secret; the administrator turns it on and off. */
export const openDataPolicy = definePolicy({
  feature: "openData",
  rules: { view: (_actor: Actor, _thing: Identified) => true, publish: isKeeper, withdraw: isKeeper },
});

/** Tells whether the actor decides what is published. */
export function mayPublish(actor: Actor): boolean {
  return isAdministrator(actor);
}
