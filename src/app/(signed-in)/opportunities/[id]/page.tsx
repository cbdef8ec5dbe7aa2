import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { holderOf } from "@/domain/registers";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { RecordParts } from "@/features/documents/components/record-parts";
import { mayLogInitiatives } from "@/features/initiatives/policy";
import { listInitiativesOf } from "@/features/initiatives/service";
import { archive, restore } from "@/features/opportunities/actions";
import { MatchesPart } from "@/features/opportunities/components/matches-part";
import { describeOpportunityState } from "@/features/opportunities/components/opportunity-table";
import { readInformationFilter, writeInformationFilter } from "@/features/opportunities/information/schema";
import { listInformation } from "@/features/opportunities/information/service";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { wasLateWhenEntered } from "@/features/opportunities/rules";
import { save, unsave } from "@/features/opportunities/savings/actions";
import { hasSaved } from "@/features/opportunities/savings/service";
import { listMatches, listOpportunityHistory } from "@/features/opportunities/service";
import { formatCount, formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { keepsInformation, loadOpportunity, wordGoals, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "loggedLate", "changed", "forwarded", "saved", "unsaved", "archived", "restored"]);
/** How many of the times that it was told of are shown here; the rest are in the log. */
const MOST_TOLD = 5;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadOpportunity(await getActor(), (await params).id)).opportunity.title };
}

export default async function OpportunityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ opportunity, mayEdit, mayArchive }, parameters, words] = [await loadOpportunity(actor, (await params).id), await searchParams, await getWords()];
  const { id } = opportunity;
  const ofThis = { ...readInformationFilter({}).filter, opportunityId: id };
  const [isSaved, matches, initiatives, told, history, parked] = await Promise.all([
    hasSaved(actor, id),
    listMatches(actor, id),
    listInitiativesOf(actor, id),
    listInformation(actor, ofThis),
    listOpportunityHistory(actor, id, { limit: 10 }),
    findParkedForm("opportunity-step", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/opportunities/${id}`;
  const goals = wordGoals(words);
  const label = (name: string) => words(`opportunities.field.${name}`);
  const day = (date: string) => formatDate(date, words.locale);
  const fact = (name: string, value: string | null) => (value === null || value === "" ? [] : [{ label: label(name), value: <span className="whitespace-pre-line">{value}</span> }]);
  const [kind, state] = describeOpportunityState(opportunity, dateInStockholm(new Date()), words);
  const mayForward = keepsInformation() && mayEnterOpportunities(actor) && !opportunity.isArchived;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("opportunities.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`opportunities.done.${done}`)}</Notice>}
      {opportunity.isArchived ? <Notice>{words("opportunities.archivedNow")}</Notice> : null}
      <PageHead
        title={opportunity.title}
        lead={words("opportunities.entered", { kind: words(`opportunities.kind.${opportunity.kind}`), unit: opportunity.unitName, day: day(opportunity.enteredOn) })}
        quietLead
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            {opportunity.isDemonstration ? <span className="quiet">{words("opportunities.demonstration")}</span> : null}
          </>
        }
        tools={
          opportunity.isArchived ? null : (
            <>
              {mayForward ? <ButtonLink variant="primary" href={`${path}/forward`}>{words("opportunities.forward")}</ButtonLink> : null}
              {mayLogInitiatives(actor) ? <ButtonLink href={`/initiatives/new?opportunity=${id}`}>{words("opportunities.makeInitiative")}</ButtonLink> : null}
              <OneButton action={isSaved ? unsave : save} fields={{ id, _back: path }} label={words(isSaved ? "opportunities.unsave" : "opportunities.save")} variant="text" />
            </>
          )
        }
      />
      <Split>
        <div>
          <Section id="facts" title={words("opportunities.about")}>
            {wasLateWhenEntered(opportunity) ? <p className="mb-4">{words("opportunities.lateWhenEntered")}</p> : null}
            <Facts
              items={[
                { label: label("deadline"), value: opportunity.deadline === null ? words("opportunities.noDeadline") : day(opportunity.deadline) },
                ...fact("text", opportunity.text),
                ...(opportunity.website === null ? [] : [{ label: label("website"), value: <a href={opportunity.website} rel="noreferrer">{opportunity.website}</a> }]),
                ...fact("source", opportunity.source),
                ...(opportunity.programmeId === null || opportunity.programme === null ? [] : [{ label: label("programmeId"), value: <a href={`/programmes/${opportunity.programmeId}`}>{opportunity.programme[words.locale]}</a> }]),
                ...(opportunity.call === null ? [] : [{ label: words("opportunities.madeFromCall"), value: <a href={`/programmes/calls/${opportunity.call.id}`}>{opportunity.call.name}</a> }]),
                ...(opportunity.partnerSearch === null ? [] : [{ label: words("opportunities.madeFromSearch"), value: <a href={`/partners/searches/${opportunity.partnerSearch.id}`}>{opportunity.partnerSearch.title}</a> }]),
                ...fact("municipalGoals", opportunity.municipalGoals.map((code) => goals.find((goal) => goal.code === code)?.label ?? code).join(", ")),
                ...(opportunity.priorities.length === 0 ? [] : [{ label: label("priorityIds"), value: opportunity.priorities.map((one, index) => <span key={one.id}>{index === 0 ? "" : ", "}<a href={`/priorities/${one.id}`}>{one.title}</a></span>) }]),
                { label: words("opportunities.enteredBy"), value: <a href={`/bodies/${opportunity.unitId}`}>{opportunity.unitName}</a> },
              ]}
            />
          </Section>
          {opportunity.isArchived ? null : <MatchesPart matches={matches} goals={goals} words={words} />}
          <Section id="initiatives" title={words("opportunities.initiatives")}>
            {initiatives.length === 0 ? (
              <p>{words("opportunities.noInitiatives")}</p>
            ) : (
              <Rows tight>
                {initiatives.map((one) => <li key={one.id}><a href={`/initiatives/${one.id}`}>{one.title}</a> <small>{one.unit}, {day(one.begunOn)}</small></li>)}
              </Rows>
            )}
          </Section>
          {keepsInformation() ? (
            <Section id="told" title={words("opportunities.told")} {...(told.total > MOST_TOLD ? { more: { href: `/opportunities/information${writeInformationFilter(ofThis)}`, label: words("opportunities.allTold", { formatted: formatCount(told.total) }) } } : {})}>
              {told.total === 0 ? (
                <p>{words("opportunities.toldNobody")}</p>
              ) : (
                <Rows tight>
                  {told.rows.slice(0, MOST_TOLD).map((one) => (
                    <li key={one.id}>
                      <a href={`/opportunities/information/${one.id}`}>{one.unit}</a> <small>{[words(`information.kind.${one.kind}`), day(one.heldOn), one.reached === null ? null : words("information.reachedCount", { count: one.reached, formatted: formatCount(one.reached) })].filter((part) => part !== null).join(", ")}</small>
                    </li>
                  ))}
                </Rows>
              )}
            </Section>
          ) : null}
        </div>
        <RecordAside
          label={words("opportunities.aside")}
          path={path}
          edit={mayEdit ? words("opportunities.edit") : null}
          archiving={mayArchive ? { action: opportunity.isArchived ? restore : archive, label: words(opportunity.isArchived ? "opportunities.restore" : "opportunities.archive") } : null}
          record={opportunity}
          titles={{ change: words("opportunities.changeTitle"), history: words("history.title") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "opportunity", id }} holder={holderOf(opportunity.title, opportunity.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
