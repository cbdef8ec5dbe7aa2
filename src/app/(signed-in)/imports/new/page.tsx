import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { FileField, RadioGroup } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { upload } from "@/features/imports/actions";
import { LARGEST_LIST_BYTES } from "@/features/imports/schema";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { importables } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("imports.newTitle") };
}

export default async function NewImportPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const offered = importables.filter(({ mayImport }) => mayImport(actor));
  if (offered.length === 0) notFound();
  const { form, kind } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("import-upload", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "file");
  const chosen = offered.find((one) => one.kind === (parked === null ? kind : textOf(problems.values, "kind")));
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/imports", label: words("imports.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("imports.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("imports.newTitle")} lead={words("imports.newLead")} quietLead />
      <form action={upload} noValidate>
        <input type="hidden" name="_back" value={`/imports/new${chosen === undefined ? "" : `?kind=${chosen.kind}`}`} />
        <RadioGroup name="kind" label={words("imports.kindLabel")} error={problems.errorOf("kind")} options={offered.map((one) => ({ value: one.kind, label: words(`imports.of.${one.kind}`) }))} defaultValue={chosen?.kind ?? ""} required />
        <FileField name="file" label={words("imports.file")} help={words("imports.fileHelp", { megabytes: LARGEST_LIST_BYTES / 1_048_576, rows: formatCount(chosen?.mostRows ?? Math.max(...importables.map(({ mostRows }) => mostRows))) })} error={problems.errorOf("file")} accept=".xlsx,.csv,.txt" required />
        {chosen === undefined ? null : <p><a href={`/api/imports/templates/${chosen.kind}`}>{words("imports.template")}</a></p>}
        <Buttons>
          <Button variant="primary">{words("imports.send")}</Button>
          <ButtonLink variant="text" href={chosen?.path ?? "/imports"}>{words("imports.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
