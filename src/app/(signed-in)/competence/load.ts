import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { getActivity, type ActivityView } from "@/features/competence/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Whether the municipality keeps what its people learn in the app at all; where it does not, its pages are not there. */
export function requireCompetence(): void {
  if (getPack().modules.competence.state === "off") notFound();
}

/** An activity by the id of an address, or the page that says that there is none. */
export async function loadActivity(actor: Actor, id: string): Promise<ActivityView> {
  requireCompetence();
  if (!isId(id)) notFound();
  return getActivity(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** An activity that the actor may change, or the page that says that there is none. */
export async function loadOwnActivity(actor: Actor, id: string): Promise<ActivityView["activity"]> {
  const { activity, mayEdit } = await loadActivity(actor, id);
  if (!mayEdit) notFound();
  return activity;
}

/** One parameter of an address as a text, where it stands there once. */
export function textIn(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === "string" ? value : undefined;
}
