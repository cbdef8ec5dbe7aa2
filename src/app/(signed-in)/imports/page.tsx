import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { RegisterTable } from "@/components/register-table";
import { Rows, Section } from "@/components/section";
import { percentOf } from "@/features/imports/rules";
import { listRuns } from "@/features/imports/runs/service";
import { listImports } from "@/features/imports/service";
import { formatCount, formatInstant } from "@/lib/formats";
import { importables } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("imports.title") };
}

export default async function ImportsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  if (!importables.some(({ mayImport }) => mayImport(actor))) notFound();
  const [words, { done }, { drafts, imports }, runs] = await Promise.all([getWords(), searchParams, listImports(actor), listRuns(actor)]);
  return (
    <>
      {done === "discarded" ? <Notice kind="done">{words("imports.done.discarded")}</Notice> : null}
      <PageHead tight title={words("imports.title")} lead={words("imports.lead")} tools={<ButtonLink variant="primary" href="/imports/new">{words("imports.newTitle")}</ButtonLink>} />
      {runs.length === 0 ? null : (
        <Section id="waiting" title={words("imports.waiting")}>
          <Rows>
            {runs.map((run) => (
              <li key={run.id}>
                <a href={`/imports/runs/${run.id}`}>{run.fileName}</a> <small>{words("imports.waitingOf", { kind: words(`imports.of.${run.kind}`), percent: percentOf(run) })}</small>
              </li>
            ))}
          </Rows>
        </Section>
      )}
      {drafts.length === 0 ? null : (
        <Section id="drafts" title={words("imports.drafts")} note={words("imports.draftsNote")}>
          <Rows>
            {drafts.map(({ id, kind, fileName, updatedAt }) => (
              <li key={id}>
                <a href={`/imports/drafts/${id}`}>{fileName}</a> <small>{words("imports.draftOf", { kind: words(`imports.of.${kind}`), at: formatInstant(updatedAt, words.locale) })}</small>
              </li>
            ))}
          </Rows>
        </Section>
      )}
      <Section id="imports" title={words("imports.imports")}>
        {imports.length === 0 ? (
          <EmptyState title={words("imports.none")}>{words("imports.noneYet")}</EmptyState>
        ) : (
          <RegisterTable
            caption={words("imports.caption")}
            hideCaption
            name={{ label: words("imports.column.file") }}
            columns={[
              { label: words("imports.column.kind"), kind: "full" },
              { label: words("imports.column.when"), kind: "date" },
              { label: words("imports.column.who"), kind: "full" },
              { label: words("imports.column.added"), kind: "amount" },
              { label: words("imports.column.changed"), kind: "amount" },
              { label: words("imports.column.same"), kind: "amount" },
              { label: words("imports.column.state"), kind: "full" },
            ]}
            lines={imports.map((one) => [`/imports/${one.id}`, one.fileName, "", "", words(`imports.of.${one.kind}`), formatInstant(one.createdAt, words.locale), one.personName ?? "", formatCount(one.addedCount), formatCount(one.changedCount), formatCount(one.sameCount), words(one.undoneAt === null ? "imports.state.read" : "imports.state.undone")])}
          />
        )}
      </Section>
    </>
  );
}
