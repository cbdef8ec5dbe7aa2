import "server-only";
import { randomUUID } from "node:crypto";
import { answersForUnit, isCoordinator, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { judgeStep, type OpenStep } from "@/domain/life-cycle";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry, type HistoryOptions } from "@/server/history";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize, grantScope } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { projectPolicy, seesAllProjects, type ProjectThing } from "./policy";
import type { ReportedProject } from "./report";
import * as repository from "./repository";
import { decisionNeedOf, meetsRequirement, openSteps, projectLifeCycle, type ProjectContext, type StatusRequirement } from "./rules";
import { type ProjectFilter, type ProjectInput, type ProjectStatus, type StatusChangeInput } from "./schema";
import type { ProjectOrigin, ProjectRow, StoredProject } from "./repository";

export type { PartneredProject, ProjectRow, StoredProject } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

/** Tells whether the office acts for a unit that isn't its own. */
function isOnBehalf(actor: Actor, project: ProjectThing): boolean {
  return !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId);
}

/** One page of the register as the actor may see it, children and youth first where the governing document says so (V13). */
export async function listProjects(actor: Actor, filter: ProjectFilter, now = new Date()): Promise<{ rows: ProjectRow[]; total: number; youthFirst: boolean }> {
  const youthFirst = showsYouthFirst(filter);
  const page = await repository.selectProjects(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter, youthFirst, today(now));
  return { ...page, youthFirst };
}

/** What a list can be filtered by on a day, as far as the actor sees it. */
export async function listFilterChoices(actor: Actor, now = new Date()): Promise<repository.FilterChoices> {
  return repository.selectFilterChoices(reading(), grantScope("projects", actor, seesAllProjects(actor)), today(now));
}

export interface ProjectView {
  project: StoredProject;
  mayEdit: boolean;
  mayNameMembers: boolean;
  mayArchive: boolean;
  steps: OpenStep<ProjectStatus, StatusRequirement>[];
}

/** A project with what the actor may do to it; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getProject(actor: Actor, id: string, now = new Date()): Promise<ProjectView> {
  return viewFor(actor, await repository.findProject(reading(), id, today(now)), now);
}

/** A project as `getProject` gives it, with its acts, latest first; throws NOT_FOUND when the project isn't the actor's to see. */
export async function getProjectWithHistory(actor: Actor, id: string, acts: HistoryOptions, now = new Date()): Promise<{ view: ProjectView; history: HistoryEntry[] }> {
  const found = await repository.findProjectWithHistory(reading(), id, today(now), acts);
  return { view: viewFor(actor, found?.project ?? null, now), history: found?.history ?? [] };
}

