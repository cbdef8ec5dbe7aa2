import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { answerMandate, type MandateAnswer } from "@/domain/mandate";
import { compareRules } from "@/domain/mandate-rules";
import { dateInStockholm, readPlainDate } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { listJudgeable, MOST_JUDGEABLE } from "@/features/decisions/service";
import { Answer } from "@/features/governing-documents/mandate-rules/components/answer";
import { describeStep } from "@/features/governing-documents/mandate-rules/components/rule-words";
import { TrialFields } from "@/features/governing-documents/mandate-rules/components/trial-fields";
import { readTrial } from "@/features/governing-documents/mandate-rules/rules";
import { readPackInForce } from "@/features/governing-documents/service";
import { getWords } from "@/server/locale";
import { loadVersion, type VersionProps } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("mandateRules.trial.title") };
}

/** The steps of an answer, as boxes to tick. */
function stepsIn(answer: MandateAnswer | null): { kind: string; party: string }[] {
  if (answer === null) return [];
  const rulings = answer.kind === "contradictory" ? answer.rulings : "steps" in answer ? [answer] : [];
  return rulings.flatMap((ruling) => ruling.steps);
}

export default async function TrialPage({ params, searchParams }: VersionProps) {
  const { actor, version, pack } = await loadVersion(params);
  const asked = await searchParams;
  const values = Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, typeof value === "string" ? value.slice(0, 200) : value.slice(0, 20)]])));
  const written = textOf(values, "on");
  const on = readPlainDate(written);
  const today = dateInStockholm(new Date());
  const trial = readTrial(values, on ?? today);
  const [words, inForce, decisions] = await Promise.all([getWords(), readPackInForce(actor, trial.on), listJudgeable(actor)]);
  const { matter, facts, steps } = trial;
  const isAsked = matter !== null && asked["answer"] !== undefined;
  const answer = matter === null ? null : answerMandate(pack, { matter, facts, on: trial.on, steps });
  const otherAnswer = matter === null || inForce === null ? null : answerMandate(inForce, { matter, facts, on: trial.on, steps });
  const boxes = [...new Map([...stepsIn(answer), ...stepsIn(otherAnswer)].map((step) => [`${step.kind} ${step.party}`, step])).entries()].map(([value, step]) => ({ value, label: describeStep(step as Parameters<typeof describeStep>[0], words) }));
  const otherwise = inForce === null ? [] : compareRules(inForce, pack, decisions);
  const path = `/governing-documents/${version.id}`;
  const titles = new Map(decisions.map(({ id, title }) => [id, title]));
  return (
    <>
      <Breadcrumbs
        label={words("governingDocuments.crumbs")}
        items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }, { href: `${path}/rules`, label: words("mandateRules.title") }]}
      />
      <PageHead tight title={words("mandateRules.trial.title")} lead={words("mandateRules.trial.lead")} quietLead />
      <form action={`${path}/trial`} method="get">
        <TrialFields values={values} matter={matter} unreadable={[...trial.unreadable, ...(written !== "" && on === null ? ["on"] : [])]} steps={isAsked ? boxes : []} words={words} />
        <Buttons>
          {matter === null ? <Button variant="primary">{words("mandateRules.trial.choose")}</Button> : <Button variant="primary" name="answer" value="1">{words("mandateRules.trial.answer")}</Button>}
        </Buttons>
      </form>
      {isAsked && answer !== null ? (
        <>
          <Section id="draft" title={words("mandateRules.trial.draft", { label: version.label })}>
            <Answer answer={answer} words={words} />
          </Section>
          <Section id="in-force" title={words("mandateRules.trial.inForce")}>
            {otherAnswer === null ? <p>{words("mandateRules.trial.nothingInForce")}</p> : JSON.stringify(otherAnswer) === JSON.stringify(answer) ? <Notice>{words("mandateRules.trial.same")}</Notice> : <Answer answer={otherAnswer} words={words} />}
          </Section>
        </>
      ) : null}
      <Section id="decisions" title={words("mandateRules.trial.decisions")} note={decisions.length === MOST_JUDGEABLE ? words("mandateRules.trial.mostDecisions", { count: MOST_JUDGEABLE }) : undefined}>
        {otherwise.length === 0 ? (
          <p>{words("mandateRules.trial.noDecisions", { label: version.label })}</p>
        ) : (
          <Rows>
            {otherwise.map(({ id, before, after }) => (
              <li key={id}>
                <a href={`/decisions/${id}`}>{titles.get(id)}</a>
                <Facts
                  items={[
                    { label: words("mandateRules.trial.now"), value: words(`decisions.found.${before.message.message}`, before.message.params) },
                    { label: words("mandateRules.trial.then", { label: version.label }), value: words(`decisions.found.${after.message.message}`, after.message.params) },
                  ]}
                />
              </li>
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}
