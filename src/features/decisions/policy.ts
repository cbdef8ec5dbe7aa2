import { actsForBody, answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a decision depends on; taken from the stored rows. */
export interface DecisionThing extends Identified {
  bodyId: string | null;
  /** The body that the deciding one is the presidium or a committee of, whose secretary keeps its minutes too; null for a company. */
  parentId: string | null;
  isArchived: boolean;
  /** Set when it concerns a confidential record: whose it is, and who is named in it. */
  confidential: { unitId: string; memberIds: readonly string[] } | null;
}

/** Tells whether the actor records the body's decisions as its own: as its secretary, as that of the body whose presidium or committee it is, or as the manager of a company, which is its own deciding body. */
export function recordsForBody(actor: Actor, body: { bodyId: string | null; parentId: string | null }): boolean {
  const isSecretaryAbove = body.parentId !== null && actor.roles.some(({ role, bodyId }) => role === "BOARD_SECRETARY" && bodyId === body.parentId);
  return actsForBody(actor, body.bodyId) || isSecretaryAbove || actor.seats.some(({ position, bodyId }) => position === "SECRETARY" && bodyId === body.bodyId);
}

const mayWrite = (actor: Actor, decision: DecisionThing) => isCoordinator(actor) || recordsForBody(actor, decision);
const mayKnow = (actor: Actor, { confidential }: DecisionThing) =>
  confidential === null || isCoordinator(actor) || answersForUnit(actor, confidential.unitId) || confidential.memberIds.includes(actor.personId);

/** Decisions are everyone's to read, those about confidential records only who may see the record; who records for a body and the office write them. */
export const decisionPolicy = definePolicy({
  feature: "decisions",
  rules: {
    view: (actor: Actor, decision: DecisionThing) => mayKnow(actor, decision) && (!decision.isArchived || mayWrite(actor, decision)),
    record: mayWrite,
    correct: (actor: Actor, decision: DecisionThing) => !decision.isArchived && mayWrite(actor, decision),
    archive: mayWrite,
  },
});
