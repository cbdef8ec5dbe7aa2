import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { listProgrammeHistory } from "@/features/programmes/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadProgramme, type Parameters } from "../../load";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("history.title") };
}

export default async function ProgrammeHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  const { programme } = await loadProgramme(actor, id);
  const before = typeof parameters["before"] === "string" && /^\d{1,18}$/.test(parameters["before"]) ? parameters["before"] : undefined;
  const entries = await listProgrammeHistory(actor, programme.id, { limit: PAGE, before });
  const [path, name] = [`/programmes/${programme.id}`, nameProgramme(programme, words)];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }, { href: path, label: name }]} />
      <PageHead title={words("history.title")} lead={name} quietLead />
      <RecordHistory entries={entries} words={words} whole />
      {entries.length === PAGE ? <p><a className="more" href={`${path}/history?before=${entries.at(-1)?.seq ?? ""}`}>{words("history.earlier")}</a></p> : null}
    </>
  );
}
