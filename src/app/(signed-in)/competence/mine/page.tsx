import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { OwnList } from "@/features/competence/components/own-list";
import { listOwnEnrolments } from "@/features/competence/enrolments/service";
import { mayLogIndividual } from "@/features/competence/policy";
import { stateOf, writeHours } from "@/features/competence/rules";
import { readActivityFilter, writeActivityFilter } from "@/features/competence/schema";
import { listActivities } from "@/features/competence/service";
import { dateInStockholm } from "@/domain/plain-date";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { requireCompetence } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("competence.mine.title") };
}

export default async function MyCompetencePage() {
  const actor = await getActor();
  requireCompetence();
  const now = new Date();
  const year = Number(dateInStockholm(now).slice(0, 4));
  const isContact = actor.units.length > 0;
  const start = readActivityFilter({}).filter;
  // Whoever is no contact person takes part in what is open to all.
  const openTo = { ...start, open: true, kind: isContact ? null : ("ALL_STAFF" as const), sort: "starts" as const, descending: false };
  const [words, { rows: open }, own] = await Promise.all([getWords(), listActivities(actor, openTo), listOwnEnrolments(actor)]);
  const taking = new Set(own.filter(({ state }) => state === "ENROLLED" || state === "ATTENDED").map(({ activityId }) => activityId));
  const coming = own.filter((one) => one.state === "ENROLLED" && stateOf(one, now) === "COMING").reverse();
  const toTell = own.filter((one) => one.state === "ENROLLED" && stateOf(one, now) === "HELD");
  const attended = own.filter(({ state }) => state === "ATTENDED");
  const thisYear = attended.filter(({ startsAt }) => dateInStockholm(startsAt).startsWith(String(year)));
  const sum = thisYear.reduce((all, { hoursHundredths }) => all + (hoursHundredths ?? 0), 0);
  const stateIn = (id: string) => own.find(({ activityId }) => activityId === id)?.state ?? null;
  const choosable = open.filter(({ id }) => !taking.has(id)).map((row) => ({ ...row, activityId: row.id, state: stateIn(row.id) }));
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }]} />
      <PageHead
        tight
        title={words("competence.mine.title")}
        lead={words(isContact ? "competence.mine.lead" : "competence.mine.leadStaff")}
        quietLead
        {...(mayLogIndividual(actor) ? { tools: <ButtonLink href="/competence/individual/new">{words("competence.logIndividual")}</ButtonLink> } : {})}
      />
      {toTell.length === 0 ? null : (
        <Section id="tell" title={words("competence.mine.tell")}>
          <OwnList rows={toTell.map((row) => ({ ...row, hoursHundredths: null }))} step="/attendance" words={words} />
        </Section>
      )}
      <Section id="open" title={words("competence.mine.open")} more={{ href: `/competence${writeActivityFilter(openTo)}`, label: words("competence.mine.allOpen") }}>
        {choosable.length === 0 ? <p>{words("competence.mine.noneOpen")}</p> : <OwnList rows={choosable} words={words} />}
      </Section>
      {isContact || own.length > 0 ? (
        <>
          <Section id="coming" title={words("competence.mine.coming")}>
            {coming.length === 0 ? <p>{words("competence.mine.noneComing")}</p> : <OwnList rows={coming} words={words} />}
          </Section>
          <Section id="attended" title={words("competence.mine.attended")} {...(thisYear.length === 0 ? {} : { more: { href: `/competence${writeActivityFilter(start, { year, personId: actor.personId, part: "ATTENDED" })}`, label: words("competence.mine.sum", { hours: writeHours(sum), year: String(year) }) } })}>
            {attended.length === 0 ? <p>{words("competence.mine.noneAttended")}</p> : <OwnList rows={attended} words={words} />}
          </Section>
        </>
      ) : null}
    </>
  );
}
