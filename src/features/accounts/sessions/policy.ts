import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a session depends on; all sessions together are nobody's own. */
export interface SessionThing extends Identified {
  personId?: string;
}

const isOwn = (actor: Actor, session: SessionThing) => isAdministrator(actor) || actor.personId === session.personId;

/** Who is signed in is the administrator's to see and to end; a person sees and ends its own. */
export const sessionPolicy = definePolicy({
  feature: "sessions",
  rules: { view: isOwn, end: isOwn },
});
