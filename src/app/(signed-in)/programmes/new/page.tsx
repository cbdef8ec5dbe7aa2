import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { add } from "@/features/programmes/actions";
import { ProgrammeFields } from "@/features/programmes/components/programme-fields";
import { mayKeepProgrammes } from "@/features/programmes/policy";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("programmes.addTitle") };
}

export default async function AddProgrammePage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  if (!mayKeepProgrammes(actor)) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("programme-add", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "nameSv");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("programmes.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("programmes.addTitle")} lead={words("programmes.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/programmes/new" />
        <ProgrammeFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("programmes.addSave")}</Button>
          <ButtonLink variant="text" href="/programmes">{words("programmes.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
