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
import { change } from "@/features/partners/actions";
import { PartnerFields } from "@/features/partners/components/partner-fields";
import { writePartner } from "@/features/partners/rules";
import { PARTNER_FIELDS } from "@/features/partners/schema";
import { getPartnerVersion, type StoredPartner } from "@/features/partners/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCountry } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadPartner, loadQuestions, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partners.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, partner: StoredPartner, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getPartnerVersion(actor, partner.id, baseVersion), getPartnerVersion(actor, partner.id, partner.version)]);
  const before = writePartner(base.partner);
  const mine = Object.fromEntries(PARTNER_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writePartner(theirs.partner)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditPartnerPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { partner, mayEdit } = await loadPartner(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("partner-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writePartner(partner) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < partner.version ? await loadConflict(actor, partner, typed, baseVersion) : null;
  const issues = conflict === null ? (parked?.issues ?? []) : [];
  const problems = describeProblems(typed, issues, words, "name");
  const asked = await loadQuestions(actor, typed, issues, partner.id);
  const spoken = (field: string, text: string) => {
    if (text === "") return text;
    if (field === "kind" || field === "certainty") return words(`partners.${field}.${text}`);
    return field === "country" ? formatCountry(text, words.locale) : text;
  };
  const path = `/partners/${partner.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }, { href: path, label: partner.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partners.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("partners.editTitle", { name: partner.name })} lead={words("partners.editLead")} quietLead />
      ) : (
        <PageHead tight title={words("partners.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={partner.id} />
        <input type="hidden" name="_version" value={partner.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <PartnerFields problems={problems} partnerId={partner.id} {...asked} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`partners.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict !== null ? "conflict.save" : asked.similar.length > 0 ? "partners.saveAnyway" : "partners.editSave")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "partners.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
