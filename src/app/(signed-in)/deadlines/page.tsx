import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { loadUnits } from "@/features/projects/choices/service";
import { DeadlineTable } from "@/features/projects/components/deadline-table";
import { DEADLINE_KINDS, DEADLINE_STATES, DEADLINES_A_PAGE, readDeadlineFilter, writeDeadlineFilter, type DeadlineFilter } from "@/features/projects/deadlines/schema";
import { listDeadlines } from "@/features/projects/deadlines/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("deadlines.title") };
}

export default async function DeadlinesPage({ searchParams }: { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const actor = await getActor();
  const { filter, ignored } = readDeadlineFilter(await searchParams);
  const [words, { rows, total }, units] = await Promise.all([getWords(), listDeadlines(actor, filter), loadUnits(actor)]);
  const address = (changes: Partial<DeadlineFilter>) => `/deadlines${writeDeadlineFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.state === "open" ? [] : [{ label: words(`deadlines.states.${filter.state}`), href: address({ state: "open" }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`deadlines.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("deadlines.anotherUnit"), href: address({ unitId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: DEADLINES_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeDeadlineFilter(filter, { page: 1 });
  return (
    <>
      <PageHead tight title={words("deadlines.title")} lead={words("deadlines.lead")} />
      <FilterForm label={words("deadlines.filter")} action="/deadlines" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<SelectField name="unit" label={words("deadlines.column.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />}>
        <SelectField name="state" label={words("deadlines.column.state")} options={DEADLINE_STATES.map((state) => ({ value: state, label: words(`deadlines.states.${state}`) }))} defaultValue={filter.state} />
        <SelectField name="kind" label={words("deadlines.field.kind")} empty={words("deadlines.allToDo")} options={DEADLINE_KINDS.map((kind) => ({ value: kind, label: words(`deadlines.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/deadlines" parameters={searchParams} words={words} />}
        count={words("deadlines.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/deadlines.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/deadlines.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <DeadlineTable rows={rows} caption={words("deadlines.title")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "deadlines", list, chips.length > 0, "/deadlines", pageAt)} />
      )}
    </>
  );
}
