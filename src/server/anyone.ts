import "server-only";
import type { Actor } from "@/domain/actor";
import { isAppError } from "./errors";
import { anyoneActor, loadActor, unitActor } from "./session";

/** Someone who is signed in and holds nothing, for figures that are to be the same whoever reads them; nobody can do anything as them. */
export function actAsAnyone(): Actor {
  return anyoneActor();
}

/** Someone who answers for a unit, or for the one that it has gone up into, and holds nothing else, to ask what waits for whoever does; nobody can do anything as them. Null where no such unit is there today. */
export async function actAsUnit(unitId: string): Promise<Actor | null> {
  return unitActor(unitId);
}

/** Tells whether something that is looked up as a person is theirs to see; the person's rights of today are used for the question, and go nowhere else. */
export async function isTheirsToSee(personId: string, look: (actor: Actor) => Promise<unknown>): Promise<boolean> {
  const actor = await loadActor(personId);
  if (actor === null) return false;
  return look(actor).then(
    () => true,
    (error: unknown) => {
      if (isAppError(error, "NOT_FOUND")) return false;
      throw error;
    },
  );
}
