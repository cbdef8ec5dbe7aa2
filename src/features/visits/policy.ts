import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";
import { isMemberOf, isSecretaryOf, type Presidium } from "./rules";

/** What permission to a visit depends on; taken from the stored row. */
export interface VisitThing extends Identified {
  unitId: string;
  isArchived: boolean;
  /** The presidia of the day. */
  presidia: readonly Presidium[];
  /** Who represents, and who goes when that person can't. */
  representative: { personId: string; bodyId: string; substitute: { personId: string; bodyId: string } | null } | null;
  /** The question to someone that has not been answered yet. */
  question: { toPersonId: string; toBodyId: string; askedById: string } | null;
}

const isOwn = (actor: Actor, visit: VisitThing) => isCoordinator(actor) || answersForUnit(actor, visit.unitId);
const mayTake = (actor: Actor, visit: VisitThing) => !visit.isArchived && visit.presidia.some((presidium) => isMemberOf(actor, presidium) || isSecretaryOf(actor, presidium));
const isSecretaryIn = (actor: Actor, visit: VisitThing, bodyId: string) => visit.presidia.some((presidium) => presidium.id === bodyId && isSecretaryOf(actor, presidium));
const actsForRepresentative = (actor: Actor, visit: VisitThing) =>
  !visit.isArchived && visit.representative !== null && (visit.representative.personId === actor.personId || isSecretaryIn(actor, visit, visit.representative.bodyId));
const actsForSubstitute = (actor: Actor, visit: VisitThing) => {
  const substitute = visit.representative?.substitute ?? null;
  return !visit.isArchived && substitute !== null && (substitute.personId === actor.personId || isSecretaryIn(actor, visit, substitute.bodyId));
};
const mayAsk = (actor: Actor, visit: VisitThing) => (visit.representative === null ? mayTake(actor, visit) : actsForRepresentative(actor, visit));

/** Everyone reads visits; their units and the office write them; the presidia, and the secretaries who act for them, take, hand over and answer. */
export const visitPolicy = definePolicy({
  feature: "visits",
  rules: {
    view: (actor: Actor, visit: VisitThing) => !visit.isArchived || isOwn(actor, visit),
    announce: (actor: Actor, visit: VisitThing) => isOwn(actor, visit),
    edit: (actor: Actor, visit: VisitThing) => !visit.isArchived && isOwn(actor, visit),
    archive: (actor: Actor, visit: VisitThing) => isOwn(actor, visit),
    take: mayTake,
    ask: mayAsk,
    consult: mayTake,
    release: actsForRepresentative,
    nameSubstitute: actsForRepresentative,
    stepIn: actsForSubstitute,
    answer: (actor: Actor, visit: VisitThing) =>
      !visit.isArchived && visit.question !== null && (visit.question.toPersonId === actor.personId || isSecretaryIn(actor, visit, visit.question.toBodyId)),
    withdraw: (actor: Actor, visit: VisitThing) => !visit.isArchived && visit.question !== null && (visit.question.askedById === actor.personId || (visit.representative !== null && actsForRepresentative(actor, visit))),
  },
});

/** Tells whether the actor may announce a visit for some unit at all. */
export function mayAnnounceVisits(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
