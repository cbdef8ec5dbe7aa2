import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/documents/actions";
import { DocumentFields } from "@/features/documents/components/document-fields";
import { writeDocument } from "@/features/documents/rules";
import { DOCUMENT_FIELDS } from "@/features/documents/schema";
import { getDocumentVersion, type StoredDocument } from "@/features/documents/service";
import { describeProblems } from "@/lib/form-problems";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("documents.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, stored: StoredDocument, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getDocumentVersion(actor, stored.id, baseVersion, { registers }), getDocumentVersion(actor, stored.id, stored.version, { registers })]);
  const before = writeDocument(base.document);
  const mine = Object.fromEntries(DOCUMENT_FIELDS.map((field) => [field, textOf(typed, field)]));
  return { merge: mergeThreeWays(before, mine, writeDocument(theirs.document)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditDocumentPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ document }, { form }, words] = [await loadChangeable(actor, (await params).id), await searchParams, await getWords()];
  const parked = await findParkedForm("document-change", typeof form === "string" ? form : undefined, actor.personId);
  const typed = parked === null ? writeDocument(document) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < document.version ? await loadConflict(actor, document, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/documents/${document.id}`;
  const spoken = (field: string, text: string) => (field === "kind" && text !== "" ? words(`documents.kind.${text}`) : field === "isConfidential" ? words(text === "on" ? "frame.yes" : "frame.no") : text);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/documents", label: words("documents.title") }, { href: path, label: document.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("documents.changeProblem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("documents.editTitle", { title: document.title })} />
      ) : (
        <PageHead tight title={words("documents.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={document.id} />
        <input type="hidden" name="_version" value={document.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <DocumentFields problems={problems} isNew={false} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`documents.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "documents.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "documents.cancel" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
