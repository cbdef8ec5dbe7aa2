import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { freeze } from "@/features/summaries/actions";
import { listEditions } from "@/features/summaries/editions/service";
import { listKeyFigures, writeLead } from "@/features/summaries/report";
import { hasAnswered } from "@/features/summaries/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadSummary } from "../load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getWords())("summaries.freezeCheck.title", { year: (await params).year }) };
}

export default async function FreezeSummaryPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { data, version, mayWrite } = await loadSummary(actor, (await params).year);
  if (!mayWrite) notFound();
  const { form } = await searchParams;
  const year = String(data.year);
  const [words, editions, parked] = await Promise.all([getWords(), listEditions(actor, data.year), findParkedForm("summary-freeze", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "caseNumber");
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.freezeCheck.${key}`, parameters);
  const path = `/year/${year}/summary`;
  const number = (editions[0]?.number ?? 0) + 1;
  const silent = data.statements?.filter((statement) => !hasAnswered(statement)).length ?? 0;
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, { href: path, label: words("summaries.title", { year }) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={say("problem")} items={problems.summary} /> : null}
      <PageHead title={say("title", { year })} lead={say("lead", { number })} />
      <Section id="holds" title={say("holds")}>
        <Facts
          items={[
            ...listKeyFigures(data, words).map((figure) => ({ label: figure.label, value: `${figure.value} (${figure.compare})` })),
            { label: words("summaries.write.leadField"), value: data.lead ?? writeLead(data, words) },
            { label: say("commentary"), value: data.commentary === null ? say("commentaryMissing") : say("commentaryThere") },
            { label: say("answers"), value: data.statements === null ? words("summaries.noRound") : say("silent", { count: silent }) },
          ]}
        />
      </Section>
      <Section id="happens" title={say("happens")}>
        <ul className="prose list-disc pl-5">
          <li>{say("happensData")}</li>
          <li>{say("happensFiles")}</li>
          <li>{say("happensLater")}</li>
        </ul>
        <form action={freeze} noValidate className="mt-6">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="_version" value={version} />
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="_back" value={`${path}/freeze`} />
          <TextField name="caseNumber" label={say("caseNumber")} help={say("caseNumberHelp")} optional={say("optional")} error={problems.errorOf("caseNumber")} defaultValue={textOf(problems.values, "caseNumber")} width="medium" />
          <Buttons>
            <Button variant="primary">{say("submit", { number })}</Button>
            <ButtonLink variant="text" href={path}>{say("cancel")}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </>
  );
}
