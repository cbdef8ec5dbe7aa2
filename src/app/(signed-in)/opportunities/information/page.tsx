import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { InformationTable } from "@/features/opportunities/components/information-table";
import { INFORMATION_A_PAGE, INFORMATION_KINDS, readInformationFilter, writeInformationFilter } from "@/features/opportunities/information/schema";
import { listInformation, listInformationYears } from "@/features/opportunities/information/service";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { askedForInformation, requireInformation, type Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("information.title") };
}

export default async function InformationPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  requireInformation();
  const { filter, ignored } = readInformationFilter(await searchParams);
  const [words, { rows, total }, units, years] = await Promise.all([getWords(), listInformation(actor, filter), loadUnits(actor), listInformationYears(actor)]);
  const asked = askedForInformation();
  const address = (changes: Parameters<typeof writeInformationFilter>[1]) => `/opportunities/information${writeInformationFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("opportunities.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("information.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`information.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.opportunityId === null ? [] : [{ label: rows[0]?.opportunity ?? words("information.ofOneOpportunity"), href: address({ opportunityId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: INFORMATION_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeInformationFilter(filter, { page: 1 });
  const hidden = { until: filter.until, opportunity: filter.opportunityId, sort: filter.sort === "held" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }]} />
      <PageHead
        tight
        title={words("information.title")}
        lead={words("information.lead")}
        tools={
          <>
            {mayEnterOpportunities(actor) ? <ButtonLink variant="primary" href="/opportunities/information/new">{words("information.log")}</ButtonLink> : null}
            <ButtonLink variant="text" href="/opportunities/information/figures">{words("information.figures.title")}</ButtonLink>
          </>
        }
      />
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      <FilterForm
        label={words("information.filter")}
        action="/opportunities/information"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("information.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("information.field.unitId")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="year" label={words("information.yearFilter")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        <SelectField name="kind" label={words("information.field.kind")} empty={words("frame.all")} options={INFORMATION_KINDS.map((kind) => ({ value: kind, label: words(`information.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/opportunities/information" parameters={searchParams} words={words} />}
        count={words("information.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/information.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/information.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <InformationTable rows={rows} filter={filter} caption={words("information.title")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "information", list, chips.length > 0, "/opportunities/information", pageAt)} />
      )}
    </>
  );
}
