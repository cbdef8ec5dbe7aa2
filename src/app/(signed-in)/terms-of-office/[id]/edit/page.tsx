import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { change } from "@/features/terms-of-office/actions";
import { TermFields } from "@/features/terms-of-office/components/term-fields";
import { termsPolicy } from "@/features/terms-of-office/policy";
import { nameTerm } from "@/features/terms-of-office/rules";
import { findTermOfOffice } from "@/features/terms-of-office/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("terms.edit") };
}

export default async function EditTermPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const term = isId(id) ? await findTermOfOffice(actor, id) : null;
  if (term === null || !may(termsPolicy, "change", actor, term)) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("term-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { startsOn: term.startsOn, endsOn: term.endsOn }, parked?.issues ?? [], words, "startsOn");
  const path = `/terms-of-office/${term.id}`;
  return (
    <>
      <Breadcrumbs label={words("terms.crumbs")} items={[{ href: "/people", label: words("people.title") }, { href: "/terms-of-office", label: words("terms.title") }, { href: path, label: nameTerm(term) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("terms.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("terms.editTitle", { name: nameTerm(term) })} lead={words("terms.editLead", { count: term.seatCount })} quietLead />
      <form action={change} noValidate>
        <input type="hidden" name="id" value={term.id} />
        <input type="hidden" name="_version" value={term.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <TermFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("terms.editSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("terms.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
