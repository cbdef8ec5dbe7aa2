import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { add } from "@/features/people/actions";
import { PersonFields } from "@/features/people/components/person-fields";
import { peoplePolicy } from "@/features/people/policy";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("people.add") };
}

export default async function NewPersonPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  if (!may(peoplePolicy, "add", actor, { id: "*", unitIds: [] })) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("person-add", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "name");
  return (
    <>
      <Breadcrumbs label={words("people.crumbs")} items={[{ href: "/people", label: words("people.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("people.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("people.add")} lead={words("people.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/people/new" />
        <PersonFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("people.addSave")}</Button>
          <ButtonLink variant="text" href="/people">{words("people.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
