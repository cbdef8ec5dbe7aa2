import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { announce } from "@/features/visits/actions";
import { VisitFields } from "@/features/visits/components/visit-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, prefillHosting, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visits.announceTitle") };
}

export default async function NewVisitPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const offered = await loadForm(actor);
  const { form, meeting, year } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("visit-announce", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? (await prefillHosting(actor, meeting, year, words)), parked?.issues ?? [], words, "title");
  const meetingId = textOf(problems.values, "meetingId");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visits.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("visits.announceTitle")} lead={words("visits.announceLead")} quietLead />
      <form action={announce} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/visits/new" />
        {meetingId === "" ? null : <input type="hidden" name="meetingId" value={meetingId} />}
        <VisitFields problems={problems} {...offered} words={words} />
        <Buttons>
          <Button variant="primary">{words("visits.announceSave")}</Button>
          <ButtonLink variant="text" href="/visits">{words("visits.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
