import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES as TABLE } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { ROLES } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { peoplePolicy } from "@/features/people/policy";
import { listPeople, PEOPLE_PER_PAGE } from "@/features/people/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("people.title") };
}

const FILTERS = ["CONTACT_PERSON", "PRESIDIUM", ...ROLES] as const;

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : "");
  const text = one("q").slice(0, 200).replaceAll("\0", "");
  const role = FILTERS.find((candidate) => candidate === one("role"));
  const includeArchived = one("archived") === "1";
  const asked = /^\d{1,6}$/.test(one("page")) ? Number(one("page")) : 1;
  const [words, { people, total, page }] = await Promise.all([getWords(), listPeople(actor, { text, role, includeArchived, on: dateInStockholm(new Date()), page: asked })]);
  const address = (changes: Record<string, string>) => {
    const query = new URLSearchParams(Object.entries({ q: text, role: role ?? "", archived: includeArchived ? "1" : "", ...changes }).filter(([, value]) => value !== "")).toString();
    return query === "" ? "/people" : `/people?${query}`;
  };
  const chips = [
    ...(text.trim() === "" ? [] : [{ label: `”${text.trim()}”`, href: address({ q: "" }) }]),
    ...(role === undefined ? [] : [{ label: words(`people.filters.${role}`), href: address({ role: "" }) }]),
    ...(includeArchived ? [{ label: words("people.showArchived"), href: address({ archived: "" }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  return (
    <>
      <PageHead
        tight
        title={words("people.title")}
        tools={
          may(peoplePolicy, "add", actor, { id: "*", unitIds: [] }) ? (
            <div className="tools">
              {may(peoplePolicy, "giveRole", actor, { id: "*", unitIds: [] }) ? <a href="/imports/new?kind=person">{words("imports.link")}</a> : null}
              <a href="/terms-of-office">{words("terms.title")}</a>
              <ButtonLink href="/people/new">{words("people.add")}</ButtonLink>
            </div>
          ) : null
        }
      />
      <FilterForm label={words("people.filter")} action="/people" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={words("people.search")} defaultValue={text} />}>
        <SelectField name="role" label={words("people.role")} empty={words("frame.all")} options={FILTERS.map((value) => ({ value, label: words(`people.filters.${value}`) }))} defaultValue={role ?? ""} />
        <CheckboxField name="archived" label={words("people.showArchived")} value="1" defaultValue={includeArchived} />
      </FilterForm>
      <ResultBar views={<ViewBar actor={actor} list="/people" parameters={searchParams} words={words} />} count={words("people.count", { count: total })} chips={chips} />
      {people.length === 0 ? (
        <EmptyState title={words("people.none")} action={{ href: "/people", label: words("frame.clearFilters") }}>
          {words("people.noneHelp")}
        </EmptyState>
      ) : (
        <>
          <DataTable caption={words("people.caption")} hideCaption>
            <thead {...TABLE.group}>
              <tr {...TABLE.row}>
                <th {...TABLE.head}>{words("people.name")}</th>
                <th {...TABLE.head}>{words("people.holds")}</th>
              </tr>
            </thead>
            <tbody {...TABLE.group}>
              {people.map((person) => (
                <tr key={person.id} {...TABLE.row}>
                  <th {...TABLE.name}>
                    <a href={`/people/${person.id}`}>{person.name}</a>
                    {person.title === null ? null : <small>{person.title}</small>}
                    {person.isArchived ? <small>{words("people.archivedMark")}</small> : null}
                  </th>
                  <td {...TABLE.cell} className="full">
                    {person.units.map((unit) => (
                      <div key={`${unit.id} ${unit.kind}`} className="py-1">
                        {words(`people.contactKinds.${unit.kind}`)}, <a href={`/bodies/${unit.id}`}>{unit.name}</a>
                      </div>
                    ))}
                    {person.seats.map((seat) => (
                      <div key={seat.bodyName}>
                        {words(`people.positions.${seat.position}`)}, {seat.bodyName}
                      </div>
                    ))}
                    {person.roles.map((held) => (
                      <div key={`${held.role} ${held.bodyName ?? ""}`}>
                        {words(`people.roles.${held.role}`)}
                        {held.bodyName === null ? null : `, ${held.bodyName}`}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
          <Pager {...describePages(words, { page, size: PEOPLE_PER_PAGE, shown: people.length, total }, (number) => address({ page: String(number) }))} />
        </>
      )}
    </>
  );
}
