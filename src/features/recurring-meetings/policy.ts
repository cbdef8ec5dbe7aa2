import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a recurring meeting depends on; taken from the stored row. */
export interface MeetingThing extends Identified {
  unitId: string;
  isArchived: boolean;
}

const isOwn = (actor: Actor, meeting: MeetingThing) => isCoordinator(actor) || answersForUnit(actor, meeting.unitId);

/** Everyone reads recurring meetings; the units that answer for them and the office write them. */
export const meetingPolicy = definePolicy({
  feature: "recurringMeetings",
  rules: {
    view: (actor: Actor, meeting: MeetingThing) => !meeting.isArchived || isOwn(actor, meeting),
    add: isOwn,
    edit: (actor: Actor, meeting: MeetingThing) => !meeting.isArchived && isOwn(actor, meeting),
    archive: isOwn,
  },
});

/** Tells whether the actor may add a recurring meeting for some unit at all. */
export function mayAddMeetings(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}
