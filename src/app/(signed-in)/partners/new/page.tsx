import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Values } from "@/domain/values";
import { add } from "@/features/partners/actions";
import { PartnerFields } from "@/features/partners/components/partner-fields";
import { mayAddPartners } from "@/features/partners/policy";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadQuestions, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partners.addTitle") };
}

export default async function NewPartnerPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  if (!mayAddPartners(actor)) notFound();
  const { form, name, place, country } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("partner-add", typeof form === "string" ? form : undefined, actor.personId)]);
  // What is known of a partner where it is named, the form begins with.
  const known = Object.fromEntries(Object.entries({ name, place, country }).flatMap(([field, value]) => (typeof value === "string" ? [[field, value.slice(0, 160)]] : [])));
  const values: Values = parked?.values ?? { certainty: "HIGH", ...known };
  const problems = describeProblems(values, parked?.issues ?? [], words, "name");
  const asked = await loadQuestions(actor, values, parked?.issues ?? [], null);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partners.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("partners.addTitle")} lead={words("partners.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/partners/new" />
        <PartnerFields problems={problems} partnerId={null} {...asked} words={words} />
        <Buttons>
          <Button variant="primary">{words(asked.similar.length > 0 ? "partners.saveAnyway" : "partners.addSave")}</Button>
          <ButtonLink variant="text" href="/partners">{words("partners.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
