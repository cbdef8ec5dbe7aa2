import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { getActivity, loadActivityChoices, type ActivityView, type StoredActivity } from "@/features/town-relations/activities/service";
import { listRelationNames } from "@/features/town-relations/findings/service";
import { mayEnterRelations } from "@/features/town-relations/policy";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

/** An exchange by the id of an address, or the page that says that there is none. */
export async function loadActivity(actor: Actor, id: string): Promise<ActivityView> {
  if (!isId(id)) notFound();
  return getActivity(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

interface Named {
  id: string;
  name: string;
}

const keeping = (list: Named[], kept: readonly Named[]) => [...list, ...kept.filter(({ id }) => !list.some((one) => one.id === id))];

/** What the form of an exchange offers the actor; what has ended is kept where it stands. */
export async function loadForm(actor: Actor, activity: StoredActivity | null = null) {
  if (!mayEnterRelations(actor)) notFound();
  const [relations, { units, payers }] = await Promise.all([listRelationNames(actor), loadActivityChoices(actor)]);
  if (activity === null) return { relations, units, payers };
  return {
    relations: keeping(relations, [{ id: activity.relationId, name: activity.relationName }]),
    units: keeping(units, [{ id: activity.unitId, name: activity.unitName }]),
    payers: keeping(payers, activity.payerUnitId === null ? [] : [{ id: activity.payerUnitId, name: activity.payerName ?? "" }]),
  };
}
