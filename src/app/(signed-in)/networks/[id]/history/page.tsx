import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listNetworkHistory } from "@/features/networks/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadNetwork, type Parameters } from "../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function NetworkHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { network } = await loadNetwork(actor, id);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listNetworkHistory(actor, network.id, { limit: PAGE, before });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/networks", label: words("networks.title") }, { href: `/networks/${id}`, label: network.name }]} />
      <PageHead title={words("history.title")} lead={network.name} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`/networks/${id}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
