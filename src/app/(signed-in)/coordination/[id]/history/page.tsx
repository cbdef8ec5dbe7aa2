import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listEntryHistory } from "@/features/coordination/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadEntry, type Parameters } from "../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function EntryHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { entry } = await loadEntry(actor, id);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listEntryHistory(actor, entry.id, { limit: PAGE, before });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/coordination", label: words("coordination.title") }, { href: `/coordination/${id}`, label: entry.title }]} />
      <PageHead title={words("history.title")} lead={entry.title} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`/coordination/${id}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
