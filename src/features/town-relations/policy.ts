import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a town relation, and to all that lies under it, depends on; taken from the stored row. */
export interface TownRelationThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, relation: TownRelationThing) => isCoordinator(actor) || answersForUnit(actor, relation.unitId);
const mayChange = (actor: Actor, relation: TownRelationThing) => !relation.isArchived && isOwn(actor, relation);

/** Everyone reads town relations; the units that answer for them and the office write them, and the office merges them. */
export const townRelationPolicy = definePolicy({
  feature: "townRelations",
  rules: {
    view: (actor: Actor, relation: TownRelationThing) => !relation.isArchived || isOwn(actor, relation),
    enter: isOwn,
    edit: mayChange,
    archive: isOwn,
    merge: (actor: Actor, relation: TownRelationThing) => isCoordinator(actor) && !relation.isArchived,
  },
});

/** Tells whether the actor may enter a town relation for some unit at all. */
export function mayEnterRelations(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
