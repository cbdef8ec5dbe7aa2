import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { SelectField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { CarriedTable, ForecastPart, ForecastWarnings } from "@/features/funding/components/forecast-part";
import { forecastOfUnit, listForecastUnits } from "@/features/funding/forecasts/service";
import { dateInStockholm } from "@/domain/plain-date";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

interface Props {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("funding.forecast.title") };
}

export default async function ForecastPage({ searchParams }: Props) {
  const [actor, words, { unit: asked }] = await Promise.all([getActor(), getWords(), searchParams]);
  const units = await listForecastUnits(actor);
  const unitId = asked === undefined || asked === "" ? units[0]?.id : asked;
  if (typeof unitId !== "string" || !isId(unitId)) notFound();
  const { unit, steps, projects, unconverted } = await forecastOfUnit(actor, unitId).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  // A unit that has ended still waits for its money.
  const choices = units.some(({ id }) => id === unit.id) ? units : [unit, ...units];
  const year = dateInStockholm(new Date()).slice(0, 4);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/money", label: words("funding.year.title", { year }) }]} />
      <PageHead tight title={words("funding.forecast.unitTitle", { unit: unit.name })} lead={words("funding.forecast.unitLead")} quietLead />
      <FilterForm label={words("funding.forecast.chooseUnit")} action="/money/forecast" submit={words("frame.show")} lead={<SelectField name="unit" label={words("funding.forecast.chooseUnit")} options={choices.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={unit.id} />} />
      <ForecastWarnings projects={projects} unconverted={unconverted} words={words} />
      {projects.length === 0 ? (
        <EmptyState title={words("funding.forecast.none")} />
      ) : (
        <>
          <Section id="forecast" title={words("funding.forecast.chart")}>
            <p className="meta">{words("funding.forecast.how")}</p>
            {steps.length === 0 ? <p>{words("funding.forecast.nothing")}</p> : <ForecastPart steps={steps} words={words} />}
          </Section>
          <Section id="projects" title={words("funding.forecast.projects")}>
            <CarriedTable projects={projects} words={words} />
          </Section>
        </>
      )}
    </>
  );
}
