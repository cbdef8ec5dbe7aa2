import "server-only";
import type { Register } from "@/domain/registers";
import { getMeeting } from "./service";

/** What the register of recurring meetings offers the whole house. */
export const recurringMeetingRegister: Register = {
  kind: "recurringMeeting",
  path: (id) => `/recurring-meetings/${id}`,
  titleOf: async (actor, id) => (await getMeeting(actor, id)).meeting.name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
