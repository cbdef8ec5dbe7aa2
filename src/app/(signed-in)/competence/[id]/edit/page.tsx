import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/competence/actions";
import { ActivityFields } from "@/features/competence/components/activity-fields";
import { writeActivity } from "@/features/competence/rules";
import { ACTIVITY_FIELDS } from "@/features/competence/schema";
import { getActivityVersion, listProgrammeChoices, type StoredActivity } from "@/features/competence/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOwnActivity, textIn, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("competence.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, activity: StoredActivity, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getActivityVersion(actor, activity.id, baseVersion), getActivityVersion(actor, activity.id, activity.version)]);
  const before = writeActivity(base.activity);
  const mine = Object.fromEntries(ACTIVITY_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeActivity(theirs.activity)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditActivityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const activity = await loadOwnActivity(actor, (await params).id);
  const form = textIn(await searchParams, "form");
  const [words, offered, parked] = await Promise.all([getWords(), listProgrammeChoices(actor), findParkedForm("competence-change", form, actor.personId)]);
  const { programmeId, programmeSv, programmeEn } = activity;
  // A programme that has left the register stays with the activity that is about it.
  const programmes = programmeId === null || offered.some(({ id }) => id === programmeId) ? offered : [...offered, { id: programmeId, nameSv: programmeSv ?? "", nameEn: programmeEn ?? "" }];
  const typed = parked === null ? writeActivity(activity) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < activity.version ? await loadConflict(actor, activity, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/competence/${activity.id}`;
  const spoken = (field: string, text: string) => {
    const programme = field === "programmeId" ? programmes.find(({ id }) => id === text) : undefined;
    return programme === undefined ? text : words.locale === "sv" ? programme.nameSv : programme.nameEn;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }, { href: path, label: activity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("competence.editTitle", { name: activity.title })} />
      ) : (
        <PageHead tight title={words("competence.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={activity.id} />
        <input type="hidden" name="_version" value={activity.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <ActivityFields problems={problems} programmes={programmes} isIndividual={activity.kind === "INDIVIDUAL"} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`competence.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "competence.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "competence.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
