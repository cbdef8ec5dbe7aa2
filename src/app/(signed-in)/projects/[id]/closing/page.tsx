import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { remove } from "@/features/projects/closings/actions";
import { ClosingFacts } from "@/features/projects/closings/components/closing-facts";
import { says } from "@/features/projects/closings/rules";
import { getClosing } from "@/features/projects/closings/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const DONE = new Set(["told", "changed", "removed"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("closings.title") };
}

export default async function ClosingPage({ params, searchParams }: Props) {
  const [{ id }, parameters, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  if (!isId(id)) notFound();
  const { project, closing, isTime, mayEdit } = await getClosing(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const parked = await findParkedForm("project-closing-step", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const problems = describeProblems({}, parked?.issues ?? [], words, "closing");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/projects/${id}/closing`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("closings.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`closings.done.${done}`)}</Notice>}
      <PageHead
        title={words("closings.title")}
        lead={words("closings.lead", { project: project.title })}
        quietLead
        meta={closing?.isDemonstration ? <span className="quiet">{words("closings.demonstration")}</span> : null}
        tools={closing !== null && mayEdit ? <ButtonLink href={`${path}/edit`}>{words("closings.edit")}</ButtonLink> : null}
      />
      {closing !== null && mayEdit && !says(closing, "lessons") ? <Notice>{words("closings.noLessons")}</Notice> : null}
      <div id="closing" tabIndex={-1}>
        {closing !== null ? <ClosingFacts closing={closing} words={words} /> : <p>{words(isTime ? "closings.none" : "closings.notYet")}</p>}
        {closing === null && isTime && mayEdit ? <p className="mt-4"><ButtonLink variant="primary" href={`${path}/edit`}>{words("closings.write")}</ButtonLink></p> : null}
      </div>
      {closing !== null && mayEdit ? (
        <Section id="remove" title={words("closings.removeTitle")} bare>
          <OneButton action={remove} fields={{ projectId: id, _version: closing.version, _back: path }} label={words("closings.remove")} />
        </Section>
      ) : null}
    </>
  );
}
