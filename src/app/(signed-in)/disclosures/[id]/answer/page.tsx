import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField, DateField, RadioGroup, TextArea, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { answer } from "@/features/disclosures/answers/actions";
import { DISCLOSURE_OUTCOMES, LONGEST_ANSWER_REASON } from "@/features/disclosures/answers/schema";
import { checkAnswer } from "@/features/disclosures/answers/service";
import { isOpen, titleOf } from "@/features/disclosures/rules";
import { describeProblems } from "@/lib/form-problems";
import { wordsFor } from "@/messages/words";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getAnswerer, loadRequest, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disclosures.answer.title") };
}

/** What the examination came to, and the decision that ends it. */
export default async function AnswerRequestPage({ params, searchParams }: Props) {
  const actor = await getAnswerer();
  const [{ id }, { form }, words] = [await params, await searchParams, await getWords()];
  const request = await loadRequest(actor, id);
  if (!isOpen(request.state)) notFound();
  const [{ hindrances, outcome, weighed, traces }, parked] = await Promise.all([checkAnswer(actor, id, { ...around, words: wordsFor("sv") }), findParkedForm("disclosure-answer", typeof form === "string" ? form : undefined, actor.personId)]);
  const say = (key: string, values?: Record<string, string | number>) => words(`disclosures.answer.${key}`, values);
  const problems = describeProblems(parked?.values ?? { outcome, decidedOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "outcome");
  const named = (name: string) => ({ name, label: words(`disclosures.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const path = `/disclosures/${id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/disclosures", label: words("disclosures.title") }, { href: path, label: titleOf(request) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disclosures.problem")} items={problems.summary} /> : null}
      <PageHead tight title={say("title")} lead={say("lead")} quietLead />
      {hindrances.length > 0 ? (
        <Section id="hindrances" title={say("hindered")}>
          {hindrances.map(({ reason, count }) => (
            <Notice key={reason} kind="missing">{words(`refusals.${reason}`, { count })}</Notice>
          ))}
          <Buttons>
            <ButtonLink variant="primary" href={path}>{words("disclosures.records")}</ButtonLink>
          </Buttons>
        </Section>
      ) : (
        <form action={answer} noValidate>
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="_back" value={`${path}/answer`} />
          <input type="hidden" name="requestId" value={id} />
          <input type="hidden" name="_version" value={request.version} />
          <Section id="weighed" title={say("comesTo")}>
            <p>{say("weighed", weighed)}</p>
          </Section>
          {traces.length === 0 && problems.errorOf("isSeen") === undefined ? null : (
            <Section id="traces" title={say("traces")}>
              <p>{say("tracesText")}</p>
              <Rows tight>
                {traces.map((trace) => (
                  <li key={trace}>{trace}</li>
                ))}
              </Rows>
              <CheckboxField name="isSeen" label={words("disclosures.field.isSeen")} error={problems.errorOf("isSeen")} defaultValue={textOf(problems.values, "isSeen") !== ""} />
            </Section>
          )}
          <RadioGroup {...named("outcome")} options={DISCLOSURE_OUTCOMES.map((value) => ({ value, label: words(`disclosures.outcome.${value}`) }))} required />
          <TextField {...named("decidedBy")} help={words("disclosures.help.decidedBy")} autoComplete="off" required />
          <DateField {...named("decidedOn")} required />
          <TextArea {...named("reason")} help={words("disclosures.help.reason")} optional={words("frame.optional")} most={LONGEST_ANSWER_REASON} />
          <Section id="appeal" title={say("appealTitle")}>
            <p className="mb-4">{words("disclosures.appeal")}</p>
          </Section>
          <Buttons>
            <Button variant="primary">{say("save")}</Button>
            <ButtonLink variant="text" href={path}>{words("disclosures.cancel")}</ButtonLink>
          </Buttons>
        </form>
      )}
    </>
  );
}
