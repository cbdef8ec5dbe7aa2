import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { DateField } from "@/components/field";
import { FilterChips, FilterForm } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { listMoneyNames } from "@/features/funding/years/service";
import { KnownFigures } from "@/features/summaries/components/known-view";
import { knownPath, readAskedDay, readAskedPart } from "@/features/summaries/known/schema";
import { lookBack } from "@/features/summaries/known/service";
import { summaryPolicy } from "@/features/summaries/policy";
import { formatDate } from "@/lib/formats";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { yearOf } from "../load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getWords())("summaries.known.title", { year: String(yearOf((await params).year)) }) };
}

export default async function KnownPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const year = yearOf((await params).year);
  if (!may(summaryPolicy, "view", actor, { id: String(year) })) notFound();
  const words = await getWords();
  const today = dateInStockholm(new Date());
  const parameters = await searchParams;
  const [asked, part] = [readAskedDay(parameters["on"], today), readAskedPart(parameters)];
  const view =
    asked.on === null
      ? null
      : await lookBack(actor, { registers, words }, year, asked.on, part).catch((error: unknown) => {
          if (isAppError(error, "NOT_FOUND")) notFound();
          throw error;
        });
  const say = (key: string, more?: Record<string, string | number>) => words(`summaries.known.${key}`, more);
  const path = `/year/${String(year)}/summary`;
  const { unitId, programmeId } = part;
  const names = unitId === null && programmeId === null ? null : await listMoneyNames(actor);
  const programme = names?.programmes.find(({ id }) => id === programmeId);
  const chips = [
    ...(unitId === null ? [] : [{ label: names?.units.find(({ id }) => id === unitId)?.name ?? words("funding.year.anotherUnit"), href: knownPath(year, asked.on, { programmeId }) }]),
    ...(programmeId === null ? [] : [{ label: programme === undefined ? words("funding.year.noProgramme") : [programme.name[words.locale], programme.period].filter((each) => each !== null).join(" "), href: knownPath(year, asked.on, { unitId }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, { href: path, label: words("summaries.title", { year: String(year) }) }]} />
      <PageHead tight title={say("title", { year: String(year) })} lead={say("lead")} quietLead />
      <div className="mb-6">
        <FilterForm
          label={say("form")}
          action={`${path}/known`}
          submit={words("frame.show")}
          more={words("frame.moreFilters")}
          lead={<DateField name="on" label={say("day")} help={say("dayHelp")} defaultValue={asked.written} error={asked.fault === null ? undefined : say(asked.fault, { today })} />}
          hidden={
            <>
              {unitId === null ? null : <input type="hidden" name="unit" value={unitId} />}
              {programmeId === null ? null : <input type="hidden" name="programme" value={programmeId} />}
            </>
          }
        />
      </div>
      <FilterChips items={chips} />
      {view === null || asked.on === null ? null : <KnownFigures view={view} day={formatDate(asked.on, words.locale)} about={{ year, on: asked.on, part }} words={words} />}
    </>
  );
}
