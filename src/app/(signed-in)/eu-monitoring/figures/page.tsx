import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { AreaNote } from "@/features/eu-monitoring/components/area-note";
import { WatchTable } from "@/features/eu-monitoring/components/watch-table";
import { countWatch, listItemYears } from "@/features/eu-monitoring/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { areaOf } from "@/server/pack";
import { requireMonitoring, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("euMonitoring.figures.title") };
}

export default async function MonitoringFiguresPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { year: asked }] = [await getActor(), await getWords(), await searchParams];
  requireMonitoring();
  const year = typeof asked === "string" && /^(19[5-9]|20\d)\d$/.test(asked) ? Number(asked) : Number(dateInStockholm(new Date()).slice(0, 4));
  const [units, years] = await Promise.all([countWatch(actor, year), listItemYears(actor)]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }]} />
      <PageHead tight title={words("euMonitoring.figures.title")} lead={words("euMonitoring.figures.lead", { year: String(year) })} quietLead />
      <AreaNote area={areaOf("monitoringItem")} words={words} />
      <YearLinks label={words("initiatives.yearFilter")} years={years} current={year} pathOf={(one) => `/eu-monitoring/figures?year=${String(one)}`} />
      {units.length === 0 ? (
        <EmptyState title={words("euMonitoring.none")}>{words("euMonitoring.figures.none", { year: String(year) })}</EmptyState>
      ) : (
        <Section id="units" title={words("euMonitoring.figures.units")}>
          <WatchTable units={units} year={year} caption={words("euMonitoring.figures.units")} words={words} />
        </Section>
      )}
    </>
  );
}
