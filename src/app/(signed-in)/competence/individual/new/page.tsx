import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { log } from "@/features/competence/actions";
import { ActivityFields } from "@/features/competence/components/activity-fields";
import { mayLogIndividual } from "@/features/competence/policy";
import { listContactChoices, listProgrammeChoices } from "@/features/competence/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { askedBy } from "../../../load";
import { requireCompetence, textIn, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("competence.logIndividual") };
}

export default async function LogIndividualPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireCompetence();
  if (!mayLogIndividual(actor)) notFound();
  const form = textIn(await searchParams, "form");
  const [words, choices, programmes, parked] = await Promise.all([getWords(), listContactChoices(actor), listProgrammeChoices(actor), findParkedForm("competence-individual", form, actor.personId)]);
  const own = choices.find(({ personId }) => personId === actor.personId);
  const problems = describeProblems(parked?.values ?? { appointmentId: own?.appointmentId ?? "" }, parked?.issues ?? [], words, "title");
  const asked = askedBy("INDIVIDUAL_COMPETENCE");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("competence.logIndividual")} lead={words("competence.logLead")} quietLead />
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/competence/individual/new" />
        <SelectField
          name="appointmentId"
          label={words("competence.field.appointmentId")}
          error={problems.errorOf("appointmentId")}
          empty={words("frame.choose")}
          options={choices.map(({ appointmentId, personName, unitName }) => ({ value: appointmentId, label: `${personName}, ${unitName}` }))}
          defaultValue={textOf(problems.values, "appointmentId")}
          required
        />
        <ActivityFields problems={problems} programmes={programmes} isIndividual words={words} />
        <Buttons>
          <Button variant="primary">{words("competence.logSave")}</Button>
          <ButtonLink variant="text" href="/competence">{words("competence.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
