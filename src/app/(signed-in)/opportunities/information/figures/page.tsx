import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { InformationSums } from "@/features/opportunities/components/information-table";
import { countInformation, listInformationYears } from "@/features/opportunities/information/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { requireInformation, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("information.figures.title") };
}

export default async function InformationFiguresPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { year: asked }] = [await getActor(), await getWords(), await searchParams];
  requireInformation();
  const year = typeof asked === "string" && /^(19[5-9]|20\d)\d$/.test(asked) ? Number(asked) : Number(dateInStockholm(new Date()).slice(0, 4));
  const [units, years] = await Promise.all([countInformation(actor, year), listInformationYears(actor)]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }, { href: "/opportunities/information", label: words("information.title") }]} />
      <PageHead tight title={words("information.figures.title")} lead={words("information.figures.lead", { year: String(year) })} quietLead />
      <YearLinks label={words("information.yearFilter")} years={years} current={year} pathOf={(one) => `/opportunities/information/figures?year=${String(one)}`} />
      {units.length === 0 ? (
        <EmptyState title={words("information.none")}>{words("information.figures.none", { year: String(year) })}</EmptyState>
      ) : (
        <Section id="units" title={words("information.figures.units")}>
          <InformationSums units={units} year={year} caption={words("information.figures.units")} words={words} />
        </Section>
      )}
    </>
  );
}
