import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { CheckboxGroup, DateField, TextArea } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf, textsOf } from "@/domain/values";
import { ADDED_VALUES } from "@/features/projects/closings/schema";
import { save } from "@/features/visits/reports/actions";
import { writeReport } from "@/features/visits/reports/rules";
import { LONGEST_REPORT_TEXT } from "@/features/visits/reports/schema";
import { getReport } from "@/features/visits/reports/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVisit, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visitReports.title") };
}

export default async function VisitReportPage({ params, searchParams }: Props) {
  const [actor, words, { form }] = [await getActor(), await getWords(), await searchParams];
  const loaded = await loadVisit(actor, (await params).id);
  const { visit, mayEdit } = loaded;
  const today = dateInStockholm(new Date());
  const [{ report }, parked] = await Promise.all([getReport(actor, visit.id, { loaded }), findParkedForm("visit-report", typeof form === "string" ? form : undefined, actor.personId)]);
  // What was typed is shown also when the visit has been closed or cancelled meanwhile.
  if (!mayEdit || (parked === null && (visit.closedOn !== null || visit.cancelledOn !== null || visit.starts.on > today))) notFound();
  const problems = describeProblems(parked?.values ?? (report === null ? { toldOn: today } : writeReport(report)), parked?.issues ?? [], words, "toldOn");
  const isConflict = parked?.issues.some((issue) => issue.message === "errors.CONFLICT") === true;
  const path = `/visits/${visit.id}`;
  const named = (name: string) => ({ name, label: words(`visitReports.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }, { href: path, label: visit.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visitReports.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("visitReports.title")} lead={`${visit.title}. ${words("visitReports.lead")}`} quietLead />
      {isConflict && report !== null ? (
        <Section id="stored" title={words("visitReports.stored")} note={words("visitReports.storedNote")}>
          <Facts
            items={[
              { label: words("visitReports.field.toldOn"), value: formatDate(report.toldOn, words.locale) },
              { label: words("visitReports.field.outcome"), value: report.outcome },
              { label: words("visitReports.field.addedValue"), value: report.addedValue.map((whom) => words(`closings.addedValue.${whom}`)).join(", ") },
              { label: words("visitReports.field.benefit"), value: report.benefit },
              ...(report.spreadTo === null ? [] : [{ label: words("visitReports.field.spreadTo"), value: report.spreadTo }]),
            ]}
          />
        </Section>
      ) : null}
      <form action={save} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`${path}/report`} />
        <input type="hidden" name="_version" value={report?.version ?? 0} />
        <input type="hidden" name="visitId" value={visit.id} />
        <DateField {...named("toldOn")} required />
        <TextArea {...named("outcome")} help={words("visitReports.help.outcome")} most={LONGEST_REPORT_TEXT} rows={6} required />
        <CheckboxGroup {...named("addedValue")} defaultValue={textsOf(problems.values, "addedValue")} options={ADDED_VALUES.map((whom) => ({ value: whom, label: words(`closings.addedValue.${whom}`) }))} inline />
        <TextArea {...named("benefit")} help={words("visitReports.help.benefit")} most={LONGEST_REPORT_TEXT} rows={4} required />
        <TextArea {...named("spreadTo")} optional={words("frame.optional")} most={500} rows={2} />
        <Buttons>
          <Button variant="primary">{words("visitReports.save")}</Button>
          <ButtonLink variant="text" href={`${path}#report`}>{words("visitReports.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
