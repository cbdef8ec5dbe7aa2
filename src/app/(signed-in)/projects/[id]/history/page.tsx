import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { KnownStates, RecordHistory } from "@/features/audit-trail/components/record-history";
import { getProjectWithHistory } from "@/features/projects/service";
import { readAskedDay } from "@/features/summaries/known/schema";
import { isId } from "@/lib/fields";
import { formatDate } from "@/lib/formats";
import { writeListAddress } from "@/lib/list-address";
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
  const { on } = readAskedDay(parameters["on"], dateInStockholm(new Date()));
  const loaded = await getProjectWithHistory(actor, id, { limit: PAGE, before, ...(on === null ? {} : { until: on }) }).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const { view: { project }, history: entries, known } = loaded;
  const day = on === null ? null : formatDate(on, words.locale);
  const address = (changes: Record<string, string | null>) => `/projects/${id}/history${writeListAddress({ on, ...changes })}`;
  const acts = (
    <>
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={address({ before: entries.at(-1)?.seq ?? null })}>{words("history.earlier")}</a></p> : null}
    </>
  );
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      <PageHead title={words("history.title")} lead={project.title} quietLead />
      {day === null ? acts : (
        <>
          <p><a className="more" href={`/projects/${id}/history`}>{words("history.whole")}</a></p>
          <Section id="known" title={words("history.known", { day })}>
            {known.length === 0 ? <p>{words("history.unknown", { day })}</p> : <KnownStates rows={known} words={words} />}
          </Section>
          <Section id="acts" title={words("history.until", { day })}>{acts}</Section>
        </>
      )}
    </>
  );
}
