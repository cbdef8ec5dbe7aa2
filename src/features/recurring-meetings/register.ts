import "server-only";
import { holderOf, type Register } from "@/domain/registers";
import { getMeeting } from "./service";

/** What the register of recurring meetings offers the whole house. */
export const recurringMeetingRegister: Register = {
  kind: "recurringMeeting",
  path: (id) => `/recurring-meetings/${id}`,
  titleOf: async (actor, id) => (await getMeeting(actor, id)).meeting.name,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { meeting, ...may } = await getMeeting(actor, id);
      return holderOf(meeting.name, meeting.unitId, may);
    },
    stored: { table: "recurring_meeting", title: "r.name", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
