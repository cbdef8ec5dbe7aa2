import "server-only";
import { answersForUnit, type Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import type { ChecklistItem } from "@packs/pack";
import { projectPolicy } from "../policy";
import { openProject, type StoredProject } from "../service";
import * as repository from "./repository";
import { tickedOff, type Tick } from "./rules";
import type { TickInput, UntickInput } from "./schema";

const audit = (tx: Tx, actor: Actor, project: StoredProject, action: string, code: string | null) =>
  recordAudit(tx, { actor, action: `projects.${action}`, subject: { kind: "project", id: project.id }, unitId: project.unitId, onBehalf: !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId), ...(code === null ? {} : { details: { code } }) });

/** Ticks a thing of the checklist; one that is ticked already stays as it is, so that pressing twice ticks it once. Refused: checklistItemNotThere. */
export async function tick(actor: Actor, { projectId, code, note }: TickInput, now = new Date()): Promise<Result<{ id: string }, "checklistItemNotThere">> {
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, projectId, { forChange: true }, now);
    const permit = authorize(projectPolicy, "edit", actor, project);
    if (!getPack().checklist.some((item) => item.code === code)) return refuse("checklistItemNotThere");
    if (await repository.insertTick(tx, permit, projectId, code, note, now)) await audit(tx, actor, project, "checklistTicked", code);
    return succeed({ id: projectId });
  });
}

/** Takes a tick back; it stays in the history. Throws CONFLICT when somebody has done so since. */
export async function untick(actor: Actor, { projectId, tickId, version }: UntickInput, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, projectId, { forChange: true }, now);
    const permit = authorize(projectPolicy, "edit", actor, project);
    await repository.removeTick(tx, permit, projectId, tickId, version, now);
    await audit(tx, actor, project, "checklistUnticked", null);
    return { id: projectId };
  });
}

export interface Checklist {
  items: { item: ChecklistItem; tick: Tick | null }[];
  mayTick: boolean;
}

/** A project's checklist with who has ticked what; throws NOT_FOUND when the project isn't the actor's to see. */
export async function getChecklist(actor: Actor, projectId: string): Promise<Checklist> {
  const found = await repository.findTicks(reading(), projectId);
  if (found === null) throw new AppError("NOT_FOUND");
  authorize(projectPolicy, "view", actor, found.thing);
  return { items: tickedOff(getPack().checklist, found.ticks), mayTick: may(projectPolicy, "edit", actor, found.thing) };
}
