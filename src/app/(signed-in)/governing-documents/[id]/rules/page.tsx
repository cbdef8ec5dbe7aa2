import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { RuleTable } from "@/features/governing-documents/mandate-rules/components/rule-table";
import { versionsPolicy } from "@/features/governing-documents/policy";
import { getWords } from "@/server/locale";
import { loadVersion, type VersionProps } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("mandateRules.title") };
}

export default async function RulesPage({ params, searchParams }: VersionProps) {
  const { actor, version, pack } = await loadVersion(params);
  const { done } = await searchParams;
  const words = await getWords();
  const path = `/governing-documents/${version.id}`;
  const mayChange = may(versionsPolicy, "change", actor, version) && version.isDraft && !version.isArchived;
  const isFrozen = may(versionsPolicy, "change", actor, version) && !version.isDraft;
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }]} />
      {done === "saved" || done === "removed" ? <Notice kind="done">{words(`mandateRules.done.${done}`)}</Notice> : null}
      {isFrozen ? <Notice action={<a href={`${path}/copy`}>{words("governingDocuments.copy")}</a>}>{words("mandateRules.frozen")}</Notice> : null}
      <PageHead tight title={words("mandateRules.title")} lead={words("mandateRules.lead", { count: pack.mandateRules.length })} quietLead tools={<ButtonLink href={`${path}/trial`}>{words("mandateRules.trial.open")}</ButtonLink>} />
      {pack.mandateRules.length === 0 ? <EmptyState title={words("mandateRules.none")}>{words("mandateRules.noneHelp")}</EmptyState> : <RuleTable pack={pack} path={path} mayChange={mayChange} words={words} />}
      {mayChange ? (
        <Buttons className="mt-6">
          <ButtonLink variant="primary" href={`${path}/rules/new`}>{words("mandateRules.add")}</ButtonLink>
        </Buttons>
      ) : null}
    </>
  );
}
