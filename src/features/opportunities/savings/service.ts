import "server-only";
import type { Actor } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { reading } from "@/server/db";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { opportunityPolicy } from "../policy";
import { getOpportunity } from "../service";
import * as repository from "./repository";

export type { SavedAhead } from "./repository";

/** Saves an opportunity for the actor alone; again it changes nothing. Throws NOT_FOUND where it isn't the actor's to see. */
export async function saveOpportunity(actor: Actor, id: string, now = new Date()): Promise<{ id: string }> {
  const { opportunity } = await getOpportunity(actor, id, now);
  await inTransaction((tx) => repository.insertSaving(tx, authorize(opportunityPolicy, "save", actor, opportunity), id, now));
  return { id };
}

/** Lets go of an opportunity that the actor has saved; again it changes nothing. Throws NOT_FOUND where it isn't the actor's to see. */
export async function unsaveOpportunity(actor: Actor, id: string, now = new Date()): Promise<{ id: string }> {
  const { opportunity } = await getOpportunity(actor, id, now);
  await inTransaction((tx) => repository.deleteSaving(tx, authorize(opportunityPolicy, "save", actor, opportunity), id));
  return { id };
}

/** Tells whether the actor has saved an opportunity. */
export async function hasSaved(actor: Actor, id: string): Promise<boolean> {
  return repository.isSaved(reading(), actor.personId, id);
}

/** How many days ahead the task list tells of the last day of what has been saved. */
const DAYS_AHEAD = 30;

/** What the actor has saved that closes within thirty days, its last day counted. */
export async function listSavedAhead(actor: Actor, day: PlainDate): Promise<repository.SavedAhead[]> {
  return repository.selectSavedAhead(reading(), actor.personId, day, addDays(day, DAYS_AHEAD));
}
