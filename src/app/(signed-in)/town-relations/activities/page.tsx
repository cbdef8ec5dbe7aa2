import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { ACTIVITIES_A_PAGE, BENEFICIARY_GROUPS, readActivityFilter, writeActivityFilter } from "@/features/town-relations/activities/schema";
import { listActivities, listActivityYears } from "@/features/town-relations/activities/service";
import { ActivityTable } from "@/features/town-relations/components/activity-table";
import { listRelationNames } from "@/features/town-relations/findings/service";
import { mayEnterRelations } from "@/features/town-relations/policy";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townActivities.title") };
}

export default async function ActivitiesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readActivityFilter(await searchParams);
  const [words, { rows, total }, years, units, relations] = await Promise.all([getWords(), listActivities(actor, filter), listActivityYears(actor), loadUnits(actor), listRelationNames(actor)]);
  const address = (changes: Parameters<typeof writeActivityFilter>[1]) => `/town-relations/activities${writeActivityFilter(filter, { page: 1, ...changes })}`;
  const options = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.relationId === null ? [] : [{ label: relations.find(({ id }) => id === filter.relationId)?.name ?? words("townActivities.anotherRelation"), href: address({ relationId: null }) }]),
    ...(filter.group === null ? [] : [{ label: words(`townActivities.group.${filter.group}`), href: address({ group: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? words("townRelations.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("townActivities.untilDay", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.youth ? [{ label: words("townActivities.youthMark"), href: address({ youth: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: ACTIVITIES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeActivityFilter(filter, { page: 1 });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }]} />
      <PageHead tight title={words("townActivities.title")} lead={words("townActivities.lead")} tools={mayEnterRelations(actor) ? <ButtonLink variant="primary" href="/town-relations/activities/new">{words("townActivities.log")}</ButtonLink> : null} />
      <FilterForm
        label={words("townActivities.filter")}
        action="/town-relations/activities"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={filter.sort === "held" && filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
        lead={<TextField name="q" type="search" label={words("townActivities.search")} defaultValue={filter.q} />}
      >
        <SelectField name="relation" label={words("townActivities.column.relation")} empty={words("frame.all")} options={options(relations)} defaultValue={filter.relationId ?? ""} />
        <SelectField name="group" label={words("townActivities.column.groups")} empty={words("frame.all")} options={BENEFICIARY_GROUPS.map((group) => ({ value: group, label: words(`townActivities.group.${group}`) }))} defaultValue={filter.group ?? ""} />
        <SelectField name="year" label={words("townActivities.year")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        <SelectField name="unit" label={words("townActivities.unit")} empty={words("frame.all")} options={options(units)} defaultValue={filter.unitId ?? ""} />
        <CheckboxField name="youth" value="1" label={words("townActivities.youthMark")} defaultValue={filter.youth} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/town-relations/activities" parameters={searchParams} words={words} />}
        count={words("townActivities.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/town-activities.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/town-activities.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <ActivityTable rows={rows} filter={filter} caption={words("townActivities.caption")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "townActivities", list, chips.length > 0, "/town-relations/activities", pageAt)} />
      )}
    </>
  );
}
