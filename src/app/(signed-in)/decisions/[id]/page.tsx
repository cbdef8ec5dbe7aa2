import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { FACTS, FACT_NAMES } from "@/domain/matter";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { archive, restore } from "@/features/decisions/actions";
import { describeVerdict, StepRows, writeHolders, writeWhen } from "@/features/decisions/components/decision-state";
import { writeFact } from "@/features/decisions/rules";
import { listDecisionHistory } from "@/features/decisions/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadDecision, loadSubject, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["recorded", "flagged", "corrected", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadDecision(await getActor(), (await params).id)).decision.title };
}

export default async function DecisionPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ decision, prior, mayCorrect, mayArchive }, parameters, words] = [await loadDecision(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [history, subject, parked] = await Promise.all([
    listDecisionHistory(actor, decision.id, { limit: 10 }),
    loadSubject(actor, decision.subject),
    form === undefined ? null : findParkedForm("decision-step", form, actor.personId),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "change");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const back = `/decisions/${decision.id}`;
  const { judgement } = decision;
  const [kind, verdict] = describeVerdict(decision.verdict, words);
  const day = (date: string) => formatDate(date, words.locale);
  const fact = (field: string, value: string | null) => (value === null ? [] : [{ label: words(`decisions.field.${field}`), value }]);
  const factValue = (name: (typeof FACT_NAMES)[number], value: string | number | boolean) => {
    if (typeof value === "boolean") return words(value ? "frame.yes" : "frame.no");
    return FACTS[name].type === "choice" ? words(`decisions.factValue.${String(value)}`) : writeFact(name, value);
  };
  const hidden = <>{Object.entries({ _back: back, id: decision.id, _version: decision.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}</>;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/decisions", label: words("decisions.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("decisions.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind={done === "flagged" ? "info" : "done"}>{words(`decisions.done.${done}`)}</Notice>}
      {decision.isArchived ? <Notice>{words("decisions.archivedNow")}</Notice> : null}
      <PageHead
        title={decision.title}
        lead={writeWhen({ body: decision.bodyName, decidedOn: decision.decidedOn, minutesParagraph: decision.minutesParagraph }, words)}
        quietLead
        meta={
          <>
            <Status kind={kind}>{verdict}</Status>
            {decision.isDemonstration ? <span className="quiet">{words("decisions.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          {decision.verdict === "UNKNOWN_BASIS" ? (
            <GapNotice title={words("decisions.found.unknownBasis")} source={decision.source} />
          ) : (
            <section className={decision.clause === null ? "clause clause-open" : "clause"} aria-labelledby="judgement">
              <h2 className="clause-by" id="judgement">{words("decisions.judgementTitle")}</h2>
              <p className="clause-answer">{verdict}</p>
              {decision.quotation === null ? null : (
                <>
                  <blockquote>”{decision.quotation}”</blockquote>
                  <cite>{words("decisions.citation", { document: decision.judgedBy, clause: decision.clause ?? "" })}</cite>
                </>
              )}
              <div className="clause-state">
                <p>{words(`decisions.found.${judgement.sentence}`, judgement.params)}</p>
                {decision.verdict === "WRONG_BODY" ? <p className="mt-2">{words("decisions.shouldDecide")} {writeHolders(judgement.holders, words)}.</p> : null}
                {judgement.ask.length === 0 ? null : <p className="mt-2">{words("decisions.neededFacts")}: {judgement.ask.map((name) => words(`decisions.fact.${name}`)).join(", ")}</p>}
                {judgement.steps.length === 0 ? null : <StepRows steps={judgement.steps} words={words} />}
                {decision.reportDueOn === null || decision.reportedOn !== null ? null : <p className="mt-2">{words("decisions.reportDueOn", { day: day(decision.reportDueOn) })}</p>}
                {decision.clause === null ? <p className="meta mt-2">{words("decisions.judgedBy", { document: decision.judgedBy })}</p> : null}
              </div>
            </section>
          )}
          <Section id="facts" title={words("decisions.about")}>
            <Facts
              items={[
                { label: words("decisions.field.matter"), value: words(`decisions.matter.${decision.matter}`) },
                ...(subject === null ? [] : [{ label: words("decisions.field.subject"), value: <a href={subject.path}>{subject.title}</a> }]),
                { label: words("decisions.field.bodyId"), value: decision.bodyId === null ? words("decisions.unknown") : <a href={`/bodies/${decision.bodyId}`}>{decision.bodyName}</a> },
                { label: words("decisions.field.decidedOn"), value: decision.decidedOn === null ? words("decisions.unknown") : day(decision.decidedOn) },
                { label: words("decisions.field.minutesParagraph"), value: decision.minutesParagraph ?? words("decisions.unknown") },
                { label: words("decisions.field.caseNumber"), value: decision.caseNumber ?? words("decisions.unknown") },
                ...(decision.unitId === null ? [] : [{ label: words("decisions.field.unitId"), value: <a href={`/bodies/${decision.unitId}`}>{decision.unitName}</a> }]),
                ...FACT_NAMES.flatMap((name) => (decision.facts[name] === undefined ? [] : [{ label: words(`decisions.fact.${name}`), value: factValue(name, decision.facts[name]) }])),
                ...fact("delegationNumber", decision.delegationNumber),
                ...fact("reportedOn", decision.reportedOn === null ? null : day(decision.reportedOn)),
                ...fact("text", decision.text),
                ...fact("source", decision.source),
                ...(decision.documentUrl === null ? [] : [{ label: words("decisions.field.documentUrl"), value: <a href={decision.documentUrl} rel="noreferrer">{words("decisions.document")}</a> }]),
              ]}
            />
          </Section>
          {prior.length === 0 ? null : (
            <Section id="prior" title={words("decisions.field.prior")}>
              <Rows tight>
                {prior.map((each) => (
                  <li key={each.id}>
                    <a href={`/decisions/${each.id}`}>{each.title}</a> <span className="meta">{writeWhen(each, words)}</span>
                  </li>
                ))}
              </Rows>
            </Section>
          )}
        </div>
        <Aside label={words("decisions.aside")}>
          {mayCorrect || mayArchive ? (
            <Section id="change" title={words("decisions.changeTitle")}>
              <Rows tight>
                {mayCorrect ? <li><a href={`${back}/edit`}>{words("decisions.correct")}</a></li> : null}
                {mayArchive ? (
                  <li>
                    <form action={decision.isArchived ? restore : archive}>
                      {hidden}
                      <button className="link" type="submit">{words(decision.isArchived ? "decisions.restore" : "decisions.archive")}</button>
                    </form>
                  </li>
                ) : null}
              </Rows>
            </Section>
          ) : null}
          <RecordParts actor={actor} subject={{ kind: "decision", id: decision.id }} holder={holderOf(decision.title, null, { mayEdit: mayCorrect, mayArchive })} words={words} />
          <Section id="history" title={words("decisions.history")}>
            <RecordHistory entries={history} words={words} />
            <p><a className="more" href={`${back}/history`}>{words("history.all")}</a></p>
          </Section>
        </Aside>
      </Split>
    </>
  );
}
