import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { callMembers, callOff } from "./invitations/service";
import { groupMeetingPolicy } from "./policy";
import * as repository from "./repository";
import { judgeCalling, judgeChange, judgeMinutes, meetingTimes, officeTaskOf, stateOf, type MeetingRefusal, type MeetingState } from "./rules";
import type { ChangeMeetingInput, GroupMeetingInput, MeetingFilter, MinutesInput } from "./schema";

export type { Attendee, MeetingRow, StoredMeeting } from "./repository";

const audit = (tx: Tx, actor: Actor, id: string, action: string) => recordAudit(tx, { actor, action: `groupMeetings.${action}`, subject: { kind: "groupMeeting", id } });

async function hold(tx: Tx, id: string): Promise<repository.StoredMeeting> {
  const stored = await repository.lockMeeting(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Plans a meeting of the working group by the clocks in Sweden (V24); nobody is called to it yet, and the same key plans it once. Refused: groupMeetingTimeNotThere. */
export async function planMeeting(actor: Actor, input: GroupMeetingInput, key: string, about: { isDemonstration?: boolean } = {}, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "groupMeetings.plan", key, input, async () => {
        const id = repository.newMeetingId();
        const permit = authorize(groupMeetingPolicy, "plan", actor, { id });
        await repository.insertMeeting(tx, permit, id, input, must(meetingTimes(input)), about.isDemonstration ?? false, now);
        await audit(tx, actor, id, "planned");
        return { id };
      }),
    ),
  );
}

/**
 * Changes a meeting that is not over; those who are called are told, in their calendars too. When someone else has changed it since, throws CONFLICT with `baseVersion`
 * (what the change began from) and `currentVersion`, both of which `getMeetingVersion` returns. Refused: groupMeetingTimeNotThere, groupMeetingCancelled, groupMeetingPast.
 */
export async function changeMeeting(actor: Actor, { id, version, meeting: input }: ChangeMeetingInput, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(groupMeetingPolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      must(judgeChange(stored, now));
      const times = must(meetingTimes(input));
      await repository.updateMeeting(tx, permit, id, version, input, times, now);
      const isMoved = times.startsAt.getTime() !== stored.startsAt.getTime() || times.endsAt.getTime() !== stored.endsAt.getTime() || input.place !== stored.place;
      if (stored.calledAt !== null) await callMembers(tx, actor, { id, ...times, place: input.place }, isMoved, now);
      await audit(tx, actor, id, "changed");
      return { id };
    }),
  );
}

/** Calls the group's members of the day of a meeting to it, by mail with the meeting for their calendars (V23, V24). Throws CONFLICT when someone has changed it since. Refused: groupMeetingCancelled, groupMeetingPast, groupMeetingCalled. */
export async function callMeeting(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(groupMeetingPolicy, "call", actor, stored);
      must(judgeCalling(stored, now));
      if (stored.version !== version) throw new AppError("CONFLICT");
      await repository.updateCalled(tx, permit, id, version, now);
      await callMembers(tx, actor, stored, false, now);
      await audit(tx, actor, id, "called");
      return { id };
    }),
  );
}

/** Cancels a meeting that is not over, and tells those who are called. Throws CONFLICT when someone has changed it since. Refused: groupMeetingCancelled, groupMeetingPast. */
export async function cancelMeeting(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(groupMeetingPolicy, "cancel", actor, stored);
      must(judgeChange(stored, now));
      if (stored.version !== version) throw new AppError("CONFLICT");
      await repository.updateCancelled(tx, permit, id, version, now);
      if (stored.calledAt !== null) await callOff(tx, actor, stored, now);
      await audit(tx, actor, id, "cancelled");
      return { id };
    }),
  );
}

/** Writes down what was said at a meeting and who of the called was there, on its day or later. Throws CONFLICT when someone has changed it since. Refused: groupMeetingCancelled, groupMeetingNotYet. */
export async function writeMinutes(actor: Actor, { id, version, notes, presentIds }: MinutesInput, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(groupMeetingPolicy, "minute", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT");
      must(judgeMinutes(stored, dateInStockholm(now)));
      await repository.updateMinutes(tx, permit, id, version, notes, presentIds, now);
      await audit(tx, actor, id, "minuted");
      return { id };
    }),
  );
}

export interface MeetingView {
  meeting: repository.StoredMeeting;
  state: MeetingState;
  /** Those who are called, and those who were until they left. */
  attendees: repository.Attendee[];
  mayEdit: boolean;
  mayCall: boolean;
  mayMinute: boolean;
}

/** A meeting with who is called to it and what the actor may do; throws NOT_FOUND when there is none. */
export async function getMeeting(actor: Actor, id: string, now = new Date()): Promise<MeetingView> {
  const meeting = await repository.findMeeting(reading(), id);
  if (meeting === null) throw new AppError("NOT_FOUND");
  authorize(groupMeetingPolicy, "view", actor, meeting);
  const attendees = await repository.selectAttendees(reading(), id, dateInStockholm(meeting.startsAt));
  return {
    meeting,
    state: stateOf(meeting, now),
    attendees,
    mayEdit: may(groupMeetingPolicy, "edit", actor, meeting) && judgeChange(meeting, now).ok,
    mayCall: may(groupMeetingPolicy, "call", actor, meeting) && judgeCalling(meeting, now).ok,
    mayMinute: may(groupMeetingPolicy, "minute", actor, meeting) && judgeMinutes(meeting, dateInStockholm(now)).ok,
  };
}

/** One page of the group's meetings. */
export async function listMeetings(actor: Actor, filter: MeetingFilter, now = new Date()): Promise<{ rows: repository.MeetingRow[]; total: number }> {
  authorizeAll(groupMeetingPolicy, "view", actor);
  return repository.selectMeetings(reading(), filter, now);
}

/** How many meetings of a year people had been called to and are over, or were by a day where one is given (V24); the list of the year's held meetings until then shows just these. */
export async function countMeetings(actor: Actor, year: number, until: PlainDate | null = null, now = new Date()): Promise<number> {
  authorizeAll(groupMeetingPolicy, "view", actor);
  return repository.countHeld(reading(), year, until, now);
}

/** What the office has left to do with meetings: to call to those that come, and to write down what was said at those that were held; nothing for others. */
export async function listOfficeTasks(actor: Actor, now = new Date()): Promise<{ id: string; title: string; what: "call" | "notes"; dueOn: PlainDate }[]> {
  if (!may(groupMeetingPolicy, "plan", actor, { id: "*" })) return [];
  return (await repository.selectUnfinished(reading(), now)).flatMap((meeting) => {
    const task = officeTaskOf(meeting, now);
    return task === null ? [] : [{ id: meeting.id, title: meeting.title, ...task }];
  });
}

/** A meeting as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getMeetingVersion(actor: Actor, id: string, version: number): Promise<NonNullable<Awaited<ReturnType<typeof repository.findMeetingVersion>>>> {
  const stored = await repository.findMeeting(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(groupMeetingPolicy, "edit", actor, stored);
  const found = await repository.findMeetingVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A meeting's history, latest first; throws NOT_FOUND when there is none. */
export async function listMeetingHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findMeeting(reading(), id), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(groupMeetingPolicy, "view", actor, stored);
  return history;
}
