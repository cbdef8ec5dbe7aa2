import type { Metadata } from "next";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { save } from "@/features/saved-views/actions";
import { ViewFields } from "@/features/saved-views/components/view-fields";
import { addressOf, cleanQuery } from "@/features/saved-views/rules";
import { isViewList, VIEW_LISTS } from "@/features/saved-views/schema";
import { loadSharingChoices } from "@/features/saved-views/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("savedViews.newTitle") };
}

export default async function NewViewPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, parameters] = [await getActor(), await getWords(), await searchParams];
  const text = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : "");
  const [list, query] = [text("list"), cleanQuery(text("query"))];
  if (!isViewList(list)) notFound();
  const [choices, parked] = await Promise.all([loadSharingChoices(actor), findParkedForm("view-save", text("form"), actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "name");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: list, label: words(VIEW_LISTS[list]) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("savedViews.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("savedViews.newTitle")} lead={words("savedViews.newLead", { list: words(VIEW_LISTS[list]) })} quietLead />
      <form action={save} noValidate>
        <input type="hidden" name="_back" value={`/views/new?${new URLSearchParams({ list, query }).toString()}`} />
        <input type="hidden" name="_key" value={textOf(problems.values, "_key") || randomUUID()} />
        <input type="hidden" name="list" value={list} />
        <input type="hidden" name="query" value={query} />
        <ViewFields values={problems.values} errorOf={problems.errorOf} choices={choices} words={words} />
        <CheckboxField name="isDefault" label={words("savedViews.defaultLabel")} value="on" defaultValue={textOf(problems.values, "isDefault") === "on"} />
        <Buttons>
          <Button variant="primary">{words("savedViews.save")}</Button>
          <ButtonLink variant="text" href={addressOf({ list, query })}>{words("savedViews.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
