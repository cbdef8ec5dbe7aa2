import type { Metadata } from "next";
import { Button } from "@/components/button";
import { SelectField, TextField, CheckboxField } from "@/components/field";
import { ColumnChoice } from "@/components/column-choice";
import { EmptyState } from "@/components/empty-state";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { listPriorities } from "@/features/priorities/service";
import { startLog } from "@/features/project-drafts/actions";
import { ProjectTable } from "@/features/projects/components/project-table";
import { mayLogProjects } from "@/features/projects/policy";
import { PROJECT_COLUMNS, PAGE_SIZE, PROJECT_STATUSES, readProjectFilter, writeProjectFilter } from "@/features/projects/schema";
import { listFilterChoices, listProjects } from "@/features/projects/lists/service";
import { describeColumns } from "@/features/saved-views/components/describe-columns";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.title") };
}

export default async function ProjectsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const { filter, ignored } = readProjectFilter(await searchParams);
  const [words, { rows, total, youthFirst }, { programmes, years, units }] = await Promise.all([getWords(), listProjects(actor, filter), listFilterChoices(actor)]);
  const priority = filter.priorityId === null ? null : (await listPriorities(actor, { kind: null, on: null })).find(({ id }) => id === filter.priorityId)?.title;
  const address = (changes: Parameters<typeof writeProjectFilter>[1]) => `/projects${writeProjectFilter(filter, { page: 1, ...changes })}`;
  const programmeName = (programme: (typeof programmes)[number]) => (words.locale === "en" ? programme.nameEn : programme.nameSv) + (programme.period === null ? "" : ` ${programme.period}`);
  const { taxonomies, modules } = getPack();
  const hasAreas = modules.twoAreas.state !== "off";
  const codeName = (entries: readonly { code: string; sv: string; en: string }[], code: string) => entries.find((entry) => entry.code === code)?.[words.locale] ?? code;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find((unit) => unit.id === filter.unitId)?.name ?? words("projects.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.status === null ? [] : [{ label: words(`projects.status.${filter.status}`), href: address({ status: null }) }]),
    ...(filter.programmeId === null ? [] : [{ label: programmes.filter((programme) => programme.id === filter.programmeId).map(programmeName)[0] ?? words("projects.anotherProgramme"), href: address({ programmeId: null }) }]),
    ...(filter.priorityId === null ? [] : [{ label: words("projects.follows", { title: priority ?? words("projects.anotherPriority") }), href: address({ priorityId: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.begunBy === null ? [] : [{ label: words("projects.begunBy", { date: filter.begunBy }), href: address({ begunBy: null }) }]),
    ...(filter.states === null ? [] : [{ label: words(`projects.states.${filter.states}`), href: address({ states: null }) }]),
    ...(filter.lacks === null ? [] : [{ label: words(`projects.lacks.${filter.lacks}`), href: address({ lacks: null }) }]),
    ...(filter.appliedIn === null ? [] : [{ label: words("projects.appliedIn", { year: String(filter.appliedIn) }), href: address({ appliedIn: null }) }]),
    ...(filter.application === null ? [] : [{ label: words(`projects.application.${filter.application}`), href: address({ application: null }) }]),
    ...(filter.youth ? [{ label: words("projects.youthMark"), href: address({ youth: false }) }] : []),
    ...(filter.purpose === null ? [] : [{ label: words("projects.purposeFilter", { name: codeName(taxonomies.purposes, filter.purpose) }), href: address({ purpose: null }) }]),
    ...(filter.goal === null ? [] : [{ label: words("projects.goalFilter", { name: codeName(taxonomies.municipalGoals, filter.goal) }), href: address({ goal: null }) }]),
    ...(filter.area === null ? [] : [{ label: words("projects.areaFilter", { name: codeName(taxonomies.areas, filter.area) }), href: address({ area: null }) }]),
    ...(filter.international ? [{ label: words("projects.internationalFilter"), href: address({ international: false }) }] : []),
    ...(filter.open ? [{ label: words("projects.withoutConfidential"), href: address({ open: false }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: PAGE_SIZE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeProjectFilter(filter, { page: 1 });
  const clause = youthFirst ? getPack().modules.childrenAndYouth.clause : null;
  return (
    <>
      <PageHead
        tight
        title={words("projects.title")}
        tools={
          mayLogProjects(actor) ? (
            <>
              <a href="/imports/new?kind=project">{words("imports.link")}</a>
              <form action={startLog}>
                <Button variant="primary">{words("projects.log")}</Button>
              </form>
            </>
          ) : null
        }
      />
      <FilterForm
        label={words("projects.filter")}
        action="/projects"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={
          <>
            {filter.sort === "ends" && filter.descending ? null : <input type="hidden" name="sort" value={(filter.descending ? "-" : "") + filter.sort} />}
            {filter.priorityId === null ? null : <input type="hidden" name="priority" value={filter.priorityId} />}
            {filter.begunBy === null ? null : <input type="hidden" name="begunBy" value={filter.begunBy} />}
            {filter.states === null ? null : <input type="hidden" name="states" value={filter.states} />}
            {filter.lacks === null ? null : <input type="hidden" name="lacks" value={filter.lacks} />}
            {filter.appliedIn === null ? null : <input type="hidden" name="applied" value={filter.appliedIn} />}
            {filter.application === null ? null : <input type="hidden" name="application" value={filter.application} />}
            {filter.columns === undefined ? null : <input type="hidden" name="cols" value={filter.columns.join(",")} />}
            {filter.purpose === null ? null : <input type="hidden" name="purpose" value={filter.purpose} />}
            {filter.goal === null ? null : <input type="hidden" name="goal" value={filter.goal} />}
            {filter.area === null || hasAreas ? null : <input type="hidden" name="area" value={filter.area} />}
            {filter.international ? <input type="hidden" name="international" value="1" /> : null}
            {filter.open ? <input type="hidden" name="open" value="1" /> : null}
          </>
        }
        lead={<TextField name="q" type="search" label={words("projects.search")} defaultValue={filter.q} />}
      >
        <SelectField name="unit" label={words("projects.column.unit")} empty={words("frame.all")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="status" label={words("projects.column.status")} empty={words("frame.all")} options={PROJECT_STATUSES.map((status) => ({ value: status, label: words(`projects.status.${status}`) }))} defaultValue={filter.status ?? ""} />
        <SelectField name="programme" label={words("projects.programme")} empty={words("frame.all")} options={programmes.map((programme) => ({ value: programme.id, label: programmeName(programme) }))} defaultValue={filter.programmeId ?? ""} />
        <SelectField name="year" label={words("projects.year")} empty={words("frame.all")} options={years.map((year) => ({ value: String(year), label: String(year) }))} defaultValue={filter.year === null ? "" : String(filter.year)} />
        {hasAreas ? <SelectField name="area" label={words("projects.areaChoice")} empty={words("frame.all")} options={taxonomies.areas.map((area) => ({ value: area.code, label: area[words.locale] }))} defaultValue={filter.area ?? ""} /> : null}
        <CheckboxField name="youth" label={words("projects.onlyYouth")} value="1" defaultValue={filter.youth} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={
          <>
            <ViewBar actor={actor} list="/projects" parameters={searchParams} words={words} />
            <ColumnChoice {...describeColumns("/projects", query, PROJECT_COLUMNS, filter.columns, (name) => words(name === "programme" || name === "caseNumber" ? `export.projects.column.${name}` : `projects.column.${name}`), words)} />
          </>
        }
       
        count={words("projects.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        tools={
          total > 0 ? (
            <>
              <a href={`/api/export/projects.xlsx${query}`}>{words("frame.excel")}</a>
              <a href={`/api/export/projects.csv${query}`}>{words("frame.csv")}</a>
            </>
          ) : null
        }
      />
      {rows.length > 0 ? (
        <>
          <ProjectTable rows={rows} filter={filter} caption={words("projects.caption", { clause: clause ?? "none" })} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "projects", list, chips.length > 0, "/projects", pageAt)} />
      )}
    </>
  );
}
