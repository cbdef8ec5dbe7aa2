import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { MATTER_KINDS } from "@/domain/matter";
import { record } from "@/features/decisions/actions";
import { DecisionFields } from "@/features/decisions/components/decision-fields";
import { readDecisionBeginning } from "@/features/decisions/schema";
import { loadDecisionChoices } from "@/features/decisions/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadSubject, requireRecorder, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("decisions.recordTitle") };
}

export default async function NewDecisionPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  await requireRecorder(actor);
  const parameters = await searchParams;
  const { matter, subject, facts } = readDecisionBeginning(parameters);
  const [words, about] = [await getWords(), await loadSubject(actor, subject)];
  if (subject !== null && about === null) notFound();
  const head = (
    <Breadcrumbs label={words("frame.path")} items={[{ href: "/decisions", label: words("decisions.title") }, ...(about === null ? [] : [{ href: about.path, label: about.title }])]} />
  );
  if (matter === null) {
    return (
      <>
        {head}
        <PageHead tight title={words("decisions.recordTitle")} lead={words("decisions.recordLead")} quietLead />
        <form action="/decisions/new" method="get">
          {subject === null ? null : (
            <>
              <input type="hidden" name="kind" value={subject.kind} />
              <input type="hidden" name="id" value={subject.id} />
            </>
          )}
          <SelectField name="matter" label={words("decisions.chooseMatter")} help={words("decisions.chooseMatterHelp")} options={MATTER_KINDS.map((kind) => ({ value: kind, label: words(`decisions.matter.${kind}`) }))} required />
          <Buttons>
            <Button variant="primary">{words("decisions.continue")}</Button>
            <ButtonLink variant="text" href="/decisions">{words("decisions.cancelForm")}</ButtonLink>
          </Buttons>
        </form>
      </>
    );
  }
  const form = parameters["form"];
  const [choices, parked] = await Promise.all([loadDecisionChoices(actor, matter), findParkedForm("decision-record", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? facts, parked?.issues ?? [], words, "title");
  const here = `/decisions/new?matter=${matter}${subject === null ? "" : `&kind=${subject.kind}&id=${subject.id}`}`;
  return (
    <>
      {head}
      {problems.summary.length > 0 ? <ErrorSummary title={words("decisions.problem")} items={problems.summary} /> : null}
      <PageHead tight title={`${words("decisions.recordTitle")}: ${words(`decisions.matter.${matter}`).toLowerCase()}`} lead={words("decisions.recordLead")} quietLead />
      <p className="mb-6"><a href={subject === null ? "/decisions/new" : `/decisions/new?kind=${subject.kind}&id=${subject.id}`}>{words("decisions.otherMatter")}</a></p>
      <form action={record} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={here} />
        <DecisionFields problems={problems} matter={matter} {...choices} subject={subject} asksForUnit={subject?.kind !== "project" && subject?.kind !== "unitStatement"} words={words} />
        <Buttons>
          <Button variant="primary">{words("decisions.recordSave")}</Button>
          <ButtonLink variant="text" href={about?.path ?? "/decisions"}>{words("decisions.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
