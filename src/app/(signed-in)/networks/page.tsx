import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { NETWORK_SCOPES } from "@/domain/matter";
import { NetworkTable } from "@/features/networks/components/network-table";
import { mayAddNetworks } from "@/features/networks/policy";
import { MEMBERSHIP_STATUSES, NEED_FILTERS, NETWORK_LEVELS, NETWORKS_A_PAGE, readNetworkFilter, TAKING_PART, writeNetworkFilter } from "@/features/networks/schema";
import { listNetworks } from "@/features/networks/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import type { Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("networks.title") };
}

export default async function NetworksPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readNetworkFilter(await searchParams);
  const [words, { rows, total }, units] = await Promise.all([getWords(), listNetworks(actor, filter), loadUnits(actor)]);
  const address = (changes: Parameters<typeof writeNetworkFilter>[1]) => `/networks${writeNetworkFilter(filter, { page: 1, ...changes })}`;
  const asksNeeds = getPack().modules.networkNeeds.state !== "off";
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("networks.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.scope === null ? [] : [{ label: words(`networks.scope.${filter.scope}`), href: address({ scope: null }) }]),
    ...(filter.status === null ? [] : [{ label: words(`networks.status.${filter.status}`), href: address({ status: null }) }]),
    ...(filter.level === null ? [] : [{ label: words(`networks.level.${filter.level}`), href: address({ level: null }) }]),
    ...(filter.year === null ? [] : [{ label: words("networks.inYear", { year: String(filter.year) }), href: address({ year: null }) }]),
    ...(filter.on === null ? [] : [{ label: words("networks.onDay", { day: formatDate(filter.on, words.locale) }), href: address({ on: null }) }]),
    ...(filter.taking === null ? [] : [{ label: words(`networks.takingFilter.${filter.taking}`), href: address({ taking: null }) }]),
    ...(filter.basis === null ? [] : [{ label: words(`networks.basisFilter.${filter.basis}`), href: address({ basis: null }) }]),
    ...(filter.priority === null ? [] : [{ label: words(`networks.priorityFilter.${filter.priority}`), href: address({ priority: null }) }]),
    ...(filter.need === null ? [] : [{ label: words(`networks.needFilter.${filter.need}`), href: address({ need: null }) }]),
    ...(filter.worth === null ? [] : [{ label: words(`networks.worthFilter.${filter.worth}`), href: address({ worth: null }) }]),
    ...(filter.payerId === null ? [] : [{ label: words("networks.paidBy", { unit: units.find((unit) => unit.id === filter.payerId)?.name ?? words("networks.anotherUnit") }), href: address({ payerId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: NETWORKS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeNetworkFilter(filter, { page: 1 });
  const choice = (name: string, label: string, values: readonly string[], wordOf: (value: string) => string, current: string | null) => (
    <SelectField name={name} label={label} empty={words("frame.all")} options={values.map((value) => ({ value, label: wordOf(value) }))} defaultValue={current ?? ""} />
  );
  return (
    <>
      <PageHead
        tight
        title={words("networks.title")}
        lead={words("networks.lead")}
        tools={
          mayAddNetworks(actor) ? (
            <>
              <a href="/imports/new?kind=network">{words("imports.link")}</a>
              <ButtonLink variant="primary" href="/networks/new">{words("networks.add")}</ButtonLink>
            </>
          ) : null
        }
      />
      <FilterForm
        label={words("networks.filter")}
        action="/networks"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries({ on: filter.on, basis: filter.basis, priority: filter.priority, sort: filter.sort === "name" && !filter.descending ? null : (filter.descending ? "-" : "") + filter.sort }).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("networks.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("networks.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
        {choice("status", words("networks.statusFilter"), MEMBERSHIP_STATUSES, (value) => words(`networks.status.${value}`), filter.status)}
        {choice("scope", words("networks.scopeFilter"), NETWORK_SCOPES, (value) => words(`networks.scope.${value}`), filter.scope)}
        {choice("level", words("networks.levelFilter"), NETWORK_LEVELS, (value) => words(`networks.level.${value}`), filter.level)}
        <TextField name="year" label={words("networks.yearFilter")} inputMode="numeric" width="short" defaultValue={filter.year === null ? "" : String(filter.year)} />
        {choice("taking", words("networks.participationTitle"), TAKING_PART, (value) => words(`networks.takingFilter.${value}`), filter.taking)}
        {asksNeeds ? choice("need", words("networks.needsTitle"), NEED_FILTERS, (value) => words(`networks.needFilter.${value}`), filter.need) : null}
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/networks" parameters={searchParams} words={words} />}
        count={words("networks.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        tools={
          <>
            <a href="/networks/fees">{words("networks.fees.link")}</a>
            {total > 0 ? (
              <>
                <a href={`/api/export/networks.xlsx${query}`}>{words("frame.excel")}</a>
                <a href={`/api/export/networks.csv${query}`}>{words("frame.csv")}</a>
              </>
            ) : null}
          </>
        }
      />
      {rows.length > 0 ? (
        <>
          <NetworkTable rows={rows} filter={filter} caption={words("networks.caption")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "networks", list, chips.length > 0, "/networks", pageAt)} />
      )}
    </>
  );
}
