import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { AreaNote } from "@/features/eu-monitoring/components/area-note";
import { InfluenceTable } from "@/features/eu-monitoring/components/influence-table";
import { ACTIONS_A_PAGE, INFLUENCE_KINDS, readInfluenceFilter, SERVINGS, writeInfluenceFilter } from "@/features/eu-monitoring/influence/schema";
import { listInfluence } from "@/features/eu-monitoring/influence/service";
import { listItemYears } from "@/features/eu-monitoring/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { areaOf } from "@/server/pack";
import { askedBy } from "../../load";
import { requireMonitoring, type Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("influence.listTitle") };
}

export default async function InfluencePage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  requireMonitoring();
  const { filter, ignored } = readInfluenceFilter(await searchParams);
  const [words, { rows, total }, units, years] = await Promise.all([getWords(), listInfluence(actor, filter), loadUnits(actor), listItemYears(actor)]);
  const asked = askedBy("INFLUENCE_ACTION");
  const address = (changes: Parameters<typeof writeInfluenceFilter>[1]) => `/eu-monitoring/influence${writeInfluenceFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("euMonitoring.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("euMonitoring.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`influence.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.serves === null ? [] : [{ label: words(`influence.serves.${filter.serves}`), href: address({ serves: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: ACTIONS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeInfluenceFilter(filter, { page: 1 });
  const hidden = { until: filter.until, sort: filter.sort === "acted" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  const choice = (name: string, label: string, values: readonly string[], wordOf: (value: string) => string, current: string | null) => (
    <SelectField name={name} label={label} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }]} />
      <PageHead tight title={words("influence.listTitle")} lead={words("influence.listLead")} quietLead />
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      <AreaNote area={areaOf("monitoringItem")} words={words} />
      <FilterForm
        label={words("influence.filter")}
        action="/eu-monitoring/influence"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("influence.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("euMonitoring.field.unitId")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        {choice("year", words("initiatives.yearFilter"), years.map(String), (value) => value, filter.year === null ? null : String(filter.year))}
        {choice("kind", words("influence.field.kind"), INFLUENCE_KINDS, (value) => words(`influence.kind.${value}`), filter.kind)}
        {choice("serves", words("influence.servesFilter"), SERVINGS, (value) => words(`influence.serves.${value}`), filter.serves)}
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/eu-monitoring/influence" parameters={searchParams} words={words} />}
        count={words("influence.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/eu-influence.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/eu-influence.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <InfluenceTable rows={rows} filter={filter} caption={words("influence.listTitle")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "influence", list, chips.length > 0, "/eu-monitoring/influence", pageAt)} />
      )}
    </>
  );
}
