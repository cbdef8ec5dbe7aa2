import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a network depends on; taken from the stored row. */
export interface NetworkThing extends Identified {
  unitId: string;
  isArchived: boolean;
  /** The unit that an entry below the network is about; the answering one where it is about the network. */
  entryUnitId: string;
}

const isOwn = (actor: Actor, { unitId }: NetworkThing) => isCoordinator(actor) || answersForUnit(actor, unitId);
const mayChange = (actor: Actor, network: NetworkThing) => !network.isArchived && isOwn(actor, network);

/** Everyone reads networks; the unit that answers for the membership and the office write them, and the office merges them; each unit tells of its own participation and needs. */
export const networkPolicy = definePolicy({
  feature: "networks",
  rules: {
    view: (actor: Actor, network: NetworkThing) => !network.isArchived || isOwn(actor, network),
    add: isOwn,
    edit: mayChange,
    step: mayChange,
    archive: isOwn,
    merge: (actor: Actor, network: NetworkThing) => isCoordinator(actor) && !network.isArchived,
    tell: (actor: Actor, network: NetworkThing) => !network.isArchived && (isCoordinator(actor) || answersForUnit(actor, network.entryUnitId)),
  },
});

/** Tells whether the actor may add a network for some unit at all. */
export function mayAddNetworks(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
