import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { CALL_STATES, CALLS_A_PAGE, readCallFilter, writeCallFilter, type CallFilter } from "@/features/programmes/calls/schema";
import { listCalls } from "@/features/programmes/calls/service";
import { CallTable } from "@/features/programmes/components/call-table";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { mayKeepProgrammes } from "@/features/programmes/policy";
import { readProgrammeFilter } from "@/features/programmes/schema";
import { listProgrammes } from "@/features/programmes/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("calls.title") };
}

export default async function CallsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { filter, ignored } = readCallFilter(await searchParams);
  const [words, { rows, total }, programmes] = await Promise.all([getWords(), listCalls(actor, filter), listProgrammes(actor, readProgrammeFilter({}).filter)]);
  const named = programmes.map((programme) => ({ value: programme.id, label: nameProgramme(programme, words) }));
  const address = (changes: Partial<CallFilter>) => `/programmes/calls${writeCallFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.state === "current" ? [] : [{ label: words(`calls.states.${filter.state}`), href: address({ state: "current" }) }]),
    ...(filter.programmeId === null ? [] : [{ label: named.find(({ value }) => value === filter.programmeId)?.label ?? words("calls.anotherProgramme"), href: address({ programmeId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: CALLS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeCallFilter(filter, { page: 1 });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }]} />
      <PageHead tight title={words("calls.title")} lead={words("calls.lead")} tools={mayKeepProgrammes(actor) ? <ButtonLink variant="primary" href="/programmes/calls/new">{words("calls.add")}</ButtonLink> : null} />
      <FilterForm label={words("calls.filter")} action="/programmes/calls" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={words("calls.search")} defaultValue={filter.q} />}>
        <SelectField name="state" label={words("calls.column.state")} options={CALL_STATES.map((state) => ({ value: state, label: words(`calls.states.${state}`) }))} defaultValue={filter.state} />
        <SelectField name="programme" label={words("calls.field.programmeId")} empty={words("frame.all")} options={named} defaultValue={filter.programmeId ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/programmes/calls" parameters={searchParams} words={words} />}
        count={words("calls.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/calls.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/calls.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <CallTable rows={rows} caption={words("calls.title")} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "calls", list, chips.length > 0, "/programmes/calls", pageAt)} />
      )}
    </>
  );
}
