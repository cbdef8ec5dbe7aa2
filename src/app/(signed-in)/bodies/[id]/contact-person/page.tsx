import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, RadioGroup, SelectField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { SectionHead } from "@/components/section";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { describeSpan } from "@/features/bodies/components/body-history";
import { findBody, type BodyDetails } from "@/features/bodies/service";
import { appoint, confirmTime, end } from "@/features/contact-persons/actions";
import { contactPersonsPolicy } from "@/features/contact-persons/policy";
import { contactPersonDuty } from "@/features/contact-persons/rules";
import { CONTACT_PERSON_KINDS, SITTING_CHOICES } from "@/features/contact-persons/schema";
import { listEveryone } from "@/features/people/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import type { Actor } from "@/domain/actor";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("bodies.appoint") };
}

export default async function ContactPersonPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const today = dateInStockholm(new Date());
  const body = isId(id) ? await findBody(actor, id, today) : null;
  if (body?.isUnit !== true) notFound();
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const words = await getWords();
  const crumbs = <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }, { href: `/bodies/${body.id}`, label: body.name }]} />;
  return one("appointment") === undefined ? (
    <>{crumbs}<Appointing actor={actor} body={body} words={words} form={one("form")} today={today} /></>
  ) : (
    <>{crumbs}<Changing actor={actor} body={body} words={words} form={one("form")} appointmentId={one("appointment") ?? ""} today={today} /></>
  );
}

interface Part {
  actor: Actor;
  body: BodyDetails;
  words: Words;
  form: string | undefined;
  today: PlainDate;
}

async function Appointing({ actor, body, words, form, today }: Part) {
  if (!may(contactPersonsPolicy, "appoint", actor, { id: body.id, unitId: body.id })) notFound();
  const [people, parked] = await Promise.all([listEveryone(actor), findParkedForm("contact-person", form, actor.personId)]);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "personId");
  const duty = contactPersonDuty(getPack());
  const sitting = body.contactPersons.filter((person) => person.kind === "PRIMARY" && (person.to === null || person.to >= today));
  const text = (name: string) => ({ name, error: errorOf(name), defaultValue: textOf(values, name) });
  return (
    <>
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.appointTitle", { name: body.name })} lead={duty === null ? null : <q>{duty.quotation}</q>} meta={duty === null ? null : words("bodies.gapSource", { document: duty.documentTitle, clause: duty.clause })} />
      <form action={appoint} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`/bodies/${body.id}/contact-person`} />
        <input type="hidden" name="unitId" value={body.id} />
        <SelectField {...text("personId")} label={words("bodies.person")} help={<>{words("bodies.personHelp")} <a href="/people/new">{words("people.add")}</a></>} empty={words("bodies.choose")} options={people.map((person) => ({ value: person.id, label: person.title === null ? person.name : `${person.name}, ${person.title}` }))} required />
        <RadioGroup name="kind" label={words("bodies.contactKind")} error={errorOf("kind")} inline options={CONTACT_PERSON_KINDS.map((value) => ({ value, label: words(`people.contactKinds.${value}`) }))} defaultValue={textOf(values, "kind") || "PRIMARY"} required />
        <DateField {...text("from")} label={words("bodies.fromDay")} help={words("bodies.dateHelp")} required />
        <DateField {...text("to")} label={words("bodies.lastDay")} optional={words("bodies.optional")} />
        <DateField {...text("appointedOn")} label={words("bodies.appointedOn")} optional={words("bodies.optional")} />
        <TextField {...text("appointedBy")} label={words("bodies.appointedByWhom")} help={words("bodies.appointedByHelp")} optional={words("bodies.optional")} autoComplete="off" />
        <TextField {...text("timePercent")} label={words("bodies.workingTime")} help={words("bodies.workingTimeHelp")} optional={words("bodies.optional")} width="short" inputMode="numeric" autoComplete="off" />
        {sitting.length === 0 ? null : (
          <RadioGroup name="sitting" label={words("contactPersons.sitting.label", { name: sitting.map(({ personName }) => personName).join(", ") })} help={words("contactPersons.sitting.help")} error={errorOf("sitting")} options={SITTING_CHOICES.map((value) => ({ value, label: words(`contactPersons.sitting.${value}`) }))} defaultValue={textOf(values, "sitting")} />
        )}
        <Buttons>
          <Button variant="primary">{words("bodies.appointSave")}</Button>
          <ButtonLink variant="text" href={`/bodies/${body.id}`}>{words("bodies.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

async function Changing({ actor, body, words, form, appointmentId, today }: Part & { appointmentId: string }) {
  const appointment = body.contactPersons.find((candidate) => candidate.id === appointmentId);
  if (appointment === undefined) notFound();
  const mayEnd = may(contactPersonsPolicy, "end", actor, appointment);
  const mayConfirm = may(contactPersonsPolicy, "confirmTime", actor, appointment);
  if (!mayEnd && !mayConfirm) notFound();
  const parked = (await findParkedForm("contact-person-end", form, actor.personId)) ?? (await findParkedForm("contact-person-time", form, actor.personId));
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, mayConfirm ? "timePercent" : "to");
  const text = (name: string, otherwise = "") => ({ name, error: errorOf(name), defaultValue: textOf(values, name) || otherwise });
  const back = `/bodies/${body.id}/contact-person?appointment=${appointment.id}`;
  const hidden = (
    <>
      <input type="hidden" name="id" value={appointment.id} />
      <input type="hidden" name="unitId" value={body.id} />
      <input type="hidden" name="_version" value={appointment.version} />
      <input type="hidden" name="_back" value={back} />
    </>
  );
  return (
    <>
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={appointment.personName} lead={`${words(`people.contactKinds.${appointment.kind}`)}, ${body.name}`} quietLead meta={describeSpan(appointment, words)} />
      {mayConfirm ? (
        <form action={confirmTime} className="section" aria-labelledby="confirm" noValidate>
          <SectionHead id="confirm" title={words("bodies.confirmTitle")} />
          {hidden}
          <TextField {...text("timePercent", appointment.timePercent === null ? "" : String(appointment.timePercent))} label={words("bodies.workingTime")} help={words("bodies.workingTimeHelp")} width="short" inputMode="numeric" autoComplete="off" required />
          <DateField {...text("on", today)} label={words("bodies.confirmedOn")} help={words("bodies.dateHelp")} required />
          <Buttons>
            <Button variant="primary">{words("bodies.confirmSave")}</Button>
          </Buttons>
        </form>
      ) : null}
      {mayEnd ? (
        <form action={end} className="section" aria-labelledby="end" noValidate>
          <SectionHead id="end" title={words("bodies.endTitle")} />
          {hidden}
          <DateField {...text("to")} label={words("bodies.lastDay")} help={words("bodies.endHelp")} required />
          <Buttons>
            <Button>{words("bodies.endSave")}</Button>
          </Buttons>
        </form>
      ) : null}
    </>
  );
}
