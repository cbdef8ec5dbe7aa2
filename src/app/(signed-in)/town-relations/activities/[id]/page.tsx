import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PriorityMark } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { holderOf } from "@/domain/registers";
import { formatAmount } from "@/domain/money";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, restore } from "@/features/town-relations/activities/actions";
import { listActivityHistory } from "@/features/town-relations/activities/service";
import { formatApproximate, formatCount } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../load";
import { loadActivity } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadActivity(await getActor(), (await params).id)).activity.title };
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ activity, mayEdit, mayArchive }, parameters, words] = [await loadActivity(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [history, parked] = await Promise.all([listActivityHistory(actor, activity.id, { limit: 10 }), form === undefined ? null : findParkedForm("town-activity-step", form, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const back = `/town-relations/activities/${activity.id}`;
  const label = (name: string) => words(`townActivities.field.${name}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations/activities", label: words("townActivities.title") }, { href: `/town-relations/${activity.relationId}`, label: activity.relationName }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`townActivities.done.${done}`)}</Notice>}
      {activity.isArchived ? <Notice>{words("townActivities.archivedNow")}</Notice> : null}
      <PageHead
        title={activity.title}
        lead={formatApproximate(activity.held, words.locale)}
        quietLead
        meta={
          <>
            {activity.reachesChildrenAndYouth ? <PriorityMark>{words("townActivities.youthMark")}</PriorityMark> : null}
            {activity.isDemonstration ? <span className="quiet">{words("townRelations.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <Section id="facts" title={words("townActivities.about")}>
          <Facts
            items={[
              { label: label("benefit"), value: activity.benefit },
              { label: label("groups"), value: activity.groups.map((group) => words(`townActivities.group.${group}`)).join(", ") },
              { label: label("relationId"), value: <a href={`/town-relations/${activity.relationId}`}>{activity.relationName}</a> },
              { label: label("unitId"), value: <a href={`/bodies/${activity.unitId}`}>{activity.unitName}</a> },
              ...(activity.participantCount === null ? [] : [{ label: label("participantCount"), value: formatCount(activity.participantCount) }]),
              { label: label("reachesChildrenAndYouth"), value: words(activity.reachesChildrenAndYouth ? "frame.yes" : "frame.no") },
              ...(activity.childrenAndYouthCount === null ? [] : [{ label: label("childrenAndYouthCount"), value: formatCount(activity.childrenAndYouthCount) }]),
              ...(activity.association === null ? [] : [{ label: label("association"), value: activity.association }]),
              ...(activity.grantOre === null ? [] : [{ label: label("grant"), value: words("townActivities.grantPaid", { amount: formatAmount(activity.grantOre), payer: activity.payerName ?? "" }) }]),
              ...(activity.source === null ? [] : [{ label: label("source"), value: activity.source }]),
            ]}
          />
        </Section>
        <RecordAside
          label={words("townActivities.aside")}
          path={back}
          edit={mayEdit ? words("townActivities.edit") : null}
          archiving={mayArchive ? { action: activity.isArchived ? restore : archive, label: words(activity.isArchived ? "townRelations.restore" : "townRelations.archive") } : null}
          record={activity}
          titles={{ change: words("townRelations.changeTitle"), history: words("townRelations.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "exchangeActivity", id: activity.id }} holder={holderOf(activity.title, activity.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
