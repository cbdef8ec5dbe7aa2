import "server-only";
import type { Actor } from "@/domain/actor";
import type { Registers, Subject } from "@/domain/registers";
import { reading } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { askQuietly, authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { favouritePolicy } from "../policy";
import * as repository from "./repository";

/** A record by what it is called, and where it is read. */
export interface NamedRecord extends Subject {
  title: string;
  path: string;
}

const MOST_FAVOURITES = 30;
const MOST_RECENT = 10;
/** As many of somebody's latest acts as recent records are looked for among. */
const RECENT_AMONG = 300;

/** Marks a record as one of the actor's favourites, or no longer; again it changes nothing. Throws NOT_FOUND where it isn't the actor's to see. */
export async function markFavourite(actor: Actor, { isMarked, ...subject }: Subject & { isMarked: boolean }, { registers }: { registers: Registers }, now = new Date()): Promise<{ id: string }> {
  const register = registers.find(({ kind }) => kind === subject.kind);
  if (register === undefined) throw new AppError("NOT_FOUND");
  await register.titleOf(actor, subject.id);
  await inTransaction((tx) => repository.storeMark(tx, authorize(favouritePolicy, "mark", actor, { id: actor.personId }), subject, isMarked, now));
  return { id: subject.id };
}

/** Tells whether the actor has marked a record. */
export async function isFavourite(actor: Actor, subject: Subject): Promise<boolean> {
  return repository.isMarked(reading(), actor.personId, subject);
}

/** The records that the actor has marked, the latest first, as far as they are there and the actor's to see; of the latest so many. */
export async function listFavourites(actor: Actor, { registers }: { registers: Registers }, most = MOST_FAVOURITES): Promise<NamedRecord[]> {
  return nameAll(actor, await repository.selectMarked(reading(), actor.personId, most), registers);
}

/** The ten records that the actor has changed last, by the audit trail; what has only been read is kept nowhere. */
export async function listRecent(actor: Actor, { registers }: { registers: Registers }): Promise<NamedRecord[]> {
  const changed = await repository.selectChanged(reading(), actor.personId, registers.map(({ kind }) => kind), { among: RECENT_AMONG, most: MOST_RECENT });
  return nameAll(actor, changed, registers);
}

async function nameAll(actor: Actor, subjects: readonly Subject[], registers: Registers): Promise<NamedRecord[]> {
  const named = await Promise.all(
    subjects.map(async ({ kind, id }): Promise<NamedRecord[]> => {
      const register = registers.find((one) => one.kind === kind);
      if (register === undefined) return [];
      try {
        return [{ kind, id, title: await askQuietly(() => register.titleOf(actor, id)), path: register.path(id) }];
      } catch (error) {
        if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) return [];
        throw error;
      }
    }),
  );
  return named.flat();
}
