import type { Actor } from "@/domain/actor";
import type { Subject } from "@/domain/registers";
import * as favourites from "@/features/saved-views/favourites/service";
import { registers } from "@/registers";

/** Marks a record with what its form gives it, since registers cannot be sent between processes. */
export const markFavourite = (actor: Actor, subject: Subject & { isMarked: boolean }) => favourites.markFavourite(actor, subject, { registers });
