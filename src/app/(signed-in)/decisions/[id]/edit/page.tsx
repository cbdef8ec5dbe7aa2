import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { correct } from "@/features/decisions/actions";
import { DecisionFields } from "@/features/decisions/components/decision-fields";
import { writeDecision } from "@/features/decisions/rules";
import { loadDecisionChoices } from "@/features/decisions/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadDecision, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

/** Fields whose stored values are words as they stand. */
const SPOKEN = ["decidedOn", "minutesParagraph", "caseNumber", "title", "text", "documentUrl", "source", "delegationNumber", "reportedOn"];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("decisions.correct") };
}

export default async function CorrectDecisionPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { decision, mayCorrect } = await loadDecision(actor, (await params).id);
  if (!mayCorrect) notFound();
  const { form } = await searchParams;
  const [words, choices, parked] = await Promise.all([getWords(), loadDecisionChoices(actor, decision.matter, undefined, decision), findParkedForm("decision-correct", typeof form === "string" ? form : undefined, actor.personId)]);
  const stored = writeDecision(decision);
  const problems = describeProblems(parked?.values ?? stored, parked?.issues ?? [], words, "title");
  // Someone has saved meanwhile: what stands there now, where it is not what was typed.
  const isConflict = parked?.issues.some((issue) => issue.message === "errors.CONFLICT") === true;
  const differing = isConflict ? SPOKEN.filter((field) => textOf(stored, field) !== textOf(problems.values, field)) : [];
  const path = `/decisions/${decision.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/decisions", label: words("decisions.title") }, { href: path, label: decision.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("decisions.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("decisions.correctTitle", { title: decision.title })} lead={words("decisions.correctLead")} quietLead />
      {differing.length > 0 ? (
        <Section id="stored" title={words("decisions.nowStored")} note={words("decisions.nowStoredNote")}>
          <Facts items={differing.map((field) => ({ label: words(`decisions.field.${field}`), value: textOf(stored, field) || words("decisions.empty") }))} />
        </Section>
      ) : null}
      <form action={correct} noValidate>
        <input type="hidden" name="id" value={decision.id} />
        <input type="hidden" name="_version" value={decision.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <DecisionFields problems={problems} matter={decision.matter} {...choices} subject={decision.subject} asksForUnit={decision.subject?.kind !== "project" && decision.subject?.kind !== "unitStatement"} words={words} />
        <Buttons>
          <Button variant="primary">{words("decisions.correctSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("decisions.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
