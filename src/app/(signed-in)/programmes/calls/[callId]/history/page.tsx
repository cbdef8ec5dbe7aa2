import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listCallHistory } from "@/features/programmes/calls/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadCall, type Parameters } from "../../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function CallHistoryPage({ params, searchParams }: { params: Promise<{ callId: string }>; searchParams: Promise<Parameters> }) {
  const [{ callId }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { call } = await loadCall(actor, callId);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listCallHistory(actor, call.id, { limit: PAGE, before });
  const path = `/programmes/calls/${call.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }, { href: "/programmes/calls", label: words("calls.title") }, { href: path, label: call.name }]} />
      <PageHead title={words("history.title")} lead={call.name} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`${path}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
