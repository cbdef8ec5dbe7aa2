import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { SectionHead } from "@/components/section";
import { ROLES, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { describeSpan } from "@/features/bodies/components/body-history";
import { BODY_KINDS } from "@/features/bodies/schema";
import { listBodies } from "@/features/bodies/service";
import { end, give, leaveSeat, seat as giveSeat } from "@/features/people/actions";
import { peoplePolicy } from "@/features/people/policy";
import { SEAT_POSITIONS } from "@/features/people/schema";
import { findPerson, type PersonInDetail } from "@/features/people/service";
import { listTermsOfOffice } from "@/features/terms-of-office/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findOidcProvider, listDecidedRoles } from "@/server/oidc";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface Part {
  actor: Actor;
  person: PersonInDetail;
  words: Words;
  form: string | undefined;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("people.giveRole") };
}

export default async function RolePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const today = dateInStockholm(new Date());
  const person = isId(id) ? await findPerson(actor, id, today) : null;
  if (person === null || !may(peoplePolicy, "giveRole", actor, person)) notFound();
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const words = await getWords();
  const part = { actor, person, words, form: one("form") };
  const role = person.roles.find((held) => held.id === one("end"));
  const seat = person.seats.find((held) => held.id === one("seat"));
  if ((one("end") !== undefined && role === undefined) || (one("seat") !== undefined && seat === undefined)) notFound();
  return (
    <>
      <Breadcrumbs label={words("people.crumbs")} items={[{ href: "/people", label: words("people.title") }, { href: `/people/${person.id}`, label: person.name }]} />
      {role ? (
        <Ending {...part} formName="person-role-end" back={`/people/${person.id}/role?end=${role.id}`} what={words(`people.roles.${role.role}`)} held={role} action={end} />
      ) : seat ? (
        <Ending {...part} formName="person-seat-end" back={`/people/${person.id}/role?seat=${seat.id}`} what={words(`people.positions.${seat.position}`)} held={seat} action={leaveSeat} />
      ) : (
        <Giving {...part} today={today} />
      )}
    </>
  );
}

interface EndingProps extends Part {
  formName: string;
  back: string;
  what: string;
  held: { id: string; version: number; bodyName: string | null; from: PlainDate; to: PlainDate | null };
  action: (form: FormData) => Promise<void>;
}

