import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { CaseFields } from "@/features/economy-support/components/case-fields";
import { log } from "@/features/economy-support/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChoices, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("economySupport.logTitle") };
}

export default async function LogCasePage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { form, project } = await searchParams;
  const { units, projects, about } = await loadChoices(actor, null, typeof project === "string" ? project : null);
  const [words, parked] = await Promise.all([getWords(), findParkedForm("support-log", typeof form === "string" ? form : undefined, actor.personId)]);
  const [only, ...others] = units;
  const unitId = units.find(({ id }) => id === about?.unitId)?.id ?? (others.length === 0 ? (only?.id ?? "") : "");
  const problems = describeProblems(parked?.values ?? { unitId, projectId: about?.id ?? "", askedOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "title");
  const [crumb, back] = about === null ? [{ href: "/economy-support", label: words("economySupport.title") }, "/economy-support/new"] : [{ href: `/projects/${about.id}`, label: about.title }, `/economy-support/new?project=${about.id}`];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[crumb]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("economySupport.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("economySupport.logTitle")} lead={words("economySupport.logLead")} quietLead />
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={back} />
        <CaseFields problems={problems} units={units} projects={projects} words={words} />
        <Buttons>
          <Button variant="primary">{words("economySupport.logSave")}</Button>
          <ButtonLink variant="text" href={crumb.href}>{words("economySupport.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
