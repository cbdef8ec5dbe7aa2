import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextArea, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { write } from "@/features/summaries/actions";
import { writeLead } from "@/features/summaries/report";
import { groupByQuestion } from "@/features/summaries/rules";
import { chapterField, LONGEST_CHANGE_NOTE, LONGEST_COMMENTARY, LONGEST_LEAD } from "@/features/summaries/schema";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadSummary } from "../load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getWords())("summaries.write.title", { year: (await params).year }) };
}

export default async function EditSummaryPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { data, version, mayWrite } = await loadSummary(actor, (await params).year);
  if (!mayWrite) notFound();
  const { form } = await searchParams;
  const year = String(data.year);
  const [words, parked] = await Promise.all([getWords(), findParkedForm("summary-words", typeof form === "string" ? form : undefined, actor.personId)]);
  const { chapters, clauses } = getPack();
  const changes = data.more?.changes ?? null;
  const texts = new Map((data.more?.chapters ?? []).map(({ heading, text }) => [heading, text ?? ""]));
  const written = { lead: data.lead ?? "", commentary: data.commentary ?? "", changeNote: changes?.note ?? "", residents: String(data.more?.residents?.at(-1) ?? ""), ...Object.fromEntries(chapters.map(({ heading }, place) => [chapterField(place), texts.get(heading) ?? ""])) };
  const answers = groupByQuestion(data.statements ?? []).filter((group) => group.answers.length > 0);
  const answersOf = (heading: string) => answers.filter(({ clause }) => clauses.some((each) => each.number === clause && each.chapter === heading));
  const problems = describeProblems(parked?.values ?? written, parked?.issues ?? [], words, "lead");
  const field = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const path = `/year/${year}/summary`;
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, { href: path, label: words("summaries.title", { year }) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("summaries.write.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("summaries.write.title", { year })} lead={words("summaries.write.lead")} quietLead />
      <form action={write} noValidate>
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="_version" value={version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <TextArea {...field("lead")} label={words("summaries.write.leadField")} help={words("summaries.write.leadHelp", { given: writeLead({ ...data, lead: null }, words) })} rows={3} most={LONGEST_LEAD} />
        <TextArea {...field("commentary")} label={words("summaries.commentary")} help={words("summaries.write.commentaryHelp")} rows={12} most={LONGEST_COMMENTARY} />
        {chapters.map(({ heading }, place) => {
          const said = answersOf(heading);
          return (
            <div key={heading}>
              <TextArea {...field(chapterField(place))} label={words("summaries.write.chapterField", { heading })} help={words("summaries.write.chapterHelp")} rows={6} most={LONGEST_COMMENTARY} />
              {said.length === 0 ? null : (
                <details className="answers">
                  <summary>{words("summaries.write.answers", { count: said.reduce((sum, group) => sum + group.answers.length, 0) })}</summary>
                  <dl>
                    {said.flatMap((group) => group.answers.map((answer) => (
                      <div key={`${group.code} ${answer.unitId}`}>
                        <dt>{answer.unit}<small>{group.question[words.locale]}</small></dt>
                        <dd>{answer.text}</dd>
                      </div>
                    )))}
                  </dl>
                </details>
              )}
            </div>
          );
        })}
        <TextField {...field("residents")} label={words("summaries.write.residentsField", { year })} help={words("summaries.write.residentsHelp")} optional={words("frame.optional")} inputMode="numeric" width="short" />
        {changes === null ? null : <TextArea {...field("changeNote")} label={words("summaries.write.changeField", { number: changes.number })} help={words("summaries.write.changeHelp")} rows={4} most={LONGEST_CHANGE_NOTE} />}
        <Buttons>
          <Button variant="primary">{words("summaries.write.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("summaries.write.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
