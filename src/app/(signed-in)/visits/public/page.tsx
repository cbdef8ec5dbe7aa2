import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { formatAmount } from "@/domain/money";
import { dateInStockholm } from "@/domain/plain-date";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { PublicTable } from "@/features/visits/components/public-table";
import { PUBLIC_VISITS_A_PAGE, readPublicFilter, writePublicFilter } from "@/features/visits/public/schema";
import { listPublicVisits } from "@/features/visits/public/service";
import { VISIT_DIRECTIONS } from "@/features/visits/schema";
import { listVisitYears } from "@/features/visits/service";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("publicVisits.title") };
}

export default async function PublicVisitsPage({ searchParams }: { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const [actor, words, parameters] = [await getActor(), await getWords(), await searchParams];
  const { filter, ignored } = readPublicFilter(parameters);
  const today = dateInStockholm(new Date());
  const [{ rows, total, costOre, leftOut }, years, units] = await Promise.all([listPublicVisits(actor, filter), listVisitYears(actor), loadUnits(actor)]);
  const address = (changes: Parameters<typeof writePublicFilter>[1]) => `/visits/public${writePublicFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.direction === null ? [] : [{ label: words(`visits.direction.${filter.direction}`), href: address({ direction: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("visits.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: PUBLIC_VISITS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writePublicFilter(filter, { page: 1 });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }]} />
      <PageHead tight title={words("publicVisits.title")} lead={words("publicVisits.lead")} quietLead />
      <FilterForm label={words("publicVisits.filter")} action="/visits/public" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={words("publicVisits.search")} defaultValue={filter.q} />}>
        <SelectField name="year" label={words("visits.year")} empty={words("frame.all")} options={years.filter((year) => year <= Number(today.slice(0, 4))).map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        <SelectField name="direction" label={words("visits.column.direction")} empty={words("frame.all")} options={VISIT_DIRECTIONS.map((direction) => ({ value: direction, label: words(`visits.direction.${direction}`) }))} defaultValue={filter.direction ?? ""} />
        <SelectField name="unit" label={words("visits.column.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {leftOut > 0 ? <Notice>{words("publicVisits.leftOut", { count: leftOut })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/visits/public" parameters={searchParams} words={words} />}
        count={`${words("publicVisits.count", { count: total, formatted: formatCount(total) })}. ${words("publicVisits.cost", { amount: formatAmount(costOre) })}`}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/visits-public.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/visits-public.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <PublicTable rows={rows} caption={words("publicVisits.title")} today={today} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "publicVisits", list, chips.length > 0, "/visits/public", pageAt)} />
      )}
    </>
  );
}
