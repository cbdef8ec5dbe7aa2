import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import type { StatusKind } from "@/components/status";
import { Steps } from "@/components/steps";
import { isAdministrator, isCoordinator } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { holderOf } from "@/domain/registers";
import { CommentsPart } from "@/features/comments/components/comments-part";
import { listCommentsOf } from "@/features/comments/service";
import { contactPersonDuty } from "@/features/contact-persons/rules";
import { DocumentsPart } from "@/features/documents/components/documents-part";
import { listDocumentsOf } from "@/features/documents/service";
import { call, remind } from "@/features/follow-up/actions";
import { listAddedUnits } from "@/features/follow-up/added-units/service";
import { Board } from "@/features/follow-up/components/board";
import { roundPolicy } from "@/features/follow-up/policy";
import { countAnswered, countStatuses, stepsOfYear } from "@/features/follow-up/rules";
import { EditionList } from "@/features/summaries/components/edition-list";
import { listEditions } from "@/features/summaries/editions/service";
import { summaryPolicy } from "@/features/summaries/policy";
import { describeProblems } from "@/lib/form-problems";
import { formatNear } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadRound } from "../load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getWords())("followUp.board.title", { year: (await params).year }) };
}

const DONE = new Set(["opened", "called", "reminded", "left", "approved", "returned"]);

export default async function YearPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const round = await loadRound(actor, (await params).year);
  const { done, form } = await searchParams;
  const find = (name: string) => findParkedForm(name, typeof form === "string" ? form : undefined, actor.personId);
  const [words, added, calling, reminding] = await Promise.all([getWords(), listAddedUnits(actor, round.year), find("follow-up-call"), find("follow-up-remind")]);
  const problems = describeProblems({}, [...(calling?.issues ?? []), ...(reminding?.issues ?? [])], words, "statements");
  const today = dateInStockholm(new Date());
  const counts = countStatuses(round.statements);
  const [answered, all] = [countAnswered(counts), round.statements.length];
  const say = (key: string, parameters?: Record<string, string | number>) => words(`followUp.board.${key}`, parameters);
  const due = formatNear(round.answersDueOn, today, words.locale);
  const isLate = round.answersDueOn < today && answered < all;
  const lead = answered === all ? say("leadAll", { all }) : say(isLate ? "leadLate" : "lead", { answered, all, date: due });
  const mayFollow = may(summaryPolicy, "view", actor, { id: String(round.year) });
  const editions = await listEditions(actor, round.year);
  const details: Record<string, { status?: { kind: StatusKind; word: string }; text?: string }> = {
    call: { status: { kind: "done", word: say("sent", { date: formatNear(round.openedOn, today, words.locale) }) } },
    answers: { status: answered === all ? { kind: "done", word: say("complete") } : isLate ? { kind: "late", word: say("late") } : { kind: "going", word: say("going") }, ...(answered === all ? {} : { text: say("until", { date: due }) }) },
    review: counts.APPROVED === all ? { status: { kind: "done", word: say("complete") } } : { text: say("reviewCount", { count: counts.SUBMITTED }) },
    summary: { text: say("summaryText") },
  };
  const mayOpen = may(roundPolicy, "open", actor, { id: "*" });
  const subject = { kind: "followUpRound", id: round.id };
  const loaded = holderOf(String(round.year), null, { mayEdit: mayOpen, mayArchive: mayOpen });
  const [papers, written] = await Promise.all([listDocumentsOf(actor, subject, { loaded }), listCommentsOf(actor, subject, { loaded })]);
  const address = [["_key", randomUUID()], ["_back", `/year/${String(round.year)}`], ["year", round.year]].map(([name, value]) => <input key={name} type="hidden" name={String(name)} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/year", label: words("followUp.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {typeof done === "string" && DONE.has(done) ? <Notice kind="done">{words(`followUp.done.${done}`)}</Notice> : null}
      <PageHead title={say("title", { year: String(round.year) })} lead={lead} />
      <Steps label={say("steps")} items={stepsOfYear(counts).map(({ step, state }) => ({ key: step, title: step === "summary" && mayFollow ? <a href={`/year/${String(round.year)}/summary`}>{say(step)}</a> : say(step), state, ...details[step] }))} />
      {editions.length === 0 ? null : (
        <Section id="editions" title={words("summaries.editions")}>
          <EditionList editions={editions} words={words} />
        </Section>
      )}
      <Section id="statements" title={say("statements")}>
        {added.length === 0 ? null : (
          <form action={call} className="mb-6">
            {address}
            <GapNotice title={say("added", { count: added.length })}>
              <p>{added.map(({ name }) => name).join(", ")}</p>
              <p className="mt-3"><Button small>{say("call_added", { count: added.length })}</Button></p>
            </GapNotice>
          </form>
        )}
        {answered < all && mayOpen ? (
          <form action={remind} className="mb-6">
            {address}
            <Button small>{say("remind", { count: all - answered })}</Button>
            {round.remindedOn === null ? null : <span className="meta ml-4">{say("reminded", { date: formatNear(round.remindedOn, today, words.locale) })}</span>}
          </form>
        ) : null}
        <Board
          year={round.year}
          statements={round.statements}
          asksForContactPerson={contactPersonDuty(getPack()) !== null}
          mayAppoint={isCoordinator(actor) || isAdministrator(actor)}
          today={today}
          words={words}
        />
      </Section>
      <DocumentsPart subject={subject} documents={papers.documents} mayAttach={papers.mayAttach} words={words} />
      <CommentsPart subject={subject} {...written} words={words} />
    </>
  );
}
