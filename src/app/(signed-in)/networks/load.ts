import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayAddNetworks } from "@/features/networks/policy";
import { getNetwork, loadNetworkChoices, type NetworkView, type StoredNetwork } from "@/features/networks/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** A network by the id of an address, or the page that says that there is none. */
export async function loadNetwork(actor: Actor, id: string): Promise<NetworkView> {
  if (!isId(id)) notFound();
  return getNetwork(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

const keeping = (list: readonly { id: string; name: string }[], kept: readonly { id: string; name: string }[]) => [...list, ...kept.filter(({ id }) => !list.some((one) => one.id === id))];

/** What the form of a network offers the actor; what a stored one points to is kept where it stands. */
export async function loadForm(actor: Actor, stored: StoredNetwork | null = null) {
  if (!mayAddNetworks(actor)) notFound();
  const { units, priorities, ownUnits } = await loadNetworkChoices(actor);
  if (stored === null) return { units, priorities, ownUnits };
  return {
    units: keeping(units, stored.units),
    priorities: stored.priorityId === null ? priorities : keeping(priorities, [{ id: stored.priorityId, name: stored.priorityTitle ?? "" }]),
    ownUnits: keeping(ownUnits, [{ id: stored.unitId, name: stored.unitName }]),
  };
}
