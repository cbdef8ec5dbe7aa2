import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { holderOf } from "@/domain/registers";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { RecordParts } from "@/features/documents/components/record-parts";
import { archive, restore } from "@/features/eu-monitoring/actions";
import { InfluencePart } from "@/features/eu-monitoring/components/influence-part";
import { describeState } from "@/features/eu-monitoring/components/item-table";
import { ReadinessPart } from "@/features/eu-monitoring/components/readiness-part";
import { remove as removeInfluence } from "@/features/eu-monitoring/influence/actions";
import { listInfluenceOf } from "@/features/eu-monitoring/influence/service";
import { remove as removeReadiness } from "@/features/eu-monitoring/readiness/actions";
import { listReadinessOf } from "@/features/eu-monitoring/readiness/service";
import { asksForReadiness, lacksOf } from "@/features/eu-monitoring/rules";
import { listItemHistory } from "@/features/eu-monitoring/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { askedBy } from "../../load";
import { loadItem, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "changed", "influenced", "influenceChanged", "influenceRemoved", "madeReady", "readinessChanged", "readinessRemoved", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadItem(await getActor(), (await params).id)).item.title };
}

export default async function MonitoringItemPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ item, mayEdit, mayArchive }, parameters, words] = [await loadItem(actor, (await params).id), await searchParams, await getWords()];
  const [actions, readiness, history, parked] = await Promise.all([
    listInfluenceOf(actor, item.id),
    listReadinessOf(actor, item.id),
    listItemHistory(actor, item.id, { limit: 10 }),
    findParkedForm("monitoring-step", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const today = dateInStockholm(new Date());
  const path = `/eu-monitoring/${item.id}`;
  const label = (name: string) => words(`euMonitoring.field.${name}`);
  const day = (date: string) => formatDate(date, words.locale);
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: label(name), value: <span className="whitespace-pre-line">{value}</span> }]);
  const [kind, state] = describeState(item, today, words);
  const lacks = lacksOf(item, today);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("euMonitoring.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`euMonitoring.done.${done}`)}</Notice>}
      {item.isArchived ? <Notice>{words("euMonitoring.archivedNow")}</Notice> : null}
      <PageHead
        title={item.title}
        lead={words("euMonitoring.begun", { unit: item.unitName, day: day(item.begunOn) })}
        quietLead
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            {item.isDemonstration ? <span className="quiet">{words("euMonitoring.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="facts" title={words("euMonitoring.about")}>
            {lacks.length < 2 ? null : <p className="mb-4">{words("euMonitoring.lacksNow", { what: lacks.map((lack) => words(`euMonitoring.lack.${lack}`)).join(", ") })}</p>}
            <Facts
              items={[
                ...fact("reference", item.reference),
                { label: label("unitId"), value: <a href={`/bodies/${item.unitId}`}>{item.unitName}</a> },
                { label: label("stage"), value: words(`euMonitoring.stage.${item.stage}`) },
                { label: label("relevance"), value: words(`euMonitoring.relevance.${item.relevance}`) },
                ...fact("meaning", item.meaning),
                ...fact("source", item.source),
                { label: label("responsible"), value: item.responsible ?? words("euMonitoring.noResponsible") },
                { label: label("assessedOn"), value: words("euMonitoring.assessed", { day: day(item.assessedOn), by: item.assessedBy }) },
                ...(item.endedOn === null ? [{ label: label("nextCheckOn"), value: item.nextCheckOn === null ? words("euMonitoring.noCheck") : day(item.nextCheckOn) }] : [{ label: label("endedOn"), value: day(item.endedOn) }]),
              ]}
            />
          </Section>
          <InfluencePart actions={actions} itemId={item.id} mayEdit={mayEdit} asked={askedBy("INFLUENCE_ACTION")} remove={removeInfluence} words={words} />
          <ReadinessPart readiness={readiness} itemId={item.id} isAsked={asksForReadiness(item)} today={today} mayEdit={mayEdit} asked={askedBy("READINESS_FOR_ITEMS")} remove={removeReadiness} words={words} />
        </div>
        <RecordAside
          label={words("euMonitoring.aside")}
          path={path}
          edit={mayEdit ? words("euMonitoring.edit") : null}
          archiving={mayArchive ? { action: item.isArchived ? restore : archive, label: words(item.isArchived ? "euMonitoring.restore" : "euMonitoring.archive") } : null}
          record={item}
          titles={{ change: words("euMonitoring.changeTitle"), history: words("euMonitoring.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "monitoringItem", id: item.id }} holder={holderOf(item.title, item.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
