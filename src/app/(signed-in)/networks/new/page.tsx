import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { add } from "@/features/networks/actions";
import { NetworkFields } from "@/features/networks/components/network-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("networks.addTitle") };
}

export default async function NewNetworkPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const choices = await loadForm(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("network-add", typeof form === "string" ? form : undefined, actor.personId)]);
  const [only, ...others] = choices.ownUnits;
  const problems = describeProblems(parked?.values ?? { unitId: others.length === 0 ? (only?.id ?? "") : "" }, parked?.issues ?? [], words, "name");
  const looksAlike = parked?.issues.some(({ message }) => message.endsWith("networkLooksAlike")) === true;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/networks", label: words("networks.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("networks.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("networks.addTitle")} lead={words("networks.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/networks/new" />
        {looksAlike ? <CheckboxField name="isAnother" label={words("networks.isAnother")} help={words("networks.isAnotherHelp")} /> : null}
        <NetworkFields problems={problems} {...choices} words={words} />
        <Buttons>
          <Button variant="primary">{words("networks.addSave")}</Button>
          <ButtonLink variant="text" href="/networks">{words("networks.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
