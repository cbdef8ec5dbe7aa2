import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { mayLogCases } from "@/features/economy-support/policy";
import { getCase, listSupportUnits, offerSupportProjects, type CaseView } from "@/features/economy-support/service";
import { getProject } from "@/features/projects/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Whether the municipality has such support at all; where it has not, its pages are not there. */
export function hasSupport(): boolean {
  return getPack().modules.economySupport.state !== "off";
}

const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND")) notFound();
  throw error;
};

/** A support case by the id of an address, or the page that says that there is none. */
export async function loadCase(actor: Actor, id: string): Promise<CaseView> {
  if (!hasSupport() || !isId(id)) notFound();
  return getCase(actor, id).catch(orNotFound);
}

/** What the form of a support case offers the actor: units, and projects with the one that it is about; a stored case keeps its unit where it stands. */
export async function loadChoices(actor: Actor, stored: { unitId: string; unitName: string } | null, projectId: string | null) {
  if (!hasSupport() || !mayLogCases(actor)) notFound();
  const units = await listSupportUnits(actor);
  const all = stored === null || units.some(({ id }) => id === stored.unitId) ? units : [...units, { id: stored.unitId, name: stored.unitName }];
  const about = projectId === null || !isId(projectId) ? null : await getProject(actor, projectId).then(({ project }) => project, () => null);
  const wanted = [...new Set([...(about === null ? [] : [about.unitId]), ...(stored === null ? [] : [stored.unitId]), ...actor.units.map(({ id }) => id)])];
  const offered = await offerSupportProjects(actor, wanted);
  const projects = about === null || offered.some(({ id }) => id === about.id) ? offered : [{ id: about.id, title: about.title }, ...offered];
  return { units: all, projects, about: about === null ? null : { id: about.id, title: about.title, unitId: about.unitId } };
}
