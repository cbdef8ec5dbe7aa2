import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { ProgrammeTable } from "@/features/programmes/components/programme-table";
import { mayKeepProgrammes } from "@/features/programmes/policy";
import { PLACES, readProgrammeFilter, writeProgrammeFilter, type ProgrammeFilter } from "@/features/programmes/schema";
import { listFunds, listProgrammes } from "@/features/programmes/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("programmes.title") };
}

export default async function ProgrammesPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { filter, ignored } = readProgrammeFilter(await searchParams);
  const [words, rows, funds] = await Promise.all([getWords(), listProgrammes(actor, filter), listFunds(actor)]);
  const address = (changes: Partial<ProgrammeFilter>) => `/programmes${writeProgrammeFilter(filter, changes)}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.fund === null ? [] : [{ label: filter.fund, href: address({ fund: null }) }]),
    ...(filter.place === null ? [] : [{ label: words(`programmes.place.${filter.place}`), href: address({ place: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const query = writeProgrammeFilter(filter);
  return (
    <>
      <PageHead
        tight
        title={words("programmes.title")}
        lead={words("programmes.lead")}
        tools={
          <>
            {mayKeepProgrammes(actor) ? <ButtonLink variant="primary" href="/programmes/new">{words("programmes.add")}</ButtonLink> : null}
            <ButtonLink variant="text" href="/programmes/calls">{words("calls.title")}</ButtonLink>
          </>
        }
      />
      <FilterForm label={words("programmes.filter")} action="/programmes" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={words("programmes.search")} defaultValue={filter.q} />}>
        <SelectField name="fund" label={words("programmes.field.fund")} empty={words("frame.all")} options={funds.map((fund) => ({ value: fund, label: fund }))} defaultValue={filter.fund ?? ""} />
        <SelectField name="place" label={words("programmes.field.coversMunicipality")} empty={words("frame.all")} options={PLACES.map((place) => ({ value: place, label: words(`programmes.place.${place}`) }))} defaultValue={filter.place ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/programmes" parameters={searchParams} words={words} />}
        count={words("programmes.count", { count: rows.length })}
        chips={chips}
        {...(rows.length > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/programmes.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/programmes.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <ProgrammeTable rows={rows} caption={words("programmes.title")} words={words} />
      ) : (
        <EmptyState title={words("programmes.none")} {...(chips.length > 0 ? { action: { href: "/programmes", label: words("frame.clearFilters") } } : {})}>{words(chips.length > 0 ? "programmes.noneFiltered" : "programmes.noneYet")}</EmptyState>
      )}
    </>
  );
}
