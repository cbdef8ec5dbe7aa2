import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { PersonsTable } from "@/features/competence/components/persons-table";
import { UnitStaffTable } from "@/features/competence/components/staff-tables";
import { readOverviewFilter, writeOverviewFilter, type OverviewFilter } from "@/features/competence/overview/schema";
import { listPersons } from "@/features/competence/overview/service";
import { LACKS } from "@/features/competence/rules";
import { listActivityYears } from "@/features/competence/service";
import { countStaff } from "@/features/competence/staff/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { askedBy } from "../../load";
import { requireCompetence, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("competence.overview.title") };
}

export default async function CompetenceOverviewPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireCompetence();
  const { filter, ignored } = readOverviewFilter(await searchParams);
  const [words, overview, years, units] = await Promise.all([getWords(), listPersons(actor, filter), listActivityYears(actor), loadUnits(actor)]);
  const { year, on, rows, counts } = overview;
  const staff = await countStaff(actor, year, filter.until);
  const address = (changes: Partial<OverviewFilter>) => `/competence/overview${writeOverviewFilter(filter, changes)}`;
  const asked = { JOINT: askedBy("JOINT_COMPETENCE"), INDIVIDUAL: askedBy("INDIVIDUAL_COMPETENCE"), STAFF: askedBy("STAFF_COMPETENCE") };
  const day = formatDate(on, words.locale);
  const chips = [
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? words("competence.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("competence.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.had === null ? [] : [{ label: words(`competence.had.${filter.had}`), href: address({ had: null }) }]),
    ...(filter.lacks === null ? [] : [{ label: words(`competence.lacks.${filter.lacks}`), href: address({ lacks: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const query = writeOverviewFilter(filter, { year });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }]} />
      <PageHead tight title={words("competence.overview.title")} lead={words("competence.overview.lead", { year: String(year), day })} quietLead />
      <YearLinks label={words("competence.yearFilter")} years={years.includes(year) ? years : [year, ...years]} current={year} pathOf={(one) => address({ year: one, on: null, until: null })} />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <Section id="gaps" title={words("competence.overview.gaps")}>
        <Rows>
          {LACKS.map((lack) => (
            <li key={lack}>
              {counts[lack] === 0 ? words(`competence.overview.none.${lack}`, { all: counts.all }) : <a href={address({ had: null, lacks: lack })}>{words(`competence.overview.lacking.${lack}`, { count: counts[lack], all: counts.all })}</a>}
              {asked[lack] === null ? null : <p className="meta"><q>{asked[lack].quotation}</q> {asked[lack].clause}</p>}
            </li>
          ))}
        </Rows>
      </Section>
      <Section id="persons" title={words("competence.overview.persons")}>
        <ResultBar views={<ViewBar actor={actor} list="/competence/overview" parameters={searchParams} words={words} />}
          count={words("competence.overview.count", { count: rows.length, formatted: formatCount(rows.length) })}
          chips={chips}
          {...(rows.length > 0
            ? {
                tools: (
                  <>
                    <a href={`/api/export/competence-persons.xlsx${query}`}>{words("frame.excel")}</a>
                    <a href={`/api/export/competence-persons.csv${query}`}>{words("frame.csv")}</a>
                  </>
                ),
              }
            : {})}
        />
        {rows.length === 0 ? (
          <EmptyState title={words("competence.overview.nobody")} {...(chips.length > 0 ? { action: { href: address({ unitId: null, until: null, had: null, lacks: null }), label: words("frame.clearFilters") } } : {})}>
            {words(chips.length > 0 ? "competence.overview.nobodyFiltered" : "competence.overview.nobodyYet", { day })}
          </EmptyState>
        ) : (
          <PersonsTable rows={rows} year={year} until={filter.until} caption={words("competence.overview.persons")} words={words} />
        )}
      </Section>
      <Section id="staff" title={words("competence.overview.staff")}>
        {asked.STAFF === null ? null : <p className="meta mb-4"><q>{asked.STAFF.quotation}</q> {asked.STAFF.clause}</p>}
        {staff.length === 0 ? <p>{words("competence.overview.noStaff", { year: String(year) })}</p> : <UnitStaffTable units={staff} year={year} until={filter.until} caption={words("competence.overview.staff")} words={words} />}
        <p className="mt-4"><ButtonLink variant="text" small href={`/competence/staff?year=${String(year)}`}>{words("staffParticipations.list")}</ButtonLink></p>
      </Section>
    </>
  );
}
