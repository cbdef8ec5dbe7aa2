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
import { change } from "@/features/working-group/assignments/actions";
import { writeAssignment } from "@/features/working-group/assignments/rules";
import { ASSIGNMENT_FIELDS } from "@/features/working-group/assignments/schema";
import { getAssignmentVersion, type StoredAssignment } from "@/features/working-group/assignments/service";
import { AssignmentFields } from "@/features/working-group/components/assignment-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadAssignment, type Parameters } from "../../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("groupAssignments.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, stored: StoredAssignment, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getAssignmentVersion(actor, stored.id, baseVersion), getAssignmentVersion(actor, stored.id, stored.version)]);
  const before = writeAssignment(base.assignment);
  const mine = Object.fromEntries(ASSIGNMENT_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeAssignment(theirs.assignment)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditAssignmentPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { assignment, mayEdit } = await loadAssignment(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("group-assignment-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeAssignment(assignment) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < assignment.version ? await loadConflict(actor, assignment, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/working-group/assignments/${assignment.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }, { href: path, label: assignment.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("groupAssignments.editTitle", { name: assignment.title })} />
      ) : (
        <PageHead tight title={words("groupAssignments.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={assignment.id} />
        <input type="hidden" name="_version" value={assignment.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <AssignmentFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(name) => words(`groupAssignments.field.${name}`)} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "workingGroup.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "workingGroup.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
