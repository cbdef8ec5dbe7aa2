import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { reading } from "@/server/db";
import { readSnapshot } from "@/server/snapshot";
import * as repository from "./repository";
import type { PublicFilter } from "./schema";

export type { PublicPage, PublicVisit } from "./repository";

/** One page of what anyone may read of the visits that have begun: who met whom, why and what it cost; those dealt with separately are left out and counted. */
export async function listPublicVisits(_actor: Actor, filter: PublicFilter, now = new Date()): Promise<repository.PublicPage> {
  return repository.selectPage(reading(), filter, dateInStockholm(now));
}

/** All that the public register shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportPublicVisits(_actor: Actor, filter: PublicFilter, now = new Date()): AsyncGenerator<repository.PublicVisit[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamPublic(tx, filter, dateInStockholm(now)));
}
