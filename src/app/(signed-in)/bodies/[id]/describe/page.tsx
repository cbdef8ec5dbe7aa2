import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { writeOrganisationNumber } from "@/domain/organisation-number";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { describe } from "@/features/bodies/actions";
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
  return { title: (await getWords())("bodies.steps.describe") };
}

export default async function DescribeBodyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const body = isId(id) ? await findBody(actor, id, dateInStockholm(new Date())) : null;
  if (body === null || body.kind !== "COMPANY" || body.isEnded || !may(bodiesPolicy, "describe", actor, body)) notFound();
  const parameters = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("body-describe", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)]);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "organisationNumber");
  const path = `/bodies/${body.id}`;
  const text = (name: string, stored: string) => ({ name, error: errorOf(name), defaultValue: parked === null ? stored : textOf(values, name) });
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }, { href: path, label: body.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.describeTitle", { name: body.name })} />
      <form action={describe} noValidate>
        <input type="hidden" name="bodyId" value={body.id} />
        <input type="hidden" name="_version" value={body.version} />
        <input type="hidden" name="_back" value={`${path}/describe`} />
        <TextField {...text("organisationNumber", body.organisationNumber === null ? "" : writeOrganisationNumber(body.organisationNumber))} label={words("bodies.organisationNumber")} help={words("bodies.organisationNumberHelp")} optional={words("bodies.optional")} width="short" inputMode="numeric" autoComplete="off" />
        <TextField {...text("ownershipPercent", body.ownershipPercent === null ? "" : new Intl.NumberFormat(words.locale).format(body.ownershipPercent))} label={words("bodies.ownership")} help={words("bodies.ownershipHelp")} optional={words("bodies.optional")} width="short" inputMode="decimal" autoComplete="off" />
        <TextField {...text("boundByOther", body.boundByOther ?? "")} label={words("bodies.boundByOther")} help={words("bodies.boundByOtherHelp")} optional={words("bodies.optional")} autoComplete="off" />
        <Buttons>
          <Button variant="primary">{words("bodies.describeSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
