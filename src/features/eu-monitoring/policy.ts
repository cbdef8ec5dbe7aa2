import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to an item depends on, and to what is told of it; taken from the stored row. */
export interface ItemThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, item: ItemThing) => isCoordinator(actor) || answersForUnit(actor, item.unitId);
const mayChange = (actor: Actor, item: ItemThing) => !item.isArchived && isOwn(actor, item);

/** Everyone reads what is followed at EU level and what is done about it; the unit that follows it and the office write. */
export const monitoringPolicy = definePolicy({
  feature: "euMonitoring",
  rules: {
    view: (actor: Actor, item: ItemThing) => !item.isArchived || isOwn(actor, item),
    log: isOwn,
    edit: mayChange,
    tell: mayChange,
    archive: isOwn,
  },
});

/** Tells whether the actor may log an item for some unit at all. */
export function mayLogItems(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
