import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/eu-monitoring/actions";
import { ItemFields } from "@/features/eu-monitoring/components/item-fields";
import { writeItem } from "@/features/eu-monitoring/rules";
import { ITEM_FIELDS } from "@/features/eu-monitoring/schema";
import { getItemVersion, type StoredItem } from "@/features/eu-monitoring/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadItemUnits, loadOwnItem, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("euMonitoring.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, item: StoredItem, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getItemVersion(actor, item.id, baseVersion), getItemVersion(actor, item.id, item.version)]);
  const before = writeItem(base.item);
  const mine = Object.fromEntries(ITEM_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeItem(theirs.item)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditItemPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const item = await loadOwnItem(actor, (await params).id);
  const { form } = await searchParams;
  const [words, units, parked] = await Promise.all([getWords(), loadItemUnits(actor, item), findParkedForm("monitoring-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeItem(item) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < item.version ? await loadConflict(actor, item, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/eu-monitoring/${item.id}`;
  const spoken = (field: string, text: string) => {
    if (field === "stage" || field === "relevance") return text === "" ? "" : words(`euMonitoring.${field}.${text}`);
    return field === "unitId" ? (units.find(({ id }) => id === text)?.name ?? words("euMonitoring.anotherUnit")) : text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/eu-monitoring", label: words("euMonitoring.title") }, { href: path, label: item.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("euMonitoring.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("euMonitoring.editTitle", { name: item.title })} />
      ) : (
        <PageHead tight title={words("euMonitoring.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={item.id} />
        <input type="hidden" name="_version" value={item.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <ItemFields problems={problems} units={units} isStored words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`euMonitoring.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "euMonitoring.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "euMonitoring.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
