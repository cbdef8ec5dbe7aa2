import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { SectionHead } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { accountsPolicy } from "@/features/accounts/policy";
import { SHORTEST_PASSWORD } from "@/features/accounts/schema";
import { addIdentity, addLogin } from "@/features/people/actions";
import { findPerson } from "@/features/people/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("people.addAccount") };
}

export default async function AccountPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const person = isId(id) ? await findPerson(actor, id, dateInStockholm(new Date())) : null;
  if (person === null || person.isArchived || !may(accountsPolicy, "add", actor, { id: person.id, personId: person.id })) notFound();
  const { form } = await searchParams;
  const formId = typeof form === "string" ? form : undefined;
  const [words, local, identity] = await Promise.all([getWords(), findParkedForm("account-local", formId, actor.personId), findParkedForm("account-identity", formId, actor.personId)]);
  const login = describeProblems(local?.values ?? {}, local?.issues ?? [], words, "email");
  const provider = describeProblems(identity?.values ?? {}, identity?.issues ?? [], words, "issuer");
  const summary = [...login.summary, ...provider.summary];
  const path = `/people/${person.id}`;
  const hidden = (
    <>
      <input type="hidden" name="_key" value={randomUUID()} />
      <input type="hidden" name="_back" value={`${path}/account`} />
      <input type="hidden" name="personId" value={person.id} />
    </>
  );
  return (
    <>
      <Breadcrumbs label={words("people.crumbs")} items={[{ href: "/people", label: words("people.title") }, { href: path, label: person.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("people.problem")} items={summary} /> : null}
      <PageHead tight title={words("people.addAccountTitle", { name: person.name })} />
      <form action={addIdentity} className="section" aria-labelledby="provider" noValidate>
        <SectionHead id="provider" title={words("people.providerAccount")} />
        {hidden}
        <TextField name="issuer" label={words("people.issuer")} help={words("people.issuerHelp")} error={provider.errorOf("issuer")} defaultValue={textOf(provider.values, "issuer")} inputMode="url" autoComplete="off" required />
        <TextField name="subject" label={words("people.subject")} help={words("people.subjectHelp")} error={provider.errorOf("subject")} defaultValue={textOf(provider.values, "subject")} autoComplete="off" required />
        <Buttons>
          <Button variant="primary">{words("people.addIdentitySave")}</Button>
        </Buttons>
      </form>
      <form action={addLogin} className="section" aria-labelledby="local" noValidate>
        <SectionHead id="local" title={words("people.localAccount")} />
        {hidden}
        <TextField name="email" label={words("people.email")} error={login.errorOf("email")} defaultValue={textOf(login.values, "email") || (person.email ?? "")} inputMode="email" autoComplete="off" required />
        <TextField name="_password" type="password" label={words("people.password")} help={words("people.passwordHelp", { min: SHORTEST_PASSWORD })} error={login.errorOf("_password")} autoComplete="new-password" required />
        <Buttons>
          <Button>{words("people.addLoginSave")}</Button>
        </Buttons>
      </form>
      <p className="mt-6"><a href={path}>{words("people.cancel")}</a></p>
    </>
  );
}
