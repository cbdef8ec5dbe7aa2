import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import type { Actor } from "@/domain/actor";
import { getInboxMail } from "@/features/notifications/mails/service";
import { isId } from "@/lib/fields";
import { formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

interface Props {
  params: Promise<{ id: string }>;
}

async function load(actor: Actor, id: string) {
  if (!isId(id)) notFound();
  return getInboxMail(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load(await getActor(), (await params).id)).subject };
}

const LINK = /(https?:\/\/[^\s]+)/;

/** A mail as it reads: its text, with the links that it carries, and the calendar file where there is one. */
export default async function InboxMailPage({ params }: Props) {
  const [mail, words] = [await load(await getActor(), (await params).id), await getWords()];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/mails/inbox", label: words("mails.inbox") }]} />
      <PageHead title={mail.subject} />
      <Facts
        items={[
          { label: words("mails.from"), value: mail.from },
          { label: words("mails.to"), value: `${mail.personName}, ${mail.to}` },
          { label: words("mails.sent"), value: formatInstant(mail.sentAt, words.locale) },
        ]}
      />
      <Section id="text" title={words("mails.text")}>
        <p className="whitespace-pre-line break-words">{mail.text.split(LINK).map((part) => (LINK.test(part) ? <a key={part} href={part}>{part}</a> : part))}</p>
      </Section>
      {mail.calendar === null ? null : (
        <Section id="calendar" title={words("mails.calendar")} note={words(`mails.calendarMethod.${mail.calendar.method}`)}>
          <pre className="whitespace-pre-wrap break-words" tabIndex={0}>{mail.calendar.content}</pre>
        </Section>
      )}
    </>
  );
}
