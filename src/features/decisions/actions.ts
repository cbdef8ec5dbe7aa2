"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { correctDecisionSchema, decisionStepSchema, recordDecisionSchema, showConcerned } from "./schema";
import { archiveDecision, correctDecision, recordDecision } from "./service";

export const record = defineAction({
  form: "decision-record",
  rework: showConcerned,
  input: recordDecisionSchema,
  run: (actor, { key, decision }) => recordDecision(actor, decision, key, { registers }),
  next: (output) => `/decisions/${output.ok ? output.value.id : ""}?done=${output.ok && output.value.isFlagged ? "flagged" : "recorded"}`,
});
export const correct = defineAction({ form: "decision-correct", rework: showConcerned, input: correctDecisionSchema, run: correctDecision, next: (_output, { id }) => `/decisions/${id}?done=corrected` });
export const archive = defineAction({ form: "decision-step", input: decisionStepSchema, run: (actor, decision) => archiveDecision(actor, decision, true), next: (_output, { id }) => `/decisions/${id}?done=archived` });
export const restore = defineAction({ form: "decision-step", input: decisionStepSchema, run: (actor, decision) => archiveDecision(actor, decision, false), next: (_output, { id }) => `/decisions/${id}?done=restored` });
