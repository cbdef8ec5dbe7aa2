import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { FileField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Rows, Section } from "@/components/section";
import { discard, run, upload } from "@/features/imports/actions";
import { PreviewTable } from "@/features/imports/components/preview-table";
import { RowQuestions } from "@/features/imports/components/row-questions";
import { judgeList } from "@/features/imports/rules";
import { LARGEST_LIST_BYTES, readRowFilter, ROW_OUTCOMES, ROWS_A_PAGE, writeRowFilter } from "@/features/imports/schema";
import { previewList } from "@/features/imports/drafts/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadById, loadSurroundings, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("imports.previewTitle") };
}

export default async function ImportPreviewPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [around, words, parameters] = [await loadSurroundings(), await getWords(), await searchParams];
  const { id } = await params;
  const filter = readRowFilter(parameters);
  const list = await loadById(id, (one) => previewList(actor, one, { outcome: filter.outcome, from: (filter.page - 1) * ROWS_A_PAGE, most: ROWS_A_PAGE }, around)).catch((error: unknown) => {
    // The worker reads it in, and the list's own page leads to that.
    if (isAppError(error, "CONFLICT")) redirect(`/imports/drafts/${id}`);
    throw error;
  });
  const parked = await Promise.all(["import-upload", "import-run", "import-answers"].map((name) => findParkedForm(name, typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)));
  const problems = describeProblems({}, parked.flatMap((one) => one?.issues ?? []), words, "rows");
  const address = (changes: Partial<typeof filter>) => `/imports/drafts/${id}/preview${writeRowFilter({ ...filter, page: 1, ...changes })}`;
  const path = `/imports/drafts/${id}/preview`;
  const judged = judgeList(list.counts);
  const total = ROW_OUTCOMES.reduce((sum, outcome) => sum + list.counts[outcome], 0);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/imports", label: words("imports.title") }, { href: `/imports/drafts/${id}`, label: words("imports.columns") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("imports.problem")} items={problems.summary} /> : null}
      {parameters["done"] === "answered" ? <Notice kind="done">{words("imports.done.answered")}</Notice> : null}
      <PageHead tight title={words("imports.previewTitle")} lead={words("imports.previewLead", { file: list.fileName })} quietLead meta={<span className="quiet">{words(`imports.of.${list.kind}`)}</span>} tools={<a href={`/imports/drafts/${id}`}>{words("imports.back")}</a>} />
      <Rows tight>
        {ROW_OUTCOMES.filter((outcome) => list.counts[outcome] > 0).map((outcome) => (
          <li key={outcome}>
            <a href={address({ outcome })}>{words(`imports.counts.${outcome}`, { count: list.counts[outcome] })}</a>
          </li>
        ))}
      </Rows>
      {judged.ok ? (
        <form action={run}>
          <input type="hidden" name="_back" value={path} />
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="digest" value={list.digest} />
          <Buttons>
            <Button variant="primary">{words("imports.run", { count: list.counts.NEW, changed: list.counts.CHANGED })}</Button>
          </Buttons>
          <p className="quiet">{words("imports.runLead")}</p>
        </form>
      ) : (
        <div className="mt-6">
          <Notice>
            {words(judged.reason === "importNothingNew" ? "imports.runNothing" : "imports.runNot")} {judged.reason === "importNothingNew" ? null : words(`refusals.${judged.reason}`, { ...judged.about })}
          </Notice>
        </div>
      )}
      {list.counts.FAULT === 0 ? null : (
        <p className="max-w-measure">
          <a href={`/api/imports/${id}`} download>{words("imports.download")}</a>. {words("imports.downloadLead")}
        </p>
      )}
      {list.counts.LIKE === 0 ? null : <RowQuestions draft={list} back={path} words={words} />}
      <Section id="rows" title={words("imports.rows")} {...(filter.outcome === null ? {} : { more: { href: address({ outcome: null }), label: words("imports.all", { count: formatCount(total) }) } })}>
        {list.rows.length === 0 ? (
          <p>{words("imports.rowsNone")}</p>
        ) : (
          <>
            <PreviewTable rows={list.rows} fields={list.fields} placeOf={list.placeOf} pathOf={around.importables.find(({ kind }) => kind === list.kind)?.pathOf ?? null} words={words} />
            <Pager {...describePages(words, { page: filter.page, size: ROWS_A_PAGE, shown: list.rows.length, total: filter.outcome === null ? total : list.counts[filter.outcome] }, (number) => address({ page: number }))} />
          </>
        )}
      </Section>
      <Section id="again" title={words("imports.again")} note={words("imports.againLead")}>
        <form action={upload} noValidate>
          <input type="hidden" name="_back" value={path} />
          <input type="hidden" name="kind" value={list.kind} />
          <input type="hidden" name="draftId" value={id} />
          <FileField name="file" label={words("imports.file")} help={words("imports.fileHelp", { megabytes: LARGEST_LIST_BYTES / 1_048_576, rows: formatCount(around.importables.find(({ kind }) => kind === list.kind)?.mostRows ?? 0) })} error={problems.errorOf("file")} accept=".xlsx,.csv,.txt" />
          <Buttons>
            <Button>{words("imports.againSend")}</Button>
          </Buttons>
        </form>
        <form action={discard} className="mt-4">
          <input type="hidden" name="_back" value={path} />
          <input type="hidden" name="id" value={id} />
          <button className="link" type="submit">{words("imports.discard")}</button>
        </form>
      </Section>
    </>
  );
}
