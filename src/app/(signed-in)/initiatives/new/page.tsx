import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { InitiativeFields } from "@/features/initiatives/components/initiative-fields";
import { log } from "@/features/initiatives/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOwnUnits, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("initiatives.logTitle") };
}

export default async function LogInitiativePage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const units = await loadOwnUnits(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("initiative-log", typeof form === "string" ? form : undefined, actor.personId)]);
  const [only, ...others] = units;
  const problems = describeProblems(parked?.values ?? { unitId: others.length === 0 ? (only?.id ?? "") : "" }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("initiatives.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("initiatives.logTitle")} lead={words("initiatives.logLead")} quietLead />
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/initiatives/new" />
        <InitiativeFields problems={problems} units={units} words={words} />
        <Buttons>
          <Button variant="primary">{words("initiatives.logSave")}</Button>
          <ButtonLink variant="text" href="/initiatives">{words("initiatives.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
