import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { readAll } from "@/features/notifications/actions";
import { NotificationList } from "@/features/notifications/components/notification-list";
import { NOTIFICATIONS_A_PAGE, readNotificationFilter, writeNotificationFilter } from "@/features/notifications/schema";
import { listNotifications } from "@/features/notifications/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { mailMode } from "@/server/mail";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const DONE = new Set(["read", "allRead"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("notifications.title") };
}

/** What the visitor has been told, latest first. */
export default async function NotificationsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const { filter, ignored } = readNotificationFilter(parameters);
  const now = new Date();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, { rows, total, unread }, parked] = await Promise.all([getWords(), listNotifications(actor, filter, registers, now), form === undefined ? null : findParkedForm("notifications", form, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "list");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const list = { page: filter.page, size: NOTIFICATIONS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => `/notifications${writeNotificationFilter({ ...filter, page })}`;
  const chips = filter.unread ? [{ label: words("notifications.onlyUnread"), href: "/notifications", removeLabel: words("frame.removeFilter", { filter: words("notifications.onlyUnread") }) }] : [];
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("notifications.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`notifications.done.${done}`)}</Notice>}
      <PageHead tight title={words("notifications.title")} lead={words("notifications.lead")} tools={unread === 0 ? null : <OneButton action={readAll} fields={{ _back: "/notifications", until: now.toISOString() }} label={words("notifications.readAll")} variant="small" />} />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar
        count={words("notifications.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        tools={
          <>
            {filter.unread ? null : <a href="/notifications?unread=1">{words("notifications.onlyUnread")}</a>}
            {mailMode() === "demonstration" ? <a href="/mails/inbox">{words("mails.inbox")}</a> : null}
            <a href="/account#notifications">{words("notifications.choiceTitle")}</a>
          </>
        }
      />
      <div id="list">
        {rows.length > 0 ? (
          <>
            <h2 className="vh">{words("notifications.caption")}</h2>
            <NotificationList rows={rows} today={dateInStockholm(now)} back={pageAt(filter.page)} words={words} />
            <Pager {...describePages(words, list, pageAt)} />
          </>
        ) : (
          <EmptyState {...describeEmpty(words, "notifications", list, chips.length > 0, "/notifications", pageAt)} />
        )}
      </div>
    </>
  );
}