/** Asks permission to see the stored project, and tells what more the actor may do. */
function viewFor(actor: Actor, project: StoredProject | null, now: Date): ProjectView {
  if (project === null) throw new AppError("NOT_FOUND");
  authorize(projectPolicy, "view", actor, project);
  const mayEdit = may(projectPolicy, "edit", actor, project);
  return {
    project,
    mayEdit,
    mayNameMembers: may(projectPolicy, "nameMember", actor, project),
    mayArchive: may(projectPolicy, "archive", actor, project),
    steps: mayEdit ? openSteps(project, today(now)) : [],
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
  about: { id?: string; origin?: ProjectOrigin; facts?: StoredProject["facts"]; statusOn?: PlainDate } = {},
  now = new Date(),
): Promise<{ id: string }> {
  const id = about.id ?? randomUUID();
  const thing = { id, unitId: input.unitId, isConfidential: false, isArchived: false, memberIds: [] };
  const permit = authorize(projectPolicy, "log", actor, thing);
  await repository.insertProject(tx, permit, id, input, { to: input.status, on: about.statusOn ?? today(now) }, about.origin ?? { isDemonstration: false, certainty: "HIGH" });
  await repository.insertFacts(tx, permit, id, about.facts ?? []);
  await recordAudit(tx, { actor, action: "projects.logged", subject: { kind: "project", id }, unitId: input.unitId, onBehalf: isOnBehalf(actor, thing) });
  return { id };
}

/** Stores a changed project inside another use case's transaction; throws CONFLICT when the version isn't the stored one. */
export async function changeInTransaction(tx: Tx, actor: Actor, id: string, version: number, input: ProjectInput, now = new Date()): Promise<void> {
  const stored = await loadForChange(tx, id);
  const permit = authorize(projectPolicy, "edit", actor, stored);
  // Moving a project to a unit asks that one's permission too.
  if (input.unitId !== stored.unitId) authorize(projectPolicy, "log", actor, { ...stored, unitId: input.unitId, isConfidential: false });
  if (!(await repository.updateProject(tx, permit, id, version, input, now))) throw new AppError("CONFLICT");
  await recordAudit(tx, { actor, action: "projects.changed", subject: { kind: "project", id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored) });
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

/** Moves a project one step in its life cycle; refused when there is no such step from where it stands, or something is missing. */
export async function changeStatus(actor: Actor, input: StatusChangeInput, now = new Date()): Promise<Result<{ id: string }, "illegalStep" | "stepLacksSomething" | "stepInTheFuture">> {
  return inTransaction(async (tx) => {
    const stored = await loadForChange(tx, input.id);
    const permit = authorize(projectPolicy, "changeStatus", actor, stored);
    const project = await repository.findProject(tx, input.id, today(now));
    if (project === null || project.version !== input._version) throw new AppError("CONFLICT");
    if (input.on > today(now)) return refuse("stepInTheFuture");
    const judged = judgeStep(projectLifeCycle, project.status, input.to, (requirement) => meetsRequirement(requirement, project, today(now)));
    if (judged.verdict === "illegal") return refuse("illegalStep");
    if (judged.verdict === "lacking") return refuse("stepLacksSomething");
    await repository.updateStatus(tx, permit, input.id, input._version, { from: project.status, to: input.to, on: input.on, note: input.note }, now);
    await recordAudit(tx, { actor, action: "projects.statusChanged", subject: { kind: "project", id: input.id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored), details: { from: project.status, to: input.to } });
    return succeed({ id: input.id });
  });
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

export interface ProjectChoices {
  units: repository.UnitChoice[];
  workplaces: repository.UnitChoice[];
  /** Units that the actor may log for. */
  ownUnitIds: string[];
  programmes: repository.ProgrammeChoice[];
  /** Decided priorities and profile areas, where the governing document has projects follow them. */
  priorities: repository.PriorityChoice[];
  context: ProjectContext;
}

/** What a project's form offers the actor, and what its rules need to know; a stored project may keep the bodies that it names, also when they have ended. */
export async function loadChoices(actor: Actor, about: { projectId?: string | null; handle?: Read } = {}, now = new Date()): Promise<ProjectChoices> {
  const handle = about.handle ?? reading();
  const { taxonomies, modules } = getPack();
  const [bodies, programmes, priorities] = await Promise.all([
    repository.selectUnitChoices(handle, today(now), about.projectId ?? null),
    repository.selectProgrammes(handle),
    modules.profileAreas.state === "off" ? [] : repository.selectPriorityChoices(handle, about.projectId ?? null),
  ]);
  const units = bodies.filter((body) => body.kind !== "WORKPLACE");
  const workplaces = bodies.filter((body) => body.kind === "WORKPLACE");
  const codesOf = (entries: readonly { code: string }[]) => entries.map((entry) => entry.code);
  return {
    units,
    workplaces,
    ownUnitIds: units.filter((unit) => isCoordinator(actor) || answersForUnit(actor, unit.id)).map((unit) => unit.id),
    programmes,
    priorities,
    context: {
      projectTypes: codesOf(taxonomies.projectTypes),
      municipalGoals: codesOf(taxonomies.municipalGoals),
      purposes: codesOf(taxonomies.purposes),
      beneficiaries: codesOf(taxonomies.beneficiaryGroups),
      areas: modules.twoAreas.state === "off" ? [] : codesOf(taxonomies.areas),
      priorityIds: new Set(priorities.map((priority) => priority.id)),
      asksForArea: modules.twoAreas.state === "required",
      asksForPriorities: modules.profileAreas.state === "required",
      asksForGoals: modules.goals.state === "required",
      asksForChildrenAndYouth: modules.childrenAndYouth.state === "required",
      unitIds: new Set(units.map((unit) => unit.id)),
      workplaceIds: new Set(workplaces.map((workplace) => workplace.id)),
      programmeIds: new Set(programmes.map((programme) => programme.id)),
    },
  };
}

/** The units that a project may stand under today, in Swedish order. */
export async function loadUnits(_actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  return (await repository.selectUnitChoices(reading(), today(now), null)).filter((body) => body.kind !== "WORKPLACE").map(({ id, name }) => ({ id, name }));
}

/** The people that can be named in a project: names are everyone's to see. */
export async function listCandidates(_actor: Actor): Promise<{ id: string; name: string }[]> {
  return repository.selectCandidates(reading());
}

/** Projects of the actor's own units that have ended without a final report, longest overdue first, at most 50. */
export async function listUnreported(actor: Actor, now = new Date()): Promise<{ id: string; title: string; endsOn: PlainDate }[]> {
  return actor.units.length === 0 ? [] : repository.selectUnreported(reading(), unitIdsAnsweredFor(actor), today(now));
}

/** What the projects that the actor may see need decisions for, those whose state has none to stand on. */
export async function listDecisionNeeds(actor: Actor): Promise<DecisionNeed[]> {
  return (await repository.selectUndecided(reading(), grantScope("projects", actor, seesAllProjects(actor)))).flatMap((project) => decisionNeedOf(project) ?? []);
}

/** How many projects the actor may see, how many go on, and how many units have any. */
export async function countProjects(actor: Actor): Promise<{ all: number; ongoing: number; units: number }> {
  return repository.countProjects(reading(), grantScope("projects", actor, seesAllProjects(actor)));
}

/** How many projects each unit has under a filter, as its own list under that filter shows the actor. */
export async function countByUnit(actor: Actor, filter: ProjectFilter): Promise<repository.UnitCounts[]> {
  return repository.countByUnit(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter);
}

/** What each unit's projects under a filter, as far as the actor sees them, show of what a governing document may ask. */
export async function countProjectEvidence(actor: Actor, filter: ProjectFilter): Promise<repository.UnitEvidence[]> {
  return repository.countEvidence(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter);
}

/** Of the projects under a filter that are or have been carried out, how many have and how many lack what auditors ask, with at most so many of those that lack it. */
export async function scrutiniseProjects(actor: Actor, filter: ProjectFilter, most: number): Promise<repository.DocumentedTrait[]> {
  return repository.countDocumented(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter, most);
}

/** Tells whether the governing document has children and youth stand first in this order (V13). */
function showsYouthFirst(filter: ProjectFilter): boolean {
  return getPack().modules.childrenAndYouth.state === "required" && filter.sort === "ends";
}

/** All that the list shows the actor under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportProjects(actor: Actor, filter: ProjectFilter, now = new Date()): AsyncGenerator<ReportedProject[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamProjects(tx, grantScope("projects", actor, seesAllProjects(actor)), filter, showsYouthFirst(filter), today(now)));
}

/** Projects that the actor may see and that have such a partner, at most 50, with how many there are (V11b). */
export async function listPartneredProjects(actor: Actor, wish: repository.PartnerWish, now = new Date()): Promise<{ rows: repository.PartneredProject[]; total: number }> {
  return repository.selectPartnered(reading(), grantScope("projects", actor, seesAllProjects(actor)), wish, 50, today(now));
}

/** Where the projects that the actor may see have partners abroad or at home, each place of a project once, by the projects' titles. */
export async function listProjectPlaces(actor: Actor, wish: repository.PlaceWish, now = new Date()): Promise<repository.ProjectPlace[]> {
  return repository.selectPlaces(reading(), grantScope("projects", actor, seesAllProjects(actor)), wish, today(now));
}
