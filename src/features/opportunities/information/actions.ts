"use server";

import { defineAction } from "@/server/action";
import { opportunityVersionSchema } from "../schema";
import { changeInformationSchema, logInformationSchema } from "./schema";
import { archiveInformation, changeInformation, logInformation } from "./service";

const at = (id: string, done: string) => `/opportunities/information/${id}?done=${done}`;

export const log = defineAction({ form: "information-log", input: logInformationSchema, run: (actor, input) => logInformation(actor, input), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const forward = defineAction({
  form: "information-forward",
  input: logInformationSchema,
  run: (actor, input) => logInformation(actor, input),
  next: (_output, { activity }) => `/opportunities/${activity.opportunityId ?? ""}?done=forwarded`,
});
export const change = defineAction({ form: "information-change", input: changeInformationSchema, run: changeInformation, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "information-step", input: opportunityVersionSchema, run: (actor, activity) => archiveInformation(actor, activity, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "information-step", input: opportunityVersionSchema, run: (actor, activity) => archiveInformation(actor, activity, false), next: (_output, { id }) => at(id, "restored") });
