import type { Actor } from "@/domain/actor";
import { partOf } from "@/domain/merge";
import { textOf } from "@/domain/values";
import { beginDraft, listDrafts } from "@/features/drafts/service";
import { writeProject } from "@/features/projects/rules";
import { SECTIONS, SECTION_FIELDS } from "@/features/projects/schema";
import { changeInTransaction, getProject, logProject, nameMember } from "@/features/projects/service";
import { changeStatus } from "@/features/projects/steps/service";
import { inTransaction } from "@/server/transaction";
import { addDeadlines, tickChecklist } from "./deadlines";
import { certaintyOf } from "./organisation";
import { toFacts, toProjectInput } from "./project-input";
import { tellStory, type Step } from "./story";
import { actAs, idOf, keyOf, must, type Town } from "./town";

/** Logs the projects, each by whom its unit would have logged it, with members, sources and what has happened to it since. */
export async function loadProjects(town: Town): Promise<number> {
  // Those who have acted so far did so before they were anyone's contact person.
  town.actors.clear();
  for (const project of town.data.projects) {
    const story = await tellStory(town, project, toProjectInput(town, project));
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(project.certainty) }, facts: toFacts(project), statusOn: story.statusOn };
    const { id } = await logProject(story.logger, story.first, keyOf(town, "project", project.key), about, town.now);
    for (const member of project.members ?? []) {
      // Someone who is named already stays named.
      await nameMember(story.logger, { projectId: id, personId: idOf(town.people, member) });
    }
    await addDeadlines(town, story.logger, id, project);
    await tickChecklist(town, story.logger, id, project);
    for (const [index, step] of story.steps.entries()) await takeStep(town, story.logger, id, index + 1, step);
  }
  return town.data.projects.length;
}

/** Takes a step from the version that it belongs to; one that has been taken already is passed over. */
async function takeStep(town: Town, logger: Actor, id: string, version: number, step: Step): Promise<void> {
  const { project } = await getProject(logger, id, town.now);
  if (project.version !== version) return;
  if (step.what === "status") {
    must(`The status of ${project.title}`, await changeStatus(step.by, { id, _version: version, to: step.to, on: step.on, note: step.note }, town.now));
    return;
  }
  await inTransaction((tx) => changeInTransaction(tx, step.by, id, version, step.input, town.now));
}

/** Begins the projects that their authors have not finished logging. */
export async function loadDrafts(town: Town): Promise<number> {
  for (const { author, values } of town.data.drafts) {
    const actor = await actAs(town, author);
    const unit = values.unit ?? town.data.contactPersons.find((held) => held.person === author)?.unit;
    if (unit === undefined) throw new Error(`The draft of ${author} has no unit.`);
    const written = writeProject(toProjectInput(town, { ...values, unit }));
    const { reachesChildrenAndYouth, ...unanswered } = written;
    const typed = values.reachesChildrenAndYouth === undefined || reachesChildrenAndYouth === undefined ? unanswered : written;
    const begun = await listDrafts(actor, "project");
    if (begun.some((draft) => textOf(draft.values, "title") === textOf(typed, "title"))) continue;
    // The currency stands there from the start, so it tells of no work done.
    const saved = SECTIONS.filter((section) => SECTION_FIELDS[section].some((field) => field !== "currency" && Object.keys(partOf(typed, field)).length > 0));
    await beginDraft(actor, { kind: "project", unitId: idOf(town.bodies, unit), recordId: null, baseVersion: null, base: null, values: typed, saved });
  }
  return town.data.drafts.length;
}
