import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { UploadForm } from "@/features/documents/components/upload-form";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getSettings } from "@/server/env";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("documents.newVersion") };
}

export default async function ReviseDocumentPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ document }, { form }, words] = [await loadChangeable(actor, (await params).id), await searchParams, await getWords()];
  const parked = await findParkedForm("document-revise", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "file");
  const path = `/documents/${document.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/documents", label: words("documents.title") }, { href: path, label: document.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("documents.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("documents.newVersionTitle", { title: document.title })} lead={words("documents.newVersionLead")} quietLead />
      <UploadForm
        action="/api/documents/versions"
        fields={{ _key: randomUUID(), _back: `${path}/version`, id: document.id, _version: document.version }}
        problems={problems}
        isShownAgain={parked !== null}
        megabytes={getSettings().UTBLICK_LARGEST_DOCUMENT_MB}
        save={words("documents.newVersionSave")}
        cancelHref={path}
        words={words}
      >
        <TextField name="note" label={words("documents.field.note")} help={words("documents.help.note")} optional={words("frame.optional")} error={problems.errorOf("note")} defaultValue={textOf(problems.values, "note")} />
      </UploadForm>
    </>
  );
}
