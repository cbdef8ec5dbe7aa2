import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { RegisterTable } from "@/components/register-table";
import { mayReadMailLog } from "@/features/notifications/mails/policy";
import { listInbox } from "@/features/notifications/mails/service";
import { formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("mails.inbox") };
}

/** The mails that a demonstration would have sent; where mails are really sent there is no such page. */
export default async function InboxPage() {
  const [actor, words] = [await getActor(), await getWords()];
  const mails = await listInbox(actor).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  return (
    <>
      {mayReadMailLog(actor) ? <Breadcrumbs label={words("frame.path")} items={[{ href: "/mails", label: words("mails.title") }]} /> : null}
      <PageHead title={words("mails.inbox")} lead={words("mails.inboxLead")} />
      {mails.length === 0 ? (
        <EmptyState title={words("mails.inboxNone")} level={2}>{words("mails.inboxNoneText")}</EmptyState>
      ) : (
        <RegisterTable
          caption={words("mails.inboxCaption")}
          name={{ label: words("mails.subjectLabel") }}
          columns={[{ label: words("mails.to"), kind: "full" }, { label: words("mails.sent"), kind: "date" }]}
          lines={mails.map(({ id, subject, personName, to, sentAt, calendar }) => [`/mails/inbox/${id}`, subject, calendar === null ? "" : words(`mails.calendarMethod.${calendar.method}`), "", `${personName}, ${to}`, formatInstant(sentAt, words.locale)])}
        />
      )}
    </>
  );
}
