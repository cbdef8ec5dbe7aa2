import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { reopen, withdraw } from "@/features/disclosures/actions";
import { listAnswers } from "@/features/disclosures/answers/service";
import { AnswerList } from "@/features/disclosures/components/answer-list";
import { RecordList } from "@/features/disclosures/components/record-list";
import { describeDays, describeRequest } from "@/features/disclosures/components/request-table";
import { listExamined } from "@/features/disclosures/records/service";
import { askerErasedFrom, isOpen, titleOf } from "@/features/disclosures/rules";
import { listRequestHistory } from "@/features/disclosures/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getAnswerer, loadRequest, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["registered", "changed", "picked", "dropped", "examined", "answered", "withdrawn", "reopened"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: titleOf(await loadRequest(await getAnswerer(), (await params).id)) };
}

export default async function RequestPage({ params, searchParams }: Props) {
  const actor = await getAnswerer();
  const [request, parameters, words] = [await loadRequest(actor, (await params).id), await searchParams, await getWords()];
  const [open, askedUntil] = [isOpen(request.state), askerErasedFrom(request)];
  const [records, answers, history, parked] = await Promise.all([
    open ? listExamined(actor, request, around) : Promise.resolve([]),
    listAnswers(actor, request.id),
    listRequestHistory(actor, request.id, { limit: 10 }),
    findParkedForm("disclosure-step", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "records");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/disclosures/${request.id}`;
  const [kind, state] = describeRequest(request.state, words);
  const fact = (name: string, value: string) => ({ label: words(`disclosures.field.${name}`), value: <span className="whitespace-pre-line [overflow-wrap:anywhere]">{value}</span> });
  const step = { fields: { _back: path, id: request.id, _version: request.version } };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/disclosures", label: words("disclosures.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disclosures.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`disclosures.done.${done}`)}</Notice>}
      <PageHead
        title={titleOf(request)}
        lead={open ? words("disclosures.promptly") : undefined}
        quietLead
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            <span className="quiet">{describeDays(request, dateInStockholm(new Date()), words)}</span>
            {request.isDemonstration ? <span className="quiet">{words("disclosures.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="asked" title={words("disclosures.field.asked")}>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{request.asked}</p>
          </Section>
          {open ? (
            <Section id="records" title={words("disclosures.records")} note={words("disclosures.examinationNote", { number: request.examination.number })}>
              <div className="mb-4">{records.length === 0 ? <p>{words("disclosures.noRecords")}</p> : <RecordList requestId={request.id} records={records} mayExamine words={words} />}</div>
              <Buttons>
                <ButtonLink variant={records.length === 0 ? "primary" : "secondary"} href={`${path}/records`}>{words("disclosures.pickMore")}</ButtonLink>
                <ButtonLink variant={records.length === 0 ? "text" : "primary"} href={`${path}/answer`}>{words("disclosures.toAnswer")}</ButtonLink>
              </Buttons>
            </Section>
          ) : null}
          <AnswerList answers={answers} words={words} />
          {answers.some(({ outcome }) => outcome !== "RELEASED") ? (
            <Section id="appeal" title={words("disclosures.answer.appealTitle")}>
              <p>{words("disclosures.appeal")}</p>
            </Section>
          ) : null}
        </div>
        <Aside label={words("disclosures.aside")}>
          <Section id="facts" title={words("disclosures.about")}>
            <Facts
              items={[
                fact("receivedOn", formatDate(request.receivedOn, words.locale)),
                fact("wish", words(`disclosures.wish.${request.wish}`)),
                ...(request.address === null ? [] : [fact("address", request.address)]),
                fact("name", request.name ?? words(request.isAskerErased ? "disclosures.askerErased" : "disclosures.notSaid")),
                ...(askedUntil === null || (request.name === null && request.address === null) ? [] : [fact("askerUntil", words("disclosures.askerUntil", { day: formatDate(askedUntil, words.locale) }))]),
                ...(request.caseNumber === null ? [] : [fact("caseNumber", request.caseNumber)]),
              ]}
            />
          </Section>
          <Section id="change" title={words("disclosures.change")}>
            <Rows tight>
              <li><a href={`${path}/edit`}>{words("disclosures.edit")}</a></li>
              <li>{open ? <OneButton action={withdraw} {...step} label={words("disclosures.withdraw")} /> : <OneButton action={reopen} {...step} label={words("disclosures.reopen")} />}</li>
            </Rows>
          </Section>
          <Section id="history" title={words("disclosures.history")}>
            <RecordHistory entries={history} words={words} />
            <p><a className="more" href={`${path}/history`}>{words("history.all")}</a></p>
          </Section>
        </Aside>
      </Split>
    </>
  );
}
