import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { register } from "@/features/disclosures/actions";
import { RequestFields } from "@/features/disclosures/components/request-fields";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { getAnswerer, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disclosures.registerTitle") };
}

export default async function RegisterRequestPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getAnswerer();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("disclosure-register", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { receivedOn: dateInStockholm(new Date()) }, parked?.issues ?? [], words, "receivedOn");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/disclosures", label: words("disclosures.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disclosures.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("disclosures.registerTitle")} lead={words("disclosures.registerLead")} quietLead />
      <form action={register} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/disclosures/new" />
        <RequestFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("disclosures.registerSave")}</Button>
          <ButtonLink variant="text" href="/disclosures">{words("disclosures.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
