import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { remove, save } from "@/features/governing-documents/mandate-rules/actions";
import { RuleFields } from "@/features/governing-documents/mandate-rules/components/rule-fields";
import { describeCondition, nameFaults } from "@/features/governing-documents/mandate-rules/components/rule-words";
import { listRuleIds, writeRule } from "@/features/governing-documents/mandate-rules/rules";
import { versionsPolicy } from "@/features/governing-documents/policy";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVersion, type VersionProps } from "../../../load";

interface Props {
  params: Promise<{ id: string; place: string }>;
  searchParams: VersionProps["searchParams"];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [words, { place }] = [await getWords(), await params];
  return { title: place === "new" ? words("mandateRules.addTitle") : words("mandateRules.title") };
}

export default async function RulePage({ params, searchParams }: Props) {
  const { actor, version, pack } = await loadVersion(params);
  const { place } = await params;
  const isNew = place === "new";
  const rule = /^\d{1,3}$/.test(place) ? pack.mandateRules[Number(place) - 1] : undefined;
  if (!may(versionsPolicy, "change", actor, version) || !version.isDraft || version.isArchived || (rule === undefined && !isNew)) notFound();
  const { form } = await searchParams;
  const formId = typeof form === "string" ? form : undefined;
  const [words, parked, refused] = await Promise.all([getWords(), findParkedForm("mandate-rule", formId, actor.personId), findParkedForm("mandate-rule-remove", formId, actor.personId)]);
  const values = parked?.values ?? (rule === undefined ? { join: "and", effect: "DECIDES" } : writeRule(rule));
  const issues = [...(parked?.issues ?? []), ...(refused?.issues ?? [])];
  const problems = describeProblems(values, nameFaults(issues, words), words, "name");
  // Who has been told that somebody else was quicker has read what stands now; who only adds a row goes on from where they began.
  const isStale = issues.some((issue) => issue.message === "errors.CONFLICT");
  const of = parked === null || isStale ? String(version.version) : textOf(parked.values, "version");
  const path = `/governing-documents/${version.id}`;
  const kept = rule?.when != null && textOf(values, "keep") !== "" ? describeCondition(rule.when, words) : null;
  const hidden = (
    <>
      <input type="hidden" name="id" value={version.id} />
      <input type="hidden" name="version" value={of} />
      <input type="hidden" name="_place" value={isNew ? "" : place} />
      <input type="hidden" name="_back" value={`${path}/rules/${place}`} />
    </>
  );
  return (
    <>
      <Breadcrumbs
        label={words("governingDocuments.crumbs")}
        items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }, { href: `${path}/rules`, label: words("mandateRules.title") }]}
      />
      {problems.summary.length > 0 ? <ErrorSummary title={words("mandateRules.problem")} items={problems.summary} /> : null}
      <PageHead tight title={rule === undefined ? words("mandateRules.addTitle") : words("mandateRules.editTitle", { name: rule.id })} lead={words("mandateRules.addLead")} quietLead />
      <form action={save} noValidate>
        {hidden}
        <RuleFields problems={problems} pack={pack} kept={kept} others={listRuleIds(pack).filter((id) => id !== rule?.id)} isNew={isNew} words={words} />
        <Buttons>
          <Button variant="primary">{words("mandateRules.save")}</Button>
          <ButtonLink variant="text" href={`${path}/rules`}>{words("mandateRules.cancel")}</ButtonLink>
        </Buttons>
      </form>
      {rule === undefined ? null : (
        <Section id="remove" title={words("mandateRules.removeRule")}>
          <p className="mb-3">{words("mandateRules.removeNote")}</p>
          <OneButton action={remove} fields={{ id: version.id, version: String(version.version), _place: place, _back: `${path}/rules/${place}` }} label={words("mandateRules.removeRule")} />
        </Section>
      )}
    </>
  );
}
