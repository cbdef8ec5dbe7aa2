import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/working-group/actions";
import { MeetingFields } from "@/features/working-group/components/meeting-fields";
import { writeMeeting } from "@/features/working-group/rules";
import { MEETING_FIELDS } from "@/features/working-group/schema";
import { getMeetingVersion, type StoredMeeting } from "@/features/working-group/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadMeeting, type Parameters } from "../../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("workingGroup.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, stored: StoredMeeting, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getMeetingVersion(actor, stored.id, baseVersion), getMeetingVersion(actor, stored.id, stored.version)]);
  const before = writeMeeting(base.meeting);
  const mine = Object.fromEntries(MEETING_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeMeeting(theirs.meeting)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditMeetingPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { meeting, mayEdit } = await loadMeeting(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("group-meeting-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeMeeting(meeting) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < meeting.version ? await loadConflict(actor, meeting, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/working-group/meetings/${meeting.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }, { href: path, label: meeting.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("workingGroup.editTitle", { name: meeting.title })} lead={meeting.calledAt === null ? null : words("workingGroup.editLead")} quietLead />
      ) : (
        <PageHead tight title={words("workingGroup.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={meeting.id} />
        <input type="hidden" name="_version" value={meeting.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <MeetingFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(name) => words(`workingGroup.field.${name}`)} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "workingGroup.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "workingGroup.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
