import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxGroup, TextArea } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { minute } from "@/features/working-group/actions";
import { writeWhen } from "@/features/working-group/components/meeting-state";
import { LONGEST_NOTES } from "@/features/working-group/schema";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadMeeting, type Parameters } from "../../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("workingGroup.writeMinutes") };
}

export default async function MinutesPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { meeting, attendees, mayMinute } = await loadMeeting(actor, (await params).id);
  if (!mayMinute) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("group-meeting-minutes", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { notes: meeting.notes ?? "" }, parked?.issues ?? [], words, "notes");
  const called = attendees.filter(({ isCalled }) => isCalled);
  const ticked = parked?.values["presentIds"];
  const present = parked === null ? called.flatMap(({ personId, wasPresent }) => (wasPresent === true ? [personId] : [])) : typeof ticked === "string" ? [ticked] : [...(ticked ?? [])];
  const path = `/working-group/meetings/${meeting.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }, { href: path, label: meeting.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("workingGroup.minutesTitle", { name: meeting.title })} lead={writeWhen(meeting, words)} quietLead />
      <form action={minute} noValidate>
        <input type="hidden" name="id" value={meeting.id} />
        <input type="hidden" name="_version" value={meeting.version} />
        <input type="hidden" name="_back" value={`${path}/minutes`} />
        <CheckboxGroup name="presentIds" label={words("workingGroup.field.presentIds")} error={problems.errorOf("presentIds")} options={called.map(({ personId, personName, units }) => ({ value: personId, label: units.length === 0 ? personName : `${personName}, ${units.join(", ")}` }))} defaultValue={present} />
        <TextArea name="notes" label={words("workingGroup.field.notes")} help={words("workingGroup.help.notes")} error={problems.errorOf("notes")} defaultValue={textOf(problems.values, "notes")} optional={words("frame.optional")} rows={10} most={LONGEST_NOTES} />
        <Buttons>
          <Button variant="primary">{words("workingGroup.minutesSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("workingGroup.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
