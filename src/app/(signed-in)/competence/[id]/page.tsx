import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { isCoordinator } from "@/domain/actor";
import { holderOf } from "@/domain/registers";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, cancel, invite, restore } from "@/features/competence/actions";
import { describeState, writeWhen } from "@/features/competence/components/activity-state";
import { EnrolmentPart } from "@/features/competence/components/enrolment-part";
import { StaffPart } from "@/features/competence/components/staff-part";
import { enrol, leave } from "@/features/competence/enrolments/actions";
import { listEnrolments } from "@/features/competence/enrolments/service";
import { writeHours } from "@/features/competence/rules";
import { listActivityHistory } from "@/features/competence/service";
import { listStaffOf } from "@/features/competence/staff/service";
import { RecordParts } from "@/features/documents/components/record-parts";
import { describeProblems } from "@/lib/form-problems";
import { formatDate, formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { askedBy } from "../../load";
import { loadActivity, textIn, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["planned", "logged", "changed", "invited", "cancelled", "signedUp", "withdrawn", "attendanceTold", "staffTold", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadActivity(await getActor(), (await params).id)).activity.title };
}

export default async function CompetenceActivityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ activity, state, mayEdit, mayInvite, mayCancel, mayAttend, mayArchive }, parameters, words] = [await loadActivity(actor, (await params).id), await searchParams, await getWords()];
  const form = textIn(parameters, "form");
  const [enrolments, staff, history, stepped, enrolled] = await Promise.all([
    listEnrolments(actor, activity.id),
    activity.kind === "ALL_STAFF" ? listStaffOf(actor, activity.id) : null,
    listActivityHistory(actor, activity.id, { limit: 10 }),
    findParkedForm("competence-step", form, actor.personId),
    findParkedForm("competence-enrolment", form, actor.personId),
  ]);
  const problems = describeProblems({}, [...(stepped?.issues ?? []), ...(enrolled?.issues ?? [])], words, enrolled === null ? "facts" : "enrolments");
  const asked = textIn(parameters, "done");
  const done = asked !== undefined && DONE.has(asked) ? asked : null;
  const path = `/competence/${activity.id}`;
  const fields = { id: activity.id, _version: activity.version, _back: path };
  const label = (name: string) => words(`competence.field.${name}`);
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: label(name), value: <span className="whitespace-pre-line">{value}</span> }]);
  const [kind, word] = describeState(activity, new Date(), words);
  const programme = words.locale === "sv" ? activity.programmeSv : activity.programmeEn;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`competence.done.${done}`)}</Notice>}
      {activity.isArchived ? <Notice>{words("competence.archivedNow")}</Notice> : null}
      <PageHead
        title={activity.title}
        lead={writeWhen(activity, words)}
        quietLead
        meta={
          <>
            <Status kind={kind}>{word}</Status>
            <span className="quiet">{words(`competence.kind.${activity.kind}`)}</span>
            {activity.isDemonstration ? <span className="quiet">{words("competence.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="facts" title={words("competence.about")}>
            <Facts
              items={[
                { label: words("competence.column.starts"), value: writeWhen(activity, words) },
                ...fact("audience", activity.audience),
                ...fact("about", activity.about),
                { label: label("organiser"), value: activity.organiser },
                ...(activity.unitId === null ? [] : [{ label: words("competence.ofUnit"), value: <a href={`/bodies/${activity.unitId}`}>{activity.unitName}</a> }]),
                ...fact("place", activity.place),
                ...(activity.link === null ? [] : [{ label: label("link"), value: <a href={activity.link} rel="noreferrer" className="break-words">{activity.link}</a> }]),
                { label: label("hours"), value: writeHours(activity.hoursHundredths) },
                ...(activity.signUpBy === null ? [] : [{ label: label("signUpBy"), value: formatDate(activity.signUpBy, words.locale) }]),
                ...(activity.mostEnrolled === null ? [] : [{ label: label("mostEnrolled"), value: String(activity.mostEnrolled) }]),
                ...(programme === null ? [] : [{ label: label("programmeId"), value: <a href={`/programmes/${activity.programmeId ?? ""}`}>{programme}</a> }]),
                ...(activity.invitedAt === null ? [] : [{ label: words("competence.invitedAt"), value: words("competence.invitedWhen", { at: formatInstant(activity.invitedAt, words.locale), count: activity.invited }) }]),
              ]}
            />
            {mayInvite || mayCancel ? (
              <div className="tools mt-4">
                {mayInvite ? <OneButton action={invite} fields={fields} label={words(activity.invitedAt === null ? "competence.invite" : "competence.inviteMore")} variant="small" /> : null}
                {mayCancel ? <OneButton action={cancel} fields={fields} label={words("competence.cancel")} variant="text" /> : null}
              </div>
            ) : null}
          </Section>
          <EnrolmentPart
            activity={{ ...activity, isComing: state === "COMING" }}
            rows={enrolments.rows}
            closed={enrolments.closed}
            mine={enrolments.mySignUp}
            candidates={enrolments.candidates}
            reader={{ personId: actor.personId, mayAttend, mayWithdrawAll: isCoordinator(actor) && mayEdit && state === "COMING" && activity.kind !== "INDIVIDUAL" && !mayAttend }}
            problems={problems}
            actions={{ enrol, leave }}
            words={words}
          />
          {staff === null ? null : <StaffPart activityId={activity.id} rows={staff.rows} units={staff.units} asked={askedBy("STAFF_COMPETENCE")} words={words} />}
        </div>
        <RecordAside
          label={words("competence.aside")}
          path={path}
          edit={mayEdit ? words("competence.edit") : null}
          archiving={mayArchive ? { action: activity.isArchived ? restore : archive, label: words(activity.isArchived ? "competence.restore" : "competence.archive") } : null}
          record={activity}
          titles={{ change: words("competence.changeTitle"), history: words("competence.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "competenceActivity", id: activity.id }} holder={holderOf(activity.title, activity.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
