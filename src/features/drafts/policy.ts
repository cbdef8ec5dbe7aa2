import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a draft depends on. */
export interface DraftThing extends Identified {
  personId: string;
  unitId: string | null;
}

/** A draft is its author's; the unit's contact person and deputy, and the office, may go on with it. */
export const draftPolicy = definePolicy({
  feature: "drafts",
  rules: {
    view: (actor: Actor, draft: DraftThing) => draft.personId === actor.personId || answersForUnit(actor, draft.unitId) || isCoordinator(actor),
    save: () => true,
    discard: (actor: Actor, draft: DraftThing) => draft.personId === actor.personId || isCoordinator(actor),
  },
});
