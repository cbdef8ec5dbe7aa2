import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { move } from "@/features/bodies/actions";
import { bodiesPolicy } from "@/features/bodies/policy";
import { parentKindsOf } from "@/features/bodies/rules";
import { findBody, listBodies } from "@/features/bodies/service";
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
  return { title: (await getWords())("bodies.steps.move") };
}

export default async function MoveBodyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const today = dateInStockholm(new Date());
  const body = isId(id) ? await findBody(actor, id, today) : null;
  if (body === null || !may(bodiesPolicy, "move", actor, body)) notFound();
  const parameters = await searchParams;
  const [words, all, parked] = await Promise.all([
    getWords(),
    listBodies(actor, { on: today }),
    findParkedForm("body-move", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "parentId");
  const path = `/bodies/${body.id}`;
  const options = all.filter((parent) => parentKindsOf(body.kind).includes(parent.kind) && parent.id !== body.id).map((parent) => ({ value: parent.id, label: parent.name }));
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }, { href: path, label: body.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.moveTitle", { name: body.name })} lead={words("bodies.moveLead")} quietLead />
      <form action={move} noValidate>
        <input type="hidden" name="bodyId" value={body.id} />
        <input type="hidden" name="_version" value={body.version} />
        <input type="hidden" name="_back" value={`${path}/move`} />
        <SelectField name="parentId" label={words("bodies.newParent")} empty={words("bodies.noParent")} options={options} error={errorOf("parentId")} defaultValue={textOf(values, "parentId")} />
        <DateField name="from" label={words("bodies.moveFrom")} help={words("bodies.dateHelp")} error={errorOf("from")} defaultValue={textOf(values, "from")} required />
        <Buttons>
          <Button variant="primary">{words("bodies.moveSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
