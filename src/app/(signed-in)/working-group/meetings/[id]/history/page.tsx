import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listMeetingHistory } from "@/features/working-group/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadMeeting, type Parameters } from "../../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function MeetingHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { meeting } = await loadMeeting(actor, id);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listMeetingHistory(actor, meeting.id, { limit: PAGE, before });
  const path = `/working-group/meetings/${id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: path, label: meeting.title }]} />
      <PageHead title={words("history.title")} lead={meeting.title} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`${path}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
