import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an entry depends on; taken from the stored row. */
export interface EntryThing extends Identified {
  isArchived: boolean;
}

const isOffice = (actor: Actor) => isCoordinator(actor);

/** Everyone reads the log; the coordinating office keeps it. */
export const coordinationPolicy = definePolicy({
  feature: "coordination",
  rules: {
    view: (actor: Actor, entry: EntryThing) => !entry.isArchived || isCoordinator(actor),
    note: isOffice,
    edit: (actor: Actor, entry: EntryThing) => !entry.isArchived && isCoordinator(actor),
    archive: isOffice,
  },
});

/** Tells whether the actor may note anything at all. */
export function mayNoteEntries(actor: Actor): boolean {
  return isCoordinator(actor);
}
