import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { startEdit } from "@/features/project-drafts/actions";
import { describeStatus } from "@/features/projects/components/project-status";
import { PROJECT_STATUSES, type Section as SectionName } from "@/features/projects/schema";
import { correct, take } from "@/features/projects/steps/actions";
import type { StatusRequirement } from "@/features/projects/steps/rules";
import { getSteps } from "@/features/projects/steps/service";
import { isId } from "@/lib/fields";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** Where what a step takes is filled in; a decision has a box of its own, and that the project has ended only time brings. */
const FILLED_IN: Readonly<Partial<Record<StatusRequirement, readonly [SectionName, string]>>> = {
  programme: ["period", "addProgramme"],
  period: ["period", "addProgramme"],
  budget: ["money", "addBudget"],
  financing: ["money", "addFunding"],
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.steps.title") };
}

export default async function ProjectStepsPage({ params, searchParams }: Props) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  if (!isId(id)) notFound();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [{ project, steps, decision, mayChange }, taken, corrected] = await Promise.all([
    getSteps(actor, id),
    form === undefined ? null : findParkedForm("project-status", form, actor.personId),
    form === undefined ? null : findParkedForm("project-correction", form, actor.personId),
  ]).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const problems = describeProblems(taken?.values ?? corrected?.values ?? {}, taken?.issues ?? corrected?.issues ?? [], words, "next");
  const today = dateInStockholm(new Date());
  const path = `/projects/${id}/steps`;
  const status = (code: string) => words(`projects.status.${code}`);
  const typed = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const hidden = Object.entries({ id, _version: project.version, _back: path }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  const [kind, word] = describeStatus(project.status, false, words);
  const lacking = steps.filter(({ missing }) => missing.length > 0);
  const sections = [...new Map(lacking.flatMap(({ missing }) => missing.flatMap((requirement) => (FILLED_IN[requirement] === undefined ? [] : [FILLED_IN[requirement]]))).map((place) => [place[1], place])).values()];
  const isSilent = decision !== null && decision.decisions.length === 0 && decision.answer.kind !== "decides" && decision.answer.kind !== "decidesAfter";
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {parameters["done"] === "corrected" ? <Notice kind="done">{words("projects.steps.done.corrected")}</Notice> : null}
      <PageHead tight title={words("projects.steps.title")} lead={project.title} quietLead meta={<Status kind={kind}>{word}</Status>} />
      {decision === null ? null : <DecisionBox described={decision} document={getPack().document} words={words} />}
      {mayChange ? (
        <Section id="next" title={words("projects.steps.next")}>
          {steps.some(({ missing }) => missing.length === 0) ? (
            <form action={take} noValidate>
              {hidden}
              <SelectField {...typed("to")} label={words("projects.newStatus")} empty={words("frame.choose")} options={steps.filter(({ missing }) => missing.length === 0).map(({ to }) => ({ value: to, label: status(to) }))} required />
              <DateField {...typed("on")} label={words("projects.statusDate")} defaultValue={textOf(problems.values, "on") || today} required />
              <TextField {...typed("note")} label={words("projects.statusNote")} optional={words("frame.optional")} />
              <Buttons>
                <Button variant="primary">{words("projects.changeStatus")}</Button>
              </Buttons>
            </form>
          ) : (
            <p>{words("projects.steps.noSteps")}</p>
          )}
          {isSilent ? <p className="meta mt-3">{words("projects.steps.noDecision")}</p> : null}
          {lacking.length === 0 ? null : (
            <>
              <h3 className="mt-6">{words("projects.steps.missing")}</h3>
              <Rows tight>
                {lacking.map(({ to, missing }) => (
                  <li key={to}>{words("projects.stepLacks", { status: status(to), missing: missing.map((requirement) => words(`projects.requirement.${requirement}`)).join(", ") })}</li>
                ))}
                {sections.map(([section, label]) => (
                  <li key={label}>
                    <OneButton action={startEdit} fields={{ id, section, _back: path }} label={words(`projects.steps.${label}`)} />
                  </li>
                ))}
              </Rows>
            </>
          )}
        </Section>
      ) : null}
      <Section id="taken" title={words("projects.steps.taken")}>
        <Rows>
          {project.statusChanges.toReversed().map((step, place) => (
            <li key={place}>
              <p>
                {step.from === null ? words("projects.steps.logged", { status: status(step.to) }) : words(step.isCorrection ? "projects.steps.corrected" : "projects.steps.took", { from: status(step.from), to: status(step.to) })}{" "}
                {step.isTakenBack ? <Status kind="none">{words("projects.steps.takenBack")}</Status> : null}
              </p>
              <p className="meta">
                {formatDate(step.on, words.locale)}
                {step.note === null ? null : `. ${step.note}`}
              </p>
            </li>
          ))}
        </Rows>
      </Section>
      {mayChange ? (
        <Section id="correct" title={words("projects.steps.correct")}>
          <p className="meta mb-4">{words("projects.steps.correctLead")}</p>
          <form action={correct} noValidate>
            {hidden}
            <SelectField {...typed("right")} label={words("projects.steps.right")} empty={words("frame.choose")} options={PROJECT_STATUSES.filter((each) => each !== project.status).map((each) => ({ value: each, label: status(each) }))} required />
            <TextField {...typed("reason")} label={words("projects.steps.reason")} required />
            <Buttons>
              <Button>{words("projects.steps.correctSave")}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </>
  );
}
