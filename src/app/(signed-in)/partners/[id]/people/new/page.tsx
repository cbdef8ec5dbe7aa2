import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { ContactFields } from "@/features/partners/components/contact-fields";
import { add } from "@/features/partners/contacts/actions";
import { listContactUnits } from "@/features/partners/contacts/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadPartner, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partnerContacts.add") };
}

export default async function AddContactPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { partner } = await loadPartner(actor, (await params).id);
  const units = await listContactUnits(actor);
  if (units.length === 0 || partner.isArchived || partner.mergedIntoId !== null) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("partner-contact-add", typeof form === "string" ? form : undefined, actor.personId)]);
  const [only, ...others] = units;
  const problems = describeProblems(parked?.values ?? { unitId: others.length === 0 ? (only?.id ?? "") : "" }, parked?.issues ?? [], words, "name");
  const path = `/partners/${partner.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }, { href: path, label: partner.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partners.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("partnerContacts.addTitle", { partner: partner.name })} lead={words("partnerContacts.addLead")} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="partnerId" value={partner.id} />
        <input type="hidden" name="_back" value={`${path}/people/new`} />
        <ContactFields problems={problems} units={units} words={words} />
        <Buttons>
          <Button variant="primary">{words("partnerContacts.addSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("partners.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
