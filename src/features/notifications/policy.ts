import type { Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a notification, or to a person's choice, depends on. */
export interface OfPerson extends Identified {
  personId: string;
}

/** What a person is told is that person's alone; the program gathers it into mails. */
export const notificationPolicy = definePolicy({
  feature: "notifications",
  rules: {
    view: (actor: Actor, notification: OfPerson) => actor.isSystem || actor.personId === notification.personId,
    read: (actor: Actor, notification: OfPerson) => actor.personId === notification.personId,
    choose: (actor: Actor, notification: OfPerson) => actor.personId === notification.personId,
    gather: (actor: Actor, _notification: OfPerson) => actor.isSystem,
  },
});
