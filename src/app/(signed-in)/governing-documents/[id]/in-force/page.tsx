import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { addDays, dateInStockholm, readPlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { putInForce } from "@/features/governing-documents/actions";
import { Difference } from "@/features/governing-documents/components/difference";
import { versionsPolicy } from "@/features/governing-documents/policy";
import { previewInForce } from "@/features/governing-documents/service";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVersion, type VersionProps } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("governingDocuments.putInForce") };
}

export default async function InForcePage({ params, searchParams }: VersionProps) {
  const { actor, version } = await loadVersion(params);
  if (!may(versionsPolicy, "putInForce", actor, version) || version.isArchived || !version.isDraft) notFound();
  const { form, from: asked } = await searchParams;
  const written = typeof asked === "string" ? asked.slice(0, 60) : "";
  const from = readPlainDate(written);
  const [words, parked, preview] = await Promise.all([
    getWords(),
    findParkedForm("document-in-force", typeof form === "string" ? form : undefined, actor.personId),
    from === null ? null : previewInForce(actor, version.id, from),
  ]);
  const own =
    preview !== null && !preview.ok
      ? [{ field: "from", message: `refusals.${preview.reason}`, params: { ...preview.about } }]
      : written !== "" && from === null
        ? [{ field: "from", message: "fields.date" }]
        : asked === "" && from === null
          ? [{ field: "from", message: "governingDocuments.errors.fromMissing" }]
          : [];
  const problems = describeProblems({}, [...own, ...(parked?.issues ?? []).map((issue) => ({ ...issue, field: "from" }))], words, "from");
  const path = `/governing-documents/${version.id}`;
  const date = (day: string) => formatDate(day, words.locale);
  const planned = preview?.ok === true && from !== null && problems.summary.length === 0 ? { ...preview.value, from } : null;
  return (
    <>
      <Breadcrumbs label={words("governingDocuments.crumbs")} items={[{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: path, label: version.label }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("governingDocuments.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("governingDocuments.putInForceTitle", { label: version.label })} lead={words(planned === null ? "governingDocuments.putInForceLead" : "governingDocuments.checkLead")} quietLead />
      {planned === null ? (
        <form action={`${path}/in-force`} method="get">
          <DateField name="from" label={words("governingDocuments.from")} help={words("governingDocuments.dateHelp")} error={problems.errorOf("from")} defaultValue={written} required />
          <Buttons>
            <Button variant="primary">{words("governingDocuments.see")}</Button>
            <ButtonLink variant="text" href={path}>{words("governingDocuments.cancel")}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <>
          <Section id="happens" title={words("governingDocuments.happens")}>
            <Rows>
              <li>{words("governingDocuments.happensBegins", { label: version.label, date: date(planned.from) })}</li>
              {planned.takeover.ends === null ? null : <li>{words("governingDocuments.happensEnds", { label: planned.takeover.ends.label, date: date(planned.takeover.ends.validTo) })}</li>}
              {planned.takeover.validTo === null ? null : <li>{words("governingDocuments.happensNext", { date: date(addDays(planned.takeover.validTo, 1)) })}</li>}
              {planned.from <= dateInStockholm(new Date()) ? <li>{words("governingDocuments.happensToday")}</li> : null}
            </Rows>
          </Section>
          <Section id="differences" title={words("governingDocuments.differences")}>
            <Difference difference={planned.difference} words={words} />
          </Section>
          <form action={putInForce} noValidate>
            <input type="hidden" name="_key" value={randomUUID()} />
            <input type="hidden" name="id" value={version.id} />
            <input type="hidden" name="_version" value={version.version} />
            <input type="hidden" name="from" value={planned.from} />
            <input type="hidden" name="_back" value={`${path}/in-force?from=${planned.from}`} />
            <Buttons className="mt-6">
              <Button variant="primary">{words("governingDocuments.putInForce")}</Button>
              <ButtonLink variant="text" href={path}>{words("governingDocuments.cancel")}</ButtonLink>
            </Buttons>
          </form>
        </>
      )}
    </>
  );
}
