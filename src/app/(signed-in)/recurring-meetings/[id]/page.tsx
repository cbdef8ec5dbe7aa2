import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { DataTable, ROLES } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, restore } from "@/features/recurring-meetings/actions";
import { meetingsFrom } from "@/features/recurring-meetings/rules";
import { listMeetingHistory } from "@/features/recurring-meetings/service";
import { nameMonth } from "@/features/visits/components/visit-days";
import { mayAnnounceVisits } from "@/features/visits/policy";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadMeeting, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

/** As many meetings as are shown ahead, beginning with the latest that has been. */
const SHOWN = 8;
const DONE = new Set(["added", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadMeeting(await getActor(), (await params).id)).meeting.name };
}

export default async function MeetingPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ meeting, mayEdit, mayArchive }, parameters, words] = [await loadMeeting(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [history, parked] = await Promise.all([listMeetingHistory(actor, meeting.id, { limit: 10 }), form === undefined ? null : findParkedForm("recurring-meeting-step", form, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "turns");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const year = Number(dateInStockholm(new Date()).slice(0, 4));
  const back = `/recurring-meetings/${meeting.id}`;
  const owner = meeting.relationId === null ? `/networks/${meeting.networkId ?? ""}` : `/town-relations/${meeting.relationId}`;
  const visitOf = (held: number) => meeting.visits.find((visit) => visit.year === held);
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`recurringMeetings.field.${name}`), value }]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: owner, label: meeting.ofName }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("recurringMeetings.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`recurringMeetings.done.${done}`)}</Notice>}
      {meeting.isArchived ? <Notice>{words("recurringMeetings.archivedNow")}</Notice> : null}
      <PageHead
        title={meeting.name}
        lead={words("recurringMeetings.pageLead", { every: meeting.everyYears, name: meeting.ofName })}
        quietLead
        meta={meeting.isDemonstration ? <span className="quiet">{words("townRelations.demonstration")}</span> : null}
      />
      <Split>
        <div>
          <Section id="turns" title={words("recurringMeetings.turns")}>
            <DataTable caption={words("recurringMeetings.turns")} hideCaption cards="plain">
              <thead {...ROLES.group}>
                <tr {...ROLES.row}>
                  <th {...ROLES.head}>{words("recurringMeetings.column.year")}</th>
                  <th {...ROLES.head}>{words("recurringMeetings.column.host")}</th>
                  <th {...ROLES.head}>{words("recurringMeetings.column.visit")}</th>
                </tr>
              </thead>
              <tbody {...ROLES.group}>
                {meetingsFrom(meeting, year - meeting.everyYears + 1, SHOWN).map(({ year: held, host, place }) => {
                  const visit = visitOf(held);
                  return (
                    <tr key={held} {...ROLES.row}>
                      <th {...ROLES.name}>{held}</th>
                      <td data-label={words("recurringMeetings.column.host")} {...ROLES.cell}>{place === meeting.ownPlace ? <strong>{host}</strong> : host}</td>
                      <td data-label={words("recurringMeetings.column.visit")} {...ROLES.cell}>
                        {visit === undefined ? (
                          place === meeting.ownPlace && held >= year && mayAnnounceVisits(actor) ? (
                            <a href={`/visits/new?meeting=${meeting.id}&year=${String(held)}`}>{words("recurringMeetings.announceIn", { year: String(held) })}</a>
                          ) : (
                            <span className="quiet">{words("recurringMeetings.noVisit")}</span>
                          )
                        ) : (
                          <a href={`/visits/${visit.id}`}>{visit.title}</a>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </DataTable>
          </Section>
          <Section id="facts" title={words("recurringMeetings.about")}>
            <Facts
              items={[
                { label: words("recurringMeetings.column.of"), value: <a href={owner}>{meeting.ofName}</a> },
                { label: words("recurringMeetings.field.unitId"), value: <a href={`/bodies/${meeting.unitId}`}>{meeting.unitName}</a> },
                ...fact("firstYear", String(meeting.firstYear)),
                ...fact("heldMonth", meeting.heldMonth === null ? null : nameMonth(`2000-${String(meeting.heldMonth).padStart(2, "0")}`, words.locale)),
                ...fact("note", meeting.note),
                ...fact("source", meeting.source),
              ]}
            />
          </Section>
        </div>
        <RecordAside
          label={words("recurringMeetings.aside")}
          path={back}
          edit={mayEdit ? words("recurringMeetings.edit") : null}
          archiving={mayArchive ? { action: meeting.isArchived ? restore : archive, label: words(meeting.isArchived ? "townRelations.restore" : "townRelations.archive") } : null}
          record={meeting}
          titles={{ change: words("townRelations.changeTitle"), history: words("townRelations.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "recurringMeeting", id: meeting.id }} holder={holderOf(meeting.name, meeting.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
