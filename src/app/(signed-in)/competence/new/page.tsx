import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { RadioGroup } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { isCoordinator } from "@/domain/actor";
import { textOf } from "@/domain/values";
import { plan } from "@/features/competence/actions";
import { ActivityFields } from "@/features/competence/components/activity-fields";
import { PLANNED_KINDS } from "@/features/competence/schema";
import { listProgrammeChoices } from "@/features/competence/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { requireCompetence, textIn, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("competence.planTitle") };
}

export default async function PlanActivityPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireCompetence();
  if (!isCoordinator(actor)) notFound();
  const form = textIn(await searchParams, "form");
  const [words, programmes, parked] = await Promise.all([getWords(), listProgrammeChoices(actor), findParkedForm("competence-plan", form, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { kind: "JOINT" }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("competence.planTitle")} lead={words("competence.planLead")} quietLead />
      <form action={plan} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/competence/new" />
        <RadioGroup name="kind" label={words("competence.field.kind")} error={problems.errorOf("kind")} defaultValue={textOf(problems.values, "kind")} options={PLANNED_KINDS.map((kind) => ({ value: kind, label: words(`competence.kind.${kind}`) }))} required />
        <ActivityFields problems={problems} programmes={programmes} isIndividual={false} words={words} />
        <Buttons>
          <Button variant="primary">{words("competence.planSave")}</Button>
          <ButtonLink variant="text" href="/competence">{words("competence.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
