import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { may } from "@/domain/policy";
import { sendTry } from "@/features/municipality/first-steps/actions";
import { firstStepsPolicy } from "@/features/municipality/first-steps/policy";
import { MailState } from "@/features/notifications/components/mail-state";
import { MailTable } from "@/features/notifications/components/mail-table";
import { mayReadMailLog } from "@/features/notifications/mails/policy";
import { MAIL_STATES, MAILS_A_PAGE, readMailFilter, writeMailFilter } from "@/features/notifications/mails/schema";
import { listMails } from "@/features/notifications/mails/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("mails.title") };
}

/** The log of what is sent: for the office and the administrator. */
export default async function MailsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  if (!mayReadMailLog(actor)) notFound();
  const { filter, ignored } = readMailFilter(parameters);
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, { mode, rows, counts, server, health }, parked, tried] = await Promise.all([
    getWords(),
    listMails(actor, filter),
    form === undefined ? null : findParkedForm("mail-resend", form, actor.personId),
    form === undefined ? null : findParkedForm("first-steps-mail", form, actor.personId),
  ]);
  const { summary } = tried === null ? describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "list") : describeProblems({}, tried.issues, words, "mail");
  const total = filter.state === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[filter.state] ?? 0);
  const list = { page: filter.page, size: MAILS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => `/mails${writeMailFilter({ ...filter, page })}`;
  const chips = filter.state === null ? [] : [{ label: words(`mails.state.${filter.state}`), href: "/mails", removeLabel: words("frame.removeFilter", { filter: words(`mails.state.${filter.state}`) }) }];
  return (
    <>
      {summary.length > 0 ? <ErrorSummary title={words("mails.notDone")} items={summary} /> : null}
      {parameters["done"] === "resent" ? <Notice kind="done">{words("mails.done.resent")}</Notice> : null}
      {parameters["done"] === "mailTried" ? <Notice kind="done">{words("firstSteps.mailTried")}</Notice> : null}
      {mode === "off" ? <Notice>{words("mails.off")}</Notice> : null}
      {mode === "demonstration" ? <Notice action={<a href="/mails/inbox">{words("mails.toInbox")}</a>}>{words("mails.demonstration")}</Notice> : null}
      <PageHead tight title={words("mails.title")} lead={words("mails.lead")} />
      <Section id="mail" title={words("mails.health.title")} note={words("mails.health.note")}>
        <MailState mode={mode} server={server} health={health} counts={counts} words={words} />
        {mode !== "off" && may(firstStepsPolicy, "tryMail", actor, { id: "*" }) ? <OneButton action={sendTry} fields={{ _back: "/mails", page: "/mails", _key: randomUUID() }} label={words("firstSteps.steps.mail.try")} variant="small" /> : null}
      </Section>
      <FilterForm
        label={words("mails.states")}
        action="/mails"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        lead={<SelectField name="state" label={words("mails.states")} empty={words("mails.allStates")} options={MAIL_STATES.map((state) => ({ value: state, label: `${words(`mails.state.${state}`)} (${formatCount(counts[state] ?? 0)})` }))} defaultValue={filter.state ?? ""} />}
      />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar count={words("mails.count", { count: total, formatted: formatCount(total) })} chips={chips} />
      <div id="list">
        {rows.length > 0 ? (
          <>
            <MailTable rows={rows} back={pageAt(filter.page)} words={words} />
            <Pager {...describePages(words, list, pageAt)} />
          </>
        ) : (
          <EmptyState {...describeEmpty(words, "mails", list, chips.length > 0, "/mails", pageAt)} />
        )}
      </div>
    </>
  );
}