async function Ending({ actor, person, words, form, formName, back, what, held, action }: EndingProps) {
  const parked = await findParkedForm(formName, form, actor.personId);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "to");
  return (
    <>
      {summary.length > 0 ? <ErrorSummary title={words("people.problem")} items={summary} /> : null}
      <PageHead tight title={words("people.endTitle", { role: what })} lead={held.bodyName === null ? person.name : `${person.name}, ${held.bodyName}`} quietLead meta={describeSpan(held, words)} />
      <form action={action} noValidate>
        <input type="hidden" name="id" value={held.id} />
        <input type="hidden" name="personId" value={person.id} />
        <input type="hidden" name="_version" value={held.version} />
        <input type="hidden" name="_back" value={back} />
        <DateField name="to" label={words("people.lastDay")} help={words("people.lastDayHelp")} error={errorOf("to")} defaultValue={textOf(values, "to")} required />
        <Buttons>
          <Button variant="primary">{words("people.endSave")}</Button>
          <ButtonLink variant="text" href={`/people/${person.id}`}>{words("people.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

async function Giving({ actor, person, words, form, today }: Part & { today: PlainDate }) {
  const [bodies, terms, roleForm, seatForm] = await Promise.all([
    listBodies(actor, { on: today }),
    listTermsOfOffice(actor),
    findParkedForm("person-role", form, actor.personId),
    findParkedForm("person-seat", form, actor.personId),
  ]);
  const role = describeProblems(roleForm?.values ?? {}, roleForm?.issues ?? [], words, "role");
  const seat = describeProblems(seatForm?.values ?? {}, (seatForm?.issues ?? []).map((issue) => ({ ...issue, field: issue.field === "" ? "" : `seat-${issue.field}` })), words, "seat-bodyId");
  const summary = [...role.summary, ...seat.summary];
  const decided = listDecidedRoles();
  const options = (kinds: readonly string[]) =>
    BODY_KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) => {
      const inside = bodies.filter((body) => body.kind === kind).map((body) => ({ value: body.id, label: body.name }));
      return inside.length === 0 ? [] : [{ label: words(`bodies.kindsMany.${kind}`), options: inside }];
    });
  const roleField = (name: string) => ({ name, error: role.errorOf(name), defaultValue: textOf(role.values, name) });
  const seatField = (name: string) => ({ name, id: `seat-${name}`, error: seat.errorOf(`seat-${name}`), defaultValue: textOf(seat.values, name) });
  const hidden = (
    <>
      <input type="hidden" name="_key" value={randomUUID()} />
      <input type="hidden" name="_back" value={`/people/${person.id}/role`} />
      <input type="hidden" name="personId" value={person.id} />
    </>
  );
  return (
    <>
      {summary.length > 0 ? <ErrorSummary title={words("people.problem")} items={summary} /> : null}
      <PageHead tight title={words("people.giveRoleTitle", { name: person.name })} lead={words("people.giveRoleLead")} quietLead />
      <form action={give} className="section" aria-labelledby="role-title" noValidate>
        <SectionHead id="role-title" title={words("people.roleSection")} />
        {hidden}
        {decided.length === 0 ? null : <Notice kind="info">{words("people.decidedRoles", { provider: findOidcProvider()?.name ?? words("oidc.defaultName"), roles: decided.map((value) => words(`people.roles.${value}`)).join(", ") })}</Notice>}
        <SelectField {...roleField("role")} label={words("people.role")} empty={words("people.choose")} options={ROLES.map((value) => ({ value, label: words(`people.roles.${value}`) }))} width="medium" required />
        <SelectField {...roleField("bodyId")} label={words("people.roleBody")} help={words("people.roleBodyHelp")} empty={words("people.wholeMunicipality")} options={options(BODY_KINDS)} />
        <DateField {...roleField("from")} label={words("people.fromDay")} help={words("people.dateHelp")} required />
        <DateField {...roleField("to")} label={words("people.lastDay")} optional={words("people.optional")} />
        <Buttons>
          <Button variant="primary">{words("people.giveRoleSave")}</Button>
        </Buttons>
      </form>
      <form action={giveSeat} className="section" aria-labelledby="seat-title" noValidate>
        <SectionHead id="seat-title" title={words("people.seatSection")} />
        {hidden}
        <SelectField {...seatField("bodyId")} label={words("people.seatBody")} empty={words("people.choose")} options={options(["COUNCIL", "COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD", "EXECUTIVE_BOARD_PRESIDIUM", "COMMITTEE", "COMPANY", "MANAGEMENT_GROUP"])} required />
        <SelectField {...seatField("position")} label={words("people.position")} empty={words("people.choose")} options={SEAT_POSITIONS.map((value) => ({ value, label: words(`people.positions.${value}`) }))} width="medium" required />
        <SelectField {...seatField("termId")} label={words("people.term")} help={<a href="/terms-of-office">{words("terms.title")}</a>} empty={words("people.noTerm")} options={terms.map((term) => ({ value: term.id, label: words("people.termSpan", { from: formatDate(term.startsOn, words.locale), to: formatDate(term.endsOn, words.locale) }) }))} />
        <DateField {...seatField("from")} label={words("people.fromDay")} help={words("people.dateHelp")} required />
        <DateField {...seatField("to")} label={words("people.lastDay")} optional={words("people.optional")} />
        <Buttons>
          <Button>{words("people.giveSeatSave")}</Button>
        </Buttons>
      </form>
      <p className="mt-6"><a href={`/people/${person.id}`}>{words("people.cancel")}</a></p>
    </>
  );
}
