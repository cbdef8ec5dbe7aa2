import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an assignment depends on; taken from the stored row. */
export interface AssignmentThing extends Identified {
  isArchived: boolean;
}

/** Everyone reads what the working group is to do; the coordinating office writes it down, and the management group decides. */
export const groupAssignmentPolicy = definePolicy({
  feature: "groupAssignments",
  rules: {
    view: (actor: Actor, { isArchived }: AssignmentThing) => !isArchived || isCoordinator(actor),
    propose: (actor: Actor, _assignment: AssignmentThing) => isCoordinator(actor),
    edit: (actor: Actor, { isArchived }: AssignmentThing) => !isArchived && isCoordinator(actor),
    archive: (actor: Actor, _assignment: AssignmentThing) => isCoordinator(actor),
  },
});
