import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { add } from "@/features/bodies/actions";
import { bodiesPolicy } from "@/features/bodies/policy";
import { BODY_KINDS, CERTAINTIES } from "@/features/bodies/schema";
import { listBodies } from "@/features/bodies/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("bodies.add") };
}

export default async function NewBodyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  if (!may(bodiesPolicy, "add", actor, { id: "*" })) notFound();
  const parameters = await searchParams;
  const [words, parents, parked] = await Promise.all([
    getWords(),
    listBodies(actor, { on: dateInStockholm(new Date()) }),
    findParkedForm("body-add", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "kind");
  const options = BODY_KINDS.flatMap((kind) => {
    const inside = parents.filter((body) => body.kind === kind).map((body) => ({ value: body.id, label: body.name }));
    return inside.length === 0 || kind === "WORKPLACE" ? [] : [{ label: words(`bodies.kindsMany.${kind}`), options: inside }];
  });
  const text = (name: string) => ({ name, error: errorOf(name), defaultValue: textOf(values, name) });
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }]} />
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.add")} />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/bodies/new" />
        <SelectField {...text("kind")} label={words("bodies.kind")} empty={words("bodies.choose")} options={BODY_KINDS.map((value) => ({ value, label: words(`bodies.kinds.${value}`) }))} width="medium" required />
        <TextField {...text("name")} label={words("bodies.name")} autoComplete="off" required />
        <TextField {...text("shortName")} label={words("bodies.shortName")} help={words("bodies.shortNameHelp")} optional={words("bodies.optional")} width="medium" autoComplete="off" />
        <SelectField {...text("parentId")} label={words("bodies.belongsTo")} help={words("bodies.parentHelp")} empty={words("bodies.noParent")} options={options} />
        <TextField {...text("ownershipPercent")} label={words("bodies.ownership")} help={words("bodies.ownershipHelp")} optional={words("bodies.companiesOnly")} width="short" inputMode="decimal" autoComplete="off" />
        <TextField {...text("organisationNumber")} label={words("bodies.organisationNumber")} help={words("bodies.organisationNumberHelp")} optional={words("bodies.companiesOnly")} width="short" inputMode="numeric" autoComplete="off" />
        <TextField {...text("boundByOther")} label={words("bodies.boundByOther")} help={words("bodies.boundByOtherHelp")} optional={words("bodies.companiesOnly")} autoComplete="off" />
        <DateField {...text("validFrom")} label={words("bodies.validFrom")} help={words("bodies.dateHelp")} optional={words("bodies.optional")} />
        <DateField {...text("validTo")} label={words("bodies.validTo")} optional={words("bodies.optional")} />
        <SelectField {...text("certainty")} label={words("bodies.certainty")} options={CERTAINTIES.map((value) => ({ value, label: words(`bodies.certainties.${value}`) }))} defaultValue={textOf(values, "certainty") || "HIGH"} width="medium" />
        <TextField {...text("source")} label={words("bodies.source")} help={words("bodies.sourceHelp")} optional={words("bodies.optional")} autoComplete="off" />
        <Buttons>
          <Button variant="primary">{words("bodies.save")}</Button>
          <ButtonLink variant="text" href="/bodies">{words("bodies.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
