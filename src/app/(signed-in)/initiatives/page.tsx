import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { InitiativeTable } from "@/features/initiatives/components/initiative-table";
import { EXAMINATION_QUESTIONS, EXAMINATION_RESULTS } from "@/features/initiatives/examinations/schema";
import { mayLogInitiatives } from "@/features/initiatives/policy";
import { INITIATIVES_A_PAGE, LACKS, readInitiativeFilter, TAKER_FILTERS, writeInitiativeFilter } from "@/features/initiatives/schema";
import { listInitiatives, listInitiativeYears } from "@/features/initiatives/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { asksForExaminations, type Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("initiatives.title") };
}

export default async function InitiativesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readInitiativeFilter(await searchParams);
  const [words, { rows, total }, units, years] = await Promise.all([getWords(), listInitiatives(actor, filter), loadUnits(actor), listInitiativeYears(actor)]);
  const address = (changes: Parameters<typeof writeInitiativeFilter>[1]) => `/initiatives${writeInitiativeFilter(filter, { page: 1, ...changes })}`;
  const resultOf = (question: "COOPERATION" | "FUNDING", result: string) => words("initiatives.resultFilter", { question: words(`examinations.question.${question}`), result: words(`examinations.result.${question}.${result}`) });
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("initiatives.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("initiatives.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.lacks === null ? [] : [{ label: words(`initiatives.lacks.${filter.lacks}`), href: address({ lacks: null }) }]),
    ...(filter.tried === null ? [] : [{ label: words(`initiatives.tried.${filter.tried}`), href: address({ tried: null }) }]),
    ...(filter.cooperation === null ? [] : [{ label: resultOf("COOPERATION", filter.cooperation), href: address({ cooperation: null }) }]),
    ...(filter.funding === null ? [] : [{ label: resultOf("FUNDING", filter.funding), href: address({ funding: null }) }]),
    ...(filter.takenBy === null ? [] : [{ label: words("initiatives.takenByFilter", { who: words(`initiatives.takenBy.${filter.takenBy}`) }), href: address({ takenBy: null }) }]),
    ...(filter.applied ? [{ label: words("initiatives.appliedFilter"), href: address({ applied: false }) }] : []),
    ...(filter.project ? [{ label: words("initiatives.projectFilter"), href: address({ project: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: INITIATIVES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeInitiativeFilter(filter, { page: 1 });
  const hidden = { until: filter.until, tried: filter.tried, sort: filter.sort === "begun" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  const choice = (name: string, label: string, values: readonly string[], wordOf: (value: string) => string, current: string | null) => (
    <SelectField name={name} label={label} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <PageHead
        tight
        title={words("initiatives.title")}
        lead={words("initiatives.lead")}
        tools={
          <>
            {mayLogInitiatives(actor) ? <ButtonLink variant="primary" href="/initiatives/new">{words("initiatives.log")}</ButtonLink> : null}
            <ButtonLink variant="text" href="/initiatives/outcomes">{words("initiatives.outcomes.title")}</ButtonLink>
          </>
        }
      />
      <FilterForm
        label={words("initiatives.filter")}
        action="/initiatives"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("initiatives.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("initiatives.field.unitId")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
        {choice("year", words("initiatives.yearFilter"), years.map(String), (value) => value, filter.year === null ? null : String(filter.year))}
        {choice("lacks", words("initiatives.lacksFilter"), LACKS, (value) => words(`initiatives.lacks.${value}`), filter.lacks)}
        {EXAMINATION_QUESTIONS.map((question) => {
          const name = question === "COOPERATION" ? "cooperation" : "funding";
          return <SelectField key={name} name={name} label={words(`initiatives.column.${question}`)} empty={words("frame.all")} options={EXAMINATION_RESULTS.map((result) => ({ value: result, label: words(`examinations.result.${question}.${result}`) }))} defaultValue={filter[name] ?? ""} />;
        })}
        {choice("taker", words("initiatives.field.takenBy"), TAKER_FILTERS, (value) => words(`initiatives.takenBy.${value}`), filter.takenBy)}
        <CheckboxField name="applied" label={words("initiatives.appliedFilter")} value="1" defaultValue={filter.applied} />
        <CheckboxField name="project" label={words("initiatives.projectFilter")} value="1" defaultValue={filter.project} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/initiatives" parameters={searchParams} words={words} />}
        count={words("initiatives.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/initiatives.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/initiatives.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <InitiativeTable rows={rows} filter={filter} caption={words("initiatives.title")} isAsked={asksForExaminations()} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "initiatives", list, chips.length > 0, "/initiatives", pageAt)} />
      )}
    </>
  );
}
