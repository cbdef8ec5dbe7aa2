import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { SearchTable } from "@/features/partners/components/search-table";
import { mayLogSearches } from "@/features/partners/searches/policy";
import { readSearchFilter, SEARCH_DIRECTIONS, SEARCH_OUTCOMES, SEARCH_STATES, SEARCHES_A_PAGE, writeSearchFilter } from "@/features/partners/searches/schema";
import { listSearches, listSearchYears, loadSearchChoices } from "@/features/partners/searches/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partnerSearches.title") };
}

export default async function PartnerSearchesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readSearchFilter(await searchParams);
  const [words, { rows, total }, units, years, { programmes }] = await Promise.all([getWords(), listSearches(actor, filter), loadUnits(actor), listSearchYears(actor), loadSearchChoices(actor)]);
  const address = (changes: Parameters<typeof writeSearchFilter>[1]) => `/partners/searches${writeSearchFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("partnerSearches.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.direction === null ? [] : [{ label: words(`partnerSearches.direction.${filter.direction}`), href: address({ direction: null }) }]),
    ...(filter.state === null ? [] : [{ label: words(`partnerSearches.state.${filter.state}`), href: address({ state: null }) }]),
    ...(filter.outcome === null ? [] : [{ label: words(`partnerSearches.outcome.${filter.outcome}`), href: address({ outcome: null }) }]),
    ...(filter.programmeId === null ? [] : [{ label: programmes.find(({ id }) => id === filter.programmeId)?.name[words.locale] ?? words("partnerSearches.anotherProgramme"), href: address({ programmeId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("partnerSearches.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.active ? [{ label: words("partnerSearches.activeFilter"), href: address({ active: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: SEARCHES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeSearchFilter(filter, { page: 1 });
  const hidden = { until: filter.until, sort: filter.sort === "searched" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  const choice = (name: string, values: readonly string[], wordOf: (value: string) => string, current: string | null, label = words(`partnerSearches.field.${name}`)) => (
    <SelectField name={name} label={label} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }]} />
      <PageHead
        tight
        title={words("partnerSearches.title")}
        lead={words("partnerSearches.lead")}
        tools={mayLogSearches(actor) ? <ButtonLink variant="primary" href="/partners/searches/new">{words("partnerSearches.log")}</ButtonLink> : null}
      />
      <FilterForm
        label={words("partnerSearches.filter")}
        action="/partners/searches"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("partnerSearches.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("partnerSearches.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
        {choice("direction", SEARCH_DIRECTIONS, (value) => words(`partnerSearches.direction.${value}`), filter.direction)}
        {choice("state", SEARCH_STATES, (value) => words(`partnerSearches.state.${value}`), filter.state, words("partnerSearches.stateFilter"))}
        {choice("outcome", SEARCH_OUTCOMES, (value) => words(`partnerSearches.outcome.${value}`), filter.outcome)}
        {choice("year", years.map(String), (value) => value, filter.year === null ? null : String(filter.year), words("partnerSearches.yearFilter"))}
        <CheckboxField name="active" label={words("partnerSearches.activeFilter")} value="1" defaultValue={filter.active} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/partners/searches" parameters={searchParams} words={words} />}
        count={words("partnerSearches.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/partner-searches.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/partner-searches.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <SearchTable rows={rows} filter={filter} caption={words("partnerSearches.caption")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "partnerSearches", list, chips.length > 0, "/partners/searches", pageAt)} />
      )}
    </>
  );
}
