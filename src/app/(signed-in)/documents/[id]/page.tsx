import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, restore } from "@/features/documents/actions";
import { FileList } from "@/features/documents/components/file-list";
import { FilePreview } from "@/features/documents/components/file-preview";
import { listDocumentHistory } from "@/features/documents/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadDocument, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["attached", "revised", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadDocument(await getActor(), (await params).id)).document.title };
}

export default async function DocumentPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ document, holder, mayEdit, mayArchive }, parameters, words] = [await loadDocument(actor, (await params).id), await searchParams, await getWords()];
  const read = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const [history, parked] = await Promise.all([listDocumentHistory(actor, document.id, { limit: 10 }, { registers }), findParkedForm("document-step", read("form"), actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = read("done");
  const path = `/documents/${document.id}`;
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`documents.field.${name}`), value }]);
  const day = (date: string | null) => (date === null ? null : formatDate(date, words.locale));
  const [latest] = document.files;
  const shown = document.files.find(({ number }) => String(number) === read("version")) ?? latest;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/documents", label: words("documents.title") }, { href: holder.path, label: holder.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("documents.changeProblem")} items={problems.summary} /> : null}
      {done !== undefined && DONE.has(done) ? <Notice kind="done">{words(`documents.done.${done}`)}</Notice> : null}
      {document.isArchived ? <Notice>{words("documents.archivedNow")}</Notice> : null}
      <PageHead
        title={document.title}
        lead={words(`documents.kind.${document.kind}`)}
        quietLead
        meta={
          <>
            {document.isConfidential ? <Status kind="late">{words("documents.confidential", { provision: document.confidentialityProvision ?? "" })}</Status> : null}
            {document.isDemonstration ? <span className="quiet">{words("documents.demonstration")}</span> : null}
          </>
        }
        {...(latest === undefined ? {} : { tools: <ButtonLink variant="primary" href={`/api/documents/${latest.id}`}>{words("documents.download")}</ButtonLink> })}
      />
      <Split>
        <div>
          <Section id="facts" title={words("documents.facts")}>
            <Facts
              items={[
                { label: words("documents.field.holder"), value: <a href={holder.path}>{holder.title}</a> },
                ...fact("documentOn", day(document.documentOn)),
                ...fact("caseNumber", document.caseNumber),
                ...fact("registeredIn", document.registeredIn),
                ...fact("confidentialityOn", day(document.confidentialityOn)),
                ...fact("confidentialityBy", document.confidentialityBy),
              ]}
            />
            <p className="meta">{words("documents.public")}</p>
          </Section>
          <Section id="versions" title={words("documents.versions")} {...(mayEdit ? { more: { href: `${path}/version`, label: words("documents.newVersion") } } : {})}>
            <FileList files={document.files} path={path} words={words} />
          </Section>
          {shown === undefined ? null : <FilePreview file={shown} title={document.title} page={Number(read("page") ?? 1)} path={path} isLatest={shown === latest} words={words} />}
        </div>
        <RecordAside
          label={words("documents.aside")}
          path={path}
          edit={mayEdit ? words("documents.edit") : null}
          archiving={mayArchive ? { action: document.isArchived ? restore : archive, label: words(document.isArchived ? "documents.restore" : "documents.archive") } : null}
          record={document}
          titles={{ change: words("documents.changeTitle"), history: words("documents.history") }}
          history={history}
          words={words}
        />
      </Split>
    </>
  );
}
