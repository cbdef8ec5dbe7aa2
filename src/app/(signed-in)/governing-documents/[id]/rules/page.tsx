import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { may } from "@/domain/policy";
import { restore } from "@/features/governing-documents/mandate-rules/actions";
import { RuleTable } from "@/features/governing-documents/mandate-rules/components/rule-table";
import { capitalise, describeParties, nameFaults } from "@/features/governing-documents/mandate-rules/components/rule-words";
import { versionsPolicy } from "@/features/governing-documents/policy";
import { listRemovedRules } from "@/features/governing-documents/service";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVersion, type VersionProps } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("mandateRules.title") };
}

export default async function RulesPage({ params, searchParams }: VersionProps) {
  const { actor, version, pack } = await loadVersion(params);
  const { done, form } = await searchParams;
  const [words, removed, refused] = await Promise.all([getWords(), listRemovedRules(actor, version.id), typeof form === "string" ? findParkedForm("mandate-rule-restore", form, actor.personId) : null]);
  const problems = describeProblems({}, nameFaults(refused?.issues ?? [], words), words, "removed");
  const path = `/governing-documents/${version.id}`;
  const mayChange = may(versionsPolicy, "change", actor, version) && version.isDraft && !version.isArchived;
  const isFrozen = may(versionsPolicy, "change", actor, version) && !version.isDraft;
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("mandateRules.problem")} items={problems.summary} /> : null}
      {done === "saved" || done === "removed" || done === "restored" ? <Notice kind="done">{words(`mandateRules.done.${done}`)}</Notice> : null}
      {isFrozen ? <Notice action={<a href={`${path}/copy`}>{words("governingDocuments.copy")}</a>}>{words("mandateRules.frozen")}</Notice> : null}
      <PageHead tight title={words("mandateRules.title")} lead={words("mandateRules.lead", { count: pack.mandateRules.length })} quietLead tools={<ButtonLink href={`${path}/trial`}>{words("mandateRules.trial.open")}</ButtonLink>} />
      {pack.mandateRules.length === 0 ? <EmptyState title={words("mandateRules.none")}>{words("mandateRules.noneHelp")}</EmptyState> : <RuleTable pack={pack} path={path} mayChange={mayChange} words={words} />}
      {mayChange ? (
        <Buttons className="mt-6">
          <ButtonLink variant="primary" href={`${path}/rules/new`}>{words("mandateRules.add")}</ButtonLink>
        </Buttons>
      ) : null}
      {mayChange && removed.length > 0 ? (
        <Section id="removed" title={words("mandateRules.removedTitle")} note={words("mandateRules.removedNote")}>
          <Rows>
            {removed.map((rule, index) => (
              <li key={`${rule.id} ${String(index)}`}>
                {rule.id} <span className="meta">{rule.clause}</span>
                <p className="meta">
                  {rule.matters.map((matter) => words(`decisions.matter.${matter}`)).join(", ")}. {words(`mandateRules.effectSays.${rule.effect}`, { who: capitalise(describeParties(rule.holders, words)) })}
                </p>
                <OneButton action={restore} fields={{ id: version.id, version: String(version.version), _place: String(index + 1), _back: `${path}/rules` }} label={words("mandateRules.restoreRule")} hiddenLabel={rule.id} />
              </li>
            ))}
          </Rows>
        </Section>
      ) : null}
    </>
  );
}
