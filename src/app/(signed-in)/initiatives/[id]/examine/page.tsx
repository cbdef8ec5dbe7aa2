import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { ExaminationFields } from "@/features/initiatives/components/examination-fields";
import { examine } from "@/features/initiatives/examinations/actions";
import { EXAMINATION_QUESTIONS } from "@/features/initiatives/examinations/schema";
import { listProgrammes } from "@/features/initiatives/examinations/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadInitiative, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("examinations.title") };
}

export default async function ExaminePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { initiative, mayEdit } = await loadInitiative(actor, (await params).id);
  const { form, question: asked } = await searchParams;
  const question = EXAMINATION_QUESTIONS.find((one) => one === asked);
  if (!mayEdit || question === undefined) notFound();
  const [words, programmes, parked] = await Promise.all([getWords(), listProgrammes(actor), findParkedForm("initiative-examine", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "examinedOn");
  const path = `/initiatives/${initiative.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }, { href: path, label: initiative.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("initiatives.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words(`examinations.examine.${question}`)} lead={words(`examinations.lead.${question}`)} quietLead />
      <form action={examine} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="id" value={initiative.id} />
        <input type="hidden" name="_version" value={initiative.version} />
        <input type="hidden" name="question" value={question} />
        <input type="hidden" name="_back" value={`${path}/examine?question=${question}`} />
        <ExaminationFields problems={problems} question={question} programmes={programmes} words={words} />
        <Buttons>
          <Button variant="primary">{words("examinations.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("initiatives.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
