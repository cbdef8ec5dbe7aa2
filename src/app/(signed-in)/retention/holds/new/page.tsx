import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextArea } from "@/components/field";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { hold } from "@/features/retention/actions";
import { AddressForm } from "@/features/retention/components/address-form";
import { retentionPolicy } from "@/features/retention/policy";
import { readRecordAddress } from "@/features/retention/rules";
import { getRecordToHold } from "@/features/retention/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getFollower, orNotFound, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("retention.holdTitle") };
}

/** Keeps a record from being disposed of, with the reason why. */
export default async function NewHoldPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getFollower(), await searchParams];
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : "");
  const named = one("kind") === "" && one("id") === "" ? readRecordAddress(one("address"), around.registers) : { kind: one("kind"), id: one("id") };
  if (named === null) return <WhichRecord actor={actor} address={one("address").slice(0, 500)} />;
  const { kind, id } = named;
  if (!isId(id) || !/^[a-zA-Z]{1,40}$/.test(kind)) notFound();
  const [words, record, parked] = await Promise.all([getWords(), orNotFound(getRecordToHold(actor, { kind, id }, around)), findParkedForm("retention-hold", one("form") || undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "reason");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }, { href: "/retention/holds", label: words("retention.holdsTitle") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("retention.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("retention.holdTitle")} lead={<a href={record.path}>{record.title}</a>} quietLead meta={words(`documents.with.${kind}`)} />
      <form action={hold} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`/retention/holds/new?kind=${kind}&id=${id}`} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="id" value={id} />
        <TextArea name="reason" label={words("retention.field.reason")} help={words("retention.help.reason")} error={problems.errorOf("reason")} defaultValue={textOf(problems.values, "reason")} required />
        <Buttons>
          <Button variant="primary">{words("retention.holdSave")}</Button>
          <ButtonLink variant="text" href="/retention/holds">{words("retention.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

async function WhichRecord({ actor, address }: { actor: Actor; address: string }) {
  if (!may(retentionPolicy, "hold", actor, { id: "*" })) notFound();
  const words = await getWords();
  const error = words("retention.errors.address");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }, { href: "/retention/holds", label: words("retention.holdsTitle") }]} />
      <ErrorSummary title={words("retention.problem")} items={[{ href: "#address", text: error }]} />
      <PageHead tight title={words("retention.holdTitle")} />
      <AddressForm address={address} error={error} words={words} />
    </>
  );
}
