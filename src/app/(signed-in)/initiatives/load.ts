import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayLogInitiatives } from "@/features/initiatives/policy";
import { getInitiative, listOwnUnits, type InitiativeView, type StoredInitiative } from "@/features/initiatives/service";
import { getOpportunity, type StoredOpportunity } from "@/features/opportunities/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** An initiative by the id of an address, or the page that says that there is none. */
export async function loadInitiative(actor: Actor, id: string): Promise<InitiativeView> {
  if (!isId(id)) notFound();
  return getInitiative(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** The units that the form of an initiative offers the actor; the one of a stored initiative is kept where it stands. */
export async function loadOwnUnits(actor: Actor, stored: StoredInitiative | null = null): Promise<{ id: string; name: string }[]> {
  if (!mayLogInitiatives(actor)) notFound();
  const units = await listOwnUnits(actor);
  return stored === null || units.some(({ id }) => id === stored.unitId) ? units : [...units, { id: stored.unitId, name: stored.unitName }];
}

/** The opportunity that an address says the initiative is made from; null where the actor sees none such in the feed. */
export async function findOpportunity(actor: Actor, id: string): Promise<StoredOpportunity | null> {
  if (!isId(id)) return null;
  const found = await getOpportunity(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  });
  return found?.opportunity ?? null;
}

/** Whether the governing document has every initiative examined. */
export function asksForExaminations(): boolean {
  return getPack().modules.examinations.state === "required";
}
