import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { isAdministrator } from "@/domain/actor";
import { SessionTable } from "@/features/accounts/components/session-table";
import { readSessionFilter, SESSIONS_A_PAGE, writeSessionFilter } from "@/features/accounts/sessions/schema";
import { listSessions } from "@/features/accounts/sessions/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { currentSession, getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const DONE = new Set(["ended", "allEnded"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("sessions.title") };
}

/** Who is signed in at the moment: for the administrator. */
export default async function SessionsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  if (!isAdministrator(actor)) notFound();
  const { filter, ignored } = readSessionFilter(parameters);
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, session, { rows, total }, parked] = await Promise.all([getWords(), currentSession(), listSessions(actor, filter), findParkedForm("session-end", form, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "list");
  const list = { page: filter.page, size: SESSIONS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => `/sessions${writeSessionFilter({ ...filter, page })}`;
  const chips = filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: "/sessions", removeLabel: words("frame.removeFilter", { filter: filter.q }) }];
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("sessions.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`sessions.done.${done}`)}</Notice>}
      <PageHead tight title={words("sessions.title")} lead={words("sessions.lead")} />
      <FilterForm label={words("sessions.filter")} action="/sessions" submit={words("frame.show")} lead={<TextField name="q" type="search" label={words("sessions.search")} defaultValue={filter.q} />} />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar count={words("sessions.count", { count: total, formatted: formatCount(total) })} chips={chips} />
      <div id="list">
        {rows.length > 0 ? (
          <>
            <SessionTable rows={rows} currentId={session?.sessionId ?? null} back={pageAt(filter.page)} words={words} />
            <Pager {...describePages(words, list, pageAt)} />
          </>
        ) : (
          <EmptyState {...describeEmpty(words, "sessions", list, chips.length > 0, "/sessions", pageAt)} />
        )}
      </div>
    </>
  );
}
