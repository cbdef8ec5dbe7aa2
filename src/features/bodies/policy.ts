import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** Everyone signed in sees the organisation; the administrator changes it. */
export const bodiesPolicy = definePolicy<"bodies", "add" | "describe" | "rename" | "move" | "close" | "merge" | "takeBack", Identified>({
  feature: "bodies",
  rules: {
    view: () => true,
    add: isAdministrator,
    describe: isAdministrator,
    rename: isAdministrator,
    move: isAdministrator,
    close: isAdministrator,
    merge: isAdministrator,
    takeBack: isAdministrator,
  },
});

/** Tells whether the actor may add bodies at all. */
export function mayAddBodies(actor: Actor): boolean {
  return isAdministrator(actor);
}
