import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { ContactFields } from "@/features/partners/components/contact-fields";
import { change, erase } from "@/features/partners/contacts/actions";
import { writeContact } from "@/features/partners/contacts/rules";
import { getContact } from "@/features/partners/contacts/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadPartner, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; contactId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partnerContacts.editTitle") };
}

export default async function ContactPage({ params, searchParams }: Props) {
  const [actor, { id, contactId }, { form }] = [await getActor(), await params, await searchParams];
  const { partner } = await loadPartner(actor, id);
  if (!isId(contactId)) notFound();
  const contact = await getContact(actor, contactId).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) notFound();
    throw error;
  });
  const parkedAs = (name: string) => findParkedForm(name, typeof form === "string" ? form : undefined, actor.personId);
  const [words, changing, erasing] = await Promise.all([getWords(), parkedAs("partner-contact-change"), parkedAs("partner-contact-erase")]);
  const problems = describeProblems(changing?.values ?? writeContact(contact), [...(changing?.issues ?? []), ...(erasing?.issues ?? [])], words, "name");
  const path = `/partners/${partner.id}`;
  const hidden = Object.entries({ _back: `${path}/people/${contact.id}`, id: contact.id, partnerId: partner.id, _version: contact.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }, { href: path, label: partner.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partners.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("partnerContacts.editTitle")} lead={words("partnerContacts.editLead", { unit: contact.unitName })} quietLead />
      <form action={change} noValidate>
        {hidden}
        <ContactFields problems={problems} units={null} words={words} />
        <Buttons>
          <Button variant="primary">{words("partnerContacts.editSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("partners.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
      <Section id="erase" title={words("partnerContacts.eraseTitle")} note={words("partnerContacts.eraseNote")}>
        <form action={erase}>
          {hidden}
          <Button variant="secondary">{words("partnerContacts.erase")}</Button>
        </form>
      </Section>
    </>
  );
}
