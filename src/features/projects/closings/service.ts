import "server-only";
import { answersForUnit, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize, grantScope } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { projectPolicy, seesAllProjects } from "../policy";
import { getProject, openProject, type StoredProject } from "../service";
import * as repository from "./repository";
import { judgeClosing, mayBeClosed, type ClosingRefusal } from "./rules";
import type { ClosingInput, ClosingTrait, LessonFilter, SaveClosingInput } from "./schema";

export type { LessonRow, StoredClosing } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);
const scopeOf = (actor: Actor) => grantScope("projects", actor, seesAllProjects(actor));

const audit = (tx: Tx, actor: Actor, project: StoredProject, action: string) =>
  recordAudit(tx, { actor, action: `projects.${action}`, subject: { kind: "project", id: project.id }, unitId: project.unitId, onBehalf: !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId) });

/**
 * Tells what a project came to (V5a, V9b, H2), or changes what has been told. The same key tells it once. When someone else has told it or changed it since, throws CONFLICT with
 * `baseVersion` (what the form began from) and `currentVersion`. Refused: closingTooEarly, closingInFuture.
 */
export async function saveClosing(actor: Actor, { projectId, key, version, closing }: SaveClosingInput, about: { origin?: repository.ClosingOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, ClosingRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "projects.saveClosing", key, { projectId, version, closing }, async () => {
        const project = await openProject(tx, actor, projectId, { forChange: true }, now);
        const permit = authorize(projectPolicy, "edit", actor, project);
        const stored = await repository.findClosing(tx, projectId);
        const current = stored?.version ?? 0;
        if (current !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: current });
        must(judgeClosing(closing, project.status, today(now)));
        if (stored === null) await repository.insertClosing(tx, permit, projectId, closing, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        else await repository.updateClosing(tx, permit, projectId, version, closing, now);
        await audit(tx, actor, project, stored === null ? "closingTold" : "closingChanged");
        return { id: projectId };
      }),
    ),
  );
}

/** Takes a closing away that was told of the wrong project; it stays in the history. Throws CONFLICT when someone has changed it since. */
export async function removeClosing(actor: Actor, { projectId, version }: { projectId: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, projectId, { forChange: true }, now);
    const permit = authorize(projectPolicy, "edit", actor, project);
    await repository.removeClosing(tx, permit, projectId, version, now);
    await audit(tx, actor, project, "closingRemoved");
    return { id: projectId };
  });
}

export interface ClosingView {
  project: { id: string; title: string };
  /** Null while nobody has told what the project came to. */
  closing: repository.StoredClosing | null;
  /** Whether the project has come so far that its closing can be told. */
  isTime: boolean;
  mayEdit: boolean;
}

/** What a project came to, with what the actor may do about it; who has the project at hand already hands it over. Throws NOT_FOUND when it isn't the actor's to see. */
export async function getClosing(actor: Actor, projectId: string, { loaded }: { loaded?: Promise<{ project: StoredProject }> } = {}, now = new Date()): Promise<ClosingView> {
  // Read while permission is asked; nobody is told of it before the answer.
  const [{ project }, closing] = await Promise.all([loaded ?? getProject(actor, projectId, now), repository.findClosing(reading(), projectId)]);
  authorize(projectPolicy, "view", actor, project);
  return { project: { id: project.id, title: project.title }, closing, isTime: mayBeClosed(project.status), mayEdit: may(projectPolicy, "edit", actor, project) };
}

/** A project's closing as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getClosingVersion(actor: Actor, projectId: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; closing: ClosingInput }> {
  await openProject(reading(), actor, projectId, {}, now);
  const stored = await repository.findClosing(reading(), projectId);
  const found = stored === null ? null : await repository.findClosingVersion(reading(), stored.id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** One page of what the projects came to that the actor may see. */
export async function listLessons(actor: Actor, filter: LessonFilter, now = new Date()): Promise<{ rows: repository.LessonRow[]; total: number }> {
  return repository.selectLessons(reading(), scopeOf(actor), filter, today(now));
}

/** All that the list shows the actor under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportLessons(actor: Actor, filter: LessonFilter, now = new Date()): AsyncGenerator<repository.LessonRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamLessons(tx, scopeOf(actor), filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listLessonYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** How many closings the list shows the actor under a filter, and how many of them say each thing. */
export async function countClosings(actor: Actor, filter: LessonFilter): Promise<{ all: number } & Record<ClosingTrait, number>> {
  return repository.countClosings(reading(), scopeOf(actor), filter);
}
