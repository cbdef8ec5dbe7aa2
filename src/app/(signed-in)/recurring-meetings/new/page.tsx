import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { add } from "@/features/recurring-meetings/actions";
import { MeetingFields } from "@/features/recurring-meetings/components/meeting-fields";
import { mayAddMeetings } from "@/features/recurring-meetings/policy";
import { loadMeetingUnits } from "@/features/recurring-meetings/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadOwner, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("recurringMeetings.addTitle") };
}

export default async function NewMeetingPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  if (!mayAddMeetings(actor)) notFound();
  const { form, relation, network } = await searchParams;
  const [words, parked, units] = await Promise.all([getWords(), findParkedForm("recurring-meeting-add", typeof form === "string" ? form : undefined, actor.personId), loadMeetingUnits(actor)]);
  const owner = await loadOwner(actor, { relation, network });
  const problems = describeProblems(parked?.values ?? owner.values, parked?.issues ?? [], words, "name");
  const back = `/recurring-meetings/new?${typeof relation === "string" ? `relation=${relation}` : `network=${String(network)}`}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: owner.path, label: owner.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("recurringMeetings.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("recurringMeetings.addTitle")} lead={words("recurringMeetings.addLead", { name: owner.name })} quietLead />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={back} />
        <MeetingFields problems={problems} units={units} own={getPack().municipality.shortName} words={words} />
        <Buttons>
          <Button variant="primary">{words("recurringMeetings.addSave")}</Button>
          <ButtonLink variant="text" href={owner.path}>{words("recurringMeetings.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
