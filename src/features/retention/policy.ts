import { hasRole, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const isKeeper = (actor: Actor) => isCoordinator(actor) || isAdministrator(actor);

/** Tells whether the actor follows how long records are kept. */
export function mayFollowRetention(actor: Actor): boolean {
  return isKeeper(actor) || hasRole(actor, "AUDITOR");
}

/**
 * How long records are kept, and what may be disposed of, is followed by the coordinating office, the administrator and the auditor. The office and the administrator see to
 * that what must be kept is, propose that records are disposed of and write down who has decided so; the rules are the administrator's to write down, as the municipality has decided
 * them, and so is carrying out a disposal.
 */
export const retentionPolicy = definePolicy({
  feature: "retention",
  rules: {
    view: (actor: Actor, _thing: Identified) => mayFollowRetention(actor),
    setRule: (actor: Actor, _thing: Identified) => isAdministrator(actor),
    hold: (actor: Actor, _thing: Identified) => isKeeper(actor),
    judge: (actor: Actor, _thing: Identified) => isKeeper(actor),
    proposeDisposal: (actor: Actor, _thing: Identified) => isKeeper(actor),
    decideDisposal: (actor: Actor, _thing: Identified) => isKeeper(actor),
    carryOutDisposal: (actor: Actor, _thing: Identified) => isAdministrator(actor),
  },
  // It is for good, and of many records at once.
  weighty: ["carryOutDisposal"],
});
