import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Section, SectionHead } from "@/components/section";
import { WorkArea } from "@/components/task-list";
import { changedFields } from "@/domain/merge";
import { submitEdit, submitLog } from "@/features/project-drafts/actions";
import { SectionList } from "@/features/project-drafts/components/section-list";
import { describeField, nameField } from "@/features/projects/components/project-values";
import { HintSection } from "@/features/projects/hints/components/hint-list";
import { hintSubjectOf } from "@/features/projects/hints/rules";
import { listHints } from "@/features/projects/hints/service";
import { sectionOf, SECTIONS, SECTION_FIELDS } from "@/features/projects/schema";
import { titleOf } from "@/features/projects/rules";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadDraftPage } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.check") };
}

export default async function CheckPage({ params, searchParams }: { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { draftId } = await params;
  const parameters = await searchParams;
  const { actor, view, words } = await loadDraftPage(draftId);
  const { draft, choices, issues, states } = view;
  const parked = await findParkedForm("project-submit", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const hints = await listHints(actor, hintSubjectOf(draft.values, draft.recordId));
  const problems = describeProblems(draft.values, parked?.issues ?? [], words, "check");
  const names = { ...choices, taxonomies: getPack().taxonomies };
  const isNew = draft.recordId === null;
  const here = `/projects/drafts/${draftId}`;
  const changed = new Set(draft.base === null ? [] : changedFields(draft.base, draft.values));
  const wrong = describeProblems(draft.values, issues, words, "check").summary.map((item, index) => ({ text: item.text, href: `${here}/${sectionOf(issues[index]?.field ?? "")}?checked=1${item.href}` }));
  const summary = [...problems.summary, ...wrong];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `${here}/about`, label: words(isNew ? "projects.log" : "frame.change") }]} />
      {summary.length > 0 ? <ErrorSummary title={words("projects.checkProblem", { count: summary.length })} items={summary} /> : null}
      <PageHead tight title={titleOf(draft.values) ?? words("projects.newProject")} quietLead lead={words(isNew ? "projects.checkLead" : changed.size === 0 ? "projects.checkNothing" : "projects.checkEditLead")} />
      <WorkArea>
        <SectionList draftId={draftId} states={states} current="check" isComplete={view.isComplete} words={words} />
        <div>
          {SECTIONS.map((section) => {
            const facts = SECTION_FIELDS[section].flatMap((field) => {
              const value = describeField(field, draft.values, names, words);
              const before = draft.base !== null && changed.has(field) ? describeField(field, draft.base, names, words) : null;
              if (value === "" && before === null) return [];
              return [{ label: nameField(field, words), value: before === null ? value : <><b>{value === "" ? words("projects.removed") : value}</b> <span className="quiet">{before === "" ? words("projects.wasEmpty") : words("projects.was", { before })}</span></> }];
            });
            return facts.length === 0 ? null : (
              <Section key={section} id={`check-${section}`} title={words(`projects.sections.${section}`)} more={{ href: `${here}/${section}`, label: words("frame.change") }}>
                <Facts items={facts} />
              </Section>
            );
          })}
          <form id="check" className="section" action={isNew ? submitLog : submitEdit} aria-labelledby="check-title">
            <input type="hidden" name="_draft" value={draftId} />
            <input type="hidden" name="_back" value={`${here}/check`} />
            <SectionHead id="check-title" title={words(isNew ? "projects.readyToLog" : "projects.readyToSave")} />
            <Buttons>
              <Button variant="primary" disabled={!view.isComplete}>{words(isNew ? "projects.submit" : "projects.submitEdit")}</Button>
            </Buttons>
          </form>
          <HintSection hints={hints} words={words} />
        </div>
      </WorkArea>
    </>
  );
}
