import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { holderOf } from "@/domain/registers";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { RecordParts } from "@/features/documents/components/record-parts";
import { archive, restore } from "@/features/governing-documents/actions";
import { ClauseList } from "@/features/governing-documents/components/clause-list";
import { describeValidity, VersionFactList, VersionStatus } from "@/features/governing-documents/components/version-facts";
import { documentsPolicy, mayKeepWith, versionsPolicy } from "@/features/governing-documents/policy";
import { stateOf } from "@/features/governing-documents/rules";
import { listVersionHistory } from "@/features/governing-documents/service";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVersion, type VersionProps } from "../load";

const DONE = ["changed", "imported", "copied", "inForce", "archived", "restored"];

export async function generateMetadata({ params }: VersionProps): Promise<Metadata> {
  const { version } = await loadVersion(params);
  return { title: `${version.title}, ${version.label}` };
}

export default async function VersionPage({ params, searchParams }: VersionProps) {
  const { actor, version, pack } = await loadVersion(params);
  const { done, form } = await searchParams;
  const [words, history, parked] = await Promise.all([
    getWords(),
    listVersionHistory(actor, version.id),
    findParkedForm("document-archive", typeof form === "string" ? form : undefined, actor.personId),
  ]);
  const path = `/governing-documents/${version.id}`;
  const state = stateOf(version, dateInStockholm(new Date()));
  const mayChange = may(versionsPolicy, "change", actor, version);
  const mayKeep = mayKeepWith(actor, version.responsibleOffice.id);
  const refused = describeProblems({}, parked?.issues ?? [], words, "actions").summary[0]?.text;
  const lead = describeValidity(version, words);
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }]} />
      {typeof done === "string" && DONE.includes(done) ? <Notice kind="done">{words(`governingDocuments.done.${done}`)}</Notice> : null}
      {refused === undefined ? null : <Notice kind="missing">{refused}</Notice>}
      <PageHead title={<span lang="sv">{version.title}</span>} lead={<><VersionStatus state={state} words={words} /> {version.label}. {lead}.</>} quietLead />
      <Split>
        <div>
          <Section id="facts" title={words("governingDocuments.facts")}>
            <VersionFactList version={version} office={pack.coordinatingOffice.name} editHref={mayChange && !version.isArchived ? `${path}/edit` : null} words={words} />
          </Section>
        </div>
        <Aside label={words("governingDocuments.aside")}>
          <Section id="actions" title={words("governingDocuments.actions")}>
            <Rows tight>
              {mayChange && !version.isArchived ? <li><a href={`${path}/edit`}>{words("governingDocuments.edit")}</a></li> : null}
              {mayChange && version.isDraft && !version.isArchived ? <li><a href={`${path}/in-force`}>{words("governingDocuments.putInForce")}</a></li> : null}
              {may(documentsPolicy, "add", actor, { id: "*" }) && !version.isArchived ? <li><a href={`${path}/copy`}>{words("governingDocuments.copy")}</a></li> : null}
              <li><a href={`${path}/rules`}>{words("mandateRules.title")}</a></li>
              <li><a href={`${path}/trial`}>{words("mandateRules.trial.open")}</a></li>
              <li><a href={`/api/governing-documents/${version.id}`}>{words("governingDocuments.export")}</a></li>
              {mayChange && version.isDraft ? (
                <li>
                  <OneButton action={version.isArchived ? restore : archive} fields={{ id: version.id, _version: String(version.version), _back: path }} label={words(version.isArchived ? "governingDocuments.restore" : "governingDocuments.archive")} variant="plain" />
                </li>
              ) : null}
            </Rows>
          </Section>
          <RecordParts actor={actor} subject={{ kind: "governingDocument", id: version.documentId }} holder={holderOf(version.title, version.responsibleOffice.id, { mayEdit: mayKeep, mayArchive: mayKeep })} words={words} />
          <Section id="history" title={words("governingDocuments.history")}>
            <RecordHistory entries={history} words={words} />
          </Section>
        </Aside>
      </Split>
      <Section id="text" title={words("governingDocuments.text")}>
        <ClauseList pack={pack} path={path} words={words} />
      </Section>
    </>
  );
}
