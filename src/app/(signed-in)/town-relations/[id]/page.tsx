import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { isCoordinator } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { MergingPart } from "@/features/merging/components/merging-part";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { archive, bringBackEpisode, restore } from "@/features/town-relations/actions";
import { layOutLedger } from "@/features/town-relations/activities/rules";
import { readLedger } from "@/features/town-relations/activities/service";
import { EpisodeList } from "@/features/town-relations/components/episode-list";
import { LedgerTable } from "@/features/town-relations/components/ledger-table";
import { describeStanding, writeTime, writeTownTime } from "@/features/town-relations/components/relation-state";
import { FactSheetLinks } from "@/features/town-relations/components/fact-sheet-links";
import { AgreementList, ReviewList } from "@/features/town-relations/components/paper-lists";
import { inOrder, statesAfter } from "@/features/town-relations/episodes/rules";
import { readPapers } from "@/features/town-relations/papers/service";
import { decisionNeedOf, findRemarks, judgeEpisodes, standingOn } from "@/features/town-relations/rules";
import { listRelationHistory } from "@/features/town-relations/service";
import { MeetingList } from "@/features/recurring-meetings/components/meeting-list";
import { listMeetings } from "@/features/recurring-meetings/service";
import { formatCountry } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { findMerged } from "@/server/holder";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadRelation, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

