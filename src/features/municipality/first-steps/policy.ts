import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** How a new municipality gets going is the administrator's to see and see to; for others there is no such page. */
export const firstStepsPolicy = definePolicy({
  feature: "firstSteps",
  rules: {
    view: (actor: Actor, _all: Identified) => isAdministrator(actor),
    bringProgrammes: (actor: Actor, _all: Identified) => isAdministrator(actor),
    tryMail: (actor: Actor, _all: Identified) => isAdministrator(actor),
  },
});
