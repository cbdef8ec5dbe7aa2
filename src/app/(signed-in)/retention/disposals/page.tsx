import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField } from "@/components/field";
import { ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { propose } from "@/features/retention/disposals/actions";
import { DisposalTable } from "@/features/retention/disposals/components/disposal-table";
import { DISPOSALS_A_PAGE, readDisposalAddress, writeDisposalAddress } from "@/features/retention/disposals/schema";
import { listDisposableKinds, listDisposals } from "@/features/retention/disposals/service";
import { retentionPolicy } from "@/features/retention/policy";
import { listRules } from "@/features/retention/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getFollower, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disposals.title") };
}

/** The disposals that have been proposed, decided and carried out, and the way to propose one. */
export default async function DisposalsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getFollower(), await searchParams];
  const { page, ignored } = readDisposalAddress(parameters);
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, { rows, total }, rules, parked] = await Promise.all([getWords(), listDisposals(actor, page), listRules(actor, around), findParkedForm("disposal-propose", form, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "kind");
  const disposable = listDisposableKinds(actor, around);
  const kinds = rules.filter(({ kind, outcome }) => outcome === "DISPOSE" && disposable.includes(kind)).map(({ kind }) => kind);
  const list = { page, size: DISPOSALS_A_PAGE, shown: rows.length, total };
  const pageAt = (at: number) => `/retention/disposals${writeDisposalAddress(at)}`;
  const today = dateInStockholm(new Date());
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disposals.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("disposals.title")} lead={words("disposals.lead")} />
      <p className="max-w-measure mb-6">{words("disposals.text")}</p>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {!may(retentionPolicy, "proposeDisposal", actor, { id: "*" }) ? null : (
        <Section id="propose" title={words("disposals.proposeTitle")}>
          {kinds.length === 0 ? (
            <p>{words("disposals.noneToPropose")}</p>
          ) : (
            <form action={propose} noValidate>
              <input type="hidden" name="_key" value={textOf(problems.values, "_key") || randomUUID()} />
              <input type="hidden" name="_back" value="/retention/disposals" />
              <SelectField name="kind" label={words("disposals.field.kind")} help={words("disposals.help.kind")} error={problems.errorOf("kind")} empty={words("frame.choose")} options={kinds.map((kind) => ({ value: kind, label: words(`documents.with.${kind}`) }))} defaultValue={textOf(problems.values, "kind")} required />
              <DateField name="on" label={words("disposals.field.on")} help={words("disposals.help.on", { day: today })} error={problems.errorOf("on")} defaultValue={parked === null ? today : textOf(problems.values, "on")} required />
              <Buttons>
                <Button variant="primary">{words("disposals.propose")}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      )}
      {rows.length > 0 ? (
        <div className="mt-8">
          <ResultBar count={words("disposals.disposalCount", { count: total, formatted: formatCount(total) })} chips={[]} />
          <DisposalTable rows={rows} caption={words("disposals.title")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </div>
      ) : (
        <EmptyState {...describeEmpty(words, "disposals", list, false, "/retention/disposals", pageAt)} />
      )}
    </>
  );
}
