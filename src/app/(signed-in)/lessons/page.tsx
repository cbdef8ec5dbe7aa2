import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { LessonTable } from "@/features/projects/closings/components/lesson-table";
import { ADDED_VALUES, CLOSING_TRAITS, GOALS_MET, LESSONS_A_PAGE, readLessonFilter, WOULD_DO_AGAIN, writeLessonFilter } from "@/features/projects/closings/schema";
import { listLessons, listLessonYears } from "@/features/projects/closings/service";
import { listFilterChoices } from "@/features/projects/lists/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("lessons.title") };
}

export default async function LessonsPage({ searchParams }: { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const [actor, words, parameters] = [await getActor(), await getWords(), await searchParams];
  const { filter, ignored } = readLessonFilter(parameters);
  const [{ rows, total }, { units, programmes }, years] = await Promise.all([listLessons(actor, filter), listFilterChoices(actor), listLessonYears(actor)]);
  const address = (changes: Parameters<typeof writeLessonFilter>[1]) => `/lessons${writeLessonFilter(filter, { page: 1, ...changes })}`;
  const programmeName = (programme: (typeof programmes)[number]) => [words.locale === "en" ? programme.nameEn : programme.nameSv, programme.period].filter((part) => part !== null).join(" ");
  const chosenProgramme = programmes.find(({ id }) => id === filter.programmeId);
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("lessons.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.programmeId === null ? [] : [{ label: chosenProgramme === undefined ? words("lessons.anotherProgramme") : programmeName(chosenProgramme), href: address({ programmeId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("lessons.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.addedValue === null ? [] : [{ label: words("lessons.valueFilter", { whom: words(`closings.addedValue.${filter.addedValue}`) }), href: address({ addedValue: null }) }]),
    ...(filter.goalsMet === null ? [] : [{ label: words("lessons.goalsFilter", { answer: words(`closings.goalsMet.${filter.goalsMet}`) }), href: address({ goalsMet: null }) }]),
    ...(filter.again === null ? [] : [{ label: words("lessons.againFilter", { answer: words(`closings.wouldDoAgain.${filter.again}`) }), href: address({ again: null }) }]),
    ...(filter.states === null ? [] : [{ label: words("lessons.statesFilter", { what: words(`lessons.stating.${filter.states}`) }), href: address({ states: null }) }]),
    ...(filter.open ? [{ label: words("projects.withoutConfidential"), href: address({ open: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: LESSONS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeLessonFilter(filter, { page: 1 });
  const hidden = { until: filter.until, open: filter.open ? "1" : null, sort: filter.sort === "told" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  const choice = (name: string, values: readonly string[], wordOf: (value: string) => string, current: string | null) => (
    <SelectField name={name} label={words(`lessons.${name}`)} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <PageHead tight title={words("lessons.title")} lead={words("lessons.lead")} />
      <FilterForm
        label={words("lessons.filter")}
        action="/lessons"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("lessons.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("lessons.unit")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="programme" label={words("lessons.programme")} empty={words("frame.all")} options={programmes.map((programme) => ({ value: programme.id, label: programmeName(programme) }))} defaultValue={filter.programmeId ?? ""} />
        {choice("year", years.map(String), (value) => value, filter.year === null ? null : String(filter.year))}
        {choice("again", WOULD_DO_AGAIN, (value) => words(`closings.wouldDoAgain.${value}`), filter.again)}
        {choice("goals", GOALS_MET, (value) => words(`closings.goalsMet.${value}`), filter.goalsMet)}
        {choice("value", ADDED_VALUES, (value) => words(`closings.addedValue.${value}`), filter.addedValue)}
        {choice("states", CLOSING_TRAITS, (value) => words(`lessons.stating.${value}`), filter.states)}
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/lessons" parameters={searchParams} words={words} />}
        count={words("lessons.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/lessons.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/lessons.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <LessonTable rows={rows} filter={filter} caption={words("lessons.title")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "lessons", list, chips.length > 0, "/lessons", pageAt)} />
      )}
    </>
  );
}
