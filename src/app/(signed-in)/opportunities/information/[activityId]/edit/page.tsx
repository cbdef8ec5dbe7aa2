import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { InformationFields } from "@/features/opportunities/components/information-fields";
import { change } from "@/features/opportunities/information/actions";
import { INFORMATION_FIELDS } from "@/features/opportunities/information/schema";
import { getInformationVersion, type StoredInformation } from "@/features/opportunities/information/service";
import { writeInformation } from "@/features/opportunities/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { askedDeadline, loadInformation, loadInformationUnits, loadToldOf, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ activityId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("information.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, activity: StoredInformation, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getInformationVersion(actor, activity.id, baseVersion), getInformationVersion(actor, activity.id, activity.version)]);
  const before = writeInformation(base.activity);
  const mine = Object.fromEntries(INFORMATION_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeInformation(theirs.activity)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditInformationPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { activity, mayEdit } = await loadInformation(actor, (await params).activityId);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const words = await getWords();
  // One that has left the feed is kept, without a name.
  const stored = activity.opportunity ?? (activity.opportunityId === null ? null : { id: activity.opportunityId, title: words("information.goneOpportunity") });
  const [units, opportunities, parked] = await Promise.all([
    loadInformationUnits(actor, activity),
    loadToldOf(actor, stored),
    findParkedForm("information-change", typeof form === "string" ? form : undefined, actor.personId),
  ]);
  const typed = parked === null ? writeInformation(activity) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < activity.version ? await loadConflict(actor, activity, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/opportunities/information/${activity.id}`;
  const spoken = (field: string, text: string) => {
    if (text === "") return "";
    if (field === "kind") return words(`information.kind.${text}`);
    if (field === "opportunityId") return opportunities.find(({ id }) => id === text)?.title ?? words("information.goneOpportunity");
    return field === "unitId" ? (units.find(({ id }) => id === text)?.name ?? words("opportunities.anotherUnit")) : text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities/information", label: words("information.title") }, { href: path, label: activity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("information.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("information.editTitle", { name: activity.title })} />
      ) : (
        <PageHead tight title={words("information.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={activity.id} />
        <input type="hidden" name="_version" value={activity.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? (
          <InformationFields problems={problems} units={units} opportunities={opportunities} asked={askedDeadline(parked?.issues ?? [])} words={words} />
        ) : (
          <VersionConflict {...conflict} labelOf={(field) => words(`information.field.${field}`)} spoken={spoken} words={words} />
        )}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "information.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "information.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
