import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { getPriority, loadPriorityChoices, type PriorityView } from "@/features/priorities/service";
import { mayWritePriorities } from "@/features/priorities/policy";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** A priority by the id of an address, or the page that says that there is none. */
export async function loadPriority(actor: Actor, id: string): Promise<PriorityView> {
  if (!isId(id)) notFound();
  return getPriority(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** What the form of a priority offers the actor; a body that has ended is kept where it stands. */
export async function loadForm(actor: Actor, keep: { id: string; name: string } | null = null) {
  if (!mayWritePriorities(actor)) notFound();
  const { bodies, ownId } = await loadPriorityChoices(actor);
  return { hasProfileAreas: getPack().modules.profileAreas.state !== "off", bodies: keep === null || bodies.some(({ id }) => id === keep.id) ? bodies : [...bodies, keep], ownId };
}
