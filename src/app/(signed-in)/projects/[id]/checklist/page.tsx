import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { textOf } from "@/domain/values";
import { tick as tickOff, untick } from "@/features/projects/checklist/actions";
import { getChecklist } from "@/features/projects/checklist/service";
import { getProject } from "@/features/projects/service";
import { isId } from "@/lib/fields";
import { formatInstant } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const DONE = new Set(["ticked", "unticked"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("checklist.title") };
}

export default async function ChecklistPage({ params, searchParams }: Props) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  if (!isId(id)) notFound();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [{ items, mayTick }, { project }, parked] = await Promise.all([getChecklist(actor, id), getProject(actor, id), form === undefined ? null : findParkedForm("checklist-step", form, actor.personId)]).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "items");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/projects/${id}/checklist`;
  const { locale } = words;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`checklist.done.${done}`)}</Notice>}
      <PageHead tight title={words("checklist.title")} lead={project.title} quietLead />
      <Section id="items" title={words("checklist.count", { done: items.filter(({ tick }) => tick !== null).length, all: items.length })}>
        <p className="meta mb-4">{words("checklist.lead")}</p>
        <Rows>
          {items.map(({ item, tick }) => (
            <li key={item.code} id={item.code}>
              <h3>{locale === "en" ? item.en : item.sv}</h3>
              <p className="meta">{locale === "en" ? item.helpEn : item.helpSv}</p>
              {tick === null ? (
                mayTick ? (
                  <form action={tickOff} noValidate>
                    <input type="hidden" name="projectId" value={id} />
                    <input type="hidden" name="code" value={item.code} />
                    <input type="hidden" name="_back" value={path} />
                    <TextField id={`note-${item.code}`} name="note" label={words("checklist.note")} optional={words("frame.optional")} {...(textOf(problems.values, "code") === item.code ? { defaultValue: textOf(problems.values, "note"), error: problems.errorOf("note") } : {})} />
                    <Buttons className="mt-3">
                      <Button small>{words("checklist.tick")}<span className="vh"> {locale === "en" ? item.en : item.sv}</span></Button>
                    </Buttons>
                  </form>
                ) : (
                  <p><Status kind="todo">{words("checklist.notYet")}</Status></p>
                )
              ) : (
                <>
                  <p>
                    <Status kind="done">{words("checklist.ticked", { name: tick.by ?? words("checklist.someone"), at: formatInstant(tick.at, locale) })}</Status>
                  </p>
                  {tick.note === null ? null : <p>{tick.note}</p>}
                  {mayTick ? <OneButton action={untick} fields={{ projectId: id, tickId: tick.id, _version: tick.version, _back: path }} label={words("checklist.untick")} hiddenLabel={locale === "en" ? item.en : item.sv} /> : null}
                </>
              )}
            </li>
          ))}
        </Rows>
      </Section>
    </>
  );
}
