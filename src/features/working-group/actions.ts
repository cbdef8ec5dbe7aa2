"use server";

import { defineAction } from "@/server/action";
import { changeMeetingSchema, meetingVersionSchema, minutesSchema, planMeetingSchema } from "./schema";
import { callMeeting, cancelMeeting, changeMeeting, planMeeting, writeMinutes } from "./service";

const at = (id: string, done: string) => `/working-group/meetings/${id}?done=${done}`;

export const plan = defineAction({ form: "group-meeting-plan", input: planMeetingSchema, run: (actor, { key, meeting }) => planMeeting(actor, meeting, key), next: (output) => at(output.ok ? output.value.id : "", "planned") });
export const change = defineAction({ form: "group-meeting-change", input: changeMeetingSchema, run: changeMeeting, next: (_output, { id }) => at(id, "changed") });
export const call = defineAction({ form: "group-meeting-step", input: meetingVersionSchema, run: (actor, meeting) => callMeeting(actor, meeting), next: (_output, { id }) => at(id, "called") });
export const cancel = defineAction({ form: "group-meeting-step", input: meetingVersionSchema, run: (actor, meeting) => cancelMeeting(actor, meeting), next: (_output, { id }) => at(id, "cancelled") });
export const minute = defineAction({ form: "group-meeting-minutes", input: minutesSchema, run: writeMinutes, next: (_output, { id }) => at(id, "minuted") });
