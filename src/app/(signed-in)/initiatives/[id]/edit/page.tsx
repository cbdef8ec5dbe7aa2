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
import { InitiativeFields } from "@/features/initiatives/components/initiative-fields";
import { change } from "@/features/initiatives/actions";
import { writeInitiative } from "@/features/initiatives/rules";
import { INITIATIVE_FIELDS } from "@/features/initiatives/schema";
import { getInitiativeVersion, type StoredInitiative } from "@/features/initiatives/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadInitiative, loadOwnUnits, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("initiatives.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, initiative: StoredInitiative, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getInitiativeVersion(actor, initiative.id, baseVersion), getInitiativeVersion(actor, initiative.id, initiative.version)]);
  const before = writeInitiative(base.initiative);
  const mine = Object.fromEntries(INITIATIVE_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeInitiative(theirs.initiative)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditInitiativePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { initiative, mayEdit } = await loadInitiative(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, units, parked] = await Promise.all([getWords(), loadOwnUnits(actor, initiative), findParkedForm("initiative-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeInitiative(initiative) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < initiative.version ? await loadConflict(actor, initiative, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/initiatives/${initiative.id}`;
  const spoken = (field: string, text: string) => {
    if (field === "takenBy") return text === "" ? "" : words(`initiatives.takenBy.${text}`);
    return field === "unitId" ? (units.find(({ id }) => id === text)?.name ?? text) : text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }, { href: path, label: initiative.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("initiatives.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("initiatives.editTitle", { name: initiative.title })} />
      ) : (
        <PageHead tight title={words("initiatives.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={initiative.id} />
        <input type="hidden" name="_version" value={initiative.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <InitiativeFields problems={problems} units={units} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`initiatives.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "initiatives.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "initiatives.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
