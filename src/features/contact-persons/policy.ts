import { actsForBody, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy } from "@/domain/policy";

/** What permission is asked about: an appointment, or the unit that is to have one; both carry the unit. */
export interface OfUnit {
  id: string;
  unitId: string;
}

const appoints = (actor: Actor) => isCoordinator(actor) || isAdministrator(actor);

/** Everyone signed in sees who is contact person; the office and the administrator appoint, the unit's manager confirms the time, or a company's secretary. */
export const contactPersonsPolicy = definePolicy<"contactPersons", "appoint" | "end" | "confirmTime", OfUnit>({
  feature: "contactPersons",
  rules: {
    view: () => true,
    appoint: appoints,
    end: appoints,
    confirmTime: (actor, thing) => isCoordinator(actor) || actsForBody(actor, thing.unitId),
  },
});
