import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { MadeOpportunity } from "@/features/opportunities/components/made-opportunity";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { findOpportunityMadeFrom } from "@/features/opportunities/service";
import { describeSearchState } from "@/features/partners/components/search-table";
import { archive, restore } from "@/features/partners/searches/actions";
import { listSearchHistory } from "@/features/partners/searches/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../load";
import { loadSearch } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "changed", "concluded", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadSearch(await getActor(), (await params).id)).search.title };
}

export default async function PartnerSearchPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ search, project, mayEdit, mayArchive }, parameters, words] = [await loadSearch(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const isReceived = search.direction === "RECEIVED" && !search.isArchived;
  const [history, made, parked] = await Promise.all([
    listSearchHistory(actor, search.id, { limit: 10 }),
    isReceived ? findOpportunityMadeFrom(actor, { callId: null, partnerSearchId: search.id }) : null,
    form === undefined ? null : findParkedForm("partner-search-step", form, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const back = `/partners/searches/${search.id}`;
  const day = (date: string) => formatDate(date, words.locale);
  const label = (name: string) => words(`partnerSearches.field.${name}`);
  const labelOf = (name: string) => words(`partnerSearches.fieldOf.${name}.${search.direction}`);
  const [kind, state] = describeSearchState(search, dateInStockholm(new Date()), words);
  const came = [
    ...(search.answer === null || search.answeredOn === null ? [] : [{ label: labelOf("answer"), value: words("partnerSearches.answerCame", { answer: words(`partnerSearches.answer.${search.answer}`), day: day(search.answeredOn) }) }]),
    ...(search.answerText === null ? [] : [{ label: label("answerText"), value: search.answerText }]),
    ...(search.outcome === null ? [] : [{ label: label("outcome"), value: words(`partnerSearches.outcome.${search.outcome}`) }]),
    ...(search.partnerId === null ? [] : [{ label: label("partner"), value: <a href={`/partners/${search.partnerId}`}>{search.partnerName}</a> }]),
    ...(search.projectId === null ? [] : [{ label: label("project"), value: project === null ? words("partnerSearches.hiddenProject") : <a href={`/projects/${project.id}`}>{project.title}</a> }]),
  ];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }, { href: "/partners/searches", label: words("partnerSearches.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partnerSearches.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`partnerSearches.done.${done}`)}</Notice>}
      {search.isArchived ? <Notice>{words("partnerSearches.archivedNow")}</Notice> : null}
      <PageHead
        title={search.title}
        lead={`${words(`partnerSearches.direction.${search.direction}`)} ${day(search.searchedOn)}`}
        quietLead
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            {search.isDemonstration ? <span className="quiet">{words("partnerSearches.demonstration")}</span> : null}
          </>
        }
        tools={mayEdit ? <ButtonLink variant="primary" href={`${back}/outcome`}>{words("partnerSearches.conclude")}</ButtonLink> : null}
      />
      <Split>
        <div>
          <Section id="facts" title={words("partnerSearches.about")}>
            <Facts
              items={[
                ...(search.text === null ? [] : [{ label: label("text"), value: search.text }]),
                { label: label("unitId"), value: <a href={`/bodies/${search.unitId}`}>{search.unitName}</a> },
                ...(search.counterpart === null ? [] : [{ label: labelOf("counterpart"), value: search.counterpart }]),
                ...(search.programme === null ? [] : [{ label: label("programmeId"), value: search.programme[words.locale] }]),
                ...(search.call === null ? [] : [{ label: label("call"), value: search.call }]),
                { label: labelOf("searchedOn"), value: day(search.searchedOn) },
                ...(search.deadline === null ? [] : [{ label: label("deadline"), value: day(search.deadline) }]),
              ]}
            />
          </Section>
          <Section id="came" title={words("partnerSearches.whatCame")}>{came.length === 0 ? <p>{words("partnerSearches.nothingYet")}</p> : <Facts items={came} />}</Section>
          {isReceived ? <MadeOpportunity made={made} mayMake={mayEnterOpportunities(actor)} href={`/opportunities/new?search=${search.id}`} words={words} /> : null}
        </div>
        <RecordAside
          label={words("partnerSearches.aside")}
          path={back}
          edit={mayEdit ? words("partnerSearches.edit") : null}
          archiving={mayArchive ? { action: search.isArchived ? restore : archive, label: words(search.isArchived ? "partnerSearches.restore" : "partnerSearches.archive") } : null}
          record={search}
          titles={{ change: words("partnerSearches.changeTitle"), history: words("partnerSearches.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "partnerSearch", id: search.id }} holder={holderOf(search.title, search.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
