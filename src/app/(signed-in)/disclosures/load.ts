import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayAnswerRequests } from "@/features/disclosures/policy";
import { getRequest, type StoredRequest } from "@/features/disclosures/service";
import { isId } from "@/lib/fields";
import { places, registers } from "@/registers";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export const around = { registers, places };

/** Who answers requests for public documents; for everybody else their pages are not there. */
export async function getAnswerer(): Promise<Actor> {
  const actor = await getActor();
  if (!mayAnswerRequests(actor)) notFound();
  return actor;
}

/** What a loader gives, or the page that says that there is nothing of the kind. */
export function orNotFound<Value>(loading: Promise<Value>): Promise<Value> {
  return loading.catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** A request by the id of an address, or the page that says that there is none. */
export async function loadRequest(actor: Actor, id: string): Promise<StoredRequest> {
  if (!isId(id)) notFound();
  return orNotFound(getRequest(actor, id));
}
