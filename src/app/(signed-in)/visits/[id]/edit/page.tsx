import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { change } from "@/features/visits/actions";
import { VisitFields } from "@/features/visits/components/visit-fields";
import { writeVisit } from "@/features/visits/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, loadVisit, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visits.edit") };
}

export default async function EditVisitPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { visit, mayEdit } = await loadVisit(actor, (await params).id);
  const { form } = await searchParams;
  if (!mayEdit || (visit.closedOn !== null && form === undefined)) notFound();
  const [words, offered, parked] = await Promise.all([getWords(), loadForm(actor, { id: visit.unitId, name: visit.unitName }), findParkedForm("visit-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const stored = writeVisit(visit);
  const problems = describeProblems(parked?.values ?? stored, parked?.issues ?? [], words, "title");
  // Someone has saved meanwhile: what stands there now, where it is not what was typed.
  const isConflict = parked?.issues.some((issue) => issue.message === "errors.CONFLICT") === true;
  const differing = isConflict ? Object.keys(stored).filter((field) => field !== "unitId" && textOf(stored, field) !== textOf(problems.values, field)) : [];
  const spoken = (field: string) => {
    const text = textOf(stored, field);
    if (text === "") return words("visits.empty");
    if (text === "on") return words("frame.yes");
    if (text === "yes" || text === "no") return words(`frame.${text}`);
    return field === "direction" ? words(`visits.direction.${text}`) : text;
  };
  const path = `/visits/${visit.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }, { href: path, label: visit.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visits.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("visits.editTitle", { title: visit.title })} />
      {differing.length > 0 ? (
        <Section id="stored" title={words("visits.nowStored")} note={words("visits.nowStoredNote")}>
          <Facts items={differing.map((field) => ({ label: words(`visits.field.${field}`), value: spoken(field) }))} />
        </Section>
      ) : null}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={visit.id} />
        <input type="hidden" name="_version" value={visit.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        <VisitFields problems={problems} {...offered} words={words} />
        <Buttons>
          <Button variant="primary">{words("visits.editSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("visits.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
