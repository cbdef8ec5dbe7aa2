import { answersForUnit, hasRole, isCoordinator, type Actor } from "@/domain/actor";
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

/** Tells whether the actor keeps the body's minutes: as its secretary, or as that of the body whose presidium or committee it is. */
export function isSecretaryOfBody(actor: Actor, body: { bodyId: string | null; parentId: string | null }): boolean {
  const held = [body.bodyId, body.parentId].filter((id) => id !== null);
  return actor.roles.some(({ role, bodyId }) => role === "BOARD_SECRETARY" && bodyId !== null && held.includes(bodyId)) || actor.seats.some(({ position, bodyId }) => position === "SECRETARY" && bodyId === body.bodyId);
}

const mayWrite = (actor: Actor, decision: DecisionThing) => isCoordinator(actor) || isSecretaryOfBody(actor, decision);
const mayKnow = (actor: Actor, { confidential }: DecisionThing) =>
  confidential === null || isCoordinator(actor) || answersForUnit(actor, confidential.unitId) || confidential.memberIds.includes(actor.personId);

/** Decisions are everyone's to read, those about confidential records only who may see the record; a body's secretary and the office write them. */
export const decisionPolicy = definePolicy({
  feature: "decisions",
  rules: {
    view: (actor: Actor, decision: DecisionThing) => mayKnow(actor, decision) && (!decision.isArchived || mayWrite(actor, decision)),
    record: mayWrite,
    correct: (actor: Actor, decision: DecisionThing) => !decision.isArchived && mayWrite(actor, decision),
    archive: mayWrite,
  },
});

/** Tells whether the actor may record decisions of some body at all. */
export function mayRecordDecisions(actor: Actor): boolean {
  return isCoordinator(actor) || hasRole(actor, "BOARD_SECRETARY") || actor.seats.some(({ position }) => position === "SECRETARY");
}
