import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { holderOf, type Register, type Searchable } from "@/domain/registers";
import { listWorkingGroup } from "@/features/contact-persons/service";
import { getPack } from "@/server/pack";
import { getAssignment, listToRenew, listUndecided } from "./assignments/service";
import { listOwnFollowUps } from "./follow-ups/service";
import { listCalledTo } from "./invitations/service";
import { readMeetingFilter, writeMeetingFilter } from "./schema";
import { countMeetings, getMeeting, listOfficeTasks } from "./service";
import { flag, instant, maybe, type Resource, text } from "@/features/api/schema";

const isOff = () => getPack().modules.workingGroup.state === "off";
const stateOf = (dueOn: PlainDate, today: PlainDate) => (dueOn < today ? ("late" as const) : ("todo" as const));

/** What the working group's meetings offer the whole house. */
export const groupMeetingRegister: Register = {
  kind: "groupMeeting",
  path: (id) => `/working-group/meetings/${id}`,
  titleOf: async (actor, id) => (await getMeeting(actor, id)).meeting.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { meeting, mayEdit, mayMinute } = await getMeeting(actor, id);
      return holderOf(meeting.title, null, { mayEdit: mayEdit || mayMinute, mayArchive: false });
    },
    stored: { table: "group_meeting", title: "r.title", unitId: null, isThere: "true", isConfidential: null, registration: { from: "(r.starts_at AT TIME ZONE 'Europe/Stockholm')::date", to: "(r.ends_at AT TIME ZONE 'Europe/Stockholm')::date" } },
  },
  retention: { endedOn: "(r.ends_at AT TIME ZONE 'Europe/Stockholm')::date" },
  tasks: async (actor, today) => {
    if (isOff()) return [];
    const [office, own] = await Promise.all([listOfficeTasks(actor), listOwnFollowUps(actor)]);
    return [
      ...office.map(({ id, title, what, dueOn }) => ({
        key: `group meeting ${what} ${id}`,
        path: what === "call" ? `/working-group/meetings/${id}` : `/working-group/meetings/${id}/minutes`,
        owner: { kind: "OFFICE" as const },
        clause: getPack().modules.workingGroup.clause,
        title: { message: `workingGroup.tasks.${what}`, params: { title } },
        text: { message: `workingGroup.tasks.${what}Text` },
        dueOn,
        state: stateOf(dueOn, today),
        stateWord: `workingGroup.stateWord.${what}`,
      })),
      ...own.map(({ id, meetingId, meetingTitle, what, dueOn }) => ({
        key: `group follow-up ${id}`,
        path: `/working-group/meetings/${meetingId}#follow-ups`,
        owner: { kind: "PERSON" as const },
        title: { message: "workingGroup.tasks.followUp", params: { what } },
        text: { message: "workingGroup.tasks.followUpText", params: { title: meetingTitle } },
        dueOn,
        state: stateOf(dueOn, today),
        stateWord: "workingGroup.stateWord.followUp",
      })),
    ];
  },
  gaps: () => Promise.resolve([]),
  ownTimes: (actor, from) => (isOff() ? Promise.resolve([]) : listCalledTo(actor, from)),
  activity: null,
  evidence: async (actor, { year, on, begunBy }) => {
    if (isOff()) return [];
    const [members, held] = await Promise.all([listWorkingGroup(actor, on), countMeetings(actor, year, begunBy)]);
    return [
      { kind: "WORKING_GROUP_MEMBERS", unitId: null, count: members.length, path: `/working-group?on=${on}` },
      { kind: "WORKING_GROUP_MEETINGS", unitId: null, count: held, path: `/working-group/meetings${writeMeetingFilter({ ...readMeetingFilter({}).filter, when: "HELD", year, until: begunBy })}` },
    ];
  },
};

/** What the working group's assignments offer the whole house. */
export const groupAssignmentRegister: Register = {
  kind: "groupAssignment",
  path: (id) => `/working-group/assignments/${id}`,
  titleOf: async (actor, id) => (await getAssignment(actor, id)).assignment.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { assignment, ...may } = await getAssignment(actor, id);
      return holderOf(assignment.title, null, may);
    },
    stored: { table: "group_assignment", title: "r.title", unitId: null, isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.starts_on", to: "r.ends_on" } },
  },
  retention: { endedOn: "r.ends_on" },
  tasks: async (actor, today) =>
    isOff()
      ? []
      : (await listToRenew(actor, today)).map(({ id, title, dueOn }) => ({
          key: `renew assignment ${id}`,
          path: `/working-group/assignments/${id}`,
          owner: { kind: "OFFICE" as const },
          title: { message: "groupAssignments.tasks.renew", params: { title } },
          text: { message: "groupAssignments.tasks.renewText" },
          dueOn,
          state: stateOf(dueOn, today),
          stateWord: "groupAssignments.stateWord.renew",
          noticeDays: 60,
        })),
  gaps: () => Promise.resolve([]),
  activity: null,
  decisionsNeeded: (actor, today, unitIds) => (unitIds === undefined && !isOff() ? listUndecided(actor, today) : Promise.resolve([])),
  evidence: () => Promise.resolve([]),
};

/** How the working group's meetings are found. */
export const groupMeetingSearchable: Searchable = {
  kind: "groupMeeting",
  path: groupMeetingRegister.path,
  table: "group_meeting",
  title: "r.title",
  text: "concat_ws(E'\\n', r.title, r.place, r.agenda, r.notes)",
  unitId: null,
  days: { from: "(r.starts_at AT TIME ZONE 'Europe/Stockholm')::date", to: "(r.ends_at AT TIME ZONE 'Europe/Stockholm')::date" },
  isThere: "true",
  isKept: () => !isOff(),
};

/** How what the working group is to do is found. */
export const groupAssignmentSearchable: Searchable = {
  kind: "groupAssignment",
  path: groupAssignmentRegister.path,
  table: "group_assignment",
  title: "r.title",
  text: "concat_ws(E'\\n', r.title, r.assignment, r.mandate)",
  unitId: null,
  days: { from: "r.starts_on", to: "coalesce(r.ends_on, current_date)" },
  isThere: "r.archived_at IS NULL",
  isKept: () => !isOff(),
};

/** When the working group meets, as other systems read it; what was said there is not among it. */
export const groupMeetingResource: Resource = {
  name: "working-group-meetings",
  title: "workingGroup.title",
  page: (recordId) => `/working-group/meetings/${recordId}`,
  table: "group_meeting",
  isOpen: "true",
  unitId: null,
  fields: {
    title: text("r.title"),
    startsAt: instant("r.starts_at"),
    endsAt: instant("r.ends_at"),
    place: maybe(text("r.place")),
    cancelledAt: maybe(instant("r.cancelled_at")),
    isDemonstration: flag("r.is_demonstration"),
  },
  isKept: () => !isOff(),
};
