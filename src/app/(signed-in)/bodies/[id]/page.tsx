import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { writeOrganisationNumber } from "@/domain/organisation-number";
import { dateInStockholm, isWithin } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { BodyTimes, describeSpan } from "@/features/bodies/components/body-history";
import { bodiesPolicy } from "@/features/bodies/policy";
import { findBody, listBodyHistory } from "@/features/bodies/service";
import { appointmentHandoverPolicy } from "@/features/contact-persons/handovers/policy";
import { endOf } from "@/features/contact-persons/overview/rules";
import { contactPersonsPolicy } from "@/features/contact-persons/policy";
import { contactPersonDuty, primaryFirst } from "@/features/contact-persons/rules";
import { listGaps } from "@/features/contact-persons/service";
import { spacePolicy } from "@/features/contact-persons/space/policy";
import { taskPolicy } from "@/features/tasks/policy";
import { isId } from "@/lib/fields";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function load(id: string) {
  const actor = await getActor();
  const today = dateInStockholm(new Date());
  const body = isId(id) ? await findBody(actor, id, today) : null;
  if (body === null) notFound();
  return { actor, today, body };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).body.name };
}

export default async function BodyPage({ params, searchParams }: Props) {
  const { actor, today, body } = await load((await params).id);
  const [words, gaps, history, parameters] = await Promise.all([getWords(), listGaps(actor, today), listBodyHistory(actor, body.id), searchParams]);
  const gap = gaps.find((candidate) => candidate.unitId === body.id);
  const done = typeof parameters["done"] === "string" && words.has(`bodies.done.${parameters["done"]}`) ? parameters["done"] : null;
  const mayAppoint = body.isUnit && !body.isEnded && may(contactPersonsPolicy, "appoint", actor, { id: body.id, unitId: body.id });
  const mayConfirm = may(contactPersonsPolicy, "confirmTime", actor, { id: body.id, unitId: body.id });
  const mayChange = may(bodiesPolicy, "rename", actor, body) && !body.isEnded;
  const appointPath = `/bodies/${body.id}/contact-person`;
  const current = primaryFirst(body.contactPersons.filter((person) => isWithin(today, person.from, person.to)));
  const [primary] = current;
  const others = body.contactPersons.filter((person) => !current.includes(person));
  const several = current.filter(({ kind }) => kind === "PRIMARY");
  const coming = body.contactPersons.filter(({ kind, from }) => kind === "PRIMARY" && from > today).sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const endsOn = contactPersonDuty(getPack()) === null ? null : endOf({ holders: current, next: coming ?? null }, today);
  const [placement] = body.placements;
  const seatsNow = body.seats.filter((seat) => seat.to === null || seat.to >= today);
  const date = (value: string) => formatDate(value, words.locale);
  const lead = body.mergedInto
    ? words("bodies.leadMerged", { name: body.mergedInto.name, date: body.validTo === null ? "" : date(body.validTo) })
    : body.isEnded && body.validTo !== null
      ? words("bodies.leadEnded", { date: date(body.validTo) })
      : gap
        ? words("bodies.leadGap")
        : primary?.kind === "PRIMARY"
          ? words("bodies.leadContact", { name: primary.personName })
          : null;
  // One name or place without known days says nothing that the facts do not.
  const hasHistory = (times: readonly { from: string | null; to: string | null }[]) => times.length > 1 || times.some((time) => time.from !== null || time.to !== null);
  const facts = [
    { label: words("bodies.kind"), value: words(`bodies.kinds.${body.kind}`) },
    ...(body.shortName === null || body.shortName === body.name ? [] : [{ label: words("bodies.shortName"), value: body.shortName }]),
    ...(placement && isWithin(today, placement.from, placement.to) ? [{ label: words("bodies.belongsTo"), value: <a href={`/bodies/${placement.parentId}`}>{placement.parentName}</a> }] : []),
    ...(body.politicalBody && body.politicalBody.id !== placement?.parentId ? [{ label: words("bodies.politicalBody"), value: <a href={`/bodies/${body.politicalBody.id}`}>{body.politicalBody.name}</a> }] : []),
    ...(body.ownershipPercent === null ? [] : [{ label: words("bodies.ownership"), value: words("bodies.ownershipValue", { percent: new Intl.NumberFormat(words.locale).format(body.ownershipPercent) }) }]),
    ...(body.organisationNumber === null ? [] : [{ label: words("bodies.organisationNumber"), value: writeOrganisationNumber(body.organisationNumber) }]),
    ...(body.kind === "COMPANY" ? [{ label: words("bodies.boundBy"), value: body.boundByOther ?? getPack().municipality.name }] : []),
    { label: words("bodies.time"), value: describeSpan({ from: body.validFrom, to: body.validTo }, words) },
    ...(body.mergedFrom.length === 0 ? [] : [{ label: words("bodies.mergedFrom"), value: body.mergedFrom.map((from) => <div key={from.id}><a href={`/bodies/${from.id}`}>{from.name}</a></div>) }]),
    { label: words("bodies.certainty"), value: words(`bodies.certainties.${body.certainty}`) },
    ...(body.source === null ? [] : [{ label: words("bodies.source"), value: body.source }]),
  ];
  // What is missing comes first.
  const contactPersons = body.isUnit ? (
    <Section id="contact-persons" title={words("bodies.contactPersons")} note={contactPersonDuty(getPack()) === null ? words("bodies.contactNotAsked", { document: getPack().document.shortTitle }) : undefined}>
      {gap ? (
        <div className="mb-6">
          <GapNotice
            title={gap.lastEndedOn === null ? words("bodies.gapNever") : words("bodies.gapSince", { date: date(gap.lastEndedOn) })}
            source={<><q>{gap.quotation}</q> {words("bodies.gapSource", { document: getPack().document.shortTitle, clause: gap.clause })}</>}
            {...(mayAppoint ? { action: { href: appointPath, label: words("bodies.appoint") } } : {})}
          />
        </div>
      ) : null}
      {several.length > 1 ? <div className="mb-6"><Notice>{words("contactPersons.several", { names: several.map(({ personName }) => personName).join(", ") })}</Notice></div> : null}
      {endsOn === null ? null : <div className="mb-6"><Notice>{words("contactPersons.endsSoon", { day: date(endsOn) })}</Notice></div>}
      {body.contactPersons.length === 0 ? (
        gap ? null : <EmptyState title={words("bodies.noContactPersons")} />
      ) : (
        <DataTable caption={words("bodies.contactPersons")} hideCaption cards="plain">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{words("bodies.name")}</th>
              <th {...ROLES.head}>{words("bodies.time")}</th>
              <th {...ROLES.head}>{words("bodies.appointed")}</th>
              <th {...ROLES.head}>{words("bodies.workingTime")}</th>
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {[...current, ...others].map((person) => (
              <tr key={person.id} {...ROLES.row}>
                <th {...ROLES.name}>
                  <a href={`/people/${person.personId}`}>{person.personName}</a>
                  <small>{words(`people.contactKinds.${person.kind}`)}</small>
                  <small><a href={`/contact-persons/${person.id}`}>{words("contactPersons.appointment.open")}<span className="vh"> {person.personName}</span></a></small>
                  {may(appointmentHandoverPolicy, "view", actor, { ...person, unitId: body.id }) ? <small><a href={`/contact-persons/${person.id}/hand-over`}>{words("contactPersons.handover.open")}<span className="vh"> {person.personName}</span></a></small> : null}
                  {person.kind === "PRIMARY" && may(spacePolicy, "view", actor, person) ? <small><a href={`/contact-persons/${person.id}/space`}>{words("contactPersons.space.open")}<span className="vh"> {person.personName}</span></a></small> : null}
                  {(mayAppoint || mayConfirm) && (person.to === null || person.to >= today) ? (
                    <small><a href={`${appointPath}?appointment=${person.id}`}>{words("bodies.changeAppointment")}</a></small>
                  ) : null}
                </th>
                <td {...ROLES.cell} data-label={words("bodies.time")}>{describeSpan(person, words)}</td>
                <td {...ROLES.cell} data-label={words("bodies.appointed")}>
                  {person.appointedOn === null ? null : date(person.appointedOn)} {person.appointedBy === null ? null : words("bodies.appointedBy", { name: person.appointedBy })}
                </td>
                <td {...ROLES.cell} data-label={words("bodies.workingTime")}>
                  {person.timePercent === null
                    ? words("bodies.timeNotSet")
                    : `${words("bodies.timePercent", { percent: person.timePercent })}, ${person.timeConfirmedOn === null ? words("bodies.timeNotConfirmed") : words("bodies.timeConfirmed", { date: date(person.timeConfirmedOn) })}`}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      {mayAppoint && !gap ? <p className="mt-4"><ButtonLink small href={appointPath}>{words("bodies.appoint")}</ButtonLink></p> : null}
    </Section>
  ) : null;
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }]} />
      {done === null ? null : <Notice kind="done">{words(`bodies.done.${done}`)}</Notice>}
      <PageHead title={body.name} lead={lead} meta={body.isDemonstration ? words("bodies.demonstration") : null} />
      <Split>
        <div>
          {gap ? contactPersons : null}
          <Section id="facts" title={words("bodies.facts")}>
            <Facts items={facts} />
          </Section>
          {gap ? null : contactPersons}
          {body.below.length > 0 ? (
            <Section id="below" title={words(body.isUnit ? "bodies.workplaces" : "bodies.below")}>
              <Rows tight>
                {body.below.map((below) => (
                  <li key={below.id}>
                    <a href={`/bodies/${below.id}`}>{below.name}</a> <span className="quiet">{words(`bodies.kinds.${below.kind}`)}</span>
                  </li>
                ))}
              </Rows>
            </Section>
          ) : null}
          {body.seats.length > 0 ? (
            <Section id="seats" title={words("bodies.seats")}>
              <BodyTimes
                caption={words("bodies.seats")}
                head={words("bodies.name")}
                words={words}
                rows={[...seatsNow, ...body.seats.filter((seat) => !seatsNow.includes(seat))].map((seat) => ({
                  id: seat.id,
                  name: seat.personName,
                  href: `/people/${seat.personId}`,
                  note: words(`people.positions.${seat.position}`),
                  from: seat.from,
                  to: seat.to,
                }))}
              />
            </Section>
          ) : null}
          {hasHistory(body.names) ? (
            <Section id="names" title={words("bodies.names")}>
              <BodyTimes caption={words("bodies.names")} head={words("bodies.name")} words={words} rows={body.names.toReversed().map((name) => ({ ...name, note: name.shortName === name.name ? null : name.shortName }))} />
            </Section>
          ) : null}
          {hasHistory(body.placements) ? (
            <Section id="placements" title={words("bodies.placements")}>
              <BodyTimes caption={words("bodies.placements")} head={words("bodies.belongsTo")} words={words} rows={body.placements.map((place) => ({ ...place, name: place.parentName, href: `/bodies/${place.parentId}` }))} />
            </Section>
          ) : null}
        </div>
        <Aside label={words("bodies.aside")}>
          {body.isUnit && !body.isEnded && may(taskPolicy, "view", actor, { id: body.id, personId: null, unitId: body.id }) ? (
            <Section id="tasks" title={words("tasks.title")}>
              <p>
                <a className="more" href={`/tasks?unit=${body.id}`}>{words("tasks.unitMore")}</a>
              </p>
            </Section>
          ) : null}
          {mayChange ? (
            <Section id="change" title={words("bodies.change")}>
              <Rows tight>
                {([...(body.kind === "COMPANY" ? (["describe"] as const) : []), "rename", "move", "merge", "close"] as const).map((step) => (
                  <li key={step}>
                    <a href={`/bodies/${body.id}/${step}`}>{words(`bodies.steps.${step}`)}</a>
                  </li>
                ))}
              </Rows>
            </Section>
          ) : null}
          <Section id="history" title={words("bodies.history")}>
            <RecordHistory entries={history} words={words} />
          </Section>
        </Aside>
      </Split>
    </>
  );
}
