import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { SupportSums } from "@/features/economy-support/components/support-sums";
import { listCaseYears, sumSupport } from "@/features/economy-support/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { hasSupport, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("economySupport.figures.title") };
}

export default async function SupportFiguresPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { year: asked }] = [await getActor(), await getWords(), await searchParams];
  if (!hasSupport()) notFound();
  const year = typeof asked === "string" && /^(19[5-9]|20\d)\d$/.test(asked) ? Number(asked) : Number(dateInStockholm(new Date()).slice(0, 4));
  const [{ units, givers }, years] = await Promise.all([sumSupport(actor, year), listCaseYears(actor)]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/economy-support", label: words("economySupport.title") }]} />
      <PageHead tight title={words("economySupport.figures.title")} lead={words("economySupport.figures.lead", { year: String(year) })} quietLead />
      <YearLinks label={words("economySupport.yearFilter")} years={years} current={year} pathOf={(one) => `/economy-support/figures?year=${String(one)}`} />
      {units.length === 0 ? (
        <EmptyState title={words("economySupport.none")}>{words("economySupport.figures.none", { year: String(year) })}</EmptyState>
      ) : (
        <>
          <Section id="units" title={words("economySupport.figures.units")}>
            <SupportSums lines={units.map((sum) => ({ ...sum, key: sum.unitId, name: sum.unit, filter: { unitId: sum.unitId } }))} heading={words("economySupport.field.unitId")} caption={words("economySupport.figures.units")} year={year} isWhole words={words} />
          </Section>
          {givers.length === 0 ? null : (
            <Section id="givers" title={words("economySupport.figures.givers")}>
              <SupportSums lines={givers.map((sum) => ({ ...sum, key: sum.givenBy, name: sum.givenBy, filter: { givenBy: sum.givenBy } }))} heading={words("economySupport.field.givenBy")} caption={words("economySupport.figures.givers")} year={year} isWhole={false} words={words} />
            </Section>
          )}
        </>
      )}
    </>
  );
}
