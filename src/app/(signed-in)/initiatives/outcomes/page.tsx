import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { OutcomeTable } from "@/features/initiatives/components/outcome-table";
import { TakerTable } from "@/features/initiatives/components/taker-table";
import { countInitiatives, listInitiativeYears } from "@/features/initiatives/service";
import { ApplicationTable } from "@/features/projects/components/application-table";
import { countApplications } from "@/features/projects/lists/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("initiatives.outcomes.title") };
}

export default async function OutcomesPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { year: asked }] = [await getActor(), await getWords(), await searchParams];
  const year = typeof asked === "string" && /^(19[5-9]|20\d)\d$/.test(asked) ? Number(asked) : Number(dateInStockholm(new Date()).slice(0, 4));
  const [{ units, takers }, years, applications] = await Promise.all([countInitiatives(actor, year), listInitiativeYears(actor), countApplications(actor, year)]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }]} />
      <PageHead tight title={words("initiatives.outcomes.title")} lead={words("initiatives.outcomes.lead", { year: String(year) })} quietLead />
      <YearLinks label={words("initiatives.yearFilter")} years={years} current={year} pathOf={(one) => `/initiatives/outcomes?year=${String(one)}`} />
      {units.length === 0 ? (
        <EmptyState title={words("initiatives.none")}>{words("initiatives.outcomes.none", { year: String(year) })}</EmptyState>
      ) : (
        <>
          <Section id="units" title={words("initiatives.outcomes.units")}>
            <OutcomeTable units={units} year={year} words={words} />
          </Section>
          <Section id="takers" title={words("initiatives.field.takenBy")}>
            <TakerTable takers={takers} year={year} words={words} />
          </Section>
        </>
      )}
      <Section id="applications" title={words("projects.applications.title")} note={words("projects.applications.lead", { year: String(year) })}>
        {applications.length === 0 ? <p>{words("projects.applications.none", { year: String(year) })}</p> : <ApplicationTable units={applications} year={year} words={words} />}
      </Section>
    </>
  );
}
