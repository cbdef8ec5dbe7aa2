import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { AreaNote } from "@/features/eu-monitoring/components/area-note";
import { ItemTable } from "@/features/eu-monitoring/components/item-table";
import { mayLogItems } from "@/features/eu-monitoring/policy";
import { DOSSIER_STAGES, ITEM_STATES, ITEMS_A_PAGE, LACKS, readItemFilter, RELEVANCES, writeItemFilter } from "@/features/eu-monitoring/schema";
import { listItems, listItemYears } from "@/features/eu-monitoring/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { areaOf } from "@/server/pack";
import { askedBy } from "../load";
import { requireMonitoring, type Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("euMonitoring.title") };
}

export default async function MonitoringPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  requireMonitoring();
  const { filter, ignored } = readItemFilter(await searchParams);
  const [words, { rows, total }, units, years] = await Promise.all([getWords(), listItems(actor, filter), loadUnits(actor), listItemYears(actor)]);
  const asked = askedBy("MONITORING_ITEM");
  const address = (changes: Parameters<typeof writeItemFilter>[1]) => `/eu-monitoring${writeItemFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("euMonitoring.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("euMonitoring.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.state === null ? [] : [{ label: words(`euMonitoring.state.${filter.state}`), href: address({ state: null }) }]),
    ...(filter.stage === null ? [] : [{ label: words(`euMonitoring.stage.${filter.stage}`), href: address({ stage: null }) }]),
    ...(filter.relevance === null ? [] : [{ label: words("euMonitoring.relevanceFilter", { relevance: words(`euMonitoring.relevance.${filter.relevance}`) }), href: address({ relevance: null }) }]),
    ...(filter.lacks === null ? [] : [{ label: words(`euMonitoring.lacks.${filter.lacks}`), href: address({ lacks: null }) }]),
    ...(filter.ready ? [{ label: words("euMonitoring.readyFilter"), href: address({ ready: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: ITEMS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeItemFilter(filter, { page: 1 });
  const hidden = { until: filter.until, sort: filter.sort === "begun" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  const choice = (name: string, label: string, values: readonly string[], wordOf: (value: string) => string, current: string | null) => (
    <SelectField name={name} label={label} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <PageHead
        tight
        title={words("euMonitoring.title")}
        lead={words("euMonitoring.lead")}
        tools={
          <>
            {mayLogItems(actor) ? <ButtonLink variant="primary" href="/eu-monitoring/new">{words("euMonitoring.log")}</ButtonLink> : null}
            <ButtonLink variant="text" href="/eu-monitoring/influence">{words("influence.title")}</ButtonLink>
            <ButtonLink variant="text" href="/eu-monitoring/figures">{words("euMonitoring.figures.title")}</ButtonLink>
          </>
        }
      />
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      <AreaNote area={areaOf("monitoringItem")} words={words} />
      <FilterForm
        label={words("euMonitoring.filter")}
        action="/eu-monitoring"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("euMonitoring.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("euMonitoring.field.unitId")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        {choice("state", words("euMonitoring.stateFilter"), ITEM_STATES, (value) => words(`euMonitoring.state.${value}`), filter.state)}
        {choice("lacks", words("euMonitoring.lacksFilter"), LACKS, (value) => words(`euMonitoring.lacks.${value}`), filter.lacks)}
        {choice("stage", words("euMonitoring.field.stage"), DOSSIER_STAGES, (value) => words(`euMonitoring.stage.${value}`), filter.stage)}
        {choice("relevance", words("euMonitoring.field.relevance"), RELEVANCES, (value) => words(`euMonitoring.relevance.${value}`), filter.relevance)}
        {choice("year", words("euMonitoring.yearFilter"), years.map(String), (value) => value, filter.year === null ? null : String(filter.year))}
        <CheckboxField name="ready" label={words("euMonitoring.readyFilter")} value="1" defaultValue={filter.ready} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/eu-monitoring" parameters={searchParams} words={words} />}
        count={words("euMonitoring.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/eu-monitoring.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/eu-monitoring.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <ItemTable rows={rows} filter={filter} caption={words("euMonitoring.title")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "euMonitoring", list, chips.length > 0, "/eu-monitoring", pageAt)} />
      )}
    </>
  );
}
