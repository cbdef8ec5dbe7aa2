import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { DocumentTable } from "@/features/documents/components/document-table";
import { DOCUMENT_KINDS, DOCUMENTS_A_PAGE, readDocumentFilter, writeDocumentFilter } from "@/features/documents/schema";
import { listDocuments, listDocumentYears } from "@/features/documents/service";
import { loadUnits } from "@/features/projects/choices/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("documents.title") };
}

export default async function DocumentsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readDocumentFilter(await searchParams);
  const [words, { rows, total }, units, years] = await Promise.all([getWords(), listDocuments(actor, filter, { registers }), loadUnits(actor), listDocumentYears(actor)]);
  const kinds = registers.filter(({ holding }) => holding !== undefined).map(({ kind }) => kind);
  const address = (changes: Parameters<typeof writeDocumentFilter>[1]) => `/documents${writeDocumentFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.kind === null ? [] : [{ label: words(`documents.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.with === null ? [] : [{ label: kinds.includes(filter.with) ? words(`documents.with.${filter.with}`) : filter.with, href: address({ with: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("documents.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("documents.untilFilter", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
    ...(filter.unregistered ? [{ label: words("documents.unregistered"), href: address({ unregistered: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: DOCUMENTS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeDocumentFilter(filter, { page: 1 });
  const hidden = { until: filter.until, unregistered: filter.unregistered ? "1" : null, sort: filter.sort === "added" && filter.descending ? null : (filter.descending ? "-" : "") + filter.sort };
  return (
    <>
      <PageHead tight title={words("documents.title")} lead={words("documents.lead")} />
      <FilterForm
        label={words("documents.filter")}
        action="/documents"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries(hidden).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<TextField name="q" type="search" label={words("documents.search")} defaultValue={filter.q} />}
      >
        <SelectField name="kind" label={words("documents.field.kind")} empty={words("frame.all")} options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: words(`documents.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />
        <SelectField name="with" label={words("documents.field.with")} empty={words("frame.all")} options={kinds.map((kind) => ({ value: kind, label: words(`documents.with.${kind}`) }))} defaultValue={filter.with ?? ""} />
        <SelectField name="unit" label={words("documents.field.unit")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="year" label={words("documents.field.year")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/documents" parameters={searchParams} words={words} />}
        count={words("documents.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/documents.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/documents.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <DocumentTable rows={rows} filter={filter} caption={words("documents.title")} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "documents", list, chips.length > 0, "/documents", pageAt)} />
      )}
    </>
  );
}
