import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const isOffice = (actor: Actor, _thing: Identified) => isCoordinator(actor);

/** Everyone reads what the working group does; the coordinating office plans its meetings, calls to them and writes down what was said (V24). Whoever appoints contact persons thereby changes who is called. */
export const groupMeetingPolicy = definePolicy({
  feature: "groupMeetings",
  rules: {
    view: (_actor: Actor, _thing: Identified) => true,
    plan: isOffice,
    edit: isOffice,
    call: isOffice,
    cancel: isOffice,
    minute: isOffice,
    follow: (actor: Actor, _thing: Identified) => isCoordinator(actor) || isAdministrator(actor),
  },
});
