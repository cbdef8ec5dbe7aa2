import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { FileField, SelectField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { take } from "@/features/governing-documents/actions";
import { FaultList } from "@/features/governing-documents/components/fault-list";
import { documentsPolicy } from "@/features/governing-documents/policy";
import { listVersions } from "@/features/governing-documents/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

const FAULT = "governingDocuments.importing.fault";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("governingDocuments.importing.title") };
}

export default async function ImportVersionPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  if (!may(documentsPolicy, "add", actor, { id: "*" })) notFound();
  const { form } = await searchParams;
  const [words, parked, versions] = await Promise.all([
    getWords(),
    findParkedForm("document-import", typeof form === "string" ? form : undefined, actor.personId),
    listVersions(actor, dateInStockholm(new Date())),
  ]);
  const issues = parked?.issues ?? [];
  const faults = issues.filter((issue) => issue.message === FAULT);
  const problems = describeProblems(parked?.values ?? {}, issues.filter((issue) => issue.message !== FAULT), words, "file");
  const refused = words("governingDocuments.importing.refused", { count: faults.length });
  const summary = [...problems.summary, ...(faults.length > 0 ? [{ href: "#faults", text: refused }] : [])];
  const documents = new Map(versions.map((version) => [version.documentId, version.title]));
  const document = parked === null ? ([...documents.keys()][0] ?? "") : textOf(problems.values, "documentId");
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }]} />
      {summary.length > 0 ? <ErrorSummary title={words("governingDocuments.problem")} items={summary} /> : null}
      <PageHead tight title={words("governingDocuments.importing.title")} lead={words("governingDocuments.importing.lead")} quietLead />
      {faults.length === 0 ? null : (
        <Section id="refused" title={refused}>
          <p className="max-w-measure">{words("governingDocuments.importing.again")}</p>
          <FaultList issues={faults} words={words} />
        </Section>
      )}
      <form action={take} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/governing-documents/import" />
        <FileField name="file" label={words("governingDocuments.importing.file")} help={words("governingDocuments.importing.fileHelp")} error={problems.errorOf("file")} accept="application/json,.json" required />
        <p className="mt-3 mb-6"><a href="/api/pack-schema">{words("governingDocuments.importing.schema")}</a></p>
        <SelectField
          name="documentId"
          label={words("governingDocuments.importing.document")}
          empty={words("governingDocuments.importing.newDocument")}
          options={[...documents].map(([value, label]) => ({ value, label }))}
          error={problems.errorOf("documentId")}
          defaultValue={document}
        />
        <TextField name="label" label={words("governingDocuments.importing.label")} help={words("governingDocuments.importing.labelHelp")} error={problems.errorOf("label")} defaultValue={textOf(problems.values, "label")} width="medium" />
        <Buttons>
          <Button variant="primary">{words("governingDocuments.importing.save")}</Button>
          <ButtonLink variant="text" href="/governing-documents">{words("governingDocuments.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
