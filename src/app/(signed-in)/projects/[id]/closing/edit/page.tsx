import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { dateInStockholm } from "@/domain/plain-date";
import { textsOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { save } from "@/features/projects/closings/actions";
import { ClosingFields } from "@/features/projects/closings/components/closing-fields";
import { writeClosing } from "@/features/projects/closings/rules";
import { CLOSING_FIELDS } from "@/features/projects/closings/schema";
import { getClosing, getClosingVersion, type StoredClosing } from "@/features/projects/closings/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("closings.write") };
}

const EMPTY: Values = Object.fromEntries(CLOSING_FIELDS.map((field) => [field, ""]));

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile; a closing that nobody had told begins from nothing. */
async function loadConflict(actor: Actor, projectId: string, stored: StoredClosing, typed: Values, baseVersion: number) {
  const [before, theirs] = await Promise.all([baseVersion === 0 ? EMPTY : getClosingVersion(actor, projectId, baseVersion).then(({ closing }) => writeClosing(closing)), getClosingVersion(actor, projectId, stored.version)]);
  const mine = Object.fromEntries(CLOSING_FIELDS.map((field) => [field, field === "addedValue" ? textsOf(typed, field) : (textsOf(typed, field)[0] ?? "").replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeClosing(theirs.closing)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditClosingPage({ params, searchParams }: Props) {
  const [{ id }, { form }, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  if (!isId(id)) notFound();
  const { project, closing, isTime, mayEdit } = await getClosing(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  if (!mayEdit || (closing === null && !isTime)) notFound();
  const parked = await findParkedForm("project-closing", typeof form === "string" ? form : undefined, actor.personId);
  const typed = parked !== null ? settleConflict(parked.values) : closing !== null ? writeClosing(closing) : { toldOn: dateInStockholm(new Date()) };
  const clash = parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params;
  const baseVersion = clash === undefined ? null : Number(clash["baseVersion"] ?? 0);
  const conflict = closing !== null && baseVersion !== null && baseVersion < closing.version ? await loadConflict(actor, id, closing, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "benefit");
  const path = `/projects/${id}/closing`;
  const spoken = (field: string, text: string) => {
    if (field === "addedValue") return text === "" ? "" : words(`closings.addedValue.${text}`);
    if (field === "goalsMet" || field === "wouldDoAgain") return text === "" ? "" : words(`closings.${field}.${text}`);
    return text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("closings.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("closings.editTitle", { project: project.title })} lead={words("closings.editLead")} quietLead />
      ) : (
        <PageHead tight title={words("closings.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={save} noValidate>
        <input type="hidden" name="projectId" value={id} />
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_version" value={closing?.version ?? 0} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <ClosingFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`closings.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "closings.save" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={closing === null ? `/projects/${id}` : path}>{words(conflict === null ? "closings.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
