import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import { OpportunityTable } from "@/features/opportunities/components/opportunity-table";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { MATCH_YEARS } from "@/features/opportunities/rules";
import { OPPORTUNITIES_A_PAGE, OPPORTUNITY_KINDS, OPPORTUNITY_STATES, readOpportunityFilter, writeOpportunityFilter } from "@/features/opportunities/schema";
import { listFilterChoices, listOpportunities } from "@/features/opportunities/service";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { keepsInformation, wordGoals, type Parameters as Address } from "./load";

/** Within how many days the list can be asked what closes. */
const WITHIN_DAYS = [14, 30, 90];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("opportunities.title") };
}

export default async function OpportunitiesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readOpportunityFilter(await searchParams);
  const [words, { rows, total }, { units, programmes }] = await Promise.all([getWords(), listOpportunities(actor, filter), listFilterChoices(actor)]);
  const named = programmes.map((one) => ({ value: one.id, label: nameProgramme(one, words) }));
  const address = (changes: Parameters<typeof writeOpportunityFilter>[1]) => `/opportunities${writeOpportunityFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.state === "open" ? [] : [{ label: words(`opportunities.show.${filter.state}`), href: address({ state: "open" }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`opportunities.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: words("opportunities.suits", { unit: units.find((unit) => unit.id === filter.unitId)?.name ?? words("opportunities.anotherUnit") }), href: address({ unitId: null }) }]),
    ...(filter.programmeId === null ? [] : [{ label: named.find(({ value }) => value === filter.programmeId)?.label ?? words("opportunities.anotherProgramme"), href: address({ programmeId: null }) }]),
    ...(filter.by === null ? [] : [{ label: words("opportunities.byFilter", { day: formatDate(filter.by, words.locale) }), href: address({ by: null }) }]),
    ...(filter.saved ? [{ label: words("opportunities.savedFilter"), href: address({ saved: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const today = dateInStockholm(new Date());
  const soon = WITHIN_DAYS.map((days) => ({ value: addDays(today, days), label: words("opportunities.within", { days }) }));
  // A day of somebody else's making is kept as it is.
  const closing = filter.by === null || soon.some(({ value }) => value === filter.by) ? soon : [...soon, { value: filter.by, label: words("opportunities.byFilter", { day: formatDate(filter.by, words.locale) }) }];
  const list = { page: filter.page, size: OPPORTUNITIES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeOpportunityFilter(filter, { page: 1 });
  const hidden = { sort: filter.sort === "deadline" && !filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  return (
    <>
      <PageHead
        tight
        title={words("opportunities.title")}
        lead={words("opportunities.lead")}
        tools={
          <>
            {mayEnterOpportunities(actor) ? <ButtonLink variant="primary" href="/opportunities/new">{words("opportunities.log")}</ButtonLink> : null}
            <ButtonLink variant="text" href={`/opportunities${writeOpportunityFilter(readOpportunityFilter({}).filter, { saved: true })}`}>{words("opportunities.mine")}</ButtonLink>
            {mayEnterOpportunities(actor) ? <ButtonLink variant="text" href="/imports/new?kind=opportunity">{words("imports.link")}</ButtonLink> : null}
            {keepsInformation() ? <ButtonLink variant="text" href="/opportunities/information">{words("information.title")}</ButtonLink> : null}
          </>
        }
      />
      <FilterForm
        label={words("opportunities.filter")}
        action="/opportunities"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("opportunities.search")} defaultValue={filter.q} />}
      >
        <SelectField name="state" label={words("opportunities.stateFilter")} options={OPPORTUNITY_STATES.map((state) => ({ value: state, label: words(`opportunities.show.${state}`) }))} defaultValue={filter.state} />
        <SelectField name="kind" label={words("opportunities.field.kind")} empty={words("frame.all")} options={OPPORTUNITY_KINDS.map((kind) => ({ value: kind, label: words(`opportunities.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <SelectField name="unit" label={words("opportunities.unitFilter")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="programme" label={words("opportunities.field.programmeId")} empty={words("frame.all")} options={named} defaultValue={filter.programmeId ?? ""} />
        <SelectField name="by" label={words("opportunities.closes")} empty={words("frame.all")} options={closing} defaultValue={filter.by ?? ""} />
        <CheckboxField name="saved" label={words("opportunities.savedFilter")} value="1" defaultValue={filter.saved} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {filter.unitId === null ? null : <p className="meta mt-4 mb-4">{words("opportunities.matchesRule", { years: MATCH_YEARS })}</p>}
      <ResultBar views={<ViewBar actor={actor} list="/opportunities" parameters={searchParams} words={words} />}
        count={words("opportunities.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/opportunities.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/opportunities.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <OpportunityTable rows={rows} filter={filter} goals={wordGoals(words)} caption={words("opportunities.title")} today={today} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "opportunities", list, chips.length > 0, "/opportunities", pageAt)} />
      )}
    </>
  );
}
