import "server-only";
import { randomUUID } from "node:crypto";
import { answersForUnit, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit, type AuditFacts } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type ColumnChange, type HistoryEntry, type HistoryOptions } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { projectPolicy, type ProjectThing } from "./policy";
import * as repository from "./repository";
import type { ProjectInput } from "./schema";
import type { ProjectOrigin, StoredProject } from "./repository";

export type { StoredProject } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

/** Tells whether the office acts for a unit that isn't its own. */
function isOnBehalf(actor: Actor, project: ProjectThing): boolean {
  return !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId);
}

export interface ProjectView {
  project: StoredProject;
  mayEdit: boolean;
  mayNameMembers: boolean;
  mayArchive: boolean;
}

/** A project with what the actor may do to it; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getProject(actor: Actor, id: string, now = new Date()): Promise<ProjectView> {
  return viewFor(actor, await repository.findProject(reading(), id, today(now)));
}

/** A project as `getProject` gives it, with its acts, latest first; throws NOT_FOUND when the project isn't the actor's to see. */
export async function getProjectWithHistory(actor: Actor, id: string, acts: HistoryOptions, now = new Date()): Promise<{ view: ProjectView; history: HistoryEntry[]; known: ColumnChange[][] }> {
  const found = await repository.findProjectWithHistory(reading(), id, today(now), acts);
  return { view: viewFor(actor, found?.project ?? null), history: found?.history ?? [], known: found?.known ?? [] };
}

/** Asks permission to see the stored project, and tells what more the actor may do. */
function viewFor(actor: Actor, project: StoredProject | null): ProjectView {
  if (project === null) throw new AppError("NOT_FOUND");
  authorize(projectPolicy, "view", actor, project);
  const mayEdit = may(projectPolicy, "edit", actor, project);
  return {
    project,
    mayEdit,
    mayNameMembers: may(projectPolicy, "nameMember", actor, project),
    mayArchive: may(projectPolicy, "archive", actor, project),
  };
}

/** A project's history, latest first; throws NOT_FOUND when the project isn't the actor's to see. */
export async function listProjectHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  // Read while permission is asked; nobody is told of it before the answer.
  const [thing, history] = await Promise.all([repository.findThing(reading(), id), readHistory(id, options)]);
  if (thing === null) throw new AppError("NOT_FOUND");
  authorize(projectPolicy, "view", actor, thing);
  return history;
}

/** Logs a project for a unit that the actor answers for; the same key logs it once. */
export async function logProject(
  actor: Actor,
  input: ProjectInput,
  key: string,
  about: { origin?: ProjectOrigin; facts?: StoredProject["facts"]; statusOn?: PlainDate } = {},
  now = new Date(),
): Promise<{ id: string }> {
  return inTransaction((tx) => once(tx, actor, "projects.log", key, input, () => logInTransaction(tx, actor, input, about, now)));
}

/** Logs a project inside another use case's transaction. */
export async function logInTransaction(
  tx: Tx,
  actor: Actor,
  input: ProjectInput,
  about: Omit<ProjectToLog, "input"> = {},
  now = new Date(),
): Promise<{ id: string }> {
  const [added] = await addProjects(tx, actor, [{ input, ...about }], now);
  if (added === undefined) throw new Error("a project was to be logged and none was");
  await recordAudit(tx, { actor, ...added.entry });
  return { id: added.id };
}

/** A project that is to be logged, with what only the program may say of it. */
export interface ProjectToLog {
  input: ProjectInput;
  id?: string;
  origin?: ProjectOrigin;
  facts?: StoredProject["facts"];
  statusOn?: PlainDate;
}

type AuditEntry = Omit<AuditFacts, "actor">;

/** Adds projects in few statements, each with the entry that it owes the audit trail; part of another use case, which writes it as its last. */
export async function addProjects(tx: Tx, actor: Actor, projects: readonly ProjectToLog[], now = new Date()): Promise<{ id: string; entry: AuditEntry }[]> {
  const added = projects.map(({ input, id = randomUUID(), origin = { isDemonstration: false, certainty: "HIGH" }, facts = [], statusOn = today(now) }) => {
    const thing: ProjectThing = { id, unitId: input.unitId, isConfidential: false, isArchived: false, memberIds: [] };
    return { id, permit: authorize(projectPolicy, "log", actor, thing), input, first: { to: input.status, on: statusOn }, origin, facts, onBehalf: isOnBehalf(actor, thing) };
  });
  await repository.insertProjects(tx, added);
  await repository.insertFacts(tx, added);
  return added.map(({ id, input, onBehalf }) => ({ id, entry: { action: "projects.logged", subject: { kind: "project", id }, unitId: input.unitId, onBehalf } }));
}

