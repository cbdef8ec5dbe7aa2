import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** Everyone signed in sees the programmes; the office and the administrator add them. */
export const programmesPolicy = definePolicy<"programmes", "add", Identified>({
  feature: "programmes",
  rules: {
    view: () => true,
    add: (actor: Actor) => isCoordinator(actor) || isAdministrator(actor),
  },
});
