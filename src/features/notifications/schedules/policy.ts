import type { Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What is done by the clock is the program's own. */
export const schedulePolicy = definePolicy({
  feature: "schedules",
  rules: {
    view: (actor: Actor, _schedule: Identified) => actor.isSystem,
    run: (actor: Actor, _schedule: Identified) => actor.isSystem,
  },
});
