import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { note } from "@/features/coordination/actions";
import { EntryFields } from "@/features/coordination/components/entry-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("coordination.noteTitle") };
}

export default async function NewEntryPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const offered = await loadForm(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("coordination-note", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { notedOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/coordination", label: words("coordination.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("coordination.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("coordination.noteTitle")} lead={words("coordination.noteLead")} quietLead />
      <form action={note} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/coordination/new" />
        <EntryFields problems={problems} {...offered} words={words} />
        <Buttons>
          <Button variant="primary">{words("coordination.noteSave")}</Button>
          <ButtonLink variant="text" href="/coordination">{words("coordination.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
