import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/disclosures/actions";
import { RequestFields } from "@/features/disclosures/components/request-fields";
import { titleOf, writeRequest } from "@/features/disclosures/rules";
import { REQUEST_FIELDS } from "@/features/disclosures/schema";
import { getRequestVersion, type StoredRequest } from "@/features/disclosures/service";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { getAnswerer, loadRequest, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disclosures.editTitle") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, request: StoredRequest, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getRequestVersion(actor, request.id, baseVersion), getRequestVersion(actor, request.id, request.version)]);
  const before = writeRequest(base.request);
  const mine = Object.fromEntries(REQUEST_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeRequest(theirs.request)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditRequestPage({ params, searchParams }: Props) {
  const actor = await getAnswerer();
  const request = await loadRequest(actor, (await params).id);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("disclosure-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeRequest(request) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < request.version ? await loadConflict(actor, request, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "receivedOn");
  const path = `/disclosures/${request.id}`;
  const spoken = (field: string, text: string) => (field === "wish" && text !== "" ? words(`disclosures.wish.${text}`) : text);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/disclosures", label: words("disclosures.title") }, { href: path, label: titleOf(request) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disclosures.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("disclosures.editTitle")} />
      ) : (
        <PageHead tight title={words("disclosures.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={request.id} />
        <input type="hidden" name="_version" value={request.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <RequestFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`disclosures.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "disclosures.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "disclosures.cancel" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
