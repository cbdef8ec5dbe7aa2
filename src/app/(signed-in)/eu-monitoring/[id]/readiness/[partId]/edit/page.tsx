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
import { ReadinessFields } from "@/features/eu-monitoring/components/readiness-fields";
import { change } from "@/features/eu-monitoring/readiness/actions";
import { READINESS_FIELDS } from "@/features/eu-monitoring/readiness/schema";
import { getReadinessVersion, listReadinessOf } from "@/features/eu-monitoring/readiness/service";
import { writeReadiness } from "@/features/eu-monitoring/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOwnItem, type Parameters } from "../../../../load";

interface Props {
  params: Promise<{ id: string; partId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("readiness.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, of: { itemId: string; partId: string }, version: number, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getReadinessVersion(actor, of, baseVersion), getReadinessVersion(actor, of, version)]);
  const before = writeReadiness(base.readiness);
  const mine = Object.fromEntries(READINESS_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeReadiness(theirs.readiness)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditReadinessPage({ params, searchParams }: Props) {
  const [actor, { id, partId }, { form }, words] = [await getActor(), await params, await searchParams, await getWords()];
  const item = await loadOwnItem(actor, id);
  const [told, parked] = await Promise.all([listReadinessOf(actor, item.id), findParkedForm("readiness-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const stored = told.find((one) => one.id === partId);
  if (stored === undefined) notFound();
  const typed = parked === null ? writeReadiness(stored) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < stored.version ? await loadConflict(actor, { itemId: item.id, partId }, stored.version, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "consequence");
  const path = `/eu-monitoring/${item.id}`;
  const spoken = (field: string, text: string) => (field === "state" && text !== "" ? words(`readiness.state.${text}`) : text);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }, { href: path, label: item.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("euMonitoring.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("readiness.editTitle", { name: item.title })} />
      ) : (
        <PageHead tight title={words("readiness.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="partId" value={partId} />
        <input type="hidden" name="_version" value={stored.version} />
        <input type="hidden" name="_back" value={`${path}/readiness/${partId}/edit`} />
        {conflict === null ? <ReadinessFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`readiness.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "readiness.save" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "euMonitoring.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
