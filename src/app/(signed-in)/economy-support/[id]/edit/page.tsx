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
import { CaseFields } from "@/features/economy-support/components/case-fields";
import { change } from "@/features/economy-support/actions";
import { writeCase } from "@/features/economy-support/rules";
import { SUPPORT_FIELDS } from "@/features/economy-support/schema";
import { getCaseVersion, type StoredCase } from "@/features/economy-support/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadCase, loadChoices, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("economySupport.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, stored: StoredCase, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getCaseVersion(actor, stored.id, baseVersion), getCaseVersion(actor, stored.id, stored.version)]);
  const before = writeCase(base.supportCase);
  const mine = Object.fromEntries(SUPPORT_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeCase(theirs.supportCase)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditCasePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { supportCase, project, mayEdit } = await loadCase(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, { units, projects }, parked] = await Promise.all([getWords(), loadChoices(actor, supportCase, supportCase.projectId), findParkedForm("support-change", typeof form === "string" ? form : undefined, actor.personId)]);
  // What is there and not the actor's to see stays what it is, and says so.
  const offered = supportCase.projectId === null || project !== null ? projects : [{ id: supportCase.projectId, title: words("economySupport.hiddenProject") }, ...projects];
  const typed = parked === null ? writeCase(supportCase) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < supportCase.version ? await loadConflict(actor, supportCase, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/economy-support/${supportCase.id}`;
  const spoken = (field: string, text: string) => {
    if (field === "projectId") return text === "" ? words("economySupport.noProject") : (offered.find(({ id }) => id === text)?.title ?? words("economySupport.hiddenProject"));
    return field === "unitId" ? (units.find(({ id }) => id === text)?.name ?? words("economySupport.anotherUnit")) : text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/economy-support", label: words("economySupport.title") }, { href: path, label: supportCase.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("economySupport.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("economySupport.editTitle", { name: supportCase.title })} />
      ) : (
        <PageHead tight title={words("economySupport.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={supportCase.id} />
        <input type="hidden" name="_version" value={supportCase.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <CaseFields problems={problems} units={units} projects={offered} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`economySupport.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "economySupport.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "economySupport.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
