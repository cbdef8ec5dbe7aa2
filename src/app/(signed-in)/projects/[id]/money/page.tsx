import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { SumTable } from "@/components/sum-table";
import { dateInStockholm } from "@/domain/plain-date";
import { removeClaim, removePayment } from "@/features/funding/actions";
import { ForecastPart, ForecastWarnings } from "@/features/funding/components/forecast-part";
import { ClaimTable, PaymentTable, RateSentence } from "@/features/funding/components/money-parts";
import { forecastOfProject } from "@/features/funding/forecasts/service";
import { describeFunding } from "@/features/projects/components/funding-table";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadMoney, type Props } from "./load";

const DONE = new Set(["claimAdded", "claimChanged", "claimRemoved", "paymentAdded", "paymentChanged", "paymentRemoved"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("funding.title") };
}

export default async function ProjectMoneyPage({ params, searchParams }: Props) {
  const [{ id }, parameters, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  const { project, mayEdit, claims, payments } = await loadMoney(actor, id);
  const [forecast, parked] = await Promise.all([forecastOfProject(actor, id), findParkedForm("funding-remove", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "claims");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/projects/${id}`;
  const own = { projectId: id, mayEdit, words };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: path, label: project.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`funding.done.${done}`)}</Notice>}
      <PageHead title={words("funding.title")} lead={words("funding.lead", { unit: project.unitName })} quietLead />
      <Section id="funding" title={words("projects.sections.money")} note={words(`projects.currency.${project.currency}`)}>
        {project.funding.length === 0 ? <p>{words("projects.noFunding")}</p> : <SumTable {...describeFunding(project, words)} />}
        <RateSentence project={project} words={words} />
      </Section>
      <Section id="claims" title={words("funding.claims")}>
        {claims.length === 0 ? <p>{words("funding.noClaims")}</p> : <ClaimTable {...own} claims={claims} remove={removeClaim} />}
        {mayEdit ? <p className="mt-4"><ButtonLink small href={`${path}/money/claim`}>{words("funding.addClaim")}</ButtonLink></p> : null}
      </Section>
      <Section id="payments" title={words("funding.payments")}>
        {payments.length === 0 ? <p>{words("funding.noPayments")}</p> : <PaymentTable {...own} payments={payments} today={dateInStockholm(new Date())} remove={removePayment} />}
        {mayEdit ? <p className="mt-4"><ButtonLink small href={`${path}/money/payment`}>{words("funding.addPayment")}</ButtonLink></p> : null}
      </Section>
      <Section id="forecast" title={words("funding.forecast.title")} more={{ href: `/money/forecast?unit=${project.unitId}`, label: words("funding.forecast.ofUnit") }}>
        <p className="meta">{words(forecast.isUnderWay ? "funding.forecast.how" : "funding.forecast.notGranted")}</p>
        <ForecastWarnings projects={forecast.projects} unconverted={forecast.unconverted} words={words} />
        {forecast.steps.length === 0 ? <p>{words("funding.forecast.nothing")}</p> : <ForecastPart steps={forecast.steps} words={words} />}
      </Section>
    </>
  );
}
