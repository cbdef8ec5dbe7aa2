import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayKeepSystemTokens } from "@/features/system-tokens/policy";
import { getToken, type StoredToken } from "@/features/system-tokens/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Who keeps the tokens of other systems; for everybody else their pages are not there. */
export async function getKeeper(): Promise<Actor> {
  const actor = await getActor();
  if (!mayKeepSystemTokens(actor)) notFound();
  return actor;
}

/** A token by the id of an address, or the page that says that there is none. */
export async function loadToken(actor: Actor, id: string): Promise<StoredToken> {
  if (!isId(id)) notFound();
  return getToken(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}
