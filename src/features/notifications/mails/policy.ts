import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a mail depends on; the log as a whole is nobody's. */
export interface MailThing extends Identified {
  personId?: string;
}

const mayReadLog = (actor: Actor) => isCoordinator(actor) || isAdministrator(actor);

/** The office and the administrator read the log of what is sent, and send anew; the program alone delivers. What was written to a person is read by that person, and in a demonstration by those who read the log. */
export const mailPolicy = definePolicy({
  feature: "mails",
  rules: {
    view: (actor: Actor, mail: MailThing) => mayReadLog(actor) || actor.personId === mail.personId,
    readLog: mayReadLog,
    resend: mayReadLog,
    deliver: (actor: Actor, _mail: MailThing) => actor.isSystem,
  },
});

/** Tells whether the actor reads the log of what is sent. */
export function mayReadMailLog(actor: Actor): boolean {
  return mayReadLog(actor);
}
