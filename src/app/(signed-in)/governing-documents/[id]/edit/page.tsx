import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { listBodies } from "@/features/bodies/service";
import { change } from "@/features/governing-documents/actions";
import { VersionFields, writeFacts } from "@/features/governing-documents/components/version-fields";
import { versionsPolicy } from "@/features/governing-documents/policy";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVersion, type VersionProps } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("governingDocuments.edit") };
}

export default async function EditVersionPage({ params, searchParams }: VersionProps) {
  const { actor, version } = await loadVersion(params);
  if (!may(versionsPolicy, "change", actor, version) || version.isArchived) notFound();
  const { form } = await searchParams;
  const [words, parked, bodies] = await Promise.all([
    getWords(),
    findParkedForm("document-change", typeof form === "string" ? form : undefined, actor.personId),
    listBodies(actor, { text: "", on: dateInStockholm(new Date()), includeEnded: true }),
  ]);
  const path = `/governing-documents/${version.id}`;
  const problems = describeProblems(parked?.values ?? writeFacts(version), parked?.issues ?? [], words, "label");
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("governingDocuments.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("governingDocuments.editTitle", { label: version.label })} lead={words("governingDocuments.editLead")} quietLead />
      <form action={change} noValidate>
        <input type="hidden" name="id" value={version.id} />
        <input type="hidden" name="_version" value={version.version} />
        <input type="hidden" name="_documentVersion" value={version.documentVersion} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <VersionFields problems={problems} bodies={bodies} isDraft={version.isDraft} words={words} />
        <Buttons>
          <Button variant="primary">{words("governingDocuments.editDone")}</Button>
          <ButtonLink variant="text" href={path}>{words("governingDocuments.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
