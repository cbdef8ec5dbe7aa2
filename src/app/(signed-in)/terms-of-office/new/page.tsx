import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { add } from "@/features/terms-of-office/actions";
import { TermFields } from "@/features/terms-of-office/components/term-fields";
import { termsPolicy } from "@/features/terms-of-office/policy";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("terms.addTitle") };
}

export default async function NewTermPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  if (!may(termsPolicy, "add", actor, { id: "*" })) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("term-add", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "startsOn");
  return (
    <>
      <Breadcrumbs label={words("terms.crumbs")} items={[{ href: "/people", label: words("people.title") }, { href: "/terms-of-office", label: words("terms.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("terms.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("terms.addTitle")} lead={words("terms.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/terms-of-office/new" />
        <TermFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("terms.addSave")}</Button>
          <ButtonLink variant="text" href="/terms-of-office">{words("terms.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
