import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { choose, discard, tell } from "@/features/imports/actions";
import { ColumnFields } from "@/features/imports/components/column-fields";
import { getDraft } from "@/features/imports/drafts/service";
import { describeProblems } from "@/lib/form-problems";
import { formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadById, loadSurroundings, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["uploaded", "chosen"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("imports.columns") };
}

export default async function ImportDraftPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [around, words, { done, form }] = [await loadSurroundings(), await getWords(), await searchParams];
  const draft = await loadById((await params).id, (id) => getDraft(actor, id, around));
  if (draft.runId !== null) redirect(`/imports/runs/${draft.runId}`);
  const parked = (name: string) => findParkedForm(name, typeof form === "string" ? form : undefined, actor.personId);
  const [columns, sheet] = await Promise.all([parked("import-columns"), parked("import-sheet")]);
  const told = columns?.values ?? null;
  const problems = describeProblems({}, [...(columns?.issues ?? []), ...(sheet?.issues ?? [])], words, "headerRow");
  const path = `/imports/drafts/${draft.id}`;
  const hidden = Object.entries({ _back: path, id: draft.id, _version: draft.revision }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/imports", label: words("imports.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("imports.problem")} items={problems.summary} /> : null}
      {typeof done === "string" && DONE.has(done) ? <Notice kind="done">{words(`imports.done.${done}`)}</Notice> : null}
      <PageHead tight title={words("imports.columns")} lead={words("imports.columnsLead", { file: draft.fileName, rows: draft.rowCount })} quietLead meta={<span className="quiet">{words(`imports.of.${draft.kind}`)}</span>} />
      {draft.rememberedAt === null ? null : <Notice>{words("imports.remembered", { at: formatInstant(draft.rememberedAt, words.locale) })}</Notice>}
      <Section id="sheet-title" title={words("imports.sheetTitle")}>
        <form action={choose} noValidate>
          {hidden}
          {draft.sheets.length > 1 ? (
            <SelectField name="sheet" label={words("imports.sheet")} options={draft.sheets.map((name, index) => ({ value: String(index), label: name }))} defaultValue={String(draft.sheet)} width="medium" />
          ) : (
            <input type="hidden" name="sheet" value={draft.sheet} />
          )}
          <TextField name="headerRow" label={words("imports.headerRow")} help={words("imports.headerRowHelp")} error={problems.errorOf("headerRow")} defaultValue={String(draft.headerRow)} width="short" inputMode="numeric" />
          <Buttons>
            <Button small>{words("imports.choose")}</Button>
          </Buttons>
        </form>
      </Section>
      <Section id="fields" title={words(`imports.of.${draft.kind}`)}>
        <form action={tell} noValidate>
          {hidden}
          <ColumnFields fields={draft.fields} columns={draft.columns} chosen={draft.chosen} defaults={draft.defaults} told={told} words={words} />
          <Buttons>
            <Button variant="primary">{words("imports.preview")}</Button>
            <ButtonLink variant="text" href="/imports">{words("imports.cancel")}</ButtonLink>
          </Buttons>
        </form>
        <form action={discard} className="mt-4">
          <input type="hidden" name="_back" value={path} />
          <input type="hidden" name="id" value={draft.id} />
          <button className="link" type="submit">{words("imports.discard")}</button>
        </form>
      </Section>
    </>
  );
}
