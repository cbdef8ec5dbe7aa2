import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { RegisterTable } from "@/components/register-table";
import { Section } from "@/components/section";
import { undo } from "@/features/imports/actions";
import { readRowFilter, ROWS_A_PAGE, writeRowFilter } from "@/features/imports/schema";
import { getImport } from "@/features/imports/service";
import { describeProblems } from "@/lib/form-problems";
import { formatInstant } from "@/lib/formats";
import { describePages } from "@/lib/list-pages";
import { importables } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadById, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["run", "undone"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await getActor();
  return { title: (await loadById((await params).id, (id) => getImport(actor, id, { from: 0, most: 0 }))).fileName };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [words, parameters] = [await getWords(), await searchParams];
  const { page } = readRowFilter(parameters);
  const list = await loadById((await params).id, (id) => getImport(actor, id, { from: (page - 1) * ROWS_A_PAGE, most: ROWS_A_PAGE }));
  const parked = await findParkedForm("import-undo", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const problems = describeProblems({}, parked?.issues ?? [], words, "undo");
  const importable = importables.find(({ kind }) => kind === list.kind);
  const path = `/imports/${list.id}`;
  const { done } = parameters;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/imports", label: words("imports.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("imports.problem")} items={problems.summary} /> : null}
      {typeof done === "string" && DONE.has(done) ? <Notice kind="done">{words(`imports.done.${done}`)}</Notice> : null}
      {list.undoneAt === null || done === "undone" ? null : <Notice>{words("imports.undoneAt", { at: formatInstant(list.undoneAt, words.locale) })}</Notice>}
      <PageHead
        tight
        title={list.fileName}
        lead={words("imports.ofLead", { kind: words(`imports.of.${list.kind}`), at: formatInstant(list.createdAt, words.locale), who: list.personName ?? "–", added: list.addedCount, changed: list.changedCount, same: list.sameCount, aside: list.asideCount })}
        quietLead
        tools={importable === undefined ? null : <a href={importable.path}>{words("imports.toRegister")}</a>}
      />
      {list.mayUndo ? (
        <form action={undo}>
          <input type="hidden" name="_back" value={path} />
          <input type="hidden" name="id" value={list.id} />
          <input type="hidden" name="_version" value={list.version} />
          <Button id="undo">{words("imports.undo")}</Button>
          <p className="quiet max-w-measure">{words("imports.undoLead")}</p>
        </form>
      ) : null}
      <Section id="rows" title={words("imports.resultCaption")}>
        <RegisterTable
          caption={words("imports.resultCaption")}
          hideCaption
          name={{ label: words("imports.column.title") }}
          columns={[{ label: words("imports.column.row"), kind: "date" }, { label: words("imports.column.outcome"), kind: "full" }]}
          lines={list.rows.map((row) => [importable?.pathOf(row.id) ?? path, row.title, "", "", String(row.row), words(`imports.became.${row.outcome}`)])}
        />
        <Pager {...describePages(words, { page, size: ROWS_A_PAGE, shown: list.rows.length, total: list.rowCount }, (number) => `${path}${writeRowFilter({ outcome: null, page: number })}`)} />
      </Section>
    </>
  );
}
