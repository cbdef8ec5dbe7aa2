import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { isAdministrator } from "@/domain/actor";
import { erase } from "@/features/people/erasure/actions";
import { getLeaver } from "@/features/people/erasure/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("erasure.erase") };
}

/** What is erased of a person who has left, and what stays; it cannot be undone. */
export default async function ErasePersonPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [{ id }, { form }, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  if (!isAdministrator(actor) || !isId(id)) notFound();
  const leaver = await getLeaver(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  if (!leaver.isDue) notFound();
  const parked = await findParkedForm("person-erase", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "isSure");
  const path = `/people/leavers/${id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/people", label: words("people.title") }, { href: "/people/leavers", label: words("erasure.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("erasure.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("erasure.eraseTitle", { name: leaver.name })} lead={words("erasure.eraseLead")} />
      <h2>{words("erasure.goes")}</h2>
      <ul className="list">{["name", "reach", "login", "own"].map((what) => <li key={what}>{words(`erasure.gone.${what}`)}</li>)}</ul>
      <h2>{words("erasure.stays")}</h2>
      <p>{words("erasure.staysText")}</p>
      {leaver.papers.length === 0 ? null : (
        <>
          <p>{words("erasure.documents", { count: leaver.papers.reduce((sum, { count }) => sum + count, 0) })}</p>
          <ul className="list">{leaver.papers.map(({ appointmentId, unit, count }) => <li key={appointmentId}><a href={`/contact-persons/${appointmentId}`}>{unit}</a> ({count})</li>)}</ul>
        </>
      )}
      <form action={erase} noValidate className="mt-6">
        <input type="hidden" name="_back" value={path} />
        <input type="hidden" name="id" value={leaver.id} />
        <input type="hidden" name="_version" value={leaver.version} />
        <CheckboxField name="isSure" label={words("erasure.sure")} value="on" error={problems.errorOf("isSure")} />
        <Buttons>
          <Button variant="primary">{words("erasure.erase")}</Button>
          <ButtonLink variant="text" href="/people/leavers">{words("erasure.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
