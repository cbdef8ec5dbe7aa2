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
import { change } from "@/features/programmes/calls/actions";
import { writeCall } from "@/features/programmes/calls/rules";
import { CALL_FIELDS } from "@/features/programmes/calls/schema";
import { getCallVersion, type StoredCall } from "@/features/programmes/calls/service";
import { CallFields } from "@/features/programmes/components/call-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadCall, loadProgrammeChoices, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ callId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("calls.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, call: StoredCall, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getCallVersion(actor, call.id, baseVersion), getCallVersion(actor, call.id, call.version)]);
  const before = writeCall(base.call);
  const mine = Object.fromEntries(CALL_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeCall(theirs.call)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditCallPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { call, mayEdit } = await loadCall(actor, (await params).callId);
  if (!mayEdit) notFound();
  const [words, { form }] = [await getWords(), await searchParams];
  const [programmes, parked] = await Promise.all([loadProgrammeChoices(actor, words, { id: call.programmeId, name: call.programme[words.locale] }), findParkedForm("call-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeCall(call) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < call.version ? await loadConflict(actor, call, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "programmeId");
  const path = `/programmes/calls/${call.id}`;
  const spoken = (field: string, text: string) => (field === "programmeId" ? (programmes.find(({ id }) => id === text)?.name ?? text) : field === "certainty" && text !== "" ? words(`programmes.certainty.${text}`) : text);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }, { href: "/programmes/calls", label: words("calls.title") }, { href: path, label: call.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("programmes.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("calls.editTitle", { name: call.name })} />
      ) : (
        <PageHead tight title={words("calls.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={call.id} />
        <input type="hidden" name="_version" value={call.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <CallFields problems={problems} programmes={programmes} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`calls.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "programmes.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "programmes.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
