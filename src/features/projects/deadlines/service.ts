import "server-only";
import { answersForUnit, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize, grantScope, type Permit } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { projectPolicy, seesAllProjects } from "../policy";
import { openProject } from "../service";
import * as repository from "./repository";
import { daysOf, SOON_DAYS, type DeadlineRefusal } from "./rules";
import type { DeadlineFilter, DeadlineInput, DeadlineVersion } from "./schema";

export type { DeadlineRow, DueRow, ProjectDeadline } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

/** Changes what lies under a project that the actor may edit, held meanwhile, and audits it. */
async function changeUnder(tx: Tx, actor: Actor, projectId: string, action: string, now: Date, work: (permit: Permit<"projects.edit">) => Promise<void>): Promise<void> {
  const project = await openProject(tx, actor, projectId, { forChange: true }, now);
  const permit = authorize(projectPolicy, "edit", actor, project);
  await work(permit);
  const onBehalf = !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId);
  await recordAudit(tx, { actor, action: `projects.${action}`, subject: { kind: "project", id: projectId }, unitId: project.unitId, onBehalf });
}

/** Adds a deadline to a project, or one for each of the days on which it comes back; the same key adds them once. Answers with the first one's id. */
export async function addDeadline(actor: Actor, { deadline, key }: { deadline: DeadlineInput; key: string }, now = new Date()): Promise<{ id: string }> {
  return inTransaction((tx) =>
    once(tx, actor, "projects.addDeadline", key, deadline, async () => {
      let id = "";
      await changeUnder(tx, actor, deadline.projectId, "deadlineAdded", now, async (permit) => {
        id = await repository.insertDeadlines(tx, permit, deadline, daysOf(deadline), now);
      });
      return { id };
    }),
  );
}

/** Ticks a deadline as met on a day. Throws CONFLICT when someone has changed it since. Refused: deadlineDoneInFuture. */
export async function finishDeadline(actor: Actor, { projectId, deadlineId, version, on }: DeadlineVersion & { on: PlainDate }, now = new Date()): Promise<Result<{ id: string }, DeadlineRefusal>> {
  if (on > today(now)) return refuse("deadlineDoneInFuture", { field: "on" });
  await inTransaction((tx) => changeUnder(tx, actor, projectId, "deadlineDone", now, (permit) => repository.updateDone(tx, permit, projectId, deadlineId, version, on)));
  return succeed({ id: projectId });
}

/** Opens a deadline that was ticked by mistake. Throws CONFLICT when someone has changed it since. */
export async function reopenDeadline(actor: Actor, { projectId, deadlineId, version }: DeadlineVersion, now = new Date()): Promise<{ id: string }> {
  await inTransaction((tx) => changeUnder(tx, actor, projectId, "deadlineReopened", now, (permit) => repository.updateDone(tx, permit, projectId, deadlineId, version, null)));
  return { id: projectId };
}

/** Takes a deadline away that is wrong; it stays in the history, and what the programme's rules give holds again. Throws CONFLICT when someone has changed it since. */
export async function removeDeadline(actor: Actor, { projectId, deadlineId, version }: DeadlineVersion, now = new Date()): Promise<{ id: string }> {
  await inTransaction((tx) => changeUnder(tx, actor, projectId, "deadlineRemoved", now, (permit) => repository.removeDeadline(tx, permit, projectId, deadlineId, version, now)));
  return { id: projectId };
}

export interface ProjectDeadlines {
  /** Stated and reckoned, with all that says how long the records are kept, those due first first. */
  deadlines: repository.ProjectDeadline[];
  mayEdit: boolean;
}

/** A project's deadlines: what its call, its programme's rules, its own agreement and the municipality's own rule give; throws NOT_FOUND when the project isn't the actor's to see. */
export async function getDeadlines(actor: Actor, projectId: string): Promise<ProjectDeadlines> {
  const found = await repository.findDeadlines(reading(), projectId, getPack().retention);
  if (found === null) throw new AppError("NOT_FOUND");
  authorize(projectPolicy, "view", actor, found.thing);
  return { deadlines: found.deadlines, mayEdit: may(projectPolicy, "edit", actor, found.thing) };
}

/** One page of the deadlines of the projects that the actor may see, those due first first; of records kept the longest time that applies to each project. */
export async function listDeadlines(actor: Actor, filter: DeadlineFilter, now = new Date()): Promise<{ rows: repository.DeadlineRow[]; total: number }> {
  return repository.selectDeadlines(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter, getPack().retention, today(now));
}

/** All that the list shows the actor under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportDeadlines(actor: Actor, filter: DeadlineFilter, now = new Date()): AsyncGenerator<repository.DeadlineRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamDeadlines(tx, grantScope("projects", actor, seesAllProjects(actor)), filter, getPack().retention, today(now)));
}

/** What the actor's own units have to do within a month, and what is late. */
export async function listDue(actor: Actor, now = new Date()): Promise<repository.DueRow[]> {
  return actor.units.length === 0 ? [] : repository.selectDue(reading(), unitIdsAnsweredFor(actor), addDays(today(now), SOON_DAYS));
}
