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
import { change } from "@/features/priorities/actions";
import { PriorityFields } from "@/features/priorities/components/priority-fields";
import { writePriority } from "@/features/priorities/rules";
import { PRIORITY_FIELDS } from "@/features/priorities/schema";
import { getPriorityVersion, type StoredPriority } from "@/features/priorities/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, loadPriority, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("priorities.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, priority: StoredPriority, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getPriorityVersion(actor, priority.id, baseVersion), getPriorityVersion(actor, priority.id, priority.version)]);
  const before = writePriority(base.priority);
  const mine = Object.fromEntries(PRIORITY_FIELDS.map((field) => [field, textOf(typed, field) || (field === "kind" ? priority.kind : "")]));
  return { merge: mergeThreeWays(before, mine, writePriority(priority)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditPriorityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { priority, mayEdit } = await loadPriority(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, { bodies, hasProfileAreas }, parked] = await Promise.all([getWords(), loadForm(actor, { id: priority.setById, name: priority.setByName }), findParkedForm("priority-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writePriority(priority) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < priority.version ? await loadConflict(actor, priority, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/priorities/${priority.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/priorities", label: words("priorities.title") }, { href: path, label: priority.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("priorities.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("priorities.editTitle", { title: priority.title })} />
      ) : (
        <PageHead tight title={words("priorities.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={priority.id} />
        <input type="hidden" name="_version" value={priority.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? (
          <PriorityFields problems={problems} bodies={bodies} hasProfileAreas={hasProfileAreas} words={words} />
        ) : (
          <VersionConflict {...conflict} labelOf={(field) => words(`priorities.field.${field}`)} spoken={(field, text) => (field === "setById" ? (bodies.find(({ id }) => id === text)?.name ?? text) : field === "kind" ? words(`priorities.kind.${text}`) : text)} words={words} />
        )}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "priorities.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "priorities.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
