import type { AssignmentInput } from "@/features/working-group/assignments/schema";
import type { GroupMeetingInput } from "@/features/working-group/schema";

/** A meeting of two hours on a day. */
export function groupMeetingInput(more: Partial<GroupMeetingInput> & Pick<GroupMeetingInput, "day">): GroupMeetingInput {
  return { title: "Möte i gruppen", from: "13:00", to: "15:00", place: "Rådhuset", agenda: "Utlysningar", ...more };
}

/** What the group is to do until further notice. */
export function groupAssignmentInput(more: Partial<AssignmentInput> = {}): AssignmentInput {
  return { title: "Gruppens uppdrag", assignment: "Samordna", mandate: null, startsOn: "2026-01-01", endsOn: null, ...more };
}
