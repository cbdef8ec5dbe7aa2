import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { SectionHead } from "@/components/section";
import { WorkArea } from "@/components/task-list";
import { discardDraft, saveSection } from "@/features/project-drafts/actions";
import { Autosave } from "@/features/project-drafts/components/autosave";
import { SectionFields } from "@/features/project-drafts/components/section-fields";
import { SectionList } from "@/features/project-drafts/components/section-list";
import { loadDraftPage } from "../load";
import { issuesIn, titleOf } from "@/features/projects/rules";
import { SECTIONS, type Section } from "@/features/projects/schema";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { formatTime } from "@/lib/formats";

interface Properties {
  params: Promise<{ draftId: string; section: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const sectionNamed = (name: string): Section => SECTIONS.find((section) => section === name) ?? notFound();

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const words = await getWords();
  const { section } = await params;
  return { title: SECTIONS.some((known) => known === section) ? `${words(`projects.sections.${section}`)} – ${words("projects.log")}` : words("errors.notFoundTitle") };
}

export default async function DraftSectionPage({ params, searchParams }: Properties) {
  const { draftId, section: name } = await params;
  const section = sectionNamed(name);
  const parameters = await searchParams;
  const { actor, view, words } = await loadDraftPage(draftId);
  const { draft, choices, states } = view;
  const { modules, taxonomies } = getPack();
  const checked = parameters["checked"] === "1" || states[section].state === "wrong";
  const parked = await findParkedForm("project-section", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const issues = [...(parked?.issues ?? []), ...(checked && parked === null ? issuesIn(section, view.issues) : [])];
  const form = describeProblems(parked === null ? draft.values : { ...draft.values, ...parked.values }, issues, words, "section-form");
  const here = `/projects/drafts/${draftId}/${section}`;
  const isNew = draft.recordId === null;
  const done = SECTIONS.filter((candidate) => states[candidate].state === "done").length;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={isNew ? [{ href: "/projects", label: words("projects.title") }, { href: `/projects/drafts/${draftId}/about`, label: words("projects.log") }] : [{ href: "/projects", label: words("projects.title") }, { href: `/projects/${draft.recordId ?? ""}`, label: titleOf(draft.base ?? {}) ?? "" }]} />
      {form.summary.length > 0 ? <ErrorSummary title={words("projects.sectionProblem", { count: form.summary.length, section: words(`projects.sections.${section}`) })} items={form.summary} /> : null}
      <PageHead tight title={titleOf(draft.values) ?? words("projects.newProject")} quietLead lead={isNew ? words("projects.progress", { done, all: SECTIONS.length }) : words("projects.editLead")} />
      <WorkArea>
        <SectionList draftId={draftId} states={states} current={section} isComplete={view.isComplete} words={words}>
          <Autosave
            formId="section-form"
            initial={words("projects.draftSaved", { time: formatTime(draft.updatedAt, words.locale) })}
            saved={words("projects.autosaved")}
            saving={words("projects.autosaving")}
            unsaved={words("projects.autosaveFailed")}
            outdated={words("projects.autosaveOutdated")}
            signedOut={words("projects.autosaveSignedOut")}
            signIn={words("projects.autosaveSignIn")}
          />
          <p><a className="more" href={isNew ? "/" : `/projects/${draft.recordId ?? ""}`}>{words("projects.later")}</a></p>
        </SectionList>
        <div>
          <form id="section-form" className="section" action={saveSection} noValidate aria-labelledby="section-title">
            <input type="hidden" name="_draft" value={draftId} />
            <input type="hidden" name="_section" value={section} />
            <input type="hidden" name="_saves" value={draft.saves[section] ?? 0} />
            <input type="hidden" name="_back" value={here} />
            {/* Enter in a field presses the form's first button. */}
            <button className="vh" type="submit" name="_then" value="next" tabIndex={-1} aria-hidden="true" />
            <SectionHead id="section-title" title={words(`projects.sections.${section}`)} note={words("projects.sectionOf", { number: SECTIONS.indexOf(section) + 1, all: SECTIONS.length })} />
            <SectionFields
              section={section}
              form={form}
              words={words}
              isNew={isNew}
              detailed={parameters["more"] === "1"}
              units={choices.units}
              ownUnitIds={choices.ownUnitIds}
              workplaces={choices.workplaces}
              programmes={choices.programmes}
              calls={choices.calls}
              asks={{ childrenAndYouth: modules.childrenAndYouth.state === "required", economySupport: modules.economySupport.state === "required", area: modules.twoAreas.state === "required", priorities: modules.profileAreas.state === "required" }}
              priorities={choices.priorities}
              taxonomies={modules.twoAreas.state === "off" ? { ...taxonomies, areas: [] } : taxonomies}
            />
            <Buttons>
              <Button variant="primary" name="_then" value="next">{words("projects.saveSection")}</Button>
              <Button variant="text" name="_then" value="later">{words("projects.later")}</Button>
            </Buttons>
          </form>
          <OneButton action={discardDraft} fields={{ _draft: draftId, _back: here }} label={words(isNew ? "projects.discardDraft" : "projects.discardChanges")} className="mt-8" />
        </div>
      </WorkArea>
    </>
  );
}
