import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listDecisionHistory } from "@/features/decisions/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadDecision, type Parameters } from "../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function DecisionHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { decision } = await loadDecision(actor, id);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listDecisionHistory(actor, decision.id, { limit: PAGE, before });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/decisions", label: words("decisions.title") }, { href: `/decisions/${id}`, label: decision.title }]} />
      <PageHead title={words("history.title")} lead={decision.title} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`/decisions/${id}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
