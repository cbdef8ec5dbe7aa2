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
import { change } from "@/features/town-relations/actions";
import { RelationFields } from "@/features/town-relations/components/relation-fields";
import { writeRelation } from "@/features/town-relations/rules";
import { RELATION_FIELDS } from "@/features/town-relations/schema";
import { getRelationVersion, type StoredRelation } from "@/features/town-relations/service";
import { describeProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, loadRelation, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, relation: StoredRelation, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getRelationVersion(actor, relation.id, baseVersion), getRelationVersion(actor, relation.id, relation.version)]);
  const before = writeRelation(base.relation);
  const mine = Object.fromEntries(RELATION_FIELDS.map((field) => [field, textOf(typed, field)]));
  return { merge: mergeThreeWays(before, mine, writeRelation(relation)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

/** A field's value as a person reads it. */
function sayField(field: string, text: string, { units, priorities }: Awaited<ReturnType<typeof loadForm>>, words: Words): string {
  if (field === "unitId" || field === "priorityId") return [...units, ...priorities].find(({ id }) => id === text)?.name ?? text;
  return text !== "" && (field === "kind" || field === "certainty") ? words(`townRelations.${field}.${text}`) : text;
}

export default async function EditTownRelationPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { relation, mayEdit } = await loadRelation(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, offered, parked] = await Promise.all([getWords(), loadForm(actor, relation), findParkedForm("town-relation-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeRelation(relation) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < relation.version ? await loadConflict(actor, relation, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "name");
  const path = `/town-relations/${relation.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: path, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("townRelations.editTitle", { title: relation.name })} />
      ) : (
        <PageHead tight title={words("townRelations.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={relation.id} />
        <input type="hidden" name="_version" value={relation.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? (
          <RelationFields problems={problems} {...offered} words={words} />
        ) : (
          <VersionConflict {...conflict} labelOf={(field) => words(`townRelations.field.${field}`)} spoken={(field, text) => sayField(field, text, offered, words)} words={words} />
        )}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "townRelations.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "townRelations.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
