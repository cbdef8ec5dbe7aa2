import { actsForBody, answersForUnit, hasRole, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a version depends on; taken from the stored row. */
export interface VersionThing extends Identified {
  isDraft: boolean;
}

/** Everyone signed in reads the documents; the administrator keeps them, and the program itself brings what a release ships. */
export const documentsPolicy = definePolicy<"governingDocuments", "add" | "ship", Identified>({
  feature: "governingDocuments",
  rules: { view: () => true, add: isAdministrator, ship: (actor) => actor.isSystem },
});

const seesDrafts = (actor: Actor) => isAdministrator(actor) || isCoordinator(actor);

/** Versions in force are everyone's to read, drafts the administrator's and the office's; the administrator changes both and puts drafts in force. */
export const versionsPolicy = definePolicy<"documentVersions", "change" | "putInForce", VersionThing>({
  feature: "documentVersions",
  rules: {
    view: (actor, version) => !version.isDraft || seesDrafts(actor),
    change: isAdministrator,
    putInForce: isAdministrator,
  },
});

/** Tells whether the actor is one of those whom the office that keeps a document is made of: its people, or the coordinating office where no other is known. */
export function answersForReview(actor: Actor, officeId: string | null): boolean {
  if (hasRole(actor, "COORDINATOR")) return true;
  return officeId !== null && (answersForUnit(actor, officeId) || actsForBody(actor, officeId));
}

/** Tells whether the actor may lay papers with a document: the administrator, and those of the office that keeps it. */
export function mayKeepWith(actor: Actor, officeId: string | null): boolean {
  return isAdministrator(actor) || answersForReview(actor, officeId);
}
