import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Button, Buttons } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section, SectionHead } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { open } from "@/features/follow-up/actions";
import { roundPolicy } from "@/features/follow-up/policy";
import { countAnswered } from "@/features/follow-up/rules";
import { listRounds } from "@/features/follow-up/service";
import { EditionList } from "@/features/summaries/components/edition-list";
import { listEditions } from "@/features/summaries/editions/service";
import { summaryPolicy } from "@/features/summaries/policy";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("followUp.title") };
}

export default async function YearsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const { form } = await searchParams;
  const mayFollow = may(summaryPolicy, "view", actor, { id: "*" });
  const [words, rounds, editions, parked] = await Promise.all([getWords(), listRounds(actor), listEditions(actor), findParkedForm("follow-up-open", typeof form === "string" ? form : undefined, actor.personId)]);
  const { modules, clauses, document } = getPack();
  const mayOpen = may(roundPolicy, "open", actor, { id: "*" });
  const clause = modules.yearlyFollowUp.state === "required" ? clauses.find((candidate) => candidate.number === modules.yearlyFollowUp.clause) : undefined;
  const thisYear = Number(dateInStockholm(new Date()).slice(0, 4));
  const suggested = rounds.some((round) => round.year === thisYear) ? "" : String(thisYear);
  const problems = describeProblems(parked?.values ?? { year: suggested }, parked?.issues ?? [], words, "year");
  const field = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const [latest] = rounds;
  const allOf = (round: (typeof rounds)[number]) => Object.values(round.counts).reduce((sum, count) => sum + count, 0);
  const lead = latest === undefined ? words("followUp.lead", { count: 0, year: "", answered: 0, all: 0 }) : words("followUp.lead", { count: rounds.length, year: String(latest.year), answered: countAnswered(latest.counts), all: allOf(latest) });
  const source = clause ? <><q lang="sv">{clause.quotation}</q> {words("followUp.askedBy", { document: document.shortTitle, number: clause.number })}</> : null;
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      <PageHead title={words("followUp.title")} lead={lead} meta={<span className="quiet">{source ?? words("followUp.notAsked", { document: document.shortTitle })}</span>} />
      {latest === undefined ? (
        <EmptyState title={words("followUp.none")} source={source}>{words("followUp.noneHelp")}</EmptyState>
      ) : (
        <Section id="rounds" title={words("followUp.rounds")}>
          <DataTable caption={words("followUp.roundsCaption")} hideCaption cards="two">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                <th {...ROLES.head}>{words("followUp.year")}</th>
                <th {...ROLES.head}>{words("followUp.opened")}</th>
                <th {...ROLES.head}>{words("followUp.due")}</th>
                <th className="r" {...ROLES.head}>{words("followUp.answered")}</th>
                <th className="r" {...ROLES.head}>{words("followUp.toReview")}</th>
                <th className="r" {...ROLES.head}>{words("followUp.approved")}</th>
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {rounds.map((round) => (
                <tr key={round.id} {...ROLES.row}>
                  <th {...ROLES.name}><a href={`/year/${String(round.year)}`}>{round.year}</a></th>
                  <td {...ROLES.cell} data-label={words("followUp.opened")}>{formatDate(round.openedOn, words.locale)}</td>
                  <td {...ROLES.cell} data-label={words("followUp.due")}>{formatDate(round.answersDueOn, words.locale)}</td>
                  <td className="r" {...ROLES.cell} data-label={words("followUp.answered")}>{words("followUp.of", { count: countAnswered(round.counts), all: allOf(round) })}</td>
                  <td className="r" {...ROLES.cell} data-label={words("followUp.toReview")}>{round.counts.SUBMITTED}</td>
                  <td className="r" {...ROLES.cell} data-label={words("followUp.approved")}>{round.counts.APPROVED}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </Section>
      )}
      {mayOpen ? (
        <form action={open} className="section" aria-labelledby="open" noValidate>
          <SectionHead id="open" title={words("followUp.open.title")} />
          <p className="max-w-measure mb-5">{words("followUp.open.help")}</p>
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="_back" value="/year" />
          <TextField {...field("year")} label={words("followUp.open.year")} help={words("followUp.open.yearHelp")} width="short" inputMode="numeric" autoComplete="off" required />
          <DateField {...field("answersDueOn")} label={words("followUp.open.due")} help={words("followUp.open.dueHelp")} required />
          <Buttons>
            <Button variant="primary">{words("followUp.open.submit")}</Button>
          </Buttons>
        </form>
      ) : null}
      <Section id="summaries" title={words("summaries.all")}>
        <EditionList hasYear editions={editions} drafts={mayFollow ? [thisYear] : []} words={words} />
      </Section>
    </>
  );
}
