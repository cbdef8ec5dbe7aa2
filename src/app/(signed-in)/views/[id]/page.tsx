import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { change } from "@/features/saved-views/actions";
import { ViewFields } from "@/features/saved-views/components/view-fields";
import { getView, loadSharingChoices } from "@/features/saved-views/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("savedViews.changeTitle") };
}

export default async function ViewPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, { id }, { form }] = [await getActor(), await getWords(), await params, await searchParams];
  if (!isId(id)) notFound();
  const { view, mayChange } = await getView(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  if (!mayChange) notFound();
  const [choices, parked] = await Promise.all([loadSharingChoices(actor), findParkedForm("view-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { name: view.name, sharing: view.sharing, unitId: view.unitId ?? "" }, parked?.issues ?? [], words, "name");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/views", label: words("savedViews.pageTitle") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("savedViews.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("savedViews.changeTitle")} />
      <form action={change} noValidate>
        <input type="hidden" name="_back" value={`/views/${view.id}`} />
        <input type="hidden" name="id" value={view.id} />
        <input type="hidden" name="_version" value={view.version} />
        <ViewFields values={problems.values} errorOf={problems.errorOf} choices={choices} words={words} />
        <Buttons>
          <Button variant="primary">{words("savedViews.saveChange")}</Button>
          <ButtonLink variant="text" href="/views">{words("savedViews.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
