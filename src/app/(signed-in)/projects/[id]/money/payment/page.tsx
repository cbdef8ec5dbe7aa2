import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { addPayment, changePayment } from "@/features/funding/actions";
import { describePayment, writeClaimPeriod } from "@/features/funding/components/money-parts";
import { PaymentFields } from "@/features/funding/components/part-fields";
import { writePayment } from "@/features/funding/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadMoney, partOf, type Props } from "../load";

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: (await getWords())((await searchParams)["id"] === undefined ? "funding.addPayment" : "funding.changePayment") };
}

export default async function PaymentPage({ params, searchParams }: Props) {
  const [{ id }, { id: named, form }, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  const { project, mayEdit, payments, claims } = await loadMoney(actor, id);
  if (!mayEdit) notFound();
  const stored = partOf(payments, named);
  const parked = await findParkedForm("funding-payment", typeof form === "string" ? form : undefined, actor.personId);
  const isStale = parked?.issues.some(({ message }) => message === "errors.CONFLICT") ?? false;
  const begun = stored === null ? { currency: project.currency } : writePayment(stored);
  const problems = describeProblems(parked?.values ?? begun, parked?.issues ?? [], words, "kind");
  const path = `/projects/${id}/money`;
  const title = words(stored === null ? "funding.addPayment" : "funding.changePayment");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }, { href: path, label: words("funding.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {isStale && stored !== null ? <Notice>{words("funding.stored", { values: describePayment(stored, words) })}</Notice> : null}
      <PageHead tight title={title} lead={words("funding.paymentLead")} quietLead />
      <form action={stored === null ? addPayment : changePayment} noValidate>
        {stored === null ? <input type="hidden" name="_key" value={randomUUID()} /> : <input type="hidden" name="id" value={stored.id} />}
        {stored === null ? null : <input type="hidden" name="_version" value={stored.version} />}
        <input type="hidden" name="projectId" value={id} />
        <input type="hidden" name="_back" value={`${path}/payment${stored === null ? "" : `?id=${stored.id}`}`} />
        <PaymentFields problems={problems} claims={claims.map((claim) => ({ id: claim.id, label: writeClaimPeriod(claim, words) }))} words={words} />
        <Buttons>
          <Button variant="primary">{words("funding.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("funding.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
