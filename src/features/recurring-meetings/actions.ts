"use server";

import { defineAction } from "@/server/action";
import { addMeetingSchema, changeMeetingSchema, meetingVersionSchema } from "./schema";
import { addMeeting, archiveMeeting, changeMeeting } from "./service";

const at = (id: string, done: string) => `/recurring-meetings/${id}?done=${done}`;

export const add = defineAction({ form: "recurring-meeting-add", input: addMeetingSchema, run: (actor, { key, meeting }) => addMeeting(actor, meeting, key), next: (output) => at(output.ok ? output.value.id : "", "added") });
export const change = defineAction({ form: "recurring-meeting-change", input: changeMeetingSchema, run: changeMeeting, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "recurring-meeting-step", input: meetingVersionSchema, run: (actor, meeting) => archiveMeeting(actor, meeting, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "recurring-meeting-step", input: meetingVersionSchema, run: (actor, meeting) => archiveMeeting(actor, meeting, false), next: (_output, { id }) => at(id, "restored") });
