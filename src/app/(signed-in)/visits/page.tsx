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
import { loadUnits } from "@/features/projects/choices/service";
import { describeDuties } from "@/features/recurring-meetings/components/describe-duties";
import { HostDuties } from "@/features/recurring-meetings/components/host-duties";
import { listHostDuties } from "@/features/recurring-meetings/service";
import { describeColumns } from "@/features/saved-views/components/describe-columns";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { VisitTable } from "@/features/visits/components/visit-table";
import { mayAnnounceVisits } from "@/features/visits/policy";
import { VISIT_COLUMNS, ALLOCATIONS, NOTICES, readVisitFilter, REPORTS, VISITS_A_PAGE, VISIT_DIRECTIONS, WHENS, writeVisitFilter } from "@/features/visits/schema";
import { listComing, listVisits, listVisitYears } from "@/features/visits/service";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visits.title") };
}

export default async function VisitsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const { filter, ignored } = readVisitFilter(await searchParams);
  const [words, { rows, total }, years, units, duties, balance] = await Promise.all([
    getWords(),
    listVisits(actor, filter),
    listVisitYears(actor),
    loadUnits(actor),
    filter.when === null || filter.when === "coming" ? listHostDuties(actor) : [],
    filter.presidiumId === null && filter.personId === null ? [] : listComing(actor).then(({ balance }) => balance),
  ]);
  const asksForNotice = getPack().modules.visitInformation.state === "required";
  const query = writeVisitFilter(filter, { page: 1 });
  const address = (changes: Parameters<typeof writeVisitFilter>[1]) => `/visits${writeVisitFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.direction === null ? [] : [{ label: words(`visits.direction.${filter.direction}`), href: address({ direction: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("visits.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.begunBy === null ? [] : [{ label: words("visits.begunBy", { date: filter.begunBy }), href: address({ begunBy: null }) }]),
    ...(filter.when === null ? [] : [{ label: words(`visits.whens.${filter.when}`), href: address({ when: null }) }]),
    ...(filter.allocation === null ? [] : [{ label: words(`visits.allocations.${filter.allocation}`), href: address({ allocation: null }) }]),
    ...(filter.presidiumId === null ? [] : [{ label: words("visits.ofPresidium", { name: balance.find(({ bodyId }) => bodyId === filter.presidiumId)?.name ?? words("visits.anotherPresidium") }), href: address({ presidiumId: null }) }]),
    ...(filter.personId === null ? [] : [{ label: words("visits.ofPerson", { name: balance.flatMap(({ people }) => people).find(({ personId }) => personId === filter.personId)?.name ?? words("visits.anotherPerson") }), href: address({ personId: null }) }]),
    ...(filter.notice === null ? [] : [{ label: words(`visits.notices.${filter.notice}`), href: address({ notice: null }) }]),
    ...(filter.report === null ? [] : [{ label: words(`visits.reports.${filter.report}`), href: address({ report: null }) }]),
    ...(filter.addedValue === null ? [] : [{ label: words("lessons.valueFilter", { whom: words(`closings.addedValue.${filter.addedValue}`) }), href: address({ addedValue: null }) }]),
    ...(filter.youth ? [{ label: words("visits.youthMark"), href: address({ youth: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: VISITS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  return (
    <>
      <PageHead tight title={words("visits.title")} meta={<a className="more" href="/visits/public">{words("publicVisits.link")}</a>} tools={
          mayAnnounceVisits(actor) ? (
            <>
              <a href="/imports/new?kind=visit">{words("imports.link")}</a>
              <ButtonLink variant="primary" href="/visits/new">{words("visits.announce")}</ButtonLink>
            </>
          ) : null
        } />
      <FilterForm
        label={words("visits.filter")}
        action="/visits"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={
          <>
            {filter.sort === "starts" && filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
            {filter.columns === undefined ? null : <input type="hidden" name="cols" value={filter.columns.join(",")} />}
            {filter.begunBy === null ? null : <input type="hidden" name="begunBy" value={filter.begunBy} />}
            {filter.presidiumId === null ? null : <input type="hidden" name="presidium" value={filter.presidiumId} />}
            {filter.addedValue === null ? null : <input type="hidden" name="value" value={filter.addedValue} />}
            {filter.personId === null ? null : <input type="hidden" name="person" value={filter.personId} />}
          </>
        }
        lead={<TextField name="q" type="search" label={words("visits.search")} defaultValue={filter.q} />}
      >
        <SelectField name="when" label={words("visits.whenFilter")} empty={words("frame.all")} options={WHENS.map((when) => ({ value: when, label: words(`visits.whens.${when}`) }))} defaultValue={filter.when ?? ""} />
        <SelectField name="direction" label={words("visits.column.direction")} empty={words("frame.all")} options={VISIT_DIRECTIONS.map((direction) => ({ value: direction, label: words(`visits.direction.${direction}`) }))} defaultValue={filter.direction ?? ""} />
        <SelectField name="unit" label={words("visits.column.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="year" label={words("visits.year")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        <SelectField name="allocation" label={words("visits.allocation")} empty={words("frame.all")} options={ALLOCATIONS.map((allocation) => ({ value: allocation, label: words(`visits.allocations.${allocation}`) }))} defaultValue={filter.allocation ?? ""} />
        {asksForNotice ? <SelectField name="notice" label={words("visits.noticePart")} empty={words("frame.all")} options={NOTICES.map((notice) => ({ value: notice, label: words(`visits.notices.${notice}`) }))} defaultValue={filter.notice ?? ""} /> : null}
        <SelectField name="report" label={words("visitReports.title")} empty={words("frame.all")} options={REPORTS.map((report) => ({ value: report, label: words(`visits.reports.${report}`) }))} defaultValue={filter.report ?? ""} />
        <CheckboxField name="youth" label={words("visits.onlyYouth")} value="1" defaultValue={filter.youth} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <HostDuties title={words("recurringMeetings.dutiesTitle")} duties={describeDuties(duties, mayAnnounceVisits(actor), words)} />
      <ResultBar views={
          <>
            <ViewBar actor={actor} list="/visits" parameters={searchParams} words={words} />
            <ColumnChoice {...describeColumns("/visits", query, VISIT_COLUMNS, filter.columns, (name) => words(`visits.column.${name}`), words)} />
          </>
        }
       
        count={words("visits.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/visits.xlsx${address({}).slice("/visits".length)}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/visits.csv${address({}).slice("/visits".length)}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <VisitTable rows={rows} filter={filter} caption={words("visits.caption")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "visits", list, chips.length > 0, "/visits", pageAt)} />
      )}
    </>
  );
}
