import { answersForUnit, actsForBody, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a remark depends on; taken from the stored rows. */
export interface RemarkThing extends Identified {
  unitId: string;
}

const isParty = (actor: Actor, { unitId }: RemarkThing) => isCoordinator(actor) || answersForUnit(actor, unitId) || actsForBody(actor, unitId);

/** Remarks are between a unit and the office: both read and make them, and the office settles them. */
export const figureRemarkPolicy = definePolicy<"figureRemarks", "add" | "settle", RemarkThing>({
  feature: "figureRemarks",
  rules: { view: isParty, add: isParty, settle: isCoordinator },
});
