import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { InfluenceFields } from "@/features/eu-monitoring/components/influence-fields";
import { add } from "@/features/eu-monitoring/influence/actions";
import { loadInfluenceChoices } from "@/features/eu-monitoring/influence/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOwnItem, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("influence.add") };
}

export default async function AddInfluencePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const item = await loadOwnItem(actor, (await params).id);
  const { form } = await searchParams;
  const [words, choices, parked] = await Promise.all([getWords(), loadInfluenceChoices(actor), findParkedForm("influence-add", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { actedOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "title");
  const path = `/eu-monitoring/${item.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }, { href: path, label: item.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("euMonitoring.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("influence.addTitle", { name: item.title })} lead={words("influence.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="_back" value={`${path}/influence/new`} />
        <InfluenceFields problems={problems} choices={choices} words={words} />
        <Buttons>
          <Button variant="primary">{words("influence.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("euMonitoring.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
