import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { loadUnits } from "@/features/projects/choices/service";
import { HitList } from "@/features/search/components/hit-list";
import { HITS_A_PAGE, LONGEST_QUERY, readSearchFilter, writeSearchFilter } from "@/features/search/schema";
import { search, type HitGroup } from "@/features/search/service";
import { formatCount } from "@/lib/formats";
import { describePages } from "@/lib/list-pages";
import { searchables } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

type Address = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: Promise<Address> }): Promise<Metadata> {
  const [words, address] = await Promise.all([getWords(), searchParams]);
  const { q } = readSearchFilter(address).filter;
  return { title: q === "" ? words("search.title") : words("search.titleFor", { text: q }) };
}

const YEARS_BACK = 15;

export default async function SearchPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored, isTooLong } = readSearchFilter(await searchParams);
  const [words, found, units] = await Promise.all([getWords(), search(actor, searchables, filter), loadUnits(actor)]);
  const year = Number(dateInStockholm(new Date()).slice(0, 4));
  const address = (changes: Parameters<typeof writeSearchFilter>[1]) => `/search${writeSearchFilter(filter, { page: 1, ...changes })}`;
  const kept = searchables.filter(({ isKept }) => isKept?.() !== false).map(({ kind }) => kind);
  const chips = [
    ...(filter.kind === null ? [] : [{ label: words(`search.kinds.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? words("search.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const countOf = ({ total, isMore }: Pick<HitGroup, "total" | "isMore">) => words(isMore ? "search.countMore" : "search.count", { count: total, formatted: formatCount(total) });
  const shown = filter.kind === null ? found.groups : found.groups.filter(({ kind }) => kind === filter.kind);
  const [only] = shown;
  const result = filter.kind === null ? found : (only ?? { total: 0, isMore: false });
  const showsBest = filter.kind === null && found.groups.length > 1 && found.total > found.best.length;
  return (
    <>
      <PageHead tight title={words("search.title")} lead={words("search.lead")} />
      <FilterForm label={words("search.form")} action="/search" submit={words("search.submit")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={words("search.field")} defaultValue={filter.q} />}>
        <SelectField name="kind" label={words("search.kindFilter")} empty={words("frame.all")} options={kept.map((kind) => ({ value: kind, label: words(`search.kinds.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <SelectField name="unit" label={words("search.unitFilter")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField
          name="year"
          label={words("search.yearFilter")}
          empty={words("frame.all")}
          options={[...new Set([...(filter.year === null ? [] : [filter.year]), ...Array.from({ length: YEARS_BACK + 2 }, (_none, index) => year + 1 - index)])].sort((one, other) => other - one).map((value) => ({ value: String(value), label: String(value) }))}
          defaultValue={filter.year === null ? "" : String(filter.year)}
        />
      </FilterForm>
      <p className="meta mt-2">{words("search.help")}</p>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {isTooLong ? <Notice>{words("search.tooLong", { most: LONGEST_QUERY })}</Notice> : null}
      {found.isAsked ? (
        <>
          <ResultBar count={countOf(result)} chips={chips} />
          {found.isAlike ? <Notice>{words("search.alike", { text: filter.q })}</Notice> : null}
          {found.groups.length > 1 || filter.kind !== null ? (
            <nav aria-label={words("search.byKind")}>
              <ul className="kind-links">
                {[...(filter.kind === null ? [] : [{ kind: null, label: words("search.allKinds") }]), ...found.groups.map(({ kind, total, isMore }) => ({ kind, label: `${words(`search.kinds.${kind}`)} (${formatCount(total)}${isMore ? "+" : ""})` }))].map(({ kind, label }) => (
                  <li key={kind ?? ""}>
                    <a href={`/search${writeSearchFilter(filter, { page: 1, kind: kind })}`} aria-current={kind !== null && kind === filter.kind ? "true" : undefined}>
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
          {shown.length === 0 ? (
            <EmptyState title={words("search.none", { text: filter.q })} {...(chips.length > 0 ? { action: { href: `/search${writeSearchFilter({ ...filter, kind: null, unitId: null, year: null, page: 1 })}`, label: words("frame.clearFilters") } } : {})}>
              <p>{words("search.advice")}</p>
            </EmptyState>
          ) : null}
          {showsBest ? (
            <Section id="best" title={words("search.best")}>
              <HitList hits={found.best} withKind words={words} />
            </Section>
          ) : null}
          {shown.map((group) => (
            <Section
              key={group.kind}
              id={`kind-${group.kind}`}
              title={words(`search.kinds.${group.kind}`)}
              note={countOf(group)}
              {...(filter.kind === null && group.total > group.hits.length ? { more: { href: address({ kind: group.kind }), label: words("search.more", { kind: words(`search.kinds.${group.kind}`).toLowerCase() }) } } : {})}
            >
              <HitList hits={group.hits} words={words} />
            </Section>
          ))}
          {filter.kind !== null && only !== undefined && only.total > HITS_A_PAGE ? (
            <Pager {...describePages(words, { page: filter.page, size: HITS_A_PAGE, shown: only.hits.length, total: only.total }, (page) => address({ page }))} />
          ) : null}
        </>
      ) : (
        <EmptyState level={2} title={words(filter.q === "" ? "search.begin" : "search.noWords")}>
          <p>{words("search.advice")}</p>
        </EmptyState>
      )}
    </>
  );
}
