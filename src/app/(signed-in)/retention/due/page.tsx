import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { DateField, SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { loadUnits } from "@/features/projects/choices/service";
import { DueTable } from "@/features/retention/components/due-table";
import { retentionPolicy } from "@/features/retention/policy";
import { describeRule } from "@/features/retention/report";
import { DUE_A_PAGE, DUE_STATES, readDueFilter, writeDueFilter } from "@/features/retention/schema";
import { listDue } from "@/features/retention/service";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { registers } from "@/registers";
import { getWords } from "@/server/locale";
import { around, getFollower, type Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("retention.dueTitle") };
}

/** The records whose time is over on a day: those that may be disposed of, and those that something keeps. */
export default async function DuePage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getFollower();
  const { filter, ignored } = readDueFilter(await searchParams);
  const [words, { rows, total, rules }, units] = await Promise.all([getWords(), listDue(actor, filter, around), loadUnits(actor)]);
  const kinds = rules.filter(({ outcome }) => outcome === "DISPOSE").map(({ kind }) => kind);
  const address = (changes: Parameters<typeof writeDueFilter>[1]) => `/retention/due${writeDueFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.on === null ? [] : [{ label: words("retention.onFilter", { day: formatDate(filter.on, words.locale) }), href: address({ on: null }) }]),
    ...(filter.kind === null ? [] : [{ label: rules.some(({ kind }) => kind === filter.kind) ? words(`documents.with.${filter.kind}`) : filter.kind, href: address({ kind: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("documents.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.state === null ? [] : [{ label: words(`retention.state.${filter.state}`), href: address({ state: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: DUE_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeDueFilter(filter, { page: 1 });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }]} />
      <PageHead tight title={words("retention.dueTitle")} lead={words("retention.dueLead", { day: formatDate(filter.on ?? dateInStockholm(new Date()), words.locale) })} />
      {kinds.length === 0 ? <Notice>{words("retention.nothingRegulated")}</Notice> : null}
      <FilterForm label={words("retention.filter")} action="/retention/due" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<DateField name="on" label={words("retention.on")} help={words("retention.onHelp")} defaultValue={filter.on ?? ""} />}>
        <SelectField name="kind" label={words("retention.column.kind")} empty={words("frame.all")} options={kinds.map((kind) => ({ value: kind, label: words(`documents.with.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <SelectField name="unit" label={words("retention.column.unit")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="state" label={words("retention.column.state")} empty={words("frame.all")} options={DUE_STATES.map((state) => ({ value: state, label: words(`retention.state.${state}`) }))} defaultValue={filter.state ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar
        count={words("retention.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/retention.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/retention.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <DueTable rows={rows} pathOf={(kind, id) => registers.find((register) => register.kind === kind)?.path(id) ?? "/"} ruleOf={(kind) => rules.flatMap((rule) => (rule.kind === kind ? [describeRule(rule, words)] : []))[0] ?? ""} mayHold={may(retentionPolicy, "hold", actor, { id: "*" })} caption={words("retention.dueTitle")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "retention", list, chips.length > 0, "/retention/due", pageAt)} />
      )}
    </>
  );
}
