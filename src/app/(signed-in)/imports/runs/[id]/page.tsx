import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { cancel } from "@/features/imports/actions";
import { RunProgress } from "@/features/imports/components/run-progress";
import { percentOf } from "@/features/imports/rules";
import { getRun } from "@/features/imports/runs/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadById } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("imports.runTitle") };
}

export default async function ImportRunPage({ params }: Props) {
  const actor = await getActor();
  const words = await getWords();
  const run = await loadById((await params).id, (id) => getRun(actor, id));
  if (run.importId !== null) redirect(`/imports/${run.importId}?done=run`);
  const path = `/imports/runs/${run.id}`;
  const isWaiting = run.state === "WAITING";
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/imports", label: words("imports.title") }]} />
      <PageHead tight title={words(isWaiting ? "imports.runTitle" : "imports.runRefused")} lead={isWaiting ? words("imports.runLeadLong", { file: run.fileName }) : run.fileName} quietLead meta={<span className="quiet">{words(`imports.of.${run.kind}`)}</span>} />
      {isWaiting ? (
        <>
          <RunProgress from={`/api${path}`} page={path} percent={percentOf(run)} label={words("imports.runProgress")} />
          <p>
            <a href={path}>{words("imports.runAgain")}</a>
          </p>
          <OneButton action={cancel} fields={{ id: run.id, _back: path }} label={words("imports.runCancel")} variant="small" className="mt-4" />
        </>
      ) : (
        <>
          <Notice>
            {run.state === "CANCELLED" ? words("imports.runCancelled") : run.refusal === null ? words("imports.runFailed") : words(`refusals.${run.refusal}`, { ...run.about })} {words("imports.runNothingSaved")}
          </Notice>
          <p>
            <a href={`/imports/drafts/${run.draftId}/preview`}>{words("imports.runToPreview")}</a>
          </p>
        </>
      )}
    </>
  );
}
