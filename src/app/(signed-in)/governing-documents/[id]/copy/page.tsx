import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { copy } from "@/features/governing-documents/actions";
import { documentsPolicy } from "@/features/governing-documents/policy";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVersion, type VersionProps } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("governingDocuments.copy") };
}

export default async function CopyVersionPage({ params, searchParams }: VersionProps) {
  const { actor, version } = await loadVersion(params);
  if (!may(documentsPolicy, "add", actor, { id: "*" }) || version.isArchived) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("document-copy", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "label");
  const path = `/governing-documents/${version.id}`;
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("governingDocuments.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("governingDocuments.copyTitle", { label: version.label })} lead={words("governingDocuments.copyLead")} quietLead />
      <form action={copy} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="id" value={version.id} />
        <input type="hidden" name="_back" value={`${path}/copy`} />
        <TextField name="label" label={words("governingDocuments.fields.label")} help={words("governingDocuments.labelHelp")} error={problems.errorOf("label")} defaultValue={textOf(problems.values, "label")} width="medium" required />
        <Buttons>
          <Button variant="primary">{words("governingDocuments.copySave")}</Button>
          <ButtonLink variant="text" href={path}>{words("governingDocuments.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
