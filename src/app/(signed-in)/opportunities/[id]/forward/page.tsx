import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { InformationFields } from "@/features/opportunities/components/information-fields";
import { forward } from "@/features/opportunities/information/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { askedDeadline, loadInformationUnits, loadOpportunity, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("information.forwardTitle") };
}

export default async function ForwardPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const [units, { opportunity }] = [await loadInformationUnits(actor), await loadOpportunity(actor, (await params).id)];
  if (opportunity.isArchived) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("information-forward", typeof form === "string" ? form : undefined, actor.personId)]);
  const unitId = actor.units[0]?.id ?? "";
  const problems = describeProblems(parked?.values ?? { unitId, title: opportunity.title, heldOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "unitId");
  const asked = askedDeadline(parked?.issues ?? []);
  const path = `/opportunities/${opportunity.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }, { href: path, label: opportunity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("information.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("information.forwardTitle")} lead={words("information.forwardLead", { title: opportunity.title })} quietLead />
      <form action={forward} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`${path}/forward`} />
        <InformationFields problems={problems} units={units} opportunities={{ forwarded: opportunity.id }} asked={asked} words={words} />
        <Buttons>
          <Button variant="primary">{words(asked === null ? "information.forwardSave" : "information.forwardAnyway")}</Button>
          <ButtonLink variant="text" href={path}>{words("information.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
