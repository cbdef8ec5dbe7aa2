import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { holderOf } from "@/domain/registers";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { RecordParts } from "@/features/documents/components/record-parts";
import { archive, restore } from "@/features/opportunities/information/actions";
import { listInformationHistory } from "@/features/opportunities/information/service";
import { formatCount, formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadInformation, type Parameters } from "../../load";

interface Props {
  params: Promise<{ activityId: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadInformation(await getActor(), (await params).activityId)).activity.title };
}

export default async function InformationActivityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ activity, mayEdit, mayArchive }, parameters, words] = [await loadInformation(actor, (await params).activityId), await searchParams, await getWords()];
  const [history, parked] = await Promise.all([
    listInformationHistory(actor, activity.id, { limit: 10 }),
    findParkedForm("information-step", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const label = (name: string) => words(`information.field.${name}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }, { href: "/opportunities/information", label: words("information.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("information.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`information.done.${done}`)}</Notice>}
      {activity.isArchived ? <Notice>{words("information.archivedNow")}</Notice> : null}
      <PageHead
        title={activity.title}
        lead={words("information.held", { kind: words(`information.kind.${activity.kind}`), unit: activity.unitName, day: formatDate(activity.heldOn, words.locale) })}
        quietLead
        {...(activity.isDemonstration ? { meta: <span className="quiet">{words("information.demonstration")}</span> } : {})}
      />
      <Split>
        <div>
          <Section id="facts" title={words("information.about")}>
            <Facts
              items={[
                { label: label("unitId"), value: <a href={`/bodies/${activity.unitId}`}>{activity.unitName}</a> },
                ...(activity.opportunity === null ? [] : [{ label: label("opportunityId"), value: <a href={`/opportunities/${activity.opportunity.id}`}>{activity.opportunity.title}</a> }]),
                { label: label("reached"), value: activity.reached === null ? words("information.reachedUnknown") : formatCount(activity.reached) },
                ...(activity.text === null ? [] : [{ label: label("text"), value: <span className="whitespace-pre-line">{activity.text}</span> }]),
              ]}
            />
          </Section>
        </div>
        <RecordAside
          label={words("information.aside")}
          path={`/opportunities/information/${activity.id}`}
          edit={mayEdit ? words("information.edit") : null}
          archiving={mayArchive ? { action: activity.isArchived ? restore : archive, label: words(activity.isArchived ? "information.restore" : "information.archive") } : null}
          record={activity}
          titles={{ change: words("information.changeTitle"), history: words("history.title") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "informationActivity", id: activity.id }} holder={holderOf(activity.title, activity.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
