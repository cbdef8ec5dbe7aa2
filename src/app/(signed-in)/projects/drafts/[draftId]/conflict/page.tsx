import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ConflictField, MergedList } from "@/components/conflict";
import { ErrorSummary } from "@/components/error-summary";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { markChanges } from "@/domain/merge";
import { discardDraft, resolveConflict } from "@/features/project-drafts/actions";
import { getConflict } from "@/features/project-drafts/service";
import { describeField, nameField } from "@/features/projects/components/project-values";
import { describeProblems } from "@/lib/form-problems";
import { formatInstant } from "@/lib/formats";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.conflictTitle") };
}

export default async function ConflictPage({ params, searchParams }: { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [{ draftId }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  if (!isId(draftId)) notFound();
  const view = await getConflict(actor, draftId).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const { merge, draft } = view;
  if (merge.collisions.length === 0) redirect(`/projects/drafts/${draftId}/check`);
  const parked = await findParkedForm("project-conflict", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "conflict");
  const names = { ...view.choices, taxonomies: getPack().taxonomies };
  const other = view.changedBy ?? words("projects.someone");
  const empty = words("projects.emptyValue");
  const wasBefore = (before: string) => (before === "" ? words("projects.wasEmpty") : words("projects.was", { before }));
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${draft.recordId ?? ""}`, label: view.projectTitle }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("projects.conflictHeading", { name: other })} lead={words("projects.conflictLead", { count: merge.collisions.length })} />
      <form id="conflict" action={resolveConflict}>
        <input type="hidden" name="_draft" value={draftId} />
        <input type="hidden" name="_against" value={view.against} />
        <input type="hidden" name="_back" value={`/projects/drafts/${draftId}/conflict`} />
        {merge.collisions.map((collision) => {
          const [base, mine, theirs] = [collision.base, collision.mine, collision.theirs].map((values) => describeField(collision.field, values, names, words));
          const segments = (text: string) => (text === "" ? [{ text: empty }] : markChanges(base ?? "", text));
          return (
            <ConflictField
              key={collision.field}
              name={`choice.${collision.field}`}
              legend={nameField(collision.field, words)}
              defaultValue="mine"
              versions={[
                { value: "mine", label: words("projects.mine"), meta: words("projects.mineMeta", { at: formatInstant(draft.updatedAt, words.locale) }), segments: segments(mine ?? "") },
                { value: "theirs", label: words("projects.theirs", { name: other }), meta: words("projects.theirsMeta", { name: other, at: view.changedAt === null ? "" : formatInstant(view.changedAt, words.locale) }), segments: segments(theirs ?? "") },
                { value: "before", label: words("projects.before"), meta: words("projects.beforeMeta"), segments: [{ text: (base ?? "") === "" ? empty : (base ?? "") }] },
              ]}
            />
          );
        })}
        {merge.mine.length + merge.theirs.length > 0 ? (
          <Section id="merged" title={words("projects.merged")} note={words("projects.mergedNote")}>
            <MergedList
              items={[...merge.mine.map((field) => ({ field, whose: words("projects.mine") })), ...merge.theirs.map((field) => ({ field, whose: words("projects.theirs", { name: other }) }))].map(({ field, whose }) => ({
                field: nameField(field, words),
                value: describeField(field, merge.merged, names, words) || empty,
                was: wasBefore(describeField(field, draft.base ?? {}, names, words)),
                whose,
              }))}
            />
          </Section>
        ) : null}
        <Buttons>
          <Button variant="primary">{words("projects.saveLikeThis")}</Button>
        </Buttons>
      </form>
      <OneButton action={discardDraft} fields={{ _draft: draftId }} label={words("projects.discardChanges")} className="mt-4" />
    </>
  );
}
