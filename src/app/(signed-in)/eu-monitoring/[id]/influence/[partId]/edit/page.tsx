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
import { InfluenceFields } from "@/features/eu-monitoring/components/influence-fields";
import { change } from "@/features/eu-monitoring/influence/actions";
import { INFLUENCE_FIELDS } from "@/features/eu-monitoring/influence/schema";
import { getInfluenceVersion, listInfluenceOf, loadInfluenceChoices } from "@/features/eu-monitoring/influence/service";
import { writeInfluence } from "@/features/eu-monitoring/rules";
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
  return { title: (await getWords())("influence.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, of: { itemId: string; partId: string }, version: number, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getInfluenceVersion(actor, of, baseVersion), getInfluenceVersion(actor, of, version)]);
  const before = writeInfluence(base.action);
  const mine = Object.fromEntries(INFLUENCE_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeInfluence(theirs.action)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditInfluencePage({ params, searchParams }: Props) {
  const [actor, { id, partId }, { form }, words] = [await getActor(), await params, await searchParams, await getWords()];
  const item = await loadOwnItem(actor, id);
  const [told, offered, parked] = await Promise.all([listInfluenceOf(actor, item.id), loadInfluenceChoices(actor), findParkedForm("influence-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const stored = told.find((one) => one.id === partId);
  if (stored === undefined) notFound();
  // What is there no longer stays what it was.
  const kept = (list: readonly { id: string; name: string }[], id: string | null, name: string | null) => (id === null || name === null || list.some((one) => one.id === id) ? list : [...list, { id, name }]);
  const choices = { networks: kept(offered.networks, stored.networkId, stored.network), priorities: kept(offered.priorities, stored.priorityId, stored.priority) };
  const typed = parked === null ? writeInfluence(stored) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < stored.version ? await loadConflict(actor, { itemId: item.id, partId }, stored.version, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/eu-monitoring/${item.id}`;
  const spoken = (field: string, text: string) => {
    if (field === "kind") return text === "" ? "" : words(`influence.kind.${text}`);
    if (field === "networkId") return choices.networks.find(({ id: one }) => one === text)?.name ?? words("influence.noNetwork");
    return field === "priorityId" ? (choices.priorities.find(({ id: one }) => one === text)?.name ?? words("influence.noPriority")) : text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }, { href: path, label: item.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("euMonitoring.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("influence.editTitle", { name: stored.title })} />
      ) : (
        <PageHead tight title={words("influence.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="partId" value={partId} />
        <input type="hidden" name="_version" value={stored.version} />
        <input type="hidden" name="_back" value={`${path}/influence/${partId}/edit`} />
        {conflict === null ? <InfluenceFields problems={problems} choices={choices} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`influence.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "influence.save" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "euMonitoring.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
