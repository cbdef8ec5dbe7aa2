import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { RadioGroup, TextArea, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section, SectionHead } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { answer } from "@/features/contact-persons/space/actions";
import { askedYear, wasHeldIn } from "@/features/contact-persons/space/rules";
import { LONGEST_COMMENT, SPACE_GIVEN } from "@/features/contact-persons/space/schema";
import { getSpace } from "@/features/contact-persons/space/service";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOfAppointment, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("contactPersons.space.title") };
}

export default async function SpacePage({ params, searchParams }: Props) {
  const [actor, { id }, parameters, words] = [await getActor(), await params, await searchParams, await getWords()];
  const { appointment, answers } = await loadOfAppointment(id, (one) => getSpace(actor, one));
  const today = dateInStockholm(new Date());
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const year = typeof parameters["year"] === "string" && /^(19[5-9]|20\d)\d$/.test(parameters["year"]) ? Number(parameters["year"]) : askedYear(today);
  const isOwn = appointment.personId === actor.personId;
  const stored = answers.find((one) => one.year === year);
  const parked = await findParkedForm("space-answer", form, actor.personId);
  const values = parked?.values ?? { answer: stored?.answer ?? "", timePercent: stored?.timePercent == null ? "" : String(stored.timePercent), comment: stored?.comment ?? "" };
  const problems = describeProblems(values, parked?.issues ?? [], words, "answer");
  const named = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const path = `/contact-persons/${id}/space`;
  const isAsked = wasHeldIn(appointment, year) && year <= Number(today.slice(0, 4));
  const [first, last] = [Number(appointment.from.slice(0, 4)), Math.min(Number((appointment.to ?? today).slice(0, 4)), Number(today.slice(0, 4)))];
  const years = Array.from({ length: Math.max(last - first + 1, 0) }, (_none, index) => last - index).slice(0, 10);
  const whose = { name: appointment.personName, year: String(year) };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/contact-persons", label: words("contactPersons.title") }, { href: `/bodies/${appointment.unitId}`, label: appointment.unitName }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("contactPersons.problem")} items={problems.summary} /> : null}
      {parameters["done"] === "answered" ? <Notice kind="done">{words("contactPersons.done.answered")}</Notice> : null}
      <PageHead tight title={isOwn ? words("contactPersons.space.title") : words("contactPersons.space.titleOf", whose)} lead={words("contactPersons.space.lead", { unit: appointment.unitName })} quietLead />
      <YearLinks label={words("contactPersons.space.year")} years={years} current={year} pathOf={(one) => `${path}?year=${String(one)}`} />
      {isAsked ? (
        <form action={answer} className="section" aria-labelledby="question" noValidate>
          <SectionHead id="question" title={String(year)} />
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="appointmentId" value={id} />
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="_version" value={stored?.version ?? 0} />
          <input type="hidden" name="_back" value={`${path}?year=${String(year)}`} />
          <RadioGroup {...named("answer")} label={isOwn ? words("contactPersons.space.question", whose) : words("contactPersons.space.questionOf", whose)} help={appointment.timePercent === null ? words("contactPersons.space.notAgreed") : words("contactPersons.space.agreed", { percent: appointment.timePercent })} inline options={SPACE_GIVEN.map((value) => ({ value, label: words(`contactPersons.space.given.${value}`) }))} required />
          <TextField {...named("timePercent")} label={words("contactPersons.space.percent")} help={words("contactPersons.space.percentHelp")} optional={words("frame.optional")} width="short" inputMode="numeric" autoComplete="off" />
          <TextArea {...named("comment")} label={words("contactPersons.space.comment")} optional={words("frame.optional")} most={LONGEST_COMMENT} />
          <Buttons>
            <Button variant="primary">{words("contactPersons.space.save")}</Button>
            <ButtonLink variant="text" href={`/bodies/${appointment.unitId}`}>{words("contactPersons.cancel")}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <p>{words("contactPersons.space.notAsked", { year: String(year) })}</p>
      )}
      {answers.length === 0 ? null : (
        <Section id="answers" title={words("contactPersons.space.answers")}>
          <DataTable caption={words("contactPersons.space.answersCaption")} hideCaption cards="plain">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                {["year", "answer", "percent", "comment"].map((name) => <th key={name} {...ROLES.head}>{words(`contactPersons.space.column.${name}`)}</th>)}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {answers.map((one) => (
                <tr key={one.year} {...ROLES.row}>
                  <th {...ROLES.name}>{one.year}<small>{words("contactPersons.space.answered", { day: formatDate(one.answeredOn, words.locale) })}</small></th>
                  <td data-label={words("contactPersons.space.column.answer")} {...ROLES.cell}>{words(`contactPersons.space.given.${one.answer}`)}</td>
                  <td data-label={words("contactPersons.space.column.percent")} {...ROLES.cell}>{one.timePercent === null ? "" : words("contactPersons.space.percentOf", { percent: one.timePercent })}</td>
                  <td data-label={words("contactPersons.space.column.comment")} {...ROLES.cell}><span className="whitespace-pre-line">{one.comment ?? ""}</span></td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </Section>
      )}
    </>
  );
}
