import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { TextArea } from "@/components/field";
import { GapNotice } from "@/components/gap-notice";
import { History } from "@/components/history";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { dateInStockholm } from "@/domain/plain-date";
import { holderOf } from "@/domain/registers";
import { textOf, type Issue } from "@/domain/values";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { RecordParts } from "@/features/documents/components/record-parts";
import { approve, sendBack } from "@/features/follow-up/actions";
import { AnswersForm } from "@/features/follow-up/components/answers-form";
import { EndOfUnit } from "@/features/follow-up/components/board";
import { FigureRemarks } from "@/features/follow-up/components/figure-remarks";
import { EarlierAnswer, Paragraphs, QuestionSource } from "@/features/follow-up/components/question-text";
import { StatementStatusMark } from "@/features/follow-up/components/statement-status";
import { MONEY } from "@/features/follow-up/remarks/schema";
import { listRemarks } from "@/features/follow-up/remarks/service";
import { missingAnswers } from "@/features/follow-up/rules";
import { answerField, LONGEST_COMMENT } from "@/features/follow-up/schema";
import { signOffNeedOf } from "@/features/follow-up/sign-offs/rules";
import { UnitMoneyTable } from "@/features/summaries/components/unit-money";
import { sumMoneyOfUnit } from "@/features/summaries/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount, formatInstant, formatNear } from "@/lib/formats";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { countFigures, loadStatement } from "../../load";

