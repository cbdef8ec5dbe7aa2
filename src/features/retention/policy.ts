import { hasRole, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const isKeeper = (actor: Actor) => isCoordinator(actor) || isAdministrator(actor);

/** Tells whether the actor follows how long records are kept. */
export function mayFollowRetention(actor: Actor): boolean {
  return isKeeper(actor) || hasRole(actor, "AUDITOR");
}

/**
 * How long records are kept, and what may be disposed of, is followed by the coordinating office, the administrator and the auditor. The office and the administrator see to
 * that what must be kept is; the rules are the administrator's to write down, as the municipality has decided them.
 */
export const retentionPolicy = definePolicy({
  feature: "retention",
  rules: {
    view: (actor: Actor, _thing: Identified) => mayFollowRetention(actor),
    setRule: (actor: Actor, _thing: Identified) => isAdministrator(actor),
    hold: (actor: Actor, _thing: Identified) => isKeeper(actor),
  },
});
