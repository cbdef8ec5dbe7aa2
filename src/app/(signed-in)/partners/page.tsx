import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { ColumnChoice } from "@/components/column-choice";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { PartnerTable } from "@/features/partners/components/partner-table";
import { mayAddPartners } from "@/features/partners/policy";
import { PARTNER_COLUMNS, PARTNER_KINDS, PARTNERS_A_PAGE, readPartnerFilter, writePartnerFilter } from "@/features/partners/schema";
import { listPartnerCountries, listPartners } from "@/features/partners/service";
import { describeColumns } from "@/features/saved-views/components/describe-columns";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatCountry } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partners.title") };
}

export default async function PartnersPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readPartnerFilter(await searchParams);
  const [words, { rows, total }, countries] = await Promise.all([getWords(), listPartners(actor, filter), listPartnerCountries(actor)]);
  const address = (changes: Parameters<typeof writePartnerFilter>[1]) => `/partners${writePartnerFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.country === null ? [] : [{ label: formatCountry(filter.country, words.locale), href: address({ country: null }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`partners.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.ended ? [{ label: words("partners.withEnded"), href: address({ ended: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: PARTNERS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writePartnerFilter(filter, { page: 1 });
  const lands = countries.map((code) => ({ value: code, label: formatCountry(code, words.locale) })).sort((a, b) => a.label.localeCompare(b.label, words.locale));
  return (
    <>
      <PageHead
        tight
        title={words("partners.title")}
        lead={words("partners.lead")}
        tools={
          <>
            <a href="/partners/searches">{words("partnerSearches.title")}</a>
            <a href="/partners/map">{words("partners.map.link")}</a>
            <a href="/partners/acquaintances">{words("partners.acquaintances")}</a>
            {mayAddPartners(actor) ? <a href="/imports/new?kind=partner">{words("imports.link")}</a> : null}
            {mayAddPartners(actor) ? <ButtonLink variant="primary" href="/partners/new">{words("partners.add")}</ButtonLink> : null}
          </>
        }
      />
      <FilterForm
        label={words("partners.filter")}
        action="/partners"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={
          <>
            {filter.sort === "name" && !filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
            {filter.columns === undefined ? null : <input type="hidden" name="cols" value={filter.columns.join(",")} />}
          </>
        }
        lead={<TextField name="q" type="search" label={words("partners.search")} defaultValue={filter.q} />}
      >
        <SelectField name="country" label={words("partners.field.country")} empty={words("frame.all")} options={lands} defaultValue={filter.country ?? ""} />
        <SelectField name="kind" label={words("partners.field.kind")} empty={words("frame.all")} options={PARTNER_KINDS.map((kind) => ({ value: kind, label: words(`partners.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <CheckboxField name="ended" label={words("partners.withEnded")} value="1" defaultValue={filter.ended} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={
          <>
            <ViewBar actor={actor} list="/partners" parameters={searchParams} words={words} />
            <ColumnChoice {...describeColumns("/partners", query, PARTNER_COLUMNS, filter.columns, (name) => words(`partners.column.${name}`), words)} />
          </>
        }
       
        count={words("partners.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/partners.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/partners.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <PartnerTable rows={rows} filter={filter} caption={words("partners.caption")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "partners", list, chips.length > 0, "/partners", pageAt)} />
      )}
    </>
  );
}