/** As many years as the ledger looks back from the present one. */
const YEARS_BACK = 9;
const DONE = new Set(["entered", "changed", "archived", "restored", "episodeAdded", "episodeChanged", "episodeRemoved", "townAdded", "townChanged", "reviewed", "agreed", "reviewCorrected", "agreementCorrected", "episodeRestored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadRelation(await getActor(), (await params).id)).relation.name };
}

export default async function TownRelationPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ relation, mayEdit, mayArchive }, parameters, words] = [await loadRelation(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const today = dateInStockholm(new Date());
  const thisYear = Number(today.slice(0, 4));
  const subject = { kind: "townRelation", id: relation.id };
  const merged = relation.mergedFrom.length === 0 ? [] : await findMerged(actor, subject, { registers });
  const [papers, meetings] = await Promise.all([readPapers(actor, relation.id), listMeetings(actor, relation.id)]);
  const [entries, decision, history, parked] = await Promise.all([
    readLedger(actor, { from: thisYear - YEARS_BACK, to: thisYear }, relation.id),
    describeNeed(actor, [relation.id, ...relation.mergedFrom.map(({ id }) => id)], Promise.resolve(decisionNeedOf(relation, today, papers.reviews[0]))),
    listRelationHistory(actor, relation.id, { limit: 10 }),
    form === undefined ? null : findParkedForm("town-relation-step", form, actor.personId),
  ]);
  const years = Array.from({ length: YEARS_BACK + 1 }, (_none, back) => ({ key: String(thisYear - back), label: String(thisYear - back), href: null, filter: { relationId: relation.id, year: thisYear - back } }));
  const problems = describeProblems({}, parked?.issues ?? [], words, "episodes");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const standing = standingOn(relation.episodes, today);
  const [shape, state] = describeStanding(standing, words);
  const latest = inOrder(relation.episodes).at(-1);
  const pathOf = (id: string) => `/town-relations/${id}`;
  const back = `/town-relations/${relation.id}`;
  const hidden = Object.entries({ _back: back, id: relation.id, _version: relation.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`townRelations.done.${done}`)}</Notice>}
      {relation.isArchived ? <Notice>{words("townRelations.archivedNow")}</Notice> : null}
      {parameters["done"] === "merged" || parameters["done"] === "separated" ? <Notice kind="done">{words(`merging.done.${parameters["done"]}`)}</Notice> : null}
      {relation.mergedInto === null ? null : (
        <Notice>
          {words("townRelations.mergedNow")} <a href={pathOf(relation.mergedInto.id)}>{relation.mergedInto.name}</a>.
        </Notice>
      )}
      <PageHead
        title={relation.name}
        lead={words("townRelations.kindLead", { kind: words(`townRelations.kind.${relation.kind}`), count: relation.towns.length })}
        quietLead
        meta={
          <>
            <Status kind={shape}>{state}</Status>
            {relation.isDemonstration ? <span className="quiet">{words("townRelations.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          {decision === null ? null : <DecisionBox described={decision} document={getPack().document} words={words} />}
          <Section id="episodes" title={words("townRelations.episodes")} {...(mayEdit ? { more: { href: `${back}/episodes/new`, label: words("townRelations.addEpisode") } } : {})}>
            <EpisodeList judged={judgeEpisodes(relation).reverse()} remarks={findRemarks(relation, today)} edit={mayEdit ? (episodeId) => `${back}/episodes/${episodeId}` : null} words={words} />
          </Section>
          {mayEdit && relation.removedEpisodes.length > 0 ? (
            <Section id="removed" title={words("townRelations.removedEpisodes")}>
              <Rows tight>
                {relation.removedEpisodes.map((episode) => (
                  <li key={episode.id}>
                    {words(`townRelations.state.${episode.state}`)} <span className="meta">{writeTime(episode, words)}</span>
                    <form action={bringBackEpisode}>
                      {hidden}
                      <input type="hidden" name="episodeId" value={episode.id} />
                      <button className="link" type="submit">{words("townRelations.restoreEpisode", { state: words(`townRelations.state.${episode.state}`).toLocaleLowerCase(words.locale) })}</button>
                    </form>
                  </li>
                ))}
              </Rows>
            </Section>
          ) : null}
          <Section id="agreements" title={words("townPapers.agreements")} {...(mayEdit ? { more: { href: `${back}/agreements/new`, label: words("townPapers.addAgreement") } } : {})}>
            {papers.agreements.length === 0 ? <p>{words("townPapers.noAgreements")}</p> : <AgreementList agreements={papers.agreements} today={today} edit={mayEdit ? (paper) => `${back}/agreements/${paper}` : null} words={words} />}
          </Section>
          <Section id="reviews" title={words("townPapers.reviews")} {...(mayEdit ? { more: { href: `${back}/reviews/new`, label: words("townPapers.addReview") } } : {})}>
            {papers.reviews.length === 0 ? <p>{words("townPapers.noReviews")}</p> : <ReviewList reviews={papers.reviews} edit={mayEdit ? (paper) => `${back}/reviews/${paper}` : null} words={words} />}
          </Section>
          <Section id="towns" title={words("townRelations.towns")} {...(mayEdit ? { more: { href: `${back}/towns/new`, label: words("townRelations.addTown") } } : {})}>
            <Rows tight>
              {relation.towns.map((town) => (
                <li key={town.id}>
                  {town.isInRegister ? <a href={`/partners/${town.partnerId}`}>{town.name}</a> : town.name}, {formatCountry(town.country, words.locale)} <span className="meta">{writeTownTime(town, words)}</span>
                  {town.note === null ? null : <p>{town.note}</p>}
                  {mayEdit ? (
                    <p>
                      <a className="more" href={`${back}/towns/${town.id}`}>{words("townRelations.changeTown", { town: town.name })}</a>
                    </p>
                  ) : null}
                </li>
              ))}
            </Rows>
          </Section>
          <MeetingList meetings={meetings} today={today} add={mayEdit ? `/recurring-meetings/new?relation=${relation.id}` : null} words={words} />
          <Section id="ledger" title={words("townActivities.ledger.ofRelation")} more={{ href: `/town-relations/activities?relation=${relation.id}`, label: words("townActivities.ledger.toList") }}>
            <LedgerTable caption={words("townActivities.ledger.ofRelation")} name={words("townActivities.year")} lines={layOutLedger(years, entries, (entry, head) => entry.year === Number(head.key))} words={words} />
            {mayEdit ? (
              <p className="mt-3">
                <a className="more" href={`/town-relations/activities/new?relation=${relation.id}`}>{words("townActivities.log")}</a>
              </p>
            ) : null}
          </Section>
          <Section id="facts" title={words("townRelations.about")}>
            <Facts
              items={[
                ...(relation.description === null ? [] : [{ label: words("townRelations.field.description"), value: relation.description }]),
                { label: words("townRelations.field.unitId"), value: <a href={`/bodies/${relation.unitId}`}>{relation.unitName}</a> },
                ...(relation.priorityId === null ? [] : [{ label: words("townRelations.field.priorityId"), value: <a href={`/priorities/${relation.priorityId}`}>{relation.priorityTitle}</a> }]),
                ...(relation.outsidePriorities === null ? [] : [{ label: words("townRelations.field.outsidePriorities"), value: relation.outsidePriorities }]),
                ...(relation.caseNumber === null ? [] : [{ label: words("townRelations.field.caseNumber"), value: relation.caseNumber }]),
                ...(relation.source === null ? [] : [{ label: words("townRelations.field.source"), value: relation.source }]),
                { label: words("townRelations.field.certainty"), value: words(`townRelations.certainty.${relation.certainty}`) },
              ]}
            />
          </Section>
          {relation.facts.length === 0 ? null : (
            <Section id="sources" title={words("townRelations.sources")} note={words("townRelations.sourcesNote")}>
              <Facts items={relation.facts.map(({ field, value, source, certainty }) => ({ label: words(`townRelations.factField.${field}`), value: words("townRelations.factSaid", { value, source, certainty: words(`townRelations.certainty.${certainty}`).toLocaleLowerCase(words.locale) }) }))} />
            </Section>
          )}
        </div>
        <RecordAside
          label={words("townRelations.aside")}
          path={back}
          edit={mayEdit ? words("townRelations.edit") : null}
          archiving={mayArchive ? { action: relation.isArchived ? restore : archive, label: words(relation.isArchived ? "townRelations.restore" : "townRelations.archive") } : null}
          record={relation}
          titles={{ change: words("townRelations.changeTitle"), history: words("townRelations.history") }}
          history={history}
          words={words}
          first={
            mayEdit && latest !== undefined ? (
              <Section id="steps" title={words("townRelations.nextSteps")}>
                <Rows tight>
                  {statesAfter(latest.state).map((to) => (
                    <li key={to}>
                      <a href={`${back}/episodes/new?to=${to}`}>{words(`townRelations.step.${to}`)}</a>
                    </li>
                  ))}
                </Rows>
              </Section>
            ) : null
          }
        >
          <FactSheetLinks kind="town-relations" id={relation.id} words={words} />
          {isCoordinator(actor) && !relation.isArchived ? <MergingPart kind="townRelation" record={relation} pathOf={pathOf} labels={{ mergedFrom: words("townRelations.mergedFrom"), merge: words("townRelations.merge"), separate: words("townRelations.separate") }} words={words} /> : null}
          <RecordParts actor={actor} subject={subject} holder={holderOf(relation.name, relation.unitId, { mayEdit, mayArchive })} merged={merged} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
