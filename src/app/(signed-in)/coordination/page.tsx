import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { EntryTable } from "@/features/coordination/components/entry-table";
import { mayNoteEntries } from "@/features/coordination/policy";
import { COORDINATION_KINDS, ENTRIES_A_PAGE, readEntryFilter, TASK_STATES, writeEntryFilter } from "@/features/coordination/schema";
import { listEntries, listEntryYears } from "@/features/coordination/service";
import { listPriorities } from "@/features/priorities/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("coordination.title") };
}

export default async function CoordinationPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readEntryFilter(await searchParams);
  const [words, { rows, total }, years, units, priorities] = await Promise.all([getWords(), listEntries(actor, filter), listEntryYears(actor), loadUnits(actor), filter.priorityId === null ? [] : listPriorities(actor, { kind: null, on: null })]);
  const address = (changes: Parameters<typeof writeEntryFilter>[1]) => `/coordination${writeEntryFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`coordination.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.tasks === null ? [] : [{ label: words(`coordination.taskStates.${filter.tasks}`), href: address({ tasks: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("coordination.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("coordination.untilDay", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.priorityId === null ? [] : [{ label: words("coordination.ofPriority", { title: priorities.find(({ id }) => id === filter.priorityId)?.title ?? words("coordination.anotherPriority") }), href: address({ priorityId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: ENTRIES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeEntryFilter(filter, { page: 1 });
  return (
    <>
      <PageHead tight title={words("coordination.title")} lead={words("coordination.lead")} tools={mayNoteEntries(actor) ? <ButtonLink variant="primary" href="/coordination/new">{words("coordination.note")}</ButtonLink> : null} />
      <FilterForm
        label={words("coordination.filter")}
        action="/coordination"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={
          <>
            {filter.sort === "noted" && filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
            {filter.priorityId === null ? null : <input type="hidden" name="priority" value={filter.priorityId} />}
          </>
        }
        lead={<TextField name="q" type="search" label={words("coordination.search")} defaultValue={filter.q} />}
      >
        <SelectField name="kind" label={words("coordination.kindFilter")} empty={words("frame.all")} options={COORDINATION_KINDS.map((kind) => ({ value: kind, label: words(`coordination.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <SelectField name="tasks" label={words("coordination.tasksFilter")} empty={words("frame.all")} options={TASK_STATES.map((state) => ({ value: state, label: words(`coordination.taskStates.${state}`) }))} defaultValue={filter.tasks ?? ""} />
        <SelectField name="unit" label={words("coordination.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="year" label={words("coordination.year")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/coordination" parameters={searchParams} words={words} />}
        count={words("coordination.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/coordination.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/coordination.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <EntryTable rows={rows} filter={filter} caption={words("coordination.caption")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "coordination", list, chips.length > 0, "/coordination", pageAt)} />
      )}
    </>
  );
}
