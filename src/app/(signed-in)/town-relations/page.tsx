import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { ColumnChoice } from "@/components/column-choice";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { TOWN_RELATION_KINDS } from "@/domain/matter";
import { listPriorities } from "@/features/priorities/service";
import { loadUnits } from "@/features/projects/choices/service";
import { describeColumns } from "@/features/saved-views/components/describe-columns";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { RelationTable } from "@/features/town-relations/components/relation-table";
import { listRelationCountries } from "@/features/town-relations/findings/service";
import { mayEnterRelations } from "@/features/town-relations/policy";
import { RELATION_COLUMNS, LACKS, readRelationFilter, RELATIONS_A_PAGE, STANDINGS, writeRelationFilter } from "@/features/town-relations/schema";
import { listRelations } from "@/features/town-relations/service";
import { formatCount, formatCountry } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters as Address } from "./load";

const IDLE_YEARS = [1, 2, 3, 5, 10];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.title") };
}

export default async function TownRelationsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readRelationFilter(await searchParams);
  const [words, { rows, total }, countries, units, priorities] = await Promise.all([
    getWords(),
    listRelations(actor, filter),
    listRelationCountries(actor),
    filter.unitId === null ? [] : loadUnits(actor),
    filter.priorityId === null ? [] : listPriorities(actor, { kind: null, on: null }),
  ]);
  const address = (changes: Parameters<typeof writeRelationFilter>[1]) => `/town-relations${writeRelationFilter(filter, { page: 1, ...changes })}`;
  const idle = (years: number) => words("townRelations.idleYears", { years });
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`townRelations.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.state === null ? [] : [{ label: words(`townRelations.state.${filter.state}`), href: address({ state: null }) }]),
    ...(filter.country === null ? [] : [{ label: formatCountry(filter.country, words.locale), href: address({ country: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? words("townRelations.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.idleYears === null ? [] : [{ label: idle(filter.idleYears), href: address({ idleYears: null }) }]),
    ...(filter.lacks === null ? [] : [{ label: words(`townRelations.lacks.${filter.lacks}`), href: address({ lacks: null }) }]),
    ...(filter.priorityId === null ? [] : [{ label: words("townRelations.ofPriority", { title: priorities.find(({ id }) => id === filter.priorityId)?.title ?? words("townRelations.anotherPriority") }), href: address({ priorityId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: RELATIONS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeRelationFilter(filter, { page: 1 });
  const years = [...new Set([...IDLE_YEARS, ...(filter.idleYears === null ? [] : [filter.idleYears])])].sort((a, b) => a - b);
  return (
    <>
      <PageHead tight title={words("townRelations.title")} lead={words("townRelations.lead")} tools={
          mayEnterRelations(actor) ? (
            <>
              <a href="/imports/new?kind=townRelation">{words("imports.link")}</a>
              <ButtonLink variant="primary" href="/town-relations/new">{words("townRelations.enter")}</ButtonLink>
            </>
          ) : null
        } />
      <p className="flex flex-wrap gap-x-6">
        <a className="more" href="/town-relations/ledger">{words("townActivities.ledger.title")}</a>
        <a className="more" href="/town-relations/activities">{words("townActivities.ledger.toList")}</a>
      </p>
      <FilterForm
        label={words("townRelations.filter")}
        action="/town-relations"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={
          <>
            {filter.sort === "name" && !filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
            {filter.columns === undefined ? null : <input type="hidden" name="cols" value={filter.columns.join(",")} />}
            {filter.unitId === null ? null : <input type="hidden" name="unit" value={filter.unitId} />}
            {filter.priorityId === null ? null : <input type="hidden" name="priority" value={filter.priorityId} />}
          </>
        }
        lead={<TextField name="q" type="search" label={words("townRelations.search")} defaultValue={filter.q} />}
      >
        <SelectField name="kind" label={words("townRelations.column.kind")} empty={words("frame.all")} options={TOWN_RELATION_KINDS.map((kind) => ({ value: kind, label: words(`townRelations.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <SelectField name="state" label={words("townRelations.column.state")} empty={words("frame.all")} options={STANDINGS.map((state) => ({ value: state, label: words(`townRelations.state.${state}`) }))} defaultValue={filter.state ?? ""} />
        <SelectField name="country" label={words("townRelations.countryFilter")} empty={words("frame.all")} options={countries.map((country) => ({ value: country, label: formatCountry(country, words.locale) }))} defaultValue={filter.country ?? ""} />
        <SelectField name="idle" label={words("townRelations.idleFilter")} empty={words("frame.all")} options={years.map((number) => ({ value: String(number), label: idle(number) }))} defaultValue={filter.idleYears === null ? "" : String(filter.idleYears)} />
        <SelectField name="lacks" label={words("townRelations.lacksFilter")} empty={words("frame.all")} options={LACKS.map((lack) => ({ value: lack, label: words(`townRelations.lacks.${lack}`) }))} defaultValue={filter.lacks ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={
          <>
            <ViewBar actor={actor} list="/town-relations" parameters={searchParams} words={words} />
            <ColumnChoice {...describeColumns("/town-relations", query, RELATION_COLUMNS, filter.columns, (name) => words(`townRelations.column.${name}`), words)} />
          </>
        }
       
        count={words("townRelations.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/town-relations.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/town-relations.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <RelationTable rows={rows} filter={filter} caption={words("townRelations.caption")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "townRelations", list, chips.length > 0, "/town-relations", pageAt)} />
      )}
    </>
  );
}
