import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listInformationHistory } from "@/features/opportunities/information/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadInformation, type Parameters } from "../../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function InformationHistoryPage({ params, searchParams }: { params: Promise<{ activityId: string }>; searchParams: Promise<Parameters> }) {
  const [{ activityId }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { activity } = await loadInformation(actor, activityId);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listInformationHistory(actor, activity.id, { limit: PAGE, before });
  const path = `/opportunities/information/${activity.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/opportunities/information", label: words("information.title") }, { href: path, label: activity.title }]} />
      <PageHead title={words("history.title")} lead={activity.title} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`${path}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
