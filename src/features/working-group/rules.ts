import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { clockIn, timesOf } from "@/features/visits/parts/rules";
import type { GroupMeetingInput } from "./schema";

export type MeetingRefusal = "groupMeetingTimeNotThere" | "groupMeetingPast" | "groupMeetingCalled" | "groupMeetingCancelled" | "groupMeetingNotYet" | "groupMeetingNotAttendee";

const ZONE = "Europe/Stockholm";
const HOUR_MS = 3_600_000;

/** When a meeting begins and ends, by the clocks in Sweden; of an hour that comes twice in the night it is the first. Refused where the clocks never show the time: groupMeetingTimeNotThere. */
export function meetingTimes({ day, from, to }: Pick<GroupMeetingInput, "day" | "from" | "to">): Result<{ startsAt: Date; endsAt: Date }, MeetingRefusal> {
  const found = timesOf({ day, from, to, timeZone: ZONE });
  if (!found.ok) return refuse("groupMeetingTimeNotThere", { ...(found.field === undefined ? {} : { field: found.field }), about: { day } });
  const { startsAt, endsAt } = found.value;
  return endsAt === null ? refuse("groupMeetingTimeNotThere", { field: "to", about: { day } }) : succeed({ startsAt, endsAt });
}

/** Tells whether the clocks show the same time once more that night, since they are put back. */
export function comesTwice(startsAt: Date): boolean {
  const shown = clockIn(ZONE, startsAt);
  const again = clockIn(ZONE, new Date(startsAt.getTime() + HOUR_MS));
  return shown.day === again.day && shown.clock === again.clock;
}

/** PLANNED: nobody has been called · CALLED · HELD: it is over · CANCELLED. */
export type MeetingState = "PLANNED" | "CALLED" | "HELD" | "CANCELLED";

/** What decides where a meeting stands. */
export interface Staged {
  endsAt: Date;
  calledAt: Date | null;
  cancelledAt: Date | null;
}

/** Where a meeting stands at an instant. */
export function stateOf({ endsAt, calledAt, cancelledAt }: Staged, now: Date): MeetingState {
  if (cancelledAt !== null) return "CANCELLED";
  if (calledAt === null) return "PLANNED";
  return endsAt <= now ? "HELD" : "CALLED";
}

/** Judges that a meeting is changed or cancelled: one that is neither over nor cancelled. Refused: groupMeetingCancelled, groupMeetingPast. */
export function judgeChange(meeting: Staged, now: Date): Result<null, MeetingRefusal> {
  if (meeting.cancelledAt !== null) return refuse("groupMeetingCancelled");
  return meeting.endsAt <= now ? refuse("groupMeetingPast") : succeed(null);
}

/** Judges that the members are called to a meeting (V24). Refused: groupMeetingCancelled, groupMeetingPast, groupMeetingCalled. */
export function judgeCalling(meeting: Staged, now: Date): Result<null, MeetingRefusal> {
  const judged = judgeChange(meeting, now);
  return judged.ok && meeting.calledAt !== null ? refuse("groupMeetingCalled") : judged;
}

/** Judges that it is written down who was at a meeting: one that people were called to, on its day or later. Refused: groupMeetingCancelled, groupMeetingNotYet. */
export function judgeMinutes(meeting: Staged & { startsAt: Date }, today: PlainDate): Result<null, MeetingRefusal> {
  if (meeting.cancelledAt !== null) return refuse("groupMeetingCancelled");
  return meeting.calledAt === null || dateInStockholm(meeting.startsAt) > today ? refuse("groupMeetingNotYet") : succeed(null);
}

/** The people who are to be called anew, and those who are no longer to come: members on the day of a meeting, beside those who have been called (V23, E.4.7). */
export function changesOfCall(members: readonly string[], called: readonly string[]): { come: string[]; gone: string[] } {
  return { come: members.filter((id) => !called.includes(id)), gone: called.filter((id) => !members.includes(id)) };
}

/** How long before a planned meeting the office is asked to call to it, and how long after a held one to write its notes. */
const CALL_DAYS = 21;
const NOTES_DAYS = 7;

/** What the office is asked to do with a meeting today, and by when: call to it, or write down what was said. */
export function officeTaskOf(meeting: Staged & { startsAt: Date; notes: string | null }, now: Date): { what: "call" | "notes"; dueOn: PlainDate } | null {
  const day = dateInStockholm(meeting.startsAt);
  const state = stateOf(meeting, now);
  if (state === "PLANNED" && meeting.endsAt > now && dateInStockholm(now) >= addDays(day, -CALL_DAYS * 2)) return { what: "call", dueOn: addDays(day, -CALL_DAYS) };
  return state === "HELD" && meeting.notes === null ? { what: "notes", dueOn: addDays(day, NOTES_DAYS) } : null;
}

/** Writes a meeting as its form holds it. */
export function writeMeeting(meeting: { title: string; startsAt: Date; endsAt: Date; place: string | null; agenda: string | null }): Values {
  const from = clockIn(ZONE, meeting.startsAt);
  return { title: meeting.title, day: from.day, from: from.clock, to: clockIn(ZONE, meeting.endsAt).clock, place: meeting.place ?? "", agenda: meeting.agenda ?? "" };
}
