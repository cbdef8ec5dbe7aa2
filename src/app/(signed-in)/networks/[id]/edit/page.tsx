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
import { change } from "@/features/networks/actions";
import { NetworkFields } from "@/features/networks/components/network-fields";
import { writeNetwork } from "@/features/networks/rules";
import { NETWORK_FIELDS } from "@/features/networks/schema";
import { getNetworkVersion, type StoredNetwork } from "@/features/networks/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, loadNetwork, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("networks.edit") };
}

const written = (network: StoredNetwork) => writeNetwork({ ...fieldsOf(network), unitIds: network.units.map(({ id }) => id).sort() });

function fieldsOf({ name, acronym, level, about, website, relevance, scope, through, unitId, joined, renewsOn, noticeMonths, noticeBy, membershipNumber, representative, contact, workingGroups, priorityId, outsideReason, source }: StoredNetwork) {
  return { name, acronym, level, about, website, relevance, scope, through, unitId, joined, renewsOn, noticeMonths, noticeBy, membershipNumber, representative, contact, workingGroups, priorityId, outsideReason, source };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, network: StoredNetwork, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getNetworkVersion(actor, network.id, baseVersion), getNetworkVersion(actor, network.id, network.version)]);
  const before = writeNetwork(base.network);
  const mine = Object.fromEntries(NETWORK_FIELDS.map((field) => [field, field === "unitIds" ? textsOf(typed, field) : textOf(typed, field)]));
  return { merge: mergeThreeWays(before, mine, written(network)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditNetworkPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { network, mayEdit } = await loadNetwork(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, choices, parked] = await Promise.all([getWords(), loadForm(actor, network), findParkedForm("network-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? written(network) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < network.version ? await loadConflict(actor, network, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "name");
  const path = `/networks/${network.id}`;
  const spoken = (field: string, text: string) => {
    if (field === "scope" || field === "level") return text === "" ? "" : words(`networks.${field}.${text}`);
    return [...choices.ownUnits, ...choices.units, ...choices.priorities].find(({ id }) => id === text)?.name ?? text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/networks", label: words("networks.title") }, { href: path, label: network.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("networks.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("networks.editTitle", { name: network.name })} />
      ) : (
        <PageHead tight title={words("networks.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={network.id} />
        <input type="hidden" name="_version" value={network.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <NetworkFields problems={problems} {...choices} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`networks.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "networks.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "networks.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
