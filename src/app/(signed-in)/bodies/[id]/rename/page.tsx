import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { rename } from "@/features/bodies/actions";
import { bodiesPolicy } from "@/features/bodies/policy";
import { findBody } from "@/features/bodies/service";
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
  return { title: (await getWords())("bodies.steps.rename") };
}

export default async function RenameBodyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const body = isId(id) ? await findBody(actor, id, dateInStockholm(new Date())) : null;
  if (body === null || !may(bodiesPolicy, "rename", actor, body)) notFound();
  const parameters = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("body-rename", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)]);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "name");
  const path = `/bodies/${body.id}`;
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }, { href: path, label: body.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.renameTitle", { name: body.name })} lead={words("bodies.renameLead")} quietLead />
      <form action={rename} noValidate>
        <input type="hidden" name="bodyId" value={body.id} />
        <input type="hidden" name="_version" value={body.version} />
        <input type="hidden" name="_back" value={`${path}/rename`} />
        <TextField name="name" label={words("bodies.newName")} error={errorOf("name")} defaultValue={textOf(values, "name")} autoComplete="off" required />
        <TextField name="shortName" label={words("bodies.shortName")} help={words("bodies.shortNameHelp")} optional={words("bodies.optional")} error={errorOf("shortName")} defaultValue={textOf(values, "shortName")} width="medium" autoComplete="off" />
        <DateField name="from" label={words("bodies.nameFrom")} help={words("bodies.dateHelp")} error={errorOf("from")} defaultValue={textOf(values, "from")} required />
        <Buttons>
          <Button variant="primary">{words("bodies.renameSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
