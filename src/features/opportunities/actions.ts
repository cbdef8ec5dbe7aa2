"use server";

import { defineAction } from "@/server/action";
import { wasLateWhenEntered } from "./rules";
import { changeOpportunitySchema, logOpportunitySchema, opportunityVersionSchema } from "./schema";
import { archiveOpportunity, changeOpportunity, logOpportunity } from "./service";

const at = (id: string, done: string) => `/opportunities/${id}?done=${done}`;

export const log = defineAction({
  form: "opportunity-log",
  input: logOpportunitySchema,
  run: (actor, input) => logOpportunity(actor, input),
  next: (output, { opportunity }) => at(output.ok ? output.value.id : "", wasLateWhenEntered(opportunity) ? "loggedLate" : "logged"),
});
export const change = defineAction({ form: "opportunity-change", input: changeOpportunitySchema, run: changeOpportunity, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "opportunity-step", input: opportunityVersionSchema, run: (actor, opportunity) => archiveOpportunity(actor, opportunity, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "opportunity-step", input: opportunityVersionSchema, run: (actor, opportunity) => archiveOpportunity(actor, opportunity, false), next: (_output, { id }) => at(id, "restored") });
