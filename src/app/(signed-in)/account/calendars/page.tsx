import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { open } from "@/features/calendars/actions";
import { FeedTable } from "@/features/calendars/components/feed-table";
import { nameCalendar } from "@/features/calendars/report";
import { writeChoice } from "@/features/calendars/schema";
import { findNewAddress, listCalendars } from "@/features/calendars/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("calendars.title") };
}

/** The calendars that the visitor follows in a program of their own, and the address of one that was just asked for. */
export default async function CalendarsPage({ searchParams }: { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const text = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const key = text("made") ?? "";
  const [words, { feeds, offered }, made, opening, step] = await Promise.all([
    getWords(),
    listCalendars(actor),
    isId(key) ? findNewAddress(actor, key) : null,
    findParkedForm("calendar-open", text("form"), actor.personId),
    findParkedForm("calendar-step", text("form"), actor.personId),
  ]);
  const parked = opening ?? step;
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "calendar");
  const madeFeed = feeds.find(({ id }) => id === made?.feedId);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/account", label: words("account.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("calendars.notDone")} items={problems.summary} /> : null}
      {text("done") === "closed" ? <Notice kind="done">{words("calendars.done.closed")}</Notice> : null}
      {made === null || madeFeed === undefined ? null : <Notice kind="done">{words("calendars.isNew")}</Notice>}
      <PageHead tight title={words("calendars.title")} lead={words("calendars.lead")} quietLead />
      {made === null || madeFeed === undefined ? null : (
        <Section id="made" title={words("calendars.made", { calendar: nameCalendar(madeFeed, madeFeed.body?.name ?? null, words) })}>
          <p>{words("calendars.madeLead")}</p>
          <TextField key={made.feedId + key} name="address" label={words("calendars.address")} defaultValue={made.address} readOnly spellCheck={false} />
        </Section>
      )}
      <Section id="followed" title={words("calendars.followed")}>
        {feeds.length === 0 ? (
          <p>{words("calendars.none")}</p>
        ) : (
          <>
            <FeedTable feeds={feeds} words={words} />
            <p className="meta mt-3">{words("calendars.usedNote")}</p>
          </>
        )}
      </Section>
      <Section id="open" title={words("calendars.openTitle")}>
        {offered.length === 0 ? (
          <p>{words("calendars.allFollowed")}</p>
        ) : (
          <form action={open} noValidate>
            <input type="hidden" name="_key" value={randomUUID()} />
            <input type="hidden" name="_back" value="/account/calendars" />
            <p>{words("calendars.openLead")}</p>
            <SelectField
              name="calendar"
              label={words("calendars.field.calendar")}
              empty={words("frame.choose")}
              options={offered.map((choice) => ({ value: writeChoice(choice), label: nameCalendar(choice, choice.name, words) }))}
              defaultValue={textOf(problems.values, "calendar")}
              error={problems.errorOf("calendar")}
            />
            <div className="btns mt-4">
              <Button variant="primary">{words("calendars.save")}</Button>
            </div>
          </form>
        )}
        <p className="meta mt-3">{words("calendars.cloudNote")}</p>
      </Section>
    </>
  );
}
