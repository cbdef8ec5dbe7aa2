import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxGroup, DateField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { listResources } from "@/features/api/rules";
import { make } from "@/features/system-tokens/actions";
import { describeProblems } from "@/lib/form-problems";
import { resources } from "@/registers";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { getKeeper, type Parameters } from "../load";

/** As long as a token is valid where nothing else is written. */
const USUAL_DAYS = 365;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("systemTokens.add") };
}

export default async function NewSystemTokenPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getKeeper();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("system-token-make", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { validTo: addDays(dateInStockholm(new Date()), USUAL_DAYS) }, parked?.issues ?? [], words, "name");
  const field = (name: string) => ({ name, label: words(`systemTokens.field.${name}`), help: words(`systemTokens.help.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/system-tokens", label: words("systemTokens.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("systemTokens.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("systemTokens.add")} lead={words("systemTokens.addLead")} quietLead />
      <form action={make} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/system-tokens/new" />
        <TextField {...field("name")} autoComplete="off" required />
        <TextField {...field("contact")} autoComplete="off" required />
        <CheckboxGroup
          {...field("registers")}
          options={listResources(resources).map(({ name, title }) => ({ value: name, label: words(title) }))}
          defaultValue={[problems.values["registers"] ?? []].flat()}
        />
        <DateField {...field("validTo")} required />
        <Buttons>
          <Button variant="primary">{words("systemTokens.save")}</Button>
          <ButtonLink variant="text" href="/system-tokens">{words("systemTokens.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
