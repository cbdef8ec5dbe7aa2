import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { RequestTable } from "@/features/disclosures/components/request-table";
import { readRequestFilter, REQUEST_FILTER_STATES, REQUESTS_A_PAGE, writeRequestFilter } from "@/features/disclosures/schema";
import { listRequests, listRequestYears } from "@/features/disclosures/service";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getWords } from "@/server/locale";
import { getAnswerer, type Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disclosures.title") };
}

/** All requests for public documents, those that wait first. */
export default async function DisclosuresPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getAnswerer();
  const { filter, ignored } = readRequestFilter(await searchParams);
  const [words, { rows, total }, years] = await Promise.all([getWords(), listRequests(actor, filter), listRequestYears(actor)]);
  const address = (changes: Parameters<typeof writeRequestFilter>[1]) => `/disclosures${writeRequestFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.state === null ? [] : [{ label: words(`disclosures.state.${filter.state}`), href: address({ state: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: REQUESTS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  return (
    <>
      <PageHead tight title={words("disclosures.title")} lead={words("disclosures.lead")} tools={<ButtonLink variant="primary" href="/disclosures/new">{words("disclosures.register")}</ButtonLink>} />
      <FilterForm label={words("disclosures.filter")} action="/disclosures" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={words("disclosures.search")} defaultValue={filter.q} />}>
        <SelectField name="state" label={words("disclosures.stateFilter")} empty={words("frame.all")} options={REQUEST_FILTER_STATES.map((state) => ({ value: state, label: words(`disclosures.state.${state}`) }))} defaultValue={filter.state ?? ""} />
        <SelectField name="year" label={words("disclosures.yearFilter")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar count={words("disclosures.count", { count: total, formatted: formatCount(total) })} chips={chips} />
      {rows.length > 0 ? (
        <>
          <RequestTable rows={rows} caption={words("disclosures.title")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "disclosures", list, chips.length > 0, "/disclosures", pageAt)} />
      )}
    </>
  );
}
