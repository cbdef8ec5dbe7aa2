import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { ContactTable } from "@/features/contact-persons/components/contact-table";
import { LackCounts } from "@/features/contact-persons/components/lack-counts";
import { readContactFilter, UNITS_A_PAGE, writeContactFilter } from "@/features/contact-persons/overview/schema";
import { listContactPersons } from "@/features/contact-persons/overview/service";
import { contactPersonsPolicy } from "@/features/contact-persons/policy";
import { contactPersonDuty } from "@/features/contact-persons/rules";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { may } from "@/domain/policy";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { requireContactPersons, type Parameters as Address } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("contactPersons.title") };
}

export default async function ContactPersonsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  requireContactPersons();
  const { filter, ignored } = readContactFilter(await searchParams);
  const [words, { rows, total, counts, year }] = await Promise.all([getWords(), listContactPersons(actor, filter)]);
  const duty = contactPersonDuty(getPack());
  const address = (changes: Parameters<typeof writeContactFilter>[1]) => `/contact-persons${writeContactFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: address({ q: "" }) }]),
    ...(filter.lacks === null ? [] : [{ label: words(`contactPersons.lack.${filter.lacks}`), href: address({ lacks: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: UNITS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const missing = counts.find(({ lack }) => lack === "PERSON")?.count ?? 0;
  return (
    <>
      <PageHead
        tight
        title={words("contactPersons.title")}
        lead={duty === null ? words("contactPersons.leadNotAsked", { document: getPack().document.shortTitle }) : words("contactPersons.lead", { count: missing })}
        quietLead={missing === 0}
      />
      {duty === null ? null : <p className="meta mb-4"><q>{duty.quotation}</q> {words("frame.clause", { document: duty.documentTitle, number: duty.clause })}</p>}
      {duty === null ? null : <LackCounts counts={counts} year={year} words={words} />}
      <FilterForm
        label={words("contactPersons.filter")}
        action="/contact-persons"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        lead={<TextField name="q" type="search" label={words("contactPersons.search")} defaultValue={filter.q} />}
      >
        <SelectField name="lacks" label={words("contactPersons.lacksLabel")} empty={words("frame.all")} options={counts.map(({ lack }) => ({ value: lack, label: words(`contactPersons.lack.${lack}`) }))} defaultValue={filter.lacks ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/contact-persons" parameters={searchParams} words={words} />} count={words("contactPersons.count", { count: total, formatted: formatCount(total) })} chips={chips} />
      {rows.length > 0 ? (
        <>
          <ContactTable rows={rows} year={year} readerId={actor.personId} mayAppoint={(unitId) => may(contactPersonsPolicy, "appoint", actor, { id: unitId, unitId })} showsAnswers={counts.some(({ lack }) => lack === "ANSWER")} isAsking={duty !== null} today={dateInStockholm(new Date())} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "contactPersons", list, chips.length > 0, "/contact-persons", pageAt)} />
      )}
    </>
  );
}
