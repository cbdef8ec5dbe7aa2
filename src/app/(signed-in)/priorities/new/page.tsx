import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { propose } from "@/features/priorities/actions";
import { PriorityFields } from "@/features/priorities/components/priority-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("priorities.proposeTitle") };
}

export default async function NewPriorityPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { bodies, hasProfileAreas, ownId } = await loadForm(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("priority-propose", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { kind: "PRIORITY", setById: ownId ?? "" }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/priorities", label: words("priorities.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("priorities.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("priorities.proposeTitle")} lead={words("priorities.proposeLead")} quietLead />
      <form action={propose} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/priorities/new" />
        <PriorityFields problems={problems} bodies={bodies} hasProfileAreas={hasProfileAreas} words={words} />
        <Buttons>
          <Button variant="primary">{words("priorities.proposeSave")}</Button>
          <ButtonLink variant="text" href="/priorities">{words("priorities.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
