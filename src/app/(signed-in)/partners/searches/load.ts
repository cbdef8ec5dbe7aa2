import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayLogSearches } from "@/features/partners/searches/policy";
import { getSearch, loadSearchChoices, type SearchView, type StoredSearch } from "@/features/partners/searches/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

/** A search by the id of an address, or the page that says that there is none. */
export async function loadSearch(actor: Actor, id: string): Promise<SearchView> {
  if (!isId(id)) notFound();
  return getSearch(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** What the form of a search offers the actor; what a stored one points to is kept where it stands. */
export async function loadForm(actor: Actor, stored: StoredSearch | null = null) {
  if (!mayLogSearches(actor)) notFound();
  const { units, programmes } = await loadSearchChoices(actor);
  if (stored === null) return { units, programmes };
  const { unitId, unitName, programmeId, programme } = stored;
  return {
    units: units.some(({ id }) => id === unitId) ? units : [...units, { id: unitId, name: unitName }],
    programmes: programmeId === null || programme === null || programmes.some(({ id }) => id === programmeId) ? programmes : [...programmes, { id: programmeId, name: programme }],
  };
}
