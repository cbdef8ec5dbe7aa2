import { actsForBody, answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** Whose list it is: a person's, or a unit's. */
export interface TaskListThing extends Identified {
  personId: string | null;
  unitId: string | null;
}

const isOwn = (actor: Actor, { personId }: TaskListThing) => personId === actor.personId;
const isOfUnit = (actor: Actor, { unitId }: TaskListThing) => unitId !== null && (isCoordinator(actor) || answersForUnit(actor, unitId));

/** A person's list is that person's alone, and what is no longer there is forgotten by the program; a unit's is read by its people and the office, and what of it is confidential not by who only leads it. */
export const taskPolicy = definePolicy({
  feature: "tasks",
  rules: {
    view: (actor: Actor, list: TaskListThing) => actor.isSystem || isOwn(actor, list) || isOfUnit(actor, list) || (list.unitId !== null && actsForBody(actor, list.unitId)),
    viewConfidential: (actor: Actor, list: TaskListThing) => isOwn(actor, list) || isOfUnit(actor, list),
    snooze: isOwn,
    forget: (actor: Actor, _list: TaskListThing) => actor.isSystem,
  },
});

/** What permission to a handover depends on: whose task it is, who handed it over and to whom. */
export interface HandoverThing extends Identified {
  unitId: string | null;
  byId: string;
  toId: string;
}

const concerns = (actor: Actor, { unitId, byId, toId }: HandoverThing) => isCoordinator(actor) || answersForUnit(actor, unitId) || byId === actor.personId || toId === actor.personId;

/** Whoever may do a task hands it over, to whoever may; those who may, and who gave it or got it, take it back. */
export const handoverPolicy = definePolicy({
  feature: "handovers",
  rules: {
    view: concerns,
    handOver: (actor: Actor, { unitId }: HandoverThing) => isCoordinator(actor) || answersForUnit(actor, unitId),
    end: concerns,
  },
});
