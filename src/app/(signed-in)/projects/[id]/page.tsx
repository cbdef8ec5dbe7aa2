import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Section } from "@/components/section";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { holderOf } from "@/domain/registers";
import { textOf } from "@/domain/values";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { describeHistory } from "@/features/audit-trail/components/record-history";
import { MoneyPart } from "@/features/funding/components/money-parts";
import { findInitiativeOf } from "@/features/initiatives/service";
import { SupportPart } from "@/features/economy-support/components/support-part";
import { mayLogCases } from "@/features/economy-support/policy";
import { listCasesOfProject } from "@/features/economy-support/service";
import { readParts, RecordParts } from "@/features/documents/components/record-parts";
import { startEdit, startLog } from "@/features/project-drafts/actions";
import { archive, restore } from "@/features/projects/actions";
import { ChecklistLine } from "@/features/projects/components/checklist-line";
import { DeadlineSection } from "@/features/projects/components/deadline-section";
import { ClosingPart } from "@/features/projects/closings/components/closing-part";
import { getClosing } from "@/features/projects/closings/service";
import { describeProject } from "@/features/projects/components/describe-project";
import { ProjectSheet, type ProjectSheetProps } from "@/features/projects/components/project-sheet";
import { isHelped } from "@/features/projects/hints/rules";
import { getChecklist } from "@/features/projects/checklist/service";
import { getDeadlines } from "@/features/projects/deadlines/service";
import { mayLogProjects } from "@/features/projects/policy";
import { needOf } from "@/features/projects/rules";
import { take } from "@/features/projects/steps/actions";
import { lacksDecision, openSteps } from "@/features/projects/steps/rules";
import { getProjectWithHistory, type ProjectView } from "@/features/projects/service";
import { FactSheetLinks } from "@/features/town-relations/components/fact-sheet-links";
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
const ACTIONS = { startEdit, startLog, changeStatus: take, archive, restore };

export default async function ProjectPage({ params, searchParams }: Properties) {
  const [{ id }, parameters, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  const formId = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  if (!isId(id)) notFound();
  const loaded = load(actor, id);
  const [{ view, history }, decision, initiative, { deadlines }, items, parked, closing, support, parts] = await Promise.all([
    loaded,
    describeNeed(actor, [id], loaded.then(({ view: { project } }) => needOf(project))),
    findInitiativeOf(actor, id, { loaded }),
    alongside(loaded, getDeadlines(actor, id)),
    // Only external money has the checklist.
    loaded.then(({ view: { project } }) => (project.isExternallyFunded ? getChecklist(actor, id).then(({ items: all }) => all) : [])),
    formId === undefined ? null : findFirst(["project-status", "project-archive"], formId, actor.personId),
    getClosing(actor, id, { loaded: loaded.then(({ view: found }) => found) }),
    getPack().modules.economySupport.state === "off" ? null : listCasesOfProject(actor, id, { loaded: loaded.then(({ view: found }) => found) }),
    readParts(actor, { kind: "project", id }, loaded.then(({ view: found }) => holderOf(found.project.title, found.project.unitId, found))),
  ]);
  const [pack, today] = [getPack(), dateInStockholm(new Date())];
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const steps = view.mayEdit ? openSteps({ ...view.project, lacksDecision: lacksDecision(decision) }, today) : [];
  const described = describeProject(view, { pack, steps, today, mayCopy: mayLogProjects(actor), history: describeHistory(history, words) }, words);
  return (
    <ProjectSheet
      sheet={done === "archived" ? { ...described, archived: null } : described}
      actions={ACTIONS}
      done={done === null ? null : { text: words(`projects.done.${done}`), isUndone: done === "archived" && view.mayArchive }}
      problems={parked === null ? null : showProblems(parked, words)}
      today={today}
      more={
        <>
          <ClosingPart {...closing} words={words} />
          {support === null || (support.length === 0 && !view.project.isExternallyFunded) ? null : <SupportPart cases={support} projectId={id} mayAsk={mayLogCases(actor)} words={words} />}
          <RecordParts subject={{ kind: "project", id }} parts={parts} words={words} />
          {view.mayEdit && isHelped(view.project.status) ? (
            <Section id="hints" title={words("hints.title")}>
              <a className="more" href={`/projects/${id}/hints`}>
                {words("hints.see")}
              </a>
            </Section>
          ) : null}
          <FactSheetLinks kind="projects" id={id} words={words} />
        </>
      }
    >
      {initiative === null ? null : <p>{words("initiatives.cameFrom")} <a href={`/initiatives/${initiative.id}`}>{initiative.title}</a></p>}
      <MoneyPart project={view.project} words={words} />
      {decision === null ? null : <DecisionBox described={decision} document={pack.document} words={words} />}
      {view.project.isExternallyFunded ? <ChecklistLine projectId={id} items={items} words={words} /> : null}
      <DeadlineSection project={view.project} deadlines={deadlines} mayEdit={view.mayEdit} today={today} words={words} />
    </ProjectSheet>
  );
}

/** What is read beside the record; that there is no such record is said by the record itself. */
const alongside = <Value,>(record: Promise<unknown>, beside: Promise<Value>): Promise<Value> =>
  beside.catch(async (error: unknown) => {
    await record;
    throw error;
  });

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
