"use server";

import { defineAction } from "@/server/action";
import { callAddedUnits } from "./added-units/service";
import { remindUnanswered } from "./reminders/service";
import { answersSchema, approveSchema, callSchema, openRoundSchema, returnSchema, type StatementAddress } from "./schema";
import { approveStatement, openRound, returnStatement, saveAnswers, submitStatement } from "./service";

const pathOf = ({ year, unitId }: StatementAddress) => `/year/${String(year)}/${unitId}`;

export const open = defineAction({ form: "follow-up-open", input: openRoundSchema, run: (actor, { key, round }) => openRound(actor, round, key), next: (_output, { round }) => `/year/${String(round.year)}?done=opened` });
export const call = defineAction({ form: "follow-up-call", input: callSchema, run: (actor, { key, year }) => callAddedUnits(actor, year, key), next: (_output, { year }) => `/year/${String(year)}?done=called` });
export const remind = defineAction({ form: "follow-up-remind", input: callSchema, run: (actor, { key, year }) => remindUnanswered(actor, year, key), next: (_output, { year }) => `/year/${String(year)}?done=reminded` });
export const answer = defineAction({
  form: "follow-up-answers",
  input: answersSchema,
  run: (actor, { key, then, input }) => (then === "submit" ? submitStatement(actor, input, key) : saveAnswers(actor, input)),
  next: (_output, { then, input }) => (then === "leave" ? `/year/${String(input.year)}?done=left` : `${pathOf(input)}?done=${then === "submit" ? "submitted" : "saved"}`),
});
export const approve = defineAction({ form: "follow-up-approve", input: approveSchema, run: (actor, input) => approveStatement(actor, input), next: (_output, input) => `/year/${String(input.year)}?done=approved` });
export const sendBack = defineAction({ form: "follow-up-return", input: returnSchema, run: (actor, input) => returnStatement(actor, input), next: (_output, input) => `/year/${String(input.year)}?done=returned` });
