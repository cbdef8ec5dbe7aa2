import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { CaseTable } from "@/features/economy-support/components/case-table";
import { mayLogCases } from "@/features/economy-support/policy";
import { CASE_STATES, CASES_A_PAGE, readCaseFilter, writeCaseFilter } from "@/features/economy-support/schema";
import { listCases, listCaseYears } from "@/features/economy-support/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { hasSupport, type Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("economySupport.title") };
}

export default async function EconomySupportPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  if (!hasSupport()) notFound();
  const { filter, ignored } = readCaseFilter(await searchParams);
  const [words, { rows, total }, units, years] = await Promise.all([getWords(), listCases(actor, filter), loadUnits(actor), listCaseYears(actor)]);
  const { modules, clauses, document } = getPack();
  const clause = clauses.find(({ number }) => number === modules.economySupport.clause);
  const address = (changes: Parameters<typeof writeCaseFilter>[1]) => `/economy-support${writeCaseFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("economySupport.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("economySupport.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.state === null ? [] : [{ label: words(`economySupport.state.${filter.state}`), href: address({ state: null }) }]),
    ...(filter.timed ? [{ label: words("economySupport.timedFilter"), href: address({ timed: false }) }] : []),
    ...(filter.givenBy === "" ? [] : [{ label: words("economySupport.givenByFilter", { who: filter.givenBy }), href: address({ givenBy: "" }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: CASES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeCaseFilter(filter, { page: 1 });
  const hidden = { until: filter.until, timed: filter.timed ? "1" : null, by: filter.givenBy === "" ? null : filter.givenBy, sort: filter.sort === "asked" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  return (
    <>
      <PageHead
        tight
        title={words("economySupport.title")}
        lead={words("economySupport.lead")}
        tools={
          <>
            {mayLogCases(actor) ? <ButtonLink variant="primary" href="/economy-support/new">{words("economySupport.ask")}</ButtonLink> : null}
            <ButtonLink variant="text" href="/economy-support/figures">{words("economySupport.figures.title")}</ButtonLink>
          </>
        }
      />
      {clause === undefined ? null : <p className="meta mb-4"><q>{clause.quotation}</q> {words("frame.clause", { document: document.shortTitle, number: clause.number })}</p>}
      <FilterForm
        label={words("economySupport.filter")}
        action="/economy-support"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("economySupport.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("economySupport.field.unitId")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="year" label={words("economySupport.yearFilter")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        <SelectField name="state" label={words("economySupport.column.state")} empty={words("frame.all")} options={CASE_STATES.map((state) => ({ value: state, label: words(`economySupport.state.${state}`) }))} defaultValue={filter.state ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/economy-support" parameters={searchParams} words={words} />}
        count={words("economySupport.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/economy-support.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/economy-support.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <CaseTable rows={rows} filter={filter} caption={words("economySupport.title")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "economySupport", list, chips.length > 0, "/economy-support", pageAt)} />
      )}
    </>
  );
}
