import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayLogItems } from "@/features/eu-monitoring/policy";
import { getItem, listMonitoringUnits, type ItemView } from "@/features/eu-monitoring/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Whether the municipality watches the EU in the app at all; where it does not, its pages are not there. */
export function requireMonitoring(): void {
  if (getPack().modules.monitoring.state === "off") notFound();
}

/** An item by the id of an address, or the page that says that there is none. */
export async function loadItem(actor: Actor, id: string): Promise<ItemView> {
  requireMonitoring();
  if (!isId(id)) notFound();
  return getItem(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** An item that the actor may change, or the page that says that there is none. */
export async function loadOwnItem(actor: Actor, id: string): Promise<ItemView["item"]> {
  const { item, mayEdit } = await loadItem(actor, id);
  if (!mayEdit) notFound();
  return item;
}

/** The units that the form of an item offers the actor; the one of a stored item is kept where it stands. */
export async function loadItemUnits(actor: Actor, stored: { unitId: string; unitName: string } | null = null): Promise<{ id: string; name: string }[]> {
  requireMonitoring();
  if (!mayLogItems(actor)) notFound();
  const units = await listMonitoringUnits(actor);
  return stored === null || units.some(({ id }) => id === stored.unitId) ? units : [...units, { id: stored.unitId, name: stored.unitName }];
}
