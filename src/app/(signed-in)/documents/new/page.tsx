import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { DocumentFields } from "@/features/documents/components/document-fields";
import { UploadForm } from "@/features/documents/components/upload-form";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getSettings } from "@/server/env";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadSubject, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("documents.add") };
}

export default async function AttachDocumentPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters, words] = [await getActor(), await searchParams, await getWords()];
  const { subject, holder, path } = await loadSubject(actor, parameters);
  const parked = await findParkedForm("document-attach", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "file");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: path, label: holder.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("documents.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("documents.addTo", { title: holder.title })} lead={words("documents.public")} quietLead />
      <UploadForm
        action="/api/documents"
        fields={{ _key: randomUUID(), _back: `/documents/new?kind=${subject.kind}&id=${subject.id}`, subjectKind: subject.kind, subjectId: subject.id }}
        problems={problems}
        isShownAgain={parked !== null}
        megabytes={getSettings().UTBLICK_LARGEST_DOCUMENT_MB}
        save={words("documents.send")}
        cancelHref={path}
        words={words}
      >
        <DocumentFields problems={problems} isNew words={words} />
      </UploadForm>
    </>
  );
}
