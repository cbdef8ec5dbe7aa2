import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listOpportunityHistory } from "@/features/opportunities/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadOpportunity, type Parameters } from "../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function OpportunityHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { opportunity } = await loadOpportunity(actor, id);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listOpportunityHistory(actor, opportunity.id, { limit: PAGE, before });
  const path = `/opportunities/${opportunity.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities", label: words("opportunities.title") }, { href: path, label: opportunity.title }]} />
      <PageHead title={words("history.title")} lead={opportunity.title} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`${path}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
