import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { InformationFields } from "@/features/opportunities/components/information-fields";
import { log } from "@/features/opportunities/information/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { askedDeadline, loadInformationUnits, loadToldOf, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("information.logTitle") };
}

export default async function LogInformationPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const units = await loadInformationUnits(actor);
  const { form } = await searchParams;
  const [words, opportunities, parked] = await Promise.all([getWords(), loadToldOf(actor), findParkedForm("information-log", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { unitId: actor.units[0]?.id ?? "", heldOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }, { href: "/opportunities/information", label: words("information.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("information.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("information.logTitle")} lead={words("information.logLead")} quietLead />
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/opportunities/information/new" />
        <InformationFields problems={problems} units={units} opportunities={opportunities} asked={askedDeadline(parked?.issues ?? [])} words={words} />
        <Buttons>
          <Button variant="primary">{words("information.logSave")}</Button>
          <ButtonLink variant="text" href="/opportunities/information">{words("information.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
