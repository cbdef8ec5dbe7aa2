import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { propose } from "@/features/working-group/assignments/actions";
import { groupAssignmentPolicy } from "@/features/working-group/assignments/policy";
import { AssignmentFields } from "@/features/working-group/components/assignment-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { requireGroup, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("groupAssignments.propose") };
}

export default async function ProposeAssignmentPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireGroup();
  if (!may(groupAssignmentPolicy, "propose", actor, { id: "*", isArchived: false })) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("group-assignment-propose", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("groupAssignments.propose")} lead={words("groupAssignments.proposeLead")} quietLead />
      <form action={propose} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/working-group/assignments/new" />
        <AssignmentFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("groupAssignments.proposeSave")}</Button>
          <ButtonLink variant="text" href="/working-group">{words("workingGroup.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
