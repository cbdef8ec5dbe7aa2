import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf, type Values } from "@/domain/values";
import { tell } from "@/features/competence/staff/actions";
import { listStaffOf } from "@/features/competence/staff/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadActivity, textIn, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("staffParticipations.tell") };
}

/** Where a unit tells how many of its staff an activity was offered to: of a unit that has told nothing, or of the one that the address names. */
export default async function TellStaffPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { activity } = await loadActivity(actor, (await params).id);
  if (activity.kind !== "ALL_STAFF") notFound();
  const [parameters, { rows, units }] = [await searchParams, await listStaffOf(actor, activity.id)];
  const unitId = textIn(parameters, "unit") ?? null;
  const told = rows.find((row) => row.unitId === unitId);
  const untold = units.filter(({ id }) => !rows.some((row) => row.unitId === id));
  if (told === undefined ? untold.length === 0 : !units.some(({ id }) => id === told.unitId)) notFound();
  const [words, parked] = await Promise.all([getWords(), findParkedForm("competence-staff", textIn(parameters, "form"), actor.personId)]);
  const start: Values = told === undefined ? { unitId: untold.length === 1 ? (untold[0]?.id ?? "") : "" } : { offered: String(told.offered), tookPart: String(told.tookPart) };
  const problems = describeProblems(parked?.values ?? start, parked?.issues ?? [], words, "offered");
  const path = `/competence/${activity.id}`;
  const number = (name: string) => ({ name, label: words(`staffParticipations.field.${name}`), help: words(`staffParticipations.help.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name), width: "short" as const, inputMode: "numeric" as const, autoComplete: "off" });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }, { href: path, label: activity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("staffParticipations.tellTitle", { name: activity.title })} lead={told === undefined ? words("staffParticipations.tellLead") : told.unit} quietLead />
      <form action={tell} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="activityId" value={activity.id} />
        <input type="hidden" name="_version" value={told?.version ?? 0} />
        <input type="hidden" name="_back" value={told === undefined ? `${path}/staff` : `${path}/staff?unit=${told.unitId}`} />
        {told === undefined ? (
          <SelectField name="unitId" label={words("staffParticipations.field.unitId")} error={problems.errorOf("unitId")} empty={words("frame.choose")} options={untold.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={textOf(problems.values, "unitId")} required />
        ) : (
          <input type="hidden" name="unitId" value={told.unitId} />
        )}
        <TextField {...number("offered")} required />
        <TextField {...number("tookPart")} optional={words("frame.optional")} />
        <Buttons>
          <Button variant="primary">{words("staffParticipations.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("competence.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