interface Props {
  params: Promise<{ year: string; unitId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { year, unitId } = await params;
  const words = await getWords();
  const view = await loadStatement(await getActor(), year, unitId).catch(() => null);
  return { title: view === null ? words("errors.notFoundTitle") : words("followUp.statement.title", { unit: view.unitName, year: String(view.year) }) };
}

const DONE = new Set(["saved", "submitted", "remarked", "remarkSettled"]);

export default async function StatementPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { year, unitId } = await params;
  const view = await loadStatement(actor, year, unitId);
  const parameters = await searchParams;
  const formId = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const find = (form: string) => findParkedForm(form, formId, actor.personId);
  const [words, figures, money, { remarks, mayAdd }, answers, returning, approving, remarking, settling, signing] = await Promise.all([
    getWords(),
    countFigures(actor, view.year, view.unitId, registers),
    sumMoneyOfUnit(actor, view.year, view.unitId),
    listRemarks(actor, view.year, view.unitId),
    find("follow-up-answers"),
    find("follow-up-return"),
    find("follow-up-approve"),
    find("figure-remark"),
    find("figure-remark-settlement"),
    describeNeed(actor, [view.id], Promise.resolve(signOffNeedOf(view))),
  ]);
  const today = dateInStockholm(new Date());
  const say = (key: string, more?: Record<string, string | number>) => words(`followUp.statement.${key}`, more);
  const path = `/year/${String(view.year)}/${view.unitId}`;
  const { document } = getPack();
  const texts = new Map(view.questions.map(({ code, answer }) => [code, answers !== null && Object.hasOwn(answers.values, answerField(code)) ? textOf(answers.values, answerField(code)) : (answer?.text ?? "")]));
  const collided = (answers?.issues ?? []).filter((issue) => issue.message === "errors.CONFLICT").flatMap((issue) => String(issue.params?.["questions"] ?? "").split(" "));
  const at = (code: string, message: string): Issue => ({ field: answerField(code), message, params: { number: view.questions.findIndex((question) => question.code === code) + 1 } });
  const issues = [...(answers?.issues ?? []), ...(returning?.issues ?? []), ...(approving?.issues ?? [])].flatMap((issue): Issue[] => {
    if (issue.message === "refusals.statementLacksAnswers") return missingAnswers(view.questions, texts).map((code) => at(code, "followUp.statement.lacks"));
    if (issue.message === "errors.CONFLICT" && issue.params?.["questions"] !== undefined) return collided.map((code) => at(code, "followUp.statement.conflict"));
    return [issue];
  });
  const problems = describeProblems(answers?.values ?? {}, issues, words, view.mayAnswer ? "questions" : "review");
  const remarkProblems = describeProblems(remarking?.values ?? {}, remarking?.issues ?? [], words, "figures");
  const settlementProblems = describeProblems(settling?.values ?? {}, settling?.issues ?? [], words, "figures");
  const summary = [...problems.summary, ...remarkProblems.summary, ...settlementProblems.summary];
  const returnProblems = describeProblems(returning?.values ?? {}, returning?.issues ?? [], words, "comment");
  const answered = view.questions.filter((question) => (question.answer?.text ?? "") !== "").length;
  const lost = view.mayAnswer || answers === null ? [] : view.questions.filter(({ code, answer }) => texts.get(code) !== (answer?.text ?? ""));
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const when = (at: Date) => formatNear(dateInStockholm(at), today, words.locale);
  const review = view.mayReview && (view.status === "SUBMITTED" || view.status === "APPROVED");
  const address = (
    <>
      <input type="hidden" name="_back" value={path} />
      <input type="hidden" name="_version" value={view.version} />
      <input type="hidden" name="year" value={view.year} />
      <input type="hidden" name="unitId" value={view.unitId} />
    </>
  );
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/year", label: words("followUp.title") }, { href: `/year/${String(view.year)}`, label: words("followUp.board.title", { year: String(view.year) }) }]} />
      {summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`followUp.done.${done}`)}</Notice>}
      <PageHead
        title={view.unitName}
        lead={say("lead", { status: view.status, count: answered, all: view.questions.length, date: formatNear(view.answersDueOn, today, words.locale) })}
        meta={
          <>
            <StatementStatusMark status={view.status} words={words} />
            <span className="quiet">{words("followUp.board.title", { year: String(view.year) })}</span>
            <EndOfUnit unit={view} today={today} words={words} />
            {view.submittedOnBehalf ? <span className="quiet">{say("onBehalf")}</span> : null}
          </>
        }
      />
      {view.returned === null ? null : (
        <div className="mb-6">
          <GapNotice title={say("returned")} source={say("returnedBy", { name: view.returned.by ?? say("someone"), date: when(view.returned.at) })}>
            <Paragraphs text={view.returned.comment ?? ""} />
          </GapNotice>
        </div>
      )}
      {view.mayAnswer && view.wouldActOnBehalf ? <Notice>{say("onBehalfNow", { unit: view.unitName })}</Notice> : null}
      <Split>
        <div>
          {lost.length > 0 ? (
            <Section id="yours" title={say("yours")}>
              <p>{say("yoursHelp")}</p>
              {lost.map((question) => (
                <div key={question.code} className="mt-4">
                  <h3>{question[words.locale]}</h3>
                  <Paragraphs text={texts.get(question.code) ?? ""} />
                </div>
              ))}
            </Section>
          ) : null}
          {view.mayAnswer ? (
            <AnswersForm view={view} formKey={randomUUID()} problems={problems} isParked={answers !== null} collided={collided} document={document} words={words} />
          ) : (
            <Section id="questions" title={say("form")}>
              {view.questions.map((question, index) => (
                <article key={question.code} className="mt-5">
                  <h3>{index + 1}. {question[words.locale]}</h3>
                  <p className="meta"><QuestionSource question={question} document={document} words={words} /></p>
                  {(question.answer?.text ?? "") === "" ? <p className="quiet mt-2">{say("noAnswer")}</p> : <div className="mt-2"><Paragraphs text={question.answer?.text ?? ""} /></div>}
                  {question.answer?.onBehalf === true ? <p className="meta mt-2">{say("writtenFor", { name: question.answer.writtenBy ?? say("someone"), date: when(question.answer.writtenAt) })}</p> : null}
                  <EarlierAnswer earlier={question.earlier} words={words} />
                </article>
              ))}
            </Section>
          )}
        </div>
        <Aside label={say("aside")}>
          {signing === null ? null : (
            <>
              <DecisionBox described={signing} document={document} words={words} />
              <p className="meta mt-3 mb-6">{say("signOffText")}</p>
            </>
          )}
          {review ? (
            <Section id="review" title={say("reviewTitle")}>
              {view.status === "SUBMITTED" ? (
                <form action={approve}>
                  {address}
                  <Buttons><Button variant="primary">{say("approve")}</Button></Buttons>
                </form>
              ) : null}
              <form action={sendBack} noValidate>
                {address}
                <TextArea name="comment" label={say("comment")} help={say("commentHelp")} error={returnProblems.errorOf("comment")} defaultValue={textOf(returnProblems.values, "comment")} most={LONGEST_COMMENT} rows={4} required />
                <Buttons><Button>{say("returnSubmit")}</Button></Buttons>
              </form>
            </Section>
          ) : null}
          <Section id="figures" title={say("figures", { year: String(view.year) })}>
            <Facts
              items={figures.flatMap((figure) => [
                { label: words(figure.label), value: figure.path === null ? "0" : <a href={figure.path}>{formatCount(figure.count)}</a> },
                ...(figure.childrenAndYouth > 0 ? [{ label: say("youth"), value: figure.childrenAndYouthPath === null ? formatCount(figure.childrenAndYouth) : <a href={figure.childrenAndYouthPath}>{formatCount(figure.childrenAndYouth)}</a> }] : []),
              ])}
            />
            <p className="meta mt-3">{say("figuresNote")}</p>
            <FigureRemarks
              year={view.year}
              unitId={view.unitId}
              remarks={remarks}
              figures={[...figures.map(({ kind, label }) => ({ value: kind, label: words(label) })), { value: MONEY, label: words("summaries.unitMoney.title") }]}
              mayAdd={mayAdd}
              adding={remarkProblems}
              settling={settlementProblems}
              today={today}
              words={words}
            />
          </Section>
          <Section id="money" title={words("summaries.unitMoney.title")}>
            <UnitMoneyTable year={view.year} unitId={view.unitId} rows={money} words={words} />
            <p className="meta mt-3">{words("summaries.unitMoney.note", { year: String(view.year) })}</p>
          </Section>
          <RecordParts actor={actor} subject={{ kind: "unitStatement", id: view.id }} holder={holderOf(`${view.unitName} ${String(view.year)}`, view.unitId, { mayEdit: view.mayAdd, mayArchive: view.mayAdd })} words={words} />
          <Section id="history" title={say("history")}>
            {view.steps.length === 0 ? (
              <p className="quiet">{say("noHistory")}</p>
            ) : (
              <History
                items={view.steps.map((step) => ({
                  key: `${step.at.toISOString()} ${step.to}`,
                  at: step.at.toISOString(),
                  when: formatInstant(step.at, words.locale),
                  what: (
                    <>
                      {say(step.onBehalf ? "whoDidFor" : "whoDid", { name: step.by ?? say("someone"), what: words(`followUp.step.${step.to}`) })}
                      {step.comment === null ? null : <Paragraphs text={step.comment} />}
                    </>
                  ),
                }))}
              />
            )}
          </Section>
        </Aside>
      </Split>
    </>
  );
}
