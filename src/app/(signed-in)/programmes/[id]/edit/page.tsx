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
import { change } from "@/features/programmes/actions";
import { ProgrammeFields, speakProgrammeField } from "@/features/programmes/components/programme-fields";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { writeProgramme } from "@/features/programmes/rules";
import { PROGRAMME_FIELDS } from "@/features/programmes/schema";
import { getProgrammeVersion, type StoredProgramme } from "@/features/programmes/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadProgramme, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("programmes.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, programme: StoredProgramme, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getProgrammeVersion(actor, programme.id, baseVersion), getProgrammeVersion(actor, programme.id, programme.version)]);
  const before = writeProgramme(base.programme);
  const mine = Object.fromEntries(PROGRAMME_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeProgramme(theirs.programme)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditProgrammePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { programme, mayEdit } = await loadProgramme(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("programme-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeProgramme(programme) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < programme.version ? await loadConflict(actor, programme, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "nameSv");
  const [path, name] = [`/programmes/${programme.id}`, nameProgramme(programme, words)];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }, { href: path, label: name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("programmes.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("programmes.editTitle", { name })} />
      ) : (
        <PageHead tight title={words("programmes.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={programme.id} />
        <input type="hidden" name="_version" value={programme.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <ProgrammeFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`programmes.field.${field}`)} spoken={(field, text) => speakProgrammeField(field, text, words)} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "programmes.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "programmes.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
