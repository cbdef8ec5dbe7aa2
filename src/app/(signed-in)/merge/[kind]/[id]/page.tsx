import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField, RadioGroup, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { merge } from "@/features/merging/actions";
import { Comparison } from "@/features/merging/components/comparison";
import { findMergeable } from "@/features/merging/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { mergeables } from "@/registers";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ kind: string; id: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("merging.title") };
}

const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND")) notFound();
  throw error;
};

export default async function MergePage({ params, searchParams }: Props) {
  const [actor, { kind, id }, words, { into, q, form }] = [await getActor(), await params, await getWords(), await searchParams];
  if (!isId(id)) notFound();
  const mergeable = await Promise.resolve().then(() => findMergeable(actor, kind, mergeables)).catch(orNotFound);
  if (!mergeable.mayMerge(actor)) notFound();
  const record = await mergeable.side(actor, id, words).catch(orNotFound);
  const other = typeof into === "string" && isId(into) && into !== id ? await mergeable.side(actor, into, words).catch(orNotFound) : null;
  const parked = await findParkedForm("merge", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "keepId");
  const path = `/merge/${kind}/${id}`;
  const sought = typeof q === "string" && q.trim() !== "" ? q.slice(0, 200) : record.title;
  const found = other === null ? await mergeable.alike(actor, id, sought) : [];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: mergeable.pathOf(id), label: record.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("merging.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("merging.title")} lead={words(mergeable.separate === null ? "merging.leadKept" : "merging.lead")} quietLead />
      {other === null ? (
        <>
          <form action={path} role="search">
            <TextField name="q" type="search" label={words("merging.search")} defaultValue={sought} />
            <Button small>{words("frame.show")}</Button>
          </form>
          <Section id="found" title={words("merging.found")}>
            {found.length === 0 ? (
              <p>{words("merging.none")}</p>
            ) : (
              <Rows tight>
                {found.map((one) => (
                  <li key={one.id}><a href={`${path}?into=${one.id}`}>{one.name}</a></li>
                ))}
              </Rows>
            )}
          </Section>
        </>
      ) : (
        <>
          <Comparison left={{ ...record, href: mergeable.pathOf(record.id) }} right={{ ...other, href: mergeable.pathOf(other.id) }} words={words} />
          <form action={merge} className="mt-8" noValidate>
            {Object.entries({ _back: `${path}?into=${other.id}`, kind, firstId: record.id, secondId: other.id, firstVersion: record.version, secondVersion: other.version }).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <RadioGroup name="keepId" label={words("merging.keep")} error={problems.errorOf("keepId")} options={[other, record].map((one) => ({ value: one.id, label: one.title }))} defaultValue={textOf(problems.values, "keepId")} required />
            {mergeable.separate === null ? null : <CheckboxField name="isHistoryChosen" label={words("merging.history")} error={problems.errorOf("isHistoryChosen")} defaultValue={textOf(problems.values, "isHistoryChosen") !== ""} />}
            <Buttons>
              <Button variant="primary">{words("merging.save")}</Button>
              <ButtonLink variant="text" href={mergeable.pathOf(id)}>{words("merging.cancel")}</ButtonLink>
            </Buttons>
          </form>
        </>
      )}
    </>
  );
}
