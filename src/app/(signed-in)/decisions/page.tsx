import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { MATTER_KINDS } from "@/domain/matter";
import { DecisionTable } from "@/features/decisions/components/decision-table";
import { DECISIONS_A_PAGE, DECISION_VERDICTS, readDecisionFilter, writeDecisionFilter } from "@/features/decisions/schema";
import { listDecidingBodies, listDecisions, listDecisionYears, mayRecordDecisions } from "@/features/decisions/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("decisions.title") };
}

export default async function DecisionsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const { filter, ignored } = readDecisionFilter(await searchParams);
  const [words, { rows, total }, years, bodies, mayRecord] = await Promise.all([getWords(), listDecisions(actor, filter), listDecisionYears(actor), listDecidingBodies(actor), mayRecordDecisions(actor)]);
  const address = (changes: Parameters<typeof writeDecisionFilter>[1]) => `/decisions${writeDecisionFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.bodyId === null ? [] : [{ label: bodies.find(({ id }) => id === filter.bodyId)?.name ?? words("decisions.anotherBody"), href: address({ bodyId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.decidedBy === null ? [] : [{ label: words("decisions.decidedBy", { date: filter.decidedBy }), href: address({ decidedBy: null }) }]),
    ...(filter.verdict === null ? [] : [{ label: words(`decisions.verdict.${filter.verdict}`), href: address({ verdict: null }) }]),
    ...(filter.matter === null ? [] : [{ label: words(`decisions.matter.${filter.matter}`), href: address({ matter: null }) }]),
    ...(filter.documented === null ? [] : [{ label: words(filter.documented ? "decisions.onlyDocumented" : "decisions.onlyUndocumented"), href: address({ documented: null }) }]),
    ...(filter.flagged === null ? [] : [{ label: words(filter.flagged ? "decisions.onlyFlagged" : "decisions.onlyUnflagged"), href: address({ flagged: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: DECISIONS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  return (
    <>
      <PageHead
        tight
        title={words("decisions.title")}
        lead={words("decisions.lead")}
        quietLead
        tools={
          <>
            <ButtonLink href="/decisions/waiting">{words("decisions.waiting.title")}</ButtonLink>
            {mayRecord ? <ButtonLink variant="primary" href="/decisions/new">{words("decisions.record")}</ButtonLink> : null}
          </>
        }
      />
      <FilterForm
        label={words("decisions.filter")}
        action="/decisions"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={
          <>
            {filter.sort === "decided" && filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
            {filter.decidedBy === null ? null : <input type="hidden" name="decidedBy" value={filter.decidedBy} />}
          </>
        }
        lead={<TextField name="q" type="search" label={words("decisions.search")} defaultValue={filter.q} />}
      >
        <SelectField name="body" label={words("decisions.column.body")} empty={words("frame.all")} options={bodies.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.bodyId ?? ""} />
        <SelectField name="year" label={words("decisions.year")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        <SelectField name="verdict" label={words("decisions.column.verdict")} empty={words("frame.all")} options={DECISION_VERDICTS.map((verdict) => ({ value: verdict, label: words(`decisions.verdict.${verdict}`) }))} defaultValue={filter.verdict ?? ""} />
        <SelectField name="matter" label={words("decisions.column.matter")} empty={words("frame.all")} options={MATTER_KINDS.map((matter) => ({ value: matter, label: words(`decisions.matter.${matter}`) }))} defaultValue={filter.matter ?? ""} />
        <SelectField
          name="flagged"
          label={words("decisions.remarks")}
          empty={words("frame.all")}
          options={[
            { value: "1", label: words("decisions.onlyFlagged") },
            { value: "0", label: words("decisions.onlyUnflagged") },
          ]}
          defaultValue={filter.flagged === null ? "" : String(Number(filter.flagged))}
        />
        <SelectField
          name="document"
          label={words("documents.part")}
          empty={words("frame.all")}
          options={[
            { value: "1", label: words("decisions.onlyDocumented") },
            { value: "0", label: words("decisions.onlyUndocumented") },
          ]}
          defaultValue={filter.documented === null ? "" : String(Number(filter.documented))}
        />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/decisions" parameters={searchParams} words={words} />} count={words("decisions.count", { count: total, formatted: formatCount(total) })} chips={chips} />
      {rows.length > 0 ? (
        <>
          <DecisionTable rows={rows} filter={filter} caption={words("decisions.caption")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "decisions", list, chips.length > 0, "/decisions", pageAt)} />
      )}
    </>
  );
}
