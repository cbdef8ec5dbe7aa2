import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { SelectField } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, nameProject, restore } from "@/features/initiatives/actions";
import { ExaminationPart } from "@/features/initiatives/components/examination-part";
import { remove } from "@/features/initiatives/examinations/actions";
import { EXAMINATION_QUESTIONS } from "@/features/initiatives/examinations/schema";
import { listExaminations } from "@/features/initiatives/examinations/service";
import { latestOf, questionsLeft } from "@/features/initiatives/rules";
import { listInitiativeHistory, offerProjects } from "@/features/initiatives/service";
import { startFromInitiative } from "@/features/project-drafts/actions";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { asksForExaminations, loadInitiative, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "changed", "examined", "examinedWithoutReason", "examinationRemoved", "becameProject", "projectLeft", "archived", "restored"]);
const FORMS = ["initiative-step", "initiative-project", "project-start"] as const;
const EVIDENCE = { COOPERATION: "COOPERATION_EXAMINED", FUNDING: "FUNDING_EXAMINED" } as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadInitiative(await getActor(), (await params).id)).initiative.title };
}

export default async function InitiativePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ initiative, project, opportunity, mayEdit, mayArchive }, parameters, words, pack] = [await loadInitiative(actor, (await params).id), await searchParams, await getWords(), getPack()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [history, examinations, projects, ...parked] = await Promise.all([
    listInitiativeHistory(actor, initiative.id, { limit: 10 }),
    listExaminations(actor, initiative.id),
    mayEdit ? offerProjects(actor, initiative.unitId) : [],
    ...FORMS.map((name) => (form === undefined ? null : findParkedForm(name, form, actor.personId))),
  ]);
  const problems = describeProblems({}, parked.find((one) => one !== null)?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/initiatives/${initiative.id}`;
  const label = (name: string) => words(`initiatives.field.${name}`);
  const isAsked = asksForExaminations();
  const left = questionsLeft(latestOf(examinations));
  const askedBy = (question: "COOPERATION" | "FUNDING") => {
    const number = pack.obligations.find(({ evidence }) => evidence === EVIDENCE[question])?.clause;
    const clause = pack.clauses.find((one) => one.number === number);
    return !isAsked || clause === undefined ? null : { quotation: clause.quotation, clause: `${pack.document.shortTitle}, ${clause.number}` };
  };
  const mine = { id: initiative.id, _version: initiative.version, _back: path };
  const hasOther = project !== null && !projects.some(({ id }) => id === project.id);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("initiatives.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`initiatives.done.${done}`)}</Notice>}
      {initiative.isArchived ? <Notice>{words("initiatives.archivedNow")}</Notice> : null}
      <PageHead
        title={initiative.title}
        lead={words("initiatives.begun", { unit: initiative.unitName, day: formatDate(initiative.begunOn, words.locale) })}
        quietLead
        meta={
          <>
            {left.length === 0 ? <Status kind="done">{words("initiatives.triedBoth")}</Status> : <Status kind={isAsked ? "missing" : "none"}>{words("initiatives.left", { count: left.length })}</Status>}
            {initiative.isDemonstration ? <span className="quiet">{words("initiatives.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="facts" title={words("initiatives.about")}>
            <Facts
              items={[
                ...(initiative.text === null ? [] : [{ label: label("text"), value: initiative.text }]),
                { label: label("unitId"), value: <a href={`/bodies/${initiative.unitId}`}>{initiative.unitName}</a> },
                ...(opportunity === null ? [] : [{ label: label("opportunityId"), value: <a href={`/opportunities/${opportunity.id}`}>{opportunity.title}</a> }]),
                ...(initiative.takenBy === null ? [] : [{ label: label("takenBy"), value: words(`initiatives.takenBy.${initiative.takenBy}`) }]),
              ]}
            />
          </Section>
          {EXAMINATION_QUESTIONS.map((question) => (
            <ExaminationPart key={question} question={question} examinations={examinations} initiative={initiative} mayEdit={mayEdit} asked={askedBy(question)} remove={remove} words={words} />
          ))}
          <Section id="project" title={words("initiatives.projectTitle")}>
            {initiative.projectId !== null ? <p>{project === null ? words("initiatives.hiddenProject") : <a href={`/projects/${project.id}`}>{project.title}</a>}</p> : mayEdit ? <p>{words("initiatives.projectLead")}</p> : <p>{words("initiatives.noProject")}</p>}
            {initiative.projectId === null && mayEdit ? (
              <div className="mt-3">
                <OneButton action={startFromInitiative} fields={{ initiativeId: initiative.id, _back: path }} label={words("initiatives.startProject")} variant="small" />
              </div>
            ) : null}
            {mayEdit && (projects.length > 0 || initiative.projectId !== null) ? (
              <details className="mt-4">
                <summary>{words("initiatives.nameProject")}</summary>
                <form action={nameProject} noValidate>
                  {Object.entries(mine).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
                  <SelectField name="projectId" label={label("projectId")} help={words("initiatives.help.projectId")} empty={words("initiatives.noProject")} options={[...(hasOther ? [project] : []), ...projects].map(({ id, title }) => ({ value: id, label: title }))} defaultValue={initiative.projectId ?? ""} />
                  <Button>{words("initiatives.nameProjectSave")}</Button>
                </form>
              </details>
            ) : null}
          </Section>
        </div>
        <RecordAside
          label={words("initiatives.aside")}
          path={path}
          edit={mayEdit ? words("initiatives.edit") : null}
          archiving={mayArchive ? { action: initiative.isArchived ? restore : archive, label: words(initiative.isArchived ? "initiatives.restore" : "initiatives.archive") } : null}
          record={initiative}
          titles={{ change: words("initiatives.changeTitle"), history: words("initiatives.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "initiative", id: initiative.id }} holder={holderOf(initiative.title, initiative.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
