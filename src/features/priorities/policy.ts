import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a priority depends on; taken from the stored row. */
export interface PriorityThing extends Identified {
  isArchived: boolean;
}

const isOffice = (actor: Actor) => isCoordinator(actor);
const mayChange = (actor: Actor, priority: PriorityThing) => !priority.isArchived && isCoordinator(actor);

/** Everyone reads priorities; the coordinating office writes them down, whoever sets them. */
export const priorityPolicy = definePolicy({
  feature: "priorities",
  rules: {
    view: (actor: Actor, priority: PriorityThing) => !priority.isArchived || isCoordinator(actor),
    propose: isOffice,
    edit: mayChange,
    step: mayChange,
    archive: isOffice,
  },
});

/** Tells whether the actor may write priorities down at all. */
export function mayWritePriorities(actor: Actor): boolean {
  return isCoordinator(actor);
}
