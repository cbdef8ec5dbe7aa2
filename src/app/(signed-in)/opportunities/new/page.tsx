import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { log } from "@/features/opportunities/actions";
import { OpportunityFields } from "@/features/opportunities/components/opportunity-fields";
import { findOpportunityMadeFrom } from "@/features/opportunities/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadCall } from "../../programmes/load";
import { loadSearch } from "../../partners/searches/load";
import { loadOpportunityForm, type Parameters } from "../load";

interface Source {
  from: { callId: string | null; partnerSearchId: string | null };
  kind: "CALL" | "SEARCH";
  /** What the form begins with, so that nothing is typed twice. */
  values: Values;
  /** What it is made from, and what that says by itself. */
  says: string;
  path: string;
  address: string;
}

/** The call or the received search that an address says the opportunity is made from; null where it says none. */
async function loadSource(actor: Actor, { call: callId, search: searchId }: Parameters, words: Words): Promise<Source | null> {
  if (typeof callId === "string") {
    const { call } = await loadCall(actor, callId);
    const closes = call.closesOn === null ? words("opportunities.noDeadline") : formatDate(call.closesOn, words.locale);
    return {
      from: { callId: call.id, partnerSearchId: null },
      kind: "CALL",
      values: { kind: "OPEN_CALL", title: call.name, text: call.note ?? "", website: call.website ?? "", source: call.source ?? "" },
      says: words("opportunities.fromCall", { programme: call.programme[words.locale], closes }),
      path: `/programmes/calls/${call.id}`,
      address: `?call=${call.id}`,
    };
  }
  if (typeof searchId !== "string") return null;
  const { search } = await loadSearch(actor, searchId);
  return {
    from: { callId: null, partnerSearchId: search.id },
    kind: "SEARCH",
    values: { kind: "PARTNER_REQUEST", title: search.title, text: search.text ?? "", source: search.counterpart ?? "", programmeId: search.programmeId ?? "", deadline: search.deadline ?? "", unitId: search.unitId, suitedUnitIds: [search.unitId] },
    says: words("opportunities.fromSearch", { unit: search.unitName }),
    path: `/partners/searches/${search.id}`,
    address: `?search=${search.id}`,
  };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("opportunities.logTitle") };
}

export default async function LogOpportunityPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, parameters] = [await getActor(), await getWords(), await searchParams];
  const choices = await loadOpportunityForm(actor, words);
  const source = await loadSource(actor, parameters, words);
  const [made, parked] = await Promise.all([source === null ? null : findOpportunityMadeFrom(actor, source.from), findParkedForm("opportunity-log", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)]);
  const [only, ...others] = choices.ownUnits;
  const unitId = actor.units[0]?.id ?? (others.length === 0 ? (only?.id ?? "") : "");
  const begun = { unitId, enteredOn: dateInStockholm(new Date()), ...source?.values };
  // Whose search it was may be another unit than those that the actor enters for.
  const own = choices.ownUnits.some(({ id }) => id === begun.unitId) ? begun : { ...begun, unitId };
  const problems = describeProblems(parked?.values ?? own, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("opportunities.problem")} items={problems.summary} /> : null}
      {made === null ? null : <Notice action={<a href={`/opportunities/${made.id}`}>{words("opportunities.showMade")}</a>}>{words("opportunities.alreadyMade", { title: made.title })}</Notice>}
      <PageHead tight title={words("opportunities.logTitle")} lead={words("opportunities.logLead")} quietLead />
      {source === null ? null : <p className="mb-4">{source.says} <a href={source.path}>{words(`opportunities.showSource.${source.kind}`)}</a></p>}
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`/opportunities/new${source?.address ?? ""}`} />
        {source === null ? null : <input type="hidden" name={source.kind === "CALL" ? "callId" : "partnerSearchId"} value={source.from.callId ?? source.from.partnerSearchId ?? ""} />}
        <OpportunityFields problems={problems} choices={choices} source={source?.kind ?? null} words={words} />
        <Buttons>
          <Button variant="primary">{words("opportunities.logSave")}</Button>
          <ButtonLink variant="text" href={source?.path ?? "/opportunities"}>{words("opportunities.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
