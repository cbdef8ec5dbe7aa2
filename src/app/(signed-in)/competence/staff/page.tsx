import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { StaffTable } from "@/features/competence/components/staff-tables";
import { listActivityYears } from "@/features/competence/service";
import { readStaffFilter, STAFF_A_PAGE, writeStaffFilter, type StaffFilter } from "@/features/competence/staff/schema";
import { listStaff } from "@/features/competence/staff/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { askedBy } from "../../load";
import { requireCompetence, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("staffParticipations.list") };
}

export default async function StaffPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireCompetence();
  const { filter, ignored } = readStaffFilter(await searchParams);
  const [words, { rows, total, sum }, years, units] = await Promise.all([getWords(), listStaff(actor, filter), listActivityYears(actor), loadUnits(actor)]);
  const asked = askedBy("STAFF_COMPETENCE");
  const address = (changes: Partial<StaffFilter>) => `/competence/staff${writeStaffFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? words("competence.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("competence.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: STAFF_A_PAGE, shown: rows.length, total };
  const query = writeStaffFilter(filter, { page: 1 });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }, { href: "/competence/overview", label: words("competence.overview.title") }]} />
      <PageHead tight title={words("staffParticipations.list")} lead={words("staffParticipations.lead")} quietLead />
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      <FilterForm
        label={words("staffParticipations.filter")}
        action="/competence/staff"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={filter.until === null ? null : <input type="hidden" name="until" value={filter.until} />}
        lead={<SelectField name="unit" label={words("staffParticipations.field.unitId")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />}
      >
        <SelectField name="year" label={words("competence.yearFilter")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/competence/staff" parameters={searchParams} words={words} />}
        count={words("staffParticipations.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/competence-staff.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/competence-staff.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <StaffTable rows={rows} sum={sum} caption={words("staffParticipations.list")} words={words} />
          <Pager {...describePages(words, list, (page) => address({ page }))} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "staffParticipations", list, chips.length > 0, "/competence/staff", (page) => address({ page }))} />
      )}
    </>
  );
}
