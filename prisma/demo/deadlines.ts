import type { Actor } from "@/domain/actor";
import { tick } from "@/features/projects/checklist/service";
import { addDeadline, finishDeadline, getDeadlines } from "@/features/projects/deadlines/service";
import { keyOf, must, type ProjectData, type Town } from "./town";

/** Adds the deadlines of a project's own agreement, and ticks those that have been met on their days; one that is ticked already is passed over. */
export async function addDeadlines(town: Town, actor: Actor, projectId: string, project: ProjectData): Promise<void> {
  for (const [index, { kind, title, on, everyMonths, until, doneUntil }] of (project.deadlines ?? []).entries()) {
    const deadline = { projectId, kind, title: title ?? null, dueOn: on, everyMonths: everyMonths ?? null, until: until ?? null, note: null };
    await addDeadline(actor, { deadline, key: keyOf(town, "deadline", project.key, String(index)) }, town.now);
    if (doneUntil === undefined) continue;
    const { deadlines } = await getDeadlines(actor, projectId);
    for (const added of deadlines) {
      if (added.id === null || added.version !== 1 || added.kind !== kind || added.title !== deadline.title || added.doneOn !== null || added.dueOn > doneUntil) continue;
      must(`A deadline of ${project.title}`, await finishDeadline(actor, { projectId, deadlineId: added.id, version: 1, on: added.dueOn }, town.now));
    }
  }
}

/** Ticks what has been seen to of the checklist; what is ticked already stays so. */
export async function tickChecklist(town: Town, actor: Actor, projectId: string, project: ProjectData): Promise<void> {
  for (const { code, note } of project.checklist ?? []) must(`The tick of ${code} in ${project.title}`, await tick(actor, { projectId, code, note: note ?? null }, town.now));
}
