import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { textOf, type Values } from "@/domain/values";
import { decide } from "@/features/retention/actions";
import { retentionPolicy } from "@/features/retention/policy";
import { describeRule } from "@/features/retention/report";
import { RETENTION_OUTCOMES, RULE_CERTAINTIES } from "@/features/retention/schema";
import { getRule } from "@/features/retention/service";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getFollower, orNotFound, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("retention.ruleTitle") };
}

/** What the municipality has decided for a kind of record, as the administrator writes it down. */
export default async function RulePage({ params, searchParams }: { params: Promise<{ kind: string }>; searchParams: Promise<Parameters> }) {
  const [actor, { kind }, { form }] = [await getFollower(), await params, await searchParams];
  if (!may(retentionPolicy, "setRule", actor, { id: kind })) notFound();
  const [words, rule, parked] = await Promise.all([getWords(), orNotFound(getRule(actor, kind, around)), findParkedForm("retention-rule", typeof form === "string" ? form : undefined, actor.personId)]);
  const stands: Values = { outcome: rule.outcome, years: rule.years === null ? "" : String(rule.years), source: rule.source ?? "", certainty: rule.certainty ?? "" };
  const problems = describeProblems(parked?.values ?? stands, parked?.issues ?? [], words, "outcome");
  const field = (name: string) => ({ name, label: words(`retention.field.${name}`), help: words(`retention.help.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const outcomes = RETENTION_OUTCOMES.filter((outcome) => outcome !== "DISPOSE" || rule.hasEnd);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("retention.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words(`documents.with.${kind}`)} lead={words("retention.ruleLead")} quietLead />
      <Facts
        items={[
          { label: words("retention.standsNow"), value: describeRule(rule, words) },
          { label: words("retention.column.source"), value: rule.source ?? words("retention.noSource") },
          ...(rule.origin === null ? [] : [{ label: words("retention.originLabel"), value: words(`retention.origin.${rule.origin}`) }]),
          ...(rule.hasEnd ? [{ label: words("retention.column.from"), value: words(`retention.from.${kind}`) }] : []),
        ]}
      />
      {rule.hasEnd ? null : <p className="max-w-measure">{words("retention.noEnd")}</p>}
      <form action={decide} className="mt-8" noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_version" value={rule.version} />
        <input type="hidden" name="_back" value={`/retention/rules/${kind}`} />
        <input type="hidden" name="kind" value={kind} />
        <RadioGroup {...field("outcome")} options={outcomes.map((outcome) => ({ value: outcome, label: words(`retention.outcome.${outcome}`) }))} />
        {rule.hasEnd ? <TextField {...field("years")} inputMode="numeric" width="short" /> : null}
        <TextArea {...field("source")} required />
        <SelectField {...field("certainty")} empty={words("frame.choose")} options={RULE_CERTAINTIES.map((certainty) => ({ value: certainty, label: words(`retention.certainty.${certainty}`) }))} width="medium" required />
        <Buttons>
          <Button variant="primary">{words("retention.ruleSave")}</Button>
          <ButtonLink variant="text" href="/retention">{words("retention.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
