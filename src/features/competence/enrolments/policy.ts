import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy } from "@/domain/policy";
import { competencePolicy, type ActivityThing } from "../policy";

/** A person in an activity; the id is the activity's. */
export interface EnrolmentThing extends ActivityThing {
  personId: string;
}

const isOwn = (actor: Actor, { personId, isArchived }: EnrolmentThing) => !isArchived && (isCoordinator(actor) || actor.personId === personId);

/** Everyone reads which contact persons take part; each signs up for oneself and tells how it went, and the office does so for anybody. Whoever ends appointments thereby takes back what they had signed up to. */
export const enrolmentPolicy = definePolicy({
  feature: "enrolments",
  rules: { view: (actor: Actor, thing: EnrolmentThing) => competencePolicy.rules.view(actor, thing), signUp: isOwn, withdraw: isOwn, attend: isOwn, follow: (actor: Actor, _thing: EnrolmentThing) => isCoordinator(actor) || isAdministrator(actor) },
});
