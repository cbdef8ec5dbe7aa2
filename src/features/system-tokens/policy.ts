import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const isKeeper = (actor: Actor, _thing: Identified) => isAdministrator(actor);

/** Which systems read the registers, and by which tokens, is the administrator's alone; that there are any is not even seen by others. */
export const systemTokenPolicy = definePolicy({
  feature: "systemTokens",
  rules: { view: isKeeper, make: isKeeper, renew: isKeeper, revoke: isKeeper },
  weighty: ["make", "renew"],
});

/** Tells whether the actor keeps the tokens of other systems. */
export function mayKeepSystemTokens(actor: Actor): boolean {
  return isAdministrator(actor);
}
