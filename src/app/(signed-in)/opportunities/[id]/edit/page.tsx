import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, textsOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/opportunities/actions";
import { OpportunityFields } from "@/features/opportunities/components/opportunity-fields";
import { writeOpportunity } from "@/features/opportunities/rules";
import { CHOSEN_FIELDS, OPPORTUNITY_FIELDS } from "@/features/opportunities/schema";
import { getOpportunityVersion, type StoredOpportunity } from "@/features/opportunities/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOpportunityForm, loadOwnOpportunity, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("opportunities.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, opportunity: StoredOpportunity, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getOpportunityVersion(actor, opportunity.id, baseVersion), getOpportunityVersion(actor, opportunity.id, opportunity.version)]);
  const before = writeOpportunity(base.opportunity);
  const mine = Object.fromEntries(OPPORTUNITY_FIELDS.map((field) => [field, CHOSEN_FIELDS.includes(field) ? textsOf(typed, field).sort() : textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeOpportunity(theirs.opportunity)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditOpportunityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [opportunity, words] = [await loadOwnOpportunity(actor, (await params).id), await getWords()];
  const { form } = await searchParams;
  const [choices, parked] = await Promise.all([loadOpportunityForm(actor, words, opportunity), findParkedForm("opportunity-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeOpportunity(opportunity) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < opportunity.version ? await loadConflict(actor, opportunity, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/opportunities/${opportunity.id}`;
  const spoken = (field: string, text: string) => {
    const nameOf = (list: readonly { id: string; name: string }[]) => list.find(({ id }) => id === text)?.name ?? words("opportunities.anotherUnit");
    switch (text === "" ? "" : field) {
      case "kind":
        return words(`opportunities.kind.${text}`);
      case "unitId":
      case "suitedUnitIds":
        return nameOf([...choices.units, ...choices.ownUnits]);
      case "programmeId":
        return choices.programmes.find(({ id }) => id === text)?.name ?? words("opportunities.anotherProgramme");
      case "municipalGoals":
        return choices.goals.find(({ code }) => code === text)?.label ?? text;
      case "priorityIds":
        return choices.priorities.find(({ id }) => id === text)?.title ?? words("opportunities.anotherPriority");
      default:
        return text;
    }
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }, { href: path, label: opportunity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("opportunities.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("opportunities.editTitle", { name: opportunity.title })} />
      ) : (
        <PageHead tight title={words("opportunities.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={opportunity.id} />
        <input type="hidden" name="_version" value={opportunity.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? (
          <OpportunityFields problems={problems} choices={choices} source={opportunity.callId === null ? (opportunity.partnerSearchId === null ? null : "SEARCH") : "CALL"} words={words} />
        ) : (
          <VersionConflict {...conflict} labelOf={(field) => words(`opportunities.field.${field}`)} spoken={spoken} words={words} />
        )}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "opportunities.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "opportunities.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
