import { isAdministrator } from "@/domain/actor";
import { definePolicy } from "@/domain/policy";

/** What permission is asked about: an account, or the person it belongs to; both carry the person. */
export interface OfPerson {
  id: string;
  personId: string;
}

/** Sign-in is the administrator's; a person may see and end its own sessions. */
export const accountsPolicy = definePolicy<"accounts", "add" | "disable" | "list" | "endSessions" | "confirm", OfPerson>({
  feature: "accounts",
  rules: {
    view: (actor, thing) => isAdministrator(actor) || actor.personId === thing.personId,
    add: isAdministrator,
    disable: isAdministrator,
    list: isAdministrator,
    endSessions: (actor, thing) => isAdministrator(actor) || actor.personId === thing.personId,
    confirm: (actor, thing) => !actor.isSystem && actor.personId === thing.personId,
  },
  // A new way in is a way to somebody else's roles.
  weighty: ["add"],
});
