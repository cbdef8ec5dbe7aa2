import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { log } from "@/features/eu-monitoring/actions";
import { ItemFields } from "@/features/eu-monitoring/components/item-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadItemUnits, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("euMonitoring.logTitle") };
}

export default async function LogItemPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const units = await loadItemUnits(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("monitoring-log", typeof form === "string" ? form : undefined, actor.personId)]);
  const [only, ...others] = units;
  const today = dateInStockholm(new Date());
  const problems = describeProblems(parked?.values ?? { unitId: others.length === 0 ? (only?.id ?? "") : "", begunOn: today, assessedOn: today }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("euMonitoring.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("euMonitoring.logTitle")} lead={words("euMonitoring.logLead")} quietLead />
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/eu-monitoring/new" />
        <ItemFields problems={problems} units={units} isStored={false} words={words} />
        <Buttons>
          <Button variant="primary">{words("euMonitoring.logSave")}</Button>
          <ButtonLink variant="text" href="/eu-monitoring">{words("euMonitoring.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
