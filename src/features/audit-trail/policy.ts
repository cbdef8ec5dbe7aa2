import { hasRole, isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const mayRead = (actor: Actor) => isAdministrator(actor) || hasRole(actor, "AUDITOR");

/** The log is the administrator's and the auditor's, to read, to fetch and to have recounted; the program alone recounts it. */
export const auditTrailPolicy = definePolicy({
  feature: "auditTrail",
  rules: {
    view: (actor: Actor, _log: Identified) => mayRead(actor),
    check: (actor: Actor, _log: Identified) => mayRead(actor),
    export: (actor: Actor, _log: Identified) => mayRead(actor),
    recount: (actor: Actor, _log: Identified) => actor.isSystem,
  },
  weighty: ["export"],
});

/** Tells whether the actor reads the log. */
export function mayReadAuditTrail(actor: Actor): boolean {
  return mayRead(actor);
}
