import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { describeSpan } from "@/features/bodies/components/body-history";
import { appointmentHandoverPolicy } from "@/features/contact-persons/handovers/policy";
import { contactPersonsPolicy } from "@/features/contact-persons/policy";
import { getAppointment } from "@/features/contact-persons/service";
import { spacePolicy } from "@/features/contact-persons/space/policy";
import { DocumentsPart } from "@/features/documents/components/documents-part";
import { listDocumentsOf } from "@/features/documents/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadOfAppointment } from "../load";

interface Props {
  params: Promise<{ id: string }>;
}

async function load({ params }: Props) {
  const [actor, { id }, words] = [await getActor(), await params, await getWords()];
  const appointment = await loadOfAppointment(id, (one) => getAppointment(actor, one));
  return { actor, appointment, words, title: words(`contactPersons.appointment.title.${appointment.kind}`, { name: appointment.personName, unit: appointment.unitName }) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await load(props)).title };
}

export default async function AppointmentPage(props: Props) {
  const { actor, appointment, words, title } = await load(props);
  const subject = { kind: "contactPersonAppointment", id: appointment.id };
  const { documents, mayAttach } = await listDocumentsOf(actor, subject, { registers });
  const path = `/contact-persons/${appointment.id}`;
  const isOver = appointment.to !== null && appointment.to < dateInStockholm(new Date());
  const links = [
    ...(may(appointmentHandoverPolicy, "view", actor, appointment) ? [{ href: `${path}/hand-over`, label: words("contactPersons.handover.open") }] : []),
    ...(appointment.kind === "PRIMARY" && may(spacePolicy, "view", actor, appointment) ? [{ href: `${path}/space`, label: words("contactPersons.space.open") }] : []),
    ...(may(contactPersonsPolicy, "end", actor, appointment) && !isOver ? [{ href: `/bodies/${appointment.unitId}/contact-person?appointment=${appointment.id}`, label: words("bodies.changeAppointment") }] : []),
  ];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/contact-persons", label: words("contactPersons.title") }, { href: `/bodies/${appointment.unitId}`, label: appointment.unitName }]} />
      {isOver ? <Notice>{words("contactPersons.appointment.over")}</Notice> : null}
      <PageHead title={title} lead={words("contactPersons.appointment.lead")} quietLead />
      <Split>
        <div>
          <Section id="facts" title={words("contactPersons.appointment.facts")}>
            <Facts
              items={[
                { label: words("bodies.name"), value: <a href={`/people/${appointment.personId}`}>{appointment.personName}</a> },
                { label: words("people.role"), value: words(`people.contactKinds.${appointment.kind}`) },
                { label: words("people.body"), value: <a href={`/bodies/${appointment.unitId}`}>{appointment.unitName}</a> },
                { label: words("bodies.time"), value: describeSpan(appointment, words) },
                { label: words("bodies.workingTime"), value: appointment.timePercent === null ? words("bodies.timeNotSet") : words("bodies.timePercent", { percent: appointment.timePercent }) },
              ]}
            />
          </Section>
          <DocumentsPart subject={subject} documents={documents} mayAttach={mayAttach} words={words} />
        </div>
        {links.length === 0 ? null : (
          <Aside label={words("contactPersons.appointment.aside")}>
            <Section id="change" title={words("contactPersons.appointment.more")}>
              <Rows tight>
                {links.map(({ href, label }) => (
                  <li key={href}><a href={href}>{label}</a></li>
                ))}
              </Rows>
            </Section>
          </Aside>
        )}
      </Split>
    </>
  );
}
