import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { TextField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { ConnectionList } from "@/features/partners/components/connections";
import { findAcquaintances } from "@/features/partners/connections/service";
import { writePartnerFilter, readPartnerFilter } from "@/features/partners/schema";
import { formatCountry } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partners.acquaintances") };
}

export default async function AcquaintancesPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  // Read as a list's own text, without what no text may hold.
  const sought = readPartnerFilter({ q: (await searchParams)["q"] }).filter.q;
  const [words, found] = await Promise.all([getWords(), sought.length < 2 ? null : findAcquaintances(actor, sought)]);
  const all = found === null ? "" : writePartnerFilter({ ...readPartnerFilter({}).filter, ended: true }, found.country === null ? { q: sought } : { country: found.country });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }]} />
      <PageHead tight title={words("partners.acquaintances")} lead={words("partners.acquaintancesLead")} quietLead />
      <FilterForm label={words("partners.acquaintances")} action="/partners/acquaintances" submit={words("frame.show")} lead={<TextField name="q" type="search" label={words("partners.acquaintancesSearch")} defaultValue={sought} />} />
      {found === null ? null : (
        <>
          <Section id="units" title={words("partners.acquaintancesOf", { name: found.country === null ? sought : formatCountry(found.country, words.locale) })}>
            <ConnectionList {...found} words={words} />
          </Section>
          <Section id="partners" title={words("partners.acquaintancePartners")}>
            {found.partners.length === 0 ? (
              <p>{words("partners.none")}</p>
            ) : (
              <Rows tight>
                {found.partners.slice(0, 20).map(({ id, name, place, country }) => (
                  <li key={id}>
                    <a href={`/partners/${id}`}>{name}</a>, {[place, formatCountry(country, words.locale)].filter((part) => part !== null).join(", ")}
                  </li>
                ))}
              </Rows>
            )}
            {found.partnerCount > 20 ? <p><a className="more" href={`/partners${all}`}>{words("partners.allOfThem", { count: found.partnerCount })}</a></p> : null}
          </Section>
        </>
      )}
    </>
  );
}
