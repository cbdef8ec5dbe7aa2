import "server-only";
import type { Actor } from "@/domain/actor";
import { anyoneActor } from "./session";

/** Someone who is signed in and holds nothing, for figures that are to be the same whoever reads them; nobody can do anything as them. */
export function actAsAnyone(): Actor {
  return anyoneActor();
}
