import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { change } from "@/features/recurring-meetings/actions";
import { MeetingFields } from "@/features/recurring-meetings/components/meeting-fields";
import { writeMeeting } from "@/features/recurring-meetings/rules";
import { loadMeetingUnits } from "@/features/recurring-meetings/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadMeeting, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("recurringMeetings.edit") };
}

export default async function EditMeetingPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { meeting, mayEdit } = await loadMeeting(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, parked, offered] = await Promise.all([getWords(), findParkedForm("recurring-meeting-change", typeof form === "string" ? form : undefined, actor.personId), loadMeetingUnits(actor)]);
  const units = offered.some(({ id }) => id === meeting.unitId) ? offered : [...offered, { id: meeting.unitId, name: meeting.unitName }];
  const problems = describeProblems(parked?.values ?? writeMeeting(meeting), parked?.issues ?? [], words, "name");
  const path = `/recurring-meetings/${meeting.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: path, label: meeting.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("recurringMeetings.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("recurringMeetings.editTitle", { name: meeting.name })} />
      <form action={change} noValidate>
        <input type="hidden" name="id" value={meeting.id} />
        <input type="hidden" name="_version" value={meeting.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <MeetingFields problems={problems} units={units} own={getPack().municipality.shortName} words={words} />
        <Buttons>
          <Button variant="primary">{words("recurringMeetings.editSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("recurringMeetings.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
