import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { log } from "@/features/town-relations/activities/actions";
import { ActivityFields } from "@/features/town-relations/components/activity-fields";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../load";
import { loadForm } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townActivities.logTitle") };
}

export default async function NewActivityPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const [offered, { form, relation }] = [await loadForm(actor), await searchParams];
  const [words, parked] = await Promise.all([getWords(), findParkedForm("town-activity-log", typeof form === "string" ? form : undefined, actor.personId)]);
  const relationId = typeof relation === "string" && isId(relation) ? relation : "";
  const problems = describeProblems(parked?.values ?? { relationId }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: "/town-relations/activities", label: words("townActivities.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townActivities.logTitle")} lead={words("townActivities.logLead")} quietLead />
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/town-relations/activities/new" />
        <ActivityFields problems={problems} {...offered} words={words} />
        <Buttons>
          <Button variant="primary">{words("townActivities.logSave")}</Button>
          <ButtonLink variant="text" href="/town-relations/activities">{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
