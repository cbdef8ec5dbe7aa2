import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { DataTable, ROLES } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { RecordParts } from "@/features/documents/components/record-parts";
import { listEveryone } from "@/features/people/service";
import { call, cancel } from "@/features/working-group/actions";
import { FollowUpList } from "@/features/working-group/components/follow-up-list";
import { MeetingStatus, writeWhen } from "@/features/working-group/components/meeting-state";
import { followUpPolicy } from "@/features/working-group/follow-ups/policy";
import { listFollowUps } from "@/features/working-group/follow-ups/service";
import { comesTwice } from "@/features/working-group/rules";
import { listMeetingHistory } from "@/features/working-group/service";
import { describeProblems } from "@/lib/form-problems";
import { formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadMeeting, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["planned", "changed", "called", "cancelled", "minuted", "followUpAdded", "followUpDone", "followUpRemoved"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadMeeting(await getActor(), (await params).id)).meeting.title };
}

export default async function GroupMeetingPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ meeting, state, attendees, mayEdit, mayCall, mayMinute }, parameters, words] = [await loadMeeting(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const mayAdd = may(followUpPolicy, "add", actor, { id: meeting.id, ownerId: actor.personId });
  const [history, followUps, everyone, stepped, added, settled] = await Promise.all([
    listMeetingHistory(actor, meeting.id, { limit: 10 }),
    listFollowUps(actor, meeting.id),
    mayAdd ? listEveryone(actor) : null,
    findParkedForm("group-meeting-step", form, actor.personId),
    findParkedForm("group-follow-up", form, actor.personId),
    findParkedForm("group-follow-up-step", form, actor.personId),
  ]);
  const problems = describeProblems(added?.values ?? {}, [...(stepped?.issues ?? []), ...(added?.issues ?? []), ...(settled?.issues ?? [])], words, added === null ? "facts" : "what");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/working-group/meetings/${meeting.id}`;
  const fields = { id: meeting.id, _version: meeting.version, _back: path };
  const called = attendees.filter(({ isCalled }) => isCalled);
  const text = (value: string) => <span className="whitespace-pre-line">{value}</span>;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }, { href: "/working-group/meetings", label: words("workingGroup.meetings") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`workingGroup.done.${done}`)}</Notice>}
      <PageHead title={meeting.title} lead={writeWhen(meeting, words)} quietLead meta={<><MeetingStatus state={state} words={words} />{meeting.isDemonstration ? <span className="quiet">{words("workingGroup.demonstration")}</span> : null}</>} />
      <Split>
        <div>
          <Section id="facts" title={words("workingGroup.about")}>
            {comesTwice(meeting.startsAt) ? <div className="mb-4"><Notice>{words("workingGroup.comesTwice")}</Notice></div> : null}
            <Facts
              items={[
                { label: words("workingGroup.column.when"), value: writeWhen(meeting, words) },
                ...(meeting.place === null ? [] : [{ label: words("workingGroup.field.place"), value: meeting.place }]),
                ...(meeting.agenda === null ? [] : [{ label: words("workingGroup.field.agenda"), value: text(meeting.agenda) }]),
                ...(meeting.calledAt === null ? [] : [{ label: words("workingGroup.calledAt"), value: formatInstant(meeting.calledAt, words.locale) }]),
              ]}
            />
            {mayCall || (mayEdit && state !== "CANCELLED") ? (
              <div className="tools mt-4">
                {mayCall ? <OneButton action={call} fields={fields} label={words("workingGroup.call")} variant="small" /> : null}
                {mayEdit ? <OneButton action={cancel} fields={fields} label={words("workingGroup.cancel")} variant="text" /> : null}
              </div>
            ) : null}
          </Section>
          <Section id="called" title={words("workingGroup.called")} {...(called.length === 0 ? {} : { note: words("workingGroup.calledCount", { count: called.length }) })}>
            {attendees.length === 0 ? (
              <p>{words("workingGroup.nobodyCalled")}</p>
            ) : (
              <DataTable caption={words("workingGroup.called")} hideCaption cards="plain">
                <thead {...ROLES.group}>
                  <tr {...ROLES.row}>
                    {["person", "unit", "presence"].map((name) => <th key={name} {...ROLES.head}>{words(`workingGroup.column.${name}`)}</th>)}
                  </tr>
                </thead>
                <tbody {...ROLES.group}>
                  {attendees.map((one) => (
                    <tr key={one.personId} {...ROLES.row}>
                      <th {...ROLES.name}><a href={`/people/${one.personId}`}>{one.personName}</a>{one.isCalled && one.leavesThatDay ? <small>{words("workingGroup.leavesThatDay")}</small> : null}</th>
                      <td data-label={words("workingGroup.column.unit")} {...ROLES.cell}>{one.units.join(", ")}</td>
                      <td data-label={words("workingGroup.column.presence")} {...ROLES.cell}>
                        {!one.isCalled ? <span className="quiet">{words("workingGroup.presence.LEFT")}</span> : one.wasPresent === null ? <span className="quiet">{words("workingGroup.presence.NOT_NOTED")}</span> : <Status kind={one.wasPresent ? "done" : "late"}>{words(`workingGroup.presence.${one.wasPresent ? "PRESENT" : "ABSENT"}`)}</Status>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )}
          </Section>
          <Section id="notes" title={words("workingGroup.notes")} {...(mayMinute ? { more: { href: `${path}/minutes`, label: words("workingGroup.writeMinutes") } } : {})}>
            {meeting.notes === null ? <p>{words("workingGroup.noNotes")}</p> : <p>{text(meeting.notes)}</p>}
          </Section>
          <FollowUpList meetingId={meeting.id} followUps={followUps} people={everyone} problems={problems} today={dateInStockholm(new Date())} words={words} />
        </div>
        <RecordAside
          label={words("workingGroup.aside")}
          path={path}
          edit={mayEdit ? words("workingGroup.edit") : null}
          archiving={null}
          record={meeting}
          titles={{ change: words("workingGroup.changeTitle"), history: words("workingGroup.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "groupMeeting", id: meeting.id }} holder={holderOf(meeting.title, null, { mayEdit: mayEdit || mayMinute, mayArchive: false })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
