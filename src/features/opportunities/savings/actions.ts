"use server";

import { defineAction } from "@/server/action";
import { savingSchema } from "./schema";
import { saveOpportunity, unsaveOpportunity } from "./service";

export const save = defineAction({ form: "opportunity-step", input: savingSchema, run: (actor, { id }) => saveOpportunity(actor, id), next: (_output, { id }) => `/opportunities/${id}?done=saved` });
export const unsave = defineAction({ form: "opportunity-step", input: savingSchema, run: (actor, { id }) => unsaveOpportunity(actor, id), next: (_output, { id }) => `/opportunities/${id}?done=unsaved` });
