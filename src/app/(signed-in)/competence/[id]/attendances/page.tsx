import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxGroup } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { writeWhen } from "@/features/competence/components/activity-state";
import { tellAll } from "@/features/competence/enrolments/actions";
import { listEnrolments } from "@/features/competence/enrolments/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadActivity, textIn, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("enrolments.tellAll") };
}

/** Where the office writes down who was at an activity. */
export default async function AttendancesPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { activity, mayAttend } = await loadActivity(actor, (await params).id);
  if (!mayAttend || activity.kind === "INDIVIDUAL") notFound();
  const [words, { rows }, parked] = await Promise.all([getWords(), listEnrolments(actor, activity.id), findParkedForm("competence-attendances", textIn(await searchParams, "form"), actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "presentIds");
  const ticked = parked?.values["presentIds"];
  const present = parked === null ? rows.flatMap(({ personId, state }) => (state === "ATTENDED" ? [personId] : [])) : typeof ticked === "string" ? [ticked] : [...(ticked ?? [])];
  const path = `/competence/${activity.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }, { href: path, label: activity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("enrolments.tellAllTitle", { name: activity.title })} lead={writeWhen(activity, words)} quietLead />
      <form action={tellAll} noValidate>
        <input type="hidden" name="id" value={activity.id} />
        <input type="hidden" name="_version" value={activity.version} />
        <input type="hidden" name="_back" value={`${path}/attendances`} />
        <CheckboxGroup name="presentIds" label={words("enrolments.field.presentIds")} help={words("enrolments.help.presentIds")} error={problems.errorOf("presentIds")} options={rows.map(({ personId, personName, units }) => ({ value: personId, label: units.length === 0 ? personName : `${personName}, ${units.join(", ")}` }))} defaultValue={present} />
        <Buttons>
          <Button variant="primary">{words("enrolments.tellAllSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("competence.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
