import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink, Buttons } from "@/components/button";
import { DateField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import { Notice } from "@/components/notice";
import { GapNotice } from "@/components/gap-notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { EditionList } from "@/features/summaries/components/edition-list";
import { ExportLinks } from "@/features/summaries/components/export-links";
import { SummaryBody } from "@/features/summaries/components/summary-body";
import { listEditions } from "@/features/summaries/editions/service";
import { paragraphsOf, sayAside, writeLead } from "@/features/summaries/report";
import { listOpenRemarks } from "@/features/follow-up/remarks/service";
import { hasAnswered } from "@/features/summaries/rules";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { linksOf, loadSummary } from "./load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { year } = await params;
  await loadSummary(await getActor(), year);
  return { title: `${(await getWords())("summaries.nav")} ${year}` };
}

export default async function SummaryPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { data, confidential, mayWrite } = await loadSummary(actor, (await params).year);
  const { done } = await searchParams;
  const year = String(data.year);
  const [words, editions, doubted] = await Promise.all([getWords(), listEditions(actor, data.year), mayWrite ? listOpenRemarks(actor, data.year) : []]);
  const links = linksOf(data.year);
  const path = `/year/${year}/summary`;
  const aside = sayAside(data, words);
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, ...(data.statements === null ? [] : [{ href: `/year/${year}`, label: words("summaries.yearCrumb", { year }) }])]} />
      {done === "saved" ? <Notice kind="done">{words("summaries.done.saved")}</Notice> : null}
      <PageHead
        title={words("summaries.title", { year })}
        lead={data.lead ?? writeLead(data, words)}
        meta={
          <>
            <Status kind="going">{words("summaries.draft")}</Status>
            <span>{data.statements === null ? words("summaries.noRound") : words("summaries.basedOn", { count: data.statements.filter(hasAnswered).length, all: data.statements.length })}</span>
          </>
        }
      />
      <div className="mb-6">
        <FilterForm
          label={words("summaries.known.form")}
          action={`${path}/known`}
          submit={words("frame.show")}
          more={words("frame.moreFilters")}
          lead={<DateField name="on" label={words("summaries.known.day")} help={words("summaries.known.dayHelp")} />}
        />
      </div>
      {mayWrite ? (
        <Buttons>
          <ButtonLink variant="primary" href={`${path}/freeze`}>{words("summaries.freeze")}</ButtonLink>
          <ButtonLink href={`${path}/edit`}>{words("summaries.editText")}</ButtonLink>
        </Buttons>
      ) : null}
      {doubted.length === 0 ? null : (
        <GapNotice title={words("followUp.remarks.waiting", { count: doubted.length })}>
          <ul>{doubted.map(({ id, unitId, unitName, text }) => <li key={id}><a href={`/year/${year}/${unitId}#figures`}>{unitName}</a>: {text}</li>)}</ul>
        </GapNotice>
      )}
      <SummaryBody data={data} links={links} words={words}>
        <Section id="aside" title={words("summaries.aside.title")} more={{ href: `/money?year=${year}`, label: words("funding.year.allSides") }}>
          <div className="prose">
            {aside === null && confidential === 0 ? <p>{words("summaries.aside.nothing")}</p> : null}
            {data.aside.periodProjects > 0 ? <p>{sayAside({ ...data, aside: { ...data.aside, unconvertedLines: 0 } }, words)} <a href={`${links.money()}?period=1`}>{words("summaries.aside.periodLink")}</a></p> : null}
            {data.aside.unconvertedLines > 0 ? <p>{sayAside({ ...data, aside: { ...data.aside, periodProjects: 0 } }, words)} <a href={`${links.money()}?unconverted=1`}>{words("summaries.aside.unconvertedLink")}</a></p> : null}
            {confidential > 0 ? <p>{words("summaries.aside.confidential", { count: confidential })} <a href={`/projects?year=${year}`}>{words("summaries.aside.confidentialLink")}</a></p> : null}
          </div>
        </Section>
        <Section id="commentary" title={words("summaries.commentary")} {...(mayWrite ? { more: { href: `${path}/edit`, label: words("summaries.edit") } } : {})}>
          <div className="prose">
            {data.commentary === null ? <p className="quiet">{words("summaries.noCommentary")}</p> : paragraphsOf(data.commentary).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
          </div>
        </Section>
      </SummaryBody>
      <ExportLinks path={`/api/summaries/${year}`} note={words("summaries.exports.draftNote")} words={words} />
      <Section id="editions" title={words("summaries.editions")}>
        <EditionList editions={editions} words={words} />
      </Section>
    </>
  );
}
