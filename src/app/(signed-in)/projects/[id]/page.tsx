import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { describeHistory } from "@/features/audit-trail/components/record-history";
import { findInitiativeOf } from "@/features/initiatives/service";
import { startEdit, startLog } from "@/features/project-drafts/actions";
import { archive, changeStatus, restore } from "@/features/projects/actions";
import { describeProject } from "@/features/projects/components/describe-project";
import { ProjectSheet, type ProjectSheetProps } from "@/features/projects/components/project-sheet";
import { mayLogProjects } from "@/features/projects/policy";
import { budgetInOre, decisionNeedOf } from "@/features/projects/rules";
import { getProjectWithHistory, type ProjectView } from "@/features/projects/service";
import { describeProblems } from "@/lib/form-problems";
import { isId } from "@/lib/fields";
import type { Words } from "@/messages/words";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import type { HistoryEntry } from "@/server/history";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm, type ParkedForm } from "@/server/parked-forms";

interface Properties {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The record and its latest acts, once a request: the page's title asks for them too. */
const load = cache(async (actor: Actor, id: string): Promise<{ view: ProjectView; history: HistoryEntry[] }> => {
  if (!isId(id)) notFound();
  try {
    return await getProjectWithHistory(actor, id, { limit: 6 });
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const words = await getWords();
  return { title: (await load(await getActor(), (await params).id).catch(() => null))?.view.project.title ?? words("errors.notFoundTitle") };
}

const DONE = new Set(["logged", "changed", "merged", "status", "archived", "restored", "draftKept", "draftDiscarded"]);
const FIELDS = ["to", "on", "note"];
const ACTIONS = { startEdit, startLog, changeStatus, archive, restore };

export default async function ProjectPage({ params, searchParams }: Properties) {
  const [{ id }, parameters, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  const formId = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const loaded = load(actor, id);
  const [{ view, history }, decision, initiative, parked] = await Promise.all([loaded, describeNeed(actor, id, loaded.then(({ view: { project } }) => needOf(project))), loaded.then(() => findInitiativeOf(actor, id)), formId === undefined ? null : findFirst(["project-status", "project-archive"], formId, actor.personId)]);
  const [pack, today] = [getPack(), dateInStockholm(new Date())];
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const described = describeProject(view, { pack, today, mayCopy: mayLogProjects(actor), history: describeHistory(history, words) }, words);
  return (
    <ProjectSheet
      sheet={done === "archived" ? { ...described, archived: null } : described}
      actions={ACTIONS}
      done={done === null ? null : { text: words(`projects.done.${done}`), isUndone: done === "archived" && view.mayArchive }}
      problems={parked === null ? null : showProblems(parked, words)}
      today={today}
    >
      {initiative === null ? null : <p>{words("initiatives.cameFrom")} <a href={`/initiatives/${initiative.id}`}>{initiative.title}</a></p>}
      {decision === null ? null : <DecisionBox described={decision} document={pack.document} words={words} />}
    </ProjectSheet>
  );
}

const needOf = (project: ProjectView["project"]) =>
  decisionNeedOf({ ...project, startsOn: project.starts?.on ?? null, endsOn: project.ends?.on ?? null, totalBudgetOre: budgetInOre(project), participatingUnits: project.participatingUnits.length });

function showProblems(parked: ParkedForm, words: Words): ProjectSheetProps["problems"] {
  const { values, errorOf, summary } = describeProblems(parked.values, parked.issues, words, "steps");
  const errors = FIELDS.flatMap((field) => {
    const error = errorOf(field);
    return error === undefined ? [] : [[field, error] as const];
  });
  return { title: words("frame.problem"), items: summary, errors: Object.fromEntries(errors), typed: Object.fromEntries(FIELDS.map((field) => [field, textOf(values, field)])) };
}

async function findFirst(forms: readonly string[], id: string, personId: string): Promise<ParkedForm | null> {
  for (const form of forms) {
    const parked = await findParkedForm(form, id, personId);
    if (parked !== null) return parked;
  }
  return null;
}
