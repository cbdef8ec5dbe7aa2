import type { Metadata } from "next";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { describeActor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { setDisplay } from "@/features/accounts/actions";
import { SessionTable } from "@/features/accounts/components/session-table";
import { endAllOwn } from "@/features/accounts/sessions/actions";
import { listOwnSessions } from "@/features/accounts/sessions/service";
import { ChoiceForm } from "@/features/notifications/components/choice-form";
import { getChoice } from "@/features/notifications/service";
import { findPerson } from "@/features/people/service";
import { describeProblems } from "@/lib/form-problems";
import { formatInstant } from "@/lib/formats";
import { currentSession, getActor } from "@/server/auth";
import { getWords, hasSearchKey } from "@/server/locale";
import { mailMode } from "@/server/mail";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("account.title") };
}

/** What the program knows of the visitor's rights today, and how the visitor wants to be told. */
export default async function AccountPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, session, searchKey, choice, person, sessions, parked, parkedEnd] = await Promise.all([
    getWords(),
    currentSession(),
    hasSearchKey(),
    getChoice(actor),
    findPerson(actor, actor.personId, dateInStockholm(new Date())),
    listOwnSessions(actor),
    form === undefined ? null : findParkedForm("notification-choice", form, actor.personId),
    form === undefined ? null : findParkedForm("session-end", form, actor.personId),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "notifications");
  const notEnded = describeProblems({}, parkedEnd?.issues ?? [], words, "sessions");
  return (
    <>
      {notEnded.summary.length > 0 ? <ErrorSummary title={words("sessions.notDone")} items={notEnded.summary} /> : null}
      {parameters["done"] === "sessionEnded" ? <Notice kind="done">{words("sessions.done.ended")}</Notice> : null}
      {problems.summary.length > 0 ? <ErrorSummary title={words("notifications.notDone")} items={problems.summary} /> : null}
      {parameters["done"] === "chosen" ? <Notice kind="done">{words("notifications.chosen")}</Notice> : null}
      <PageHead title={actor.name} lead={words(`roles.${describeActor(actor).role}`)} quietLead />
      <Section id="rights" title={words("account.rights")}>
        <Facts
          items={[
            ...actor.units.map((unit) => ({ label: words(unit.kind === "PRIMARY" ? "roles.CONTACT_PERSON" : "roles.DEPUTY"), value: unit.name })),
            ...actor.roles.map((held) => ({ label: words("account.role"), value: words(`roles.${held.role}`) })),
            ...actor.seats.map((seat) => ({ label: words("account.seat"), value: words(`account.position.${seat.position}`) })),
            { label: words("account.sessionEnds"), value: session === null ? "" : formatInstant(session.endsAt, words.locale) },
          ]}
        />
      </Section>
      <Section id="notifications" title={words("notifications.choiceTitle")}>
        <p>{words("notifications.choiceLead")}</p>
        {mailMode() === "off" ? <p>{words("notifications.mailOff")}</p> : null}
        {person?.showsContacts === true && person.email === null ? <p>{words("notifications.noEmail")}</p> : null}
        <ChoiceForm choice={choice} problems={problems} words={words} />
      </Section>
      <Section id="calendars" title={words("calendars.nav")} more={{ href: "/account/calendars", label: words("calendars.openTitle") }}>
        <p>{words("calendars.navLead")}</p>
      </Section>
      <Section id="sessions" title={words("sessions.own")}>
        <p>{words("sessions.ownLead")}</p>
        <SessionTable rows={sessions} currentId={session?.sessionId ?? null} isOwn back="/account" words={words} />
        <OneButton action={endAllOwn} fields={{ _back: "/account", personId: actor.personId }} label={words("sessions.endAll")} variant="small" className="mt-3" />
      </Section>
      <Section id="held" title={words("extract.title")} more={{ href: `/people/${actor.personId}/extract`, label: words("extract.open") }}>
        <p>{words("extract.ownText")}</p>
      </Section>
      <Section id="keys" title={words("account.keys")}>
        <p>{words(searchKey ? "account.keysOn" : "account.keysOff")}</p>
        <form action={setDisplay} className="mt-3">
          <input type="hidden" name="_back" value="/account" />
          <Button small name="searchKey" value={searchKey ? "off" : "on"}>{words(searchKey ? "account.keysTurnOff" : "account.keysTurnOn")}</Button>
        </form>
      </Section>
    </>
  );
}
