"use server";

import { defineAction } from "@/server/action";
import { addFollowUpSchema, followUpVersionSchema } from "./schema";
import { addFollowUp, removeFollowUp, settleFollowUp } from "./service";

const at = (meetingId: string, done: string) => `/working-group/meetings/${meetingId}?done=${done}#follow-ups`;

export const add = defineAction({ form: "group-follow-up", input: addFollowUpSchema, run: addFollowUp, next: (_output, { meetingId }) => at(meetingId, "followUpAdded") });
export const settle = defineAction({ form: "group-follow-up-step", input: followUpVersionSchema, run: settleFollowUp, next: (_output, { meetingId }) => at(meetingId, "followUpDone") });
export const remove = defineAction({ form: "group-follow-up-step", input: followUpVersionSchema, run: removeFollowUp, next: (_output, { meetingId }) => at(meetingId, "followUpRemoved") });
