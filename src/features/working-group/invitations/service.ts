import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { OwnTime } from "@/domain/registers";
import type { CalendarDays, NotificationInput } from "@/features/notifications/schema";
import { notify } from "@/features/notifications/service";
import { reading, type Tx } from "@/server/db";
import { authorize } from "@/server/permit";
import { groupMeetingPolicy } from "../policy";
import { changesOfCall } from "../rules";
import * as repository from "./repository";

/** The days and times of a meeting, for the calendars of those who are called to it. */
function calendarOf({ id, startsAt, endsAt, place }: repository.CalledMeeting, method: CalendarDays["method"]): CalendarDays {
  return { method, of: { kind: "groupMeeting", id }, startsOn: dateInStockholm(startsAt), endsOn: dateInStockholm(endsAt), at: { startsAt, endsAt, place } };
}

async function tell(tx: Tx, actor: Actor, meeting: repository.CalledMeeting, kind: NotificationInput["kind"], to: readonly string[], method: CalendarDays["method"], now: Date): Promise<void> {
  if (to.length === 0) return;
  await notify(tx, actor, { kind, to, isToldToSelf: true, subject: { kind: "groupMeeting", id: meeting.id }, path: `/working-group/meetings/${meeting.id}`, params: { day: dateInStockholm(meeting.startsAt) }, calendar: calendarOf(meeting, method) }, now);
}

/**
 * Calls the members of the day of a meeting to it, and tells those who no longer are; with news of the meeting itself those who were called already are told too.
 * Inside the transaction in which that happens, so that nobody is called to what is undone (V23, V24).
 */
export async function callMembers(tx: Tx, actor: Actor, meeting: repository.CalledMeeting, isChanged: boolean, now = new Date()): Promise<void> {
  const permit = authorize(groupMeetingPolicy, "follow", actor, meeting);
  const [members, called] = [await repository.selectMemberIds(tx, dateInStockholm(meeting.startsAt)), await repository.selectCalledIds(tx, meeting.id)];
  const { come, gone } = changesOfCall(members, called);
  await repository.writeCall(tx, permit, meeting.id, { come, gone });
  await tell(tx, actor, meeting, "GROUP_CALLED", come, "REQUEST", now);
  await tell(tx, actor, meeting, "GROUP_CANCELLED", gone, "CANCEL", now);
  if (isChanged) await tell(tx, actor, meeting, "GROUP_CHANGED", called.filter((id) => !gone.includes(id)), "REQUEST", now);
}

/** Tells everyone who is called to a meeting that it is off. */
export async function callOff(tx: Tx, actor: Actor, meeting: repository.CalledMeeting, now = new Date()): Promise<void> {
  authorize(groupMeetingPolicy, "follow", actor, meeting);
  await tell(tx, actor, meeting, "GROUP_CANCELLED", await repository.selectCalledIds(tx, meeting.id), "CANCEL", now);
}

/** Lets the meetings to come follow a change of who is contact person, in the same transaction: who comes is called to them, and who leaves before their day no longer is (E.4.7). */
export async function followMembership(tx: Tx, actor: Actor, now = new Date()): Promise<void> {
  for (const meeting of await repository.lockComing(tx, now)) await callMembers(tx, actor, meeting, false, now);
}

/** The group's meetings that the actor is called to, or was, and that end at an instant or later, the first first; those that are off are among them. */
export async function listCalledTo(actor: Actor, from: Date): Promise<OwnTime[]> {
  return (await repository.selectCalledTo(reading(), actor.personId, from)).map((meeting) => ({ ...meeting, text: { message: "workingGroup.inCalendar" } }));
}
