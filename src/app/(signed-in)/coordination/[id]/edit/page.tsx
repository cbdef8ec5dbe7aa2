import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, textsOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/coordination/actions";
import { EntryFields } from "@/features/coordination/components/entry-fields";
import { writeEntry } from "@/features/coordination/rules";
import { ENTRY_FIELDS } from "@/features/coordination/schema";
import { getEntryVersion, type StoredEntry } from "@/features/coordination/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, loadEntry, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("coordination.edit") };
}

const write = (entry: StoredEntry) => writeEntry({ ...entry, unitIds: entry.units.map(({ id }) => id) });

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, entry: StoredEntry, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getEntryVersion(actor, entry.id, baseVersion), getEntryVersion(actor, entry.id, entry.version)]);
  const before = writeEntry(base.entry);
  const mine = Object.fromEntries(ENTRY_FIELDS.map((field) => [field, field === "unitIds" ? textsOf(typed, field).sort() : textOf(typed, field)]));
  return { merge: mergeThreeWays(before, mine, write(entry)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditEntryPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { entry, mayEdit } = await loadEntry(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, offered, parked] = await Promise.all([getWords(), loadForm(actor, entry), findParkedForm("coordination-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? write(entry) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < entry.version ? await loadConflict(actor, entry, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const names = new Map([...offered.bodies, ...offered.units, ...offered.priorities].map(({ id, name }) => [id, name]));
  const spoken = (field: string, text: string) => (field === "kind" ? words(`coordination.kind.${text}`) : (names.get(text) ?? text));
  const path = `/coordination/${entry.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/coordination", label: words("coordination.title") }, { href: path, label: entry.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("coordination.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("coordination.editTitle", { title: entry.title })} />
      ) : (
        <PageHead tight title={words("coordination.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={entry.id} />
        <input type="hidden" name="_version" value={entry.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <EntryFields problems={problems} {...offered} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`coordination.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "coordination.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "coordination.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
