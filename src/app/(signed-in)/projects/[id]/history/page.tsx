import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { getProjectWithHistory } from "@/features/projects/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function ProjectHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  if (!isId(id)) notFound();
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const loaded = await getProjectWithHistory(actor, id, { limit: PAGE, before }).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const { view: { project }, history: entries } = loaded;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      <PageHead title={words("history.title")} lead={project.title} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`/projects/${id}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
