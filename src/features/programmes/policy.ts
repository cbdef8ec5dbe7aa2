import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a programme, or to a call of one, depends on; taken from the stored row. */
export interface ProgrammeThing extends Identified {
  isArchived: boolean;
}

const mayKeep = (actor: Actor) => isCoordinator(actor) || isAdministrator(actor);
const mayChange = (actor: Actor, programme: ProgrammeThing) => !programme.isArchived && mayKeep(actor);

/** Everyone signed in sees the programmes and their calls, also those that projects of earlier years name; the office and the administrator keep them. */
export const programmesPolicy = definePolicy({
  feature: "programmes",
  rules: {
    view: (_actor: Actor, _programme: ProgrammeThing) => true,
    add: mayKeep,
    edit: mayChange,
    archive: mayKeep,
  },
});

/** Tells whether the actor may keep programmes and calls at all. */
export function mayKeepProgrammes(actor: Actor): boolean {
  return mayKeep(actor);
}
