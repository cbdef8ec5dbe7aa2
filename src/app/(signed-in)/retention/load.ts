import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayFollowRetention } from "@/features/retention/policy";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export const around = { registers };

/** Who follows how long records are kept; for everybody else the pages are not there. */
export async function getFollower(): Promise<Actor> {
  const actor = await getActor();
  if (!mayFollowRetention(actor)) notFound();
  return actor;
}

/** What a loader gives, or the page that says that there is nothing of the kind. */
export function orNotFound<Value>(loading: Promise<Value>): Promise<Value> {
  return loading.catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) notFound();
    throw error;
  });
}
