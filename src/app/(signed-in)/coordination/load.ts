import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayNoteEntries } from "@/features/coordination/policy";
import { getEntry, loadEntryChoices, type EntryView, type StoredEntry } from "@/features/coordination/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** An entry by the id of an address, or the page that says that there is none. */
export async function loadEntry(actor: Actor, id: string): Promise<EntryView> {
  if (!isId(id)) notFound();
  return getEntry(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

interface Named {
  id: string;
  name: string;
}

const keeping = (list: Named[], kept: readonly Named[]) => [...list, ...kept.filter(({ id }) => !list.some((one) => one.id === id))];

/** What the form of an entry offers the actor; what has ended is kept where it stands. */
export async function loadForm(actor: Actor, entry: StoredEntry | null = null) {
  if (!mayNoteEntries(actor)) notFound();
  const { bodies, units, priorities } = await loadEntryChoices(actor);
  if (entry === null) return { bodies, units, priorities };
  return {
    bodies: keeping(bodies, [{ id: entry.responsibleId, name: entry.responsibleName }]),
    units: keeping(units, entry.units),
    priorities: keeping(priorities, entry.priorityId === null ? [] : [{ id: entry.priorityId, name: entry.priorityTitle ?? "" }]),
  };
}
