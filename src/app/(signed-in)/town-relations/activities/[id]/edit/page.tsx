import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { change } from "@/features/town-relations/activities/actions";
import { writeActivity } from "@/features/town-relations/activities/rules";
import { ActivityFields } from "@/features/town-relations/components/activity-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../../load";
import { loadActivity, loadForm } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townActivities.edit") };
}

export default async function EditActivityPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { activity, mayEdit } = await loadActivity(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, offered, parked] = await Promise.all([getWords(), loadForm(actor, activity), findParkedForm("town-activity-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? writeActivity(activity), parked?.issues ?? [], words, "title");
  const path = `/town-relations/activities/${activity.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations/activities", label: words("townActivities.title") }, { href: path, label: activity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townActivities.editTitle", { title: activity.title })} />
      <form action={change} noValidate>
        <input type="hidden" name="id" value={activity.id} />
        <input type="hidden" name="_version" value={activity.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <ActivityFields problems={problems} {...offered} words={words} />
        <Buttons>
          <Button variant="primary">{words("townRelations.editSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
