import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { plan } from "@/features/working-group/actions";
import { MeetingFields } from "@/features/working-group/components/meeting-fields";
import { groupMeetingPolicy } from "@/features/working-group/policy";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { requireGroup, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("workingGroup.planTitle") };
}

export default async function PlanMeetingPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireGroup();
  if (!may(groupMeetingPolicy, "plan", actor, { id: "*" })) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("group-meeting-plan", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { title: words("workingGroup.usualTitle"), from: "13.00", to: "15.00" }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("workingGroup.planTitle")} lead={words("workingGroup.planLead")} quietLead />
      <form action={plan} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/working-group/meetings/new" />
        <MeetingFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("workingGroup.planSave")}</Button>
          <ButtonLink variant="text" href="/working-group">{words("workingGroup.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