/** Stores a changed project inside another use case's transaction; throws CONFLICT when the version isn't the stored one. */
export async function changeInTransaction(tx: Tx, actor: Actor, id: string, version: number, input: ProjectInput, now = new Date()): Promise<void> {
  await recordAudit(tx, { actor, ...(await applyChange(tx, actor, id, version, input, now)) });
}

/** Stores a changed project as a part of another use case, which writes the entry that it owes the audit trail as its last; throws CONFLICT when the version isn't the stored one. */
export async function applyChange(tx: Tx, actor: Actor, id: string, version: number, input: ProjectInput, now = new Date()): Promise<AuditEntry> {
  const stored = await loadForChange(tx, id);
  const permit = authorize(projectPolicy, "edit", actor, stored);
  // Moving a project to a unit asks that one's permission too.
  if (input.unitId !== stored.unitId) authorize(projectPolicy, "log", actor, { ...stored, unitId: input.unitId, isConfidential: false });
  if (!(await repository.updateProject(tx, permit, id, version, input, now))) throw new AppError("CONFLICT");
  return { action: "projects.changed", subject: { kind: "project", id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored) };
}

async function loadForChange(tx: Tx, id: string): Promise<ProjectThing & { version: number }> {
  const stored = await repository.findThing(tx, id, true);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Reads a project for change, with the permission asked; `forChange` keeps others from changing it until the transaction ends. */
export async function openProject(handle: Read, actor: Actor, id: string, options: { forChange?: boolean } = {}, now = new Date()): Promise<StoredProject> {
  if (options.forChange === true) await repository.findThing(handle, id, true);
  const project = await repository.findProject(handle, id, today(now));
  if (project === null) throw new AppError("NOT_FOUND");
  authorize(projectPolicy, "edit", actor, project);
  return project;
}

/** Reads projects that the actor may see, each with whether it may be changed; part of another use case. */
export async function openProjects(handle: Read, actor: Actor, ids: readonly string[], now = new Date()): Promise<{ project: StoredProject; mayEdit: boolean }[]> {
  const found = await repository.findProjects(handle, ids, today(now));
  return found.filter((project) => may(projectPolicy, "view", actor, project)).map((project) => ({ project, mayEdit: may(projectPolicy, "edit", actor, project) }));
}

/** Names a person as a member, who may then edit the project; throws NOT_FOUND when there is no such person. Refused: memberArchived, alreadyMember. */
export async function nameMember(actor: Actor, input: { projectId: string; personId: string }): Promise<Result<{ id: string }, "memberArchived" | "alreadyMember">> {
  return inTransaction(async (tx) => {
    const stored = await loadForChange(tx, input.projectId);
    const permit = authorize(projectPolicy, "nameMember", actor, stored);
    const person = await repository.lockCandidate(tx, input.personId);
    if (person === null) throw new AppError("NOT_FOUND");
    if (person.isArchived) return refuse("memberArchived");
    if (!(await repository.insertMember(tx, permit, input.projectId, input.personId))) return refuse("alreadyMember");
    await recordAudit(tx, { actor, action: "projects.memberNamed", subject: { kind: "project", id: input.projectId }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored), details: { personId: input.personId } });
    return succeed({ id: input.projectId });
  });
}

/** Ends a person's membership of a project. */
export async function dismissMember(actor: Actor, input: { projectId: string; personId: string }): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await loadForChange(tx, input.projectId);
    const permit = authorize(projectPolicy, "nameMember", actor, stored);
    if (await repository.removeMember(tx, permit, input.projectId, input.personId)) {
      await recordAudit(tx, { actor, action: "projects.memberDismissed", subject: { kind: "project", id: input.projectId }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored), details: { personId: input.personId } });
    }
    return { id: input.projectId };
  });
}

/** Takes a project out of the register without removing anything, or puts it back. */
export async function archiveProject(actor: Actor, input: { id: string; _version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await loadForChange(tx, input.id);
    const permit = authorize(projectPolicy, "archive", actor, stored);
    if (stored.version !== input._version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id: input.id };
    await repository.updateArchived(tx, permit, input.id, input._version, archived ? now : null);
    await recordAudit(tx, { actor, action: archived ? "projects.archived" : "projects.restored", subject: { kind: "project", id: input.id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored) });
    return { id: input.id };
  });
}
