import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { assessment, evaluation, fee, participation } from "@/features/networks/entries/actions";
import { EntryFields } from "@/features/networks/components/entry-fields";
import { ENTRY_KINDS } from "@/features/networks/entries/schema";
import { loadNetworkChoices } from "@/features/networks/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadNetwork, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; kind: string }>;
  searchParams: Promise<Parameters>;
}

const ACTIONS = { fee, participation, assessment, evaluation };
const TITLES = { fee: "feeAdd", participation: "participationAdd", assessment: "needAdd", evaluation: "evaluationAdd" };
const FIRST = { fee: "year", participation: "heldOn", assessment: "need", evaluation: "evaluatedOn" };

const kindOf = (text: string) => ENTRY_KINDS.find((kind) => kind === text) ?? notFound();

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getWords())(`networks.${TITLES[kindOf((await params).kind)]}`) };
}

export default async function TellPage({ params, searchParams }: Props) {
  const [{ id, kind: written }, actor, words, { form }] = [await params, await getActor(), await getWords(), await searchParams];
  const kind = kindOf(written);
  const { network, mayEdit, tellsOf } = await loadNetwork(actor, id);
  const isOfNetwork = kind === "fee" || kind === "evaluation";
  if (isOfNetwork ? !mayEdit : tellsOf.length === 0) notFound();
  // Where the document asks for no list of needs, there is none to add to.
  if (kind === "assessment" && getPack().modules.networkNeeds.state === "off") notFound();
  const [choices, parked] = await Promise.all([loadNetworkChoices(actor), findParkedForm(`network-${kind}`, typeof form === "string" ? form : undefined, actor.personId)]);
  const today = dateInStockholm(new Date());
  const own = tellsOf.find((unit) => unit.id === network.unitId) ?? (tellsOf.length === 1 ? tellsOf[0] : undefined);
  // The unit pays for itself unless something else is said (V19).
  const begins = { year: today.slice(0, 4), payerId: network.unitId, currency: "SEK", unitId: own?.id ?? "", assessedOn: today, evaluatedOn: today };
  const problems = describeProblems(parked?.values ?? begins, parked?.issues ?? [], words, FIRST[kind]);
  const path = `/networks/${network.id}`;
  const title = words(`networks.${TITLES[kind]}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/networks", label: words("networks.title") }, { href: path, label: network.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("networks.tellProblem")} items={problems.summary} /> : null}
      <PageHead tight title={title} lead={network.name} quietLead />
      <form action={ACTIONS[kind]} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`${path}/tell/${kind}`} />
        <input type="hidden" name="networkId" value={network.id} />
        <EntryFields kind={kind} problems={problems} units={isOfNetwork ? choices.units : tellsOf} words={words} />
        <Buttons>
          <Button variant="primary">{title}</Button>
          <ButtonLink variant="text" href={path}>{words("networks.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
