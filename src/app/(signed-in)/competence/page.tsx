import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { isCoordinator } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { ActivityTable } from "@/features/competence/components/activity-table";
import { mayLogIndividual } from "@/features/competence/policy";
import { ACTIVITIES_A_PAGE, ACTIVITY_KINDS, ACTIVITY_STATES, readActivityFilter, writeActivityFilter } from "@/features/competence/schema";
import { listActivities, listActivityYears } from "@/features/competence/service";
import { findPerson } from "@/features/people/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { askedBy } from "../load";
import { requireCompetence, type Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("competence.title") };
}

export default async function CompetencePage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  requireCompetence();
  const { filter, ignored } = readActivityFilter(await searchParams);
  const [words, { rows, total }, years, person] = await Promise.all([getWords(), listActivities(actor, filter), listActivityYears(actor), filter.personId === null ? null : findPerson(actor, filter.personId, dateInStockholm(new Date()))]);
  const asked = askedBy("JOINT_COMPETENCE");
  const address = (changes: Parameters<typeof writeActivityFilter>[1]) => `/competence${writeActivityFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`competence.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.state === null ? [] : [{ label: words(`competence.state.${filter.state}`), href: address({ state: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("competence.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.personId === null ? [] : [{ label: person?.name ?? words("competence.anotherPerson"), href: address({ personId: null }) }]),
    ...(filter.part === null ? [] : [{ label: words(`competence.part.${filter.part}`), href: address({ part: null }) }]),
    ...(filter.open ? [{ label: words("competence.openFilter"), href: address({ open: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: ACTIVITIES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeActivityFilter(filter, { page: 1 });
  const hidden = { until: filter.until, person: filter.personId, part: filter.part, sort: filter.sort === "starts" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  const choice = (name: string, label: string, values: readonly string[], wordOf: (value: string) => string, current: string | null) => (
    <SelectField name={name} label={label} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <PageHead
        tight
        title={words("competence.title")}
        lead={words("competence.lead")}
        tools={
          <div className="tools">
            {isCoordinator(actor) ? <ButtonLink variant="primary" href="/competence/new">{words("competence.plan")}</ButtonLink> : null}
            {mayLogIndividual(actor) ? <ButtonLink href="/competence/individual/new">{words("competence.logIndividual")}</ButtonLink> : null}
            <ButtonLink variant="text" href="/competence/mine">{words("competence.mine.title")}</ButtonLink>
            <ButtonLink variant="text" href="/competence/overview">{words("competence.overview.title")}</ButtonLink>
          </div>
        }
      />
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      <FilterForm
        label={words("competence.filter")}
        action="/competence"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("competence.search")} defaultValue={filter.q} />}
      >
        {choice("kind", words("competence.field.kind"), ACTIVITY_KINDS, (value) => words(`competence.kind.${value}`), filter.kind)}
        {choice("state", words("competence.stateFilter"), ACTIVITY_STATES, (value) => words(`competence.state.${value}`), filter.state)}
        {choice("year", words("competence.yearFilter"), years.map(String), (value) => value, filter.year === null ? null : String(filter.year))}
        <CheckboxField name="open" label={words("competence.openFilter")} value="1" defaultValue={filter.open} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/competence" parameters={searchParams} words={words} />}
        count={words("competence.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/competence.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/competence.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <ActivityTable rows={rows} filter={filter} caption={words("competence.title")} now={new Date()} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "competence", list, chips.length > 0, "/competence", pageAt)} />
      )}
    </>
  );
}
