import { addDays, dateInStockholm } from "@/domain/plain-date";
import { listAssignments, proposeAssignment } from "@/features/working-group/assignments/service";
import { addFollowUp } from "@/features/working-group/follow-ups/service";
import { callMeeting, getMeeting, planMeeting, writeMinutes } from "@/features/working-group/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

/** Writes down what the working group is to do, for the decisions about it. */
export async function loadGroupAssignments(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { key, from, to, mandate, ...assignment } of town.data.groupAssignments) {
    await proposeAssignment(office, { ...assignment, mandate: mandate ?? null, startsOn: from, endsOn: to ?? null }, keyOf(town, "group assignment", key), { isDemonstration: true }, town.now);
  }
  return town.data.groupAssignments.length;
}

/** An assignment's id by its title, since an interrupted load is taken up without what it had at hand. */
export async function findGroupAssignment(town: Town, key: string): Promise<string> {
  const title = town.data.groupAssignments.find((assignment) => assignment.key === key)?.title;
  const found = (await listAssignments(town.system, town.day)).find((assignment) => assignment.title === title);
  if (found === undefined) throw new Error(`The assignment ${key} is not stored yet.`);
  return found.id;
}

/** Plans the working group's meetings; those that have been were called to two weeks before, and written down the day after. */
export async function loadGroupMeetings(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { key, inDays, title, from, to, place, agenda, notes, absent, followUps } of town.data.groupMeetings) {
    const day = addDays(dateInStockholm(town.now), inDays);
    const what = `The meeting ${key}`;
    const at = (days: number) => new Date(`${addDays(day, days)}T09:00:00Z`);
    const isPast = inDays < 0;
    const { id } = must(what, await planMeeting(office, { title, day, from, to, place: place ?? null, agenda: agenda ?? null }, keyOf(town, "group meeting", key), { isDemonstration: true }, isPast ? at(-20) : town.now));
    if (!isPast) continue;
    const planned = await getMeeting(office, id, at(-14));
    if (planned.mayCall) must(what, await callMeeting(office, { id, version: planned.meeting.version }, at(-14)));
    const held = await getMeeting(office, id, at(1));
    const away = new Set(absent.map((person) => idOf(town.people, person)));
    const presentIds = held.attendees.flatMap(({ personId }) => (away.has(personId) ? [] : [personId]));
    if (held.meeting.notes === null && notes !== undefined) must(what, await writeMinutes(office, { id, version: held.meeting.version, notes, presentIds }, at(1)));
    for (const { what: task, person, inDays: due } of followUps) {
      must(what, await addFollowUp(office, { key: keyOf(town, "group follow-up", key, task), meetingId: id, followUp: { what: task, ownerId: idOf(town.people, person), dueOn: addDays(dateInStockholm(town.now), due) } }, at(1)));
    }
  }
  return town.data.groupMeetings.length;
}
