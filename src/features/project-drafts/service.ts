import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, partOf, type Merge } from "@/domain/merge";
import { refuse, succeed, type Result } from "@/domain/result";
import { textOf, type Issue, type Values } from "@/domain/values";
import { isId, optionalId } from "@/lib/fields";
import { AppError, isAppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { reading } from "@/server/db";
import { beginDraft, discardDraft, findOwnDraft, finishDraft, getDraft, listDrafts, openDraft, rebaseDraft, saveDraftSection, type Draft } from "@/features/drafts/service";
import { listExaminations } from "@/features/initiatives/examinations/service";
import { initiativePolicy } from "@/features/initiatives/policy";
import { latestOf, projectValuesOf } from "@/features/initiatives/rules";
import { getInitiative, linkInTransaction } from "@/features/initiatives/service";
import { projectPolicy } from "@/features/projects/policy";
import { copyValues, issuesIn, readProject, sectionStates, titleOf, writeProject, type SectionState } from "@/features/projects/rules";
import { SECTIONS, SECTION_FIELDS, type Section } from "@/features/projects/schema";
import { loadChoices, type ProjectChoices } from "@/features/projects/choices/service";
import { changeInTransaction, getProject, listProjectHistory, logInTransaction, openProject } from "@/features/projects/service";
import type { Resolution, SectionInput } from "./schema";

const KIND = "project";

/** A draft with how far it has come, as its pages show it. */
export interface ProjectDraftView {
  draft: Draft;
  choices: ProjectChoices;
  issues: Issue[];
  states: Record<Section, SectionState>;
  isComplete: boolean;
}

/** Begins to log a project: empty, or as a copy of an earlier one; the unit is given when the actor has just one. Returns the draft's id. */
export async function startLog(actor: Actor, input: { copyOf: string | null }): Promise<{ draftId: string }> {
  // Asked of a project that isn't there yet, in a unit of the actor's own where it has one.
  authorize(projectPolicy, "log", actor, { id: "*", unitId: actor.units[0]?.id ?? "*", isConfidential: false, isArchived: false, memberIds: [] });
  return beginWith(actor, input.copyOf === null ? {} : copyValues(writeProject((await getProject(actor, input.copyOf)).project)));
}

async function beginWith(actor: Actor, given: Values): Promise<{ draftId: string }> {
  const [first, ...others] = actor.units;
  const unitId = textOf(given, "unitId");
  // What a unit has left behind is gone on with by the one it has gone up into.
  const heir = actor.units.find((unit) => unit.id === unitId || unit.predecessorIds.includes(unitId));
  const values: Values = { ...given, unitId: first === undefined ? unitId : (heir ?? (others.length === 0 ? first : undefined))?.id ?? "" };
  const draftId = await beginDraft(actor, { kind: KIND, unitId: validUnit(values), recordId: null, baseVersion: null, base: null, values, saved: [] });
  return { draftId };
}

/**
 * Begins to log the project that an initiative becomes, with all that the initiative says already, or goes on with what has been begun of it. Returns the draft's
 * id; the initiative is linked when the draft becomes a project. Throws CONFLICT when it is a project already.
 */
export async function startFromInitiative(actor: Actor, { initiativeId }: { initiativeId: string }): Promise<{ draftId: string }> {
  const { initiative } = await getInitiative(actor, initiativeId);
  authorize(initiativePolicy, "edit", actor, initiative);
  if (initiative.projectId !== null) throw new AppError("CONFLICT");
  const begun = (await listDrafts(actor, KIND)).find(({ values }) => textOf(values, "initiativeId") === initiativeId);
  if (begun !== undefined) return { draftId: begun.id };
  const findings = latestOf(await listExaminations(actor, initiativeId));
  return beginWith(actor, projectValuesOf(initiative, { findings, programmeIds: findings.FUNDING?.programmeIds ?? [] }));
}

/** Begins to change a project, or goes on with the changes that the actor has begun. Returns the draft's id. */
export async function startEdit(actor: Actor, projectId: string): Promise<{ draftId: string }> {
  const earlier = await findOwnDraft(actor, projectId);
  const project = await openProject(reading(), actor, projectId);
  if (earlier !== null) return { draftId: earlier.id };
  const values = writeProject(project);
  return { draftId: await beginDraft(actor, { kind: KIND, unitId: project.unitId, recordId: projectId, baseVersion: project.version, base: values, values, saved: [...SECTIONS] }) };
}

/** A draft that the actor may go on with, with the state of its sections; throws NOT_FOUND also when its record is no longer the actor's to see. */
export async function getProjectDraft(actor: Actor, draftId: string): Promise<ProjectDraftView> {
  const draft = await getDraft(actor, draftId);
  if (draft.kind !== KIND) throw new AppError("NOT_FOUND");
  // A draft of changes holds a copy of its record: it is shown to those who still see the record.
  if (draft.recordId !== null) await getProject(actor, draft.recordId);
  return judge(draft, await loadChoices(actor, { projectId: draft.recordId }));
}

function judge(draft: Draft, choices: ProjectChoices): ProjectDraftView {
  const { issues } = readProject(draft.values, choices.context);
  return { draft, choices, issues, states: sectionStates(draft.values, draft.saved, issues), isComplete: issues.length === 0 };
}

function validUnit(values: Values): string | null {
  const parsed = optionalId().safeParse(textOf(values, "unitId"));
  return parsed.success ? parsed.data : null;
}

/** Keeps what was typed in a section, right or wrong, and tells what is wrong with it. */
export async function saveSection(actor: Actor, input: SectionInput, isAutosave = false): Promise<{ draft: Draft; issues: Issue[]; savedAt: Date }> {
  const { recordId } = await getDraft(actor, input.draftId);
  const choices = await loadChoices(actor, { projectId: recordId });
  const draft = await saveDraftSection(actor, input.draftId, {
    fields: SECTION_FIELDS[input.section],
    values: input.values,
    // What is left half-way is begun, not wrong.
    section: isAutosave || input.then !== "next" ? null : input.section,
    form: { section: input.section, saves: input.saves ?? 0, isAutosave },
    // A colleague at the unit may go on with it; a unit that isn't the actor's own is not told of it.
    ...(input.section === "about" && choices.ownUnitIds.includes(textOf(input.values, "unitId")) ? { unitId: textOf(input.values, "unitId") } : {}),
  });
  return { draft, issues: issuesIn(input.section, readProject(draft.values, choices.context).issues), savedAt: new Date() };
}

/** Makes a finished draft a project; pressed twice, it is still one project. */
export async function submitLog(actor: Actor, draftId: string): Promise<Result<{ id: string }, "draftIncomplete">> {
  const choices = await loadChoices(actor);
  const id = randomUUID();
  return inTransaction(async (tx) => {
    try {
      const logged = await once(tx, actor, "projects.submitDraft", draftId, null, async () => {
        const { draft, permit } = await openDraft(tx, actor, draftId);
        const { input } = readProject(draft.values, choices.context);
        if (input === null || draft.recordId !== null) throw new IncompleteDraft();
        await finishDraft(tx, permit, draftId);
        const project = await logInTransaction(tx, actor, input, { id });
        const initiativeId = textOf(draft.values, "initiativeId");
        // That the initiative has become somebody else's meanwhile is no reason to lose the project.
        if (isId(initiativeId)) {
          await linkInTransaction(tx, actor, initiativeId, id).catch((error: unknown) => {
            if (!isAppError(error, "FORBIDDEN") && !isAppError(error, "NOT_FOUND")) throw error;
          });
        }
        return project;
      }, { id });
      return succeed(logged);
    } catch (error) {
      if (error instanceof IncompleteDraft) return refuse("draftIncomplete");
      throw error;
    }
  });
}

class IncompleteDraft extends Error {}

export type EditOutcome = { outcome: "saved"; id: string; merged: string[] } | { outcome: "incomplete" } | { outcome: "collided" };

class UnfinishedEdit extends Error {
  constructor(readonly outcome: "incomplete" | "collided") {
    super(outcome);
  }
}

/**
 * Stores the changes of a draft; pressed twice, they are stored once. What others have changed meanwhile is merged field by
 * field; where both changed the same field, nothing is stored until the actor has chosen, and the draft keeps everything typed.
 */
export async function submitEdit(actor: Actor, draftId: string): Promise<EditOutcome> {
  return inTransaction(async (tx): Promise<EditOutcome> => {
    try {
      return await once(tx, actor, "projects.submitEdit", draftId, null, async () => {
        const { draft, permit } = await openDraft(tx, actor, draftId);
        if (draft.recordId === null || draft.base === null) throw new AppError("NOT_FOUND");
        const stored = await openProject(tx, actor, draft.recordId, { forChange: true });
        const merge = mergeThreeWays(draft.base, draft.values, writeProject(stored));
        if (merge.collisions.length > 0) throw new UnfinishedEdit("collided");
        const { context } = await loadChoices(actor, { projectId: stored.id, handle: tx });
        const { input } = readProject(merge.merged, context);
        if (input === null) throw new UnfinishedEdit("incomplete");
        await finishDraft(tx, permit, draftId);
        if (merge.mine.length > 0) await changeInTransaction(tx, actor, stored.id, stored.version, { ...input, status: stored.status });
        return { outcome: "saved" as const, id: stored.id, merged: merge.theirs };
      });
    } catch (error) {
      if (error instanceof UnfinishedEdit) return { outcome: error.outcome };
      throw error;
    }
  });
}

export interface ConflictView {
  draft: Draft;
  projectTitle: string;
  merge: Merge;
  /** The stored version that the choices are made against, and who stored it. */
  against: number;
  changedBy: string | null;
  changedAt: Date | null;
  choices: ProjectChoices;
}

/** What the actor and others have changed since the draft began, field by field. */
export async function getConflict(actor: Actor, draftId: string): Promise<ConflictView> {
  const draft = await getDraft(actor, draftId);
  if (draft.recordId === null || draft.base === null) throw new AppError("NOT_FOUND");
  const { project } = await getProject(actor, draft.recordId);
  const [last] = await listProjectHistory(actor, draft.recordId, { limit: 1 });
  return {
    draft,
    projectTitle: project.title,
    merge: mergeThreeWays(draft.base, draft.values, writeProject(project)),
    against: project.version,
    changedBy: last?.actorName ?? null,
    changedAt: last?.at ?? null,
    choices: await loadChoices(actor, { projectId: draft.recordId }),
  };
}

/** Goes on with the chosen values from the version they were chosen against; a version later still is a new collision. */
export async function resolveConflict(actor: Actor, resolution: Resolution): Promise<EditOutcome> {
  const rebased = inTransaction(async (tx) => {
    const { draft, permit } = await openDraft(tx, actor, resolution.draftId);
    if (draft.recordId === null || draft.base === null) throw new AppError("NOT_FOUND");
    const stored = await openProject(tx, actor, draft.recordId, { forChange: true });
    if (stored.version !== resolution.against) return;
    const theirs = writeProject(stored);
    const merge = mergeThreeWays(draft.base, draft.values, theirs);
    const values: Record<string, string | readonly string[]> = { ...merge.merged };
    for (const collision of merge.collisions) {
      const choice = resolution.choices[collision.field];
      if (choice !== "mine" && choice !== "before" && choice !== "theirs") return;
      for (const name of Object.keys(partOf(values, collision.field))) Reflect.deleteProperty(values, name);
      Object.assign(values, choice === "mine" ? collision.mine : choice === "before" ? collision.base : collision.theirs);
    }
    await rebaseDraft(tx, permit, draft.id, { base: theirs, baseVersion: stored.version, values });
  });
  // A draft that is gone may be one that the same press has stored a moment ago, which storing it again answers.
  await rebased.catch((error: unknown) => {
    if (!isAppError(error, "NOT_FOUND")) throw error;
  });
  return submitEdit(actor, resolution.draftId);
}

/** Throws a draft away; what is stored stays as it is. Returns the record it was about, if any. */
export async function discardProjectDraft(actor: Actor, draftId: string): Promise<{ recordId: string | null }> {
  const draft = await getDraft(actor, draftId);
  await discardDraft(actor, draftId);
  return { recordId: draft.recordId };
}

/** The unfinished projects that the actor may go on with, latest first. */
export async function listProjectDrafts(actor: Actor): Promise<{ id: string; title: string | null; unitId: string | null; updatedAt: Date; done: number; isOwn: boolean; personName: string }[]> {
  const drafts = await listDrafts(actor, KIND);
  if (drafts.length === 0) return [];
  const choices = await loadChoices(actor);
  return drafts.map((draft) => {
    const { states } = judge(draft, choices);
    return {
      id: draft.id,
      title: titleOf(draft.values),
      unitId: draft.unitId,
      updatedAt: draft.updatedAt,
      done: SECTIONS.filter((section) => states[section].state === "done").length,
      isOwn: draft.personId === actor.personId,
      personName: draft.personName,
    };
  });
}
