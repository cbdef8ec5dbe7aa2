import "server-only";
import type { Actor } from "@/domain/actor";
import { authorizeAll } from "@/server/permit";
import { listProcessing, type ProcessedModel } from "@/server/personal-data";
import { processingPolicy } from "./policy";

export type { ProcessedModel } from "@/server/personal-data";

/** All that is held about people, kind of record by kind of record, as the program's own classification says; throws NOT_FOUND. */
export async function readProcessing(actor: Actor): Promise<ProcessedModel[]> {
  authorizeAll(processingPolicy, "view", actor);
  return Promise.resolve(listProcessing());
}
